"""The samples are what their scripts write, and hold the quirks that they are there to show."""

import csv
import importlib.metadata
import shutil
import subprocess
import sys

from support import EXPECTED, SAMPLES, Workspace, digest, needs_python, needs_soffice, ods_rows, xlsx_rows


class Samples(Workspace):
    @needs_soffice
    @needs_python("xlsxwriter")
    def test_scripts_write_the_committed_bytes(self):
        pinned = (SAMPLES / "make" / "requirements.txt").read_text().split("XlsxWriter==")[1].split()[0]
        if importlib.metadata.version("XlsxWriter") != pinned:
            self.skipTest(f"XlsxWriter is not {pinned}")
        copy = self.folder / "samples"
        shutil.copytree(SAMPLES / "make", copy / "make")
        subprocess.run([sys.executable, "make/all.py"], cwd=copy, check=True, stdout=subprocess.DEVNULL)
        for name in ("mandats-2025.xlsx", "balance.csv", "expected.json"):
            self.assertEqual(digest(copy / name), digest(SAMPLES / name), name)
        # Another LibreOffice writes other bytes: the rows must be the same.
        self.assertEqual(ods_rows(copy / "budget-execute.ods"), ods_rows(SAMPLES / "budget-execute.ods"))

    @needs_python("openpyxl")
    def test_mandates_add_up_to_what_is_expected(self):
        expected = EXPECTED["mandats-2025.xlsx"]
        header, *rows = xlsx_rows(SAMPLES / "mandats-2025.xlsx")["TOUS"]
        self.assertEqual(header, expected["headers"])
        self.assertEqual(len(rows), expected["lines"])
        self.assertEqual(sum(round(row[10] * 100) for row in rows), expected["ttc"])
        self.assertTrue(all(round(row[8] * 100) + round(row[9] * 100) == round(row[10] * 100) for row in rows))
        self.assertEqual(sum(row[0] == "Ann. de mandat" for row in rows), expected["cancellations"]["lines"])
        self.assertEqual(sum(row[13] == " " for row in rows), expected["quirks"]["blank_fonction"])
        self.assertTrue(all(isinstance(row[14], str) for row in rows))

    @needs_python("lxml")
    def test_executed_budget_has_lost_its_leading_zeros(self):
        expected = EXPECTED["budget-execute.ods"]
        header, *rows = ods_rows(SAMPLES / "budget-execute.ods")["Feuille1"]
        self.assertEqual(header, expected["headers"])
        self.assertEqual(len(rows), expected["lines"])
        self.assertEqual(sum(round(row[7] * 100) for row in rows), expected["cents"])
        self.assertTrue(all(row[8].startswith(" ") for row in rows))
        twenty = [row for row in rows if row[6] == 20]
        self.assertEqual(len(twenty), expected["functions"]["020"] + expected["functions"]["20"])
        self.assertEqual(sum(row[6] is None for row in rows), expected["blank_functions"])

    def test_balance_is_windows_1252_with_decimal_commas(self):
        expected = EXPECTED["balance.csv"]
        raw = (SAMPLES / "balance.csv").read_bytes()
        self.assertIn(b"\x92", raw)
        self.assertEqual(raw.count(b"\r\n"), expected["lines"] + 1)
        amounts = [line.rsplit(";", 1)[1] for line in raw.decode("windows-1252").split("\r\n")[1:-1]]
        self.assertEqual(sum(int(amount.replace(",", "")) for amount in amounts), expected["cents"])

    def test_the_ordre_of_the_balance_balances_in_each_budget(self):
        header, *rows = csv.reader((SAMPLES / "balance.csv").read_text(encoding="windows-1252").splitlines(), delimiter=";")
        sums = {}
        for row in (dict(zip(header, row)) for row in rows):
            if row["Mouvement"] == "Ordre":
                key = row["Budget"], row["Sens"]
                sums[key] = sums.get(key, 0) + int(row["Montant réalisé"].replace(",", ""))
        budgets = {budget for budget, _ in sums}
        self.assertEqual(len(budgets), 2)
        for budget in budgets:
            self.assertGreater(sums[budget, "Dépense"], 0)
            self.assertEqual(sums[budget, "Dépense"], sums[budget, "Recette"], budget)
