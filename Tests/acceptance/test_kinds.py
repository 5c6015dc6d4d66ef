"""Measures that are no partition, from YAML to columns, synthesis and data package: the four toys of `pipelines/`.

Figures are worked out again here, from the lines of the data package and the files of factors, weights and parts.
"""

import csv
import decimal
import fractions
import json
import math

from people import set_cell
from support import (INPUTS, ROOT, SAMPLES, Workspace, annotate, convert, files, mesures, needs_python, needs_shared,
                     needs_soffice, new_problems, settings, shared_tool, sheet_rows, workbook_of)

TOYS = ("carbone", "donut", "care", "indicateurs")
TITLES = {"carbone": "Synthèse jouet carbone", "donut": "Synthèse jouet Donut", "care": "Synthèse jouet CARE",
          "indicateurs": "Synthèse jouet indicateurs"}
TABLES = {"carbone": "quantities.csv", "donut": "contributions.csv", "care": "postings.csv", "indicateurs": "links.csv"}


def pipeline(toy):
    return ROOT / "pipelines" / f"jouet-{toy}.yaml"


def table(folder, name):
    with open(folder / "donnees" / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def cents(text):
    return int(decimal.Decimal(text) * 100)


def rounded(amount, part):
    """A part of an amount in cents, half a cent away from zero."""
    exact = abs(amount) * abs(part)
    whole = math.floor(exact + fractions.Fraction(1, 2))
    return whole if (amount < 0) == (part < 0) else -whole


def same(left, right):
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        return abs(left - right) <= 1e-9 * max(1, abs(left), abs(right))
    return (left or None) == (right or None)


class Kinds(Workspace):
    def run_toy(self, toy, source, name, *more):
        folder = self.folder / name
        self.assertDone(annotate(source, folder, *more, pipeline=pipeline(toy)))
        return folder

    def toys(self, *names):
        for toy in names or TOYS:
            with self.subTest(toy):
                yield toy, self.run_toy(toy, SAMPLES / "mandats-2025.xlsx", toy)

    def lines(self, folder):
        return {line["line"]: line for line in table(folder, "lines.csv")}

    def summary(self, path, toy):
        """{first word of a row: its other cells} of the synthesis sheet, without the title that names the file."""
        rows = sheet_rows(path)[TITLES[toy]][2:]
        return {row[0]: row[1:] for row in rows if row and isinstance(row[0], str)}

    def test_quantities_are_bases_times_factors(self):
        for toy, folder in self.toys("carbone"):
            factors = {}
            for prefix, name in (("sdes", "jouet-facteurs.csv"), ("bc", "jouet-facteurs-physiques.csv")):
                with open(ROOT / "pipelines" / "tables" / name, encoding="utf-8") as file:
                    rows = csv.DictReader((line for line in file if line[0] != "#"), delimiter=";")
                    for row in rows:
                        scale = 1000 if row["unit"].startswith("tCO2e") else 1
                        scale /= 1000 if "kEUR" in row["unit"] else 1
                        factors[f"{prefix}:{row['key']}"] = float(row["value"].replace(",", ".")) * scale
            lines = self.lines(folder)
            quantities = table(folder, TABLES[toy])
            self.assertGreater(len(quantities), 800)
            posts = {}
            for row in quantities:
                value = float(row["base"]) * factors[row["factor"]]
                self.assertTrue(same(float(row["value"]), value), row)
                if row["baseUnit"] == "EUR_HT":
                    amount = float(lines[row["line"]]["amount"])
                    ttc = lines[row["line"]]["nomenclature"].startswith("M57")
                    self.assertTrue(same(float(row["base"]), amount / 1.2 if ttc else amount), row)
                posts.setdefault(row["post"], []).append(value)
            measured = {unit: sum(float(row["base"]) for row in quantities if row["baseUnit"] == unit)
                        for unit in ("m2", "kWh")}
            # Two posts share the kilowatt-hours of one operation; each operation's quantity is there once.
            self.assertAlmostEqual(measured["m2"], 4200, places=6)
            self.assertAlmostEqual(measured["kWh"], 2 * 310000, places=4)
            bases = {}
            for row in quantities:
                bases.setdefault(row["line"], set()).add(row["basis"])
            self.assertTrue(all(len(found) == 1 for found in bases.values()))
            summary = self.summary(workbook_of(folder), toy)
            for row, cells in summary.items():
                if row.split(" ")[0] in posts:
                    self.assertTrue(same(cells[0], math.fsum(posts[row.split(" ")[0]])), row)

    def test_contributions_are_rounded_one_by_one_and_never_summed_across(self):
        for toy, folder in self.toys("donut"):
            lines = self.lines(folder)
            sides = {}
            for row in table(folder, TABLES[toy]):
                weight = fractions.Fraction(row["weight"])
                amount = rounded(cents(lines[row["line"]]["amount"]), weight)
                self.assertEqual(cents(row["amount"]), amount, row)
                sides.setdefault(row["category"], [0, 0])[weight < 0] += amount
            rows = sheet_rows(workbook_of(folder))[TITLES[toy]]
            start = next(number for number, row in enumerate(rows) if row[:2] == ["Catégorie", "Favorable"])
            labels = {"Éducation": "education", "Logement": "logement", "Connectivité": "connectivite", "Climat": "climat",
                      "Conversion des terres": "terres", "Biodiversité": "biodiversite"}
            found = {labels[row[0]]: [round(100 * cell) for cell in row[1:3]] for row in rows[start + 1:start + 1 + len(labels)]}
            self.assertEqual(found, sides)
            self.assertFalse([row for row in rows[start + 1:start + 4 + len(labels)] if row and "Total" in str(row[0])])

    def test_postings_balance_capital_by_capital(self):
        for toy, folder in self.toys("care"):
            lines = self.lines(folder)
            accounts, sums = {}, {}
            for row in table(folder, TABLES[toy]):
                amount = cents(row["amount"])
                if row["line"]:
                    self.assertEqual(amount, rounded(cents(lines[row["line"]]["amount"]), fractions.Fraction(row["share"])), row)
                    self.assertEqual(row["credit"], lines[row["line"]]["nature"])
                for side, sign in (("debit", 1), ("credit", -1)):
                    key = row["capital"], row[side]
                    accounts[key] = accounts.get(key, 0) + sign * amount
                    sums[row["capital"]] = sums.get(row["capital"], 0) + sign * amount
            self.assertEqual(sums, {"climat": 0, "sols": 0, "eau": 0})
            # A third of 3 000 000,01 €: the second of three years.
            self.assertEqual(accounts["sols", "C68.sols"], 100000000)
            summary = self.summary(workbook_of(folder), toy)
            for account, balance in accounts.items():
                row = next(cells for name, cells in summary.items() if name.startswith(f"{account[1]} – ")
                           and name.lower().endswith(account[0]))
                self.assertEqual(round(100 * row[2]), balance, account)
            self.assertEqual({cells[0] for name, cells in summary.items() if name.startswith("Contrôle")}, {"OK"})

    def test_links_are_parts_of_lines(self):
        for toy, folder in self.toys("indicateurs"):
            lines = self.lines(folder)
            sums = {}
            for row in table(folder, TABLES[toy]):
                amount = rounded(cents(lines[row["line"]]["amount"]), fractions.Fraction(row["share"]))
                self.assertEqual(cents(row["amount"]), amount)
                sums[row["indicator"]] = sums.get(row["indicator"], 0) + amount
            summary = self.summary(workbook_of(folder), toy)
            self.assertEqual({name.split(" ")[0]: round(100 * cells[0]) for name, cells in summary.items()
                              if name.split(" ")[0] in sums}, sums)

    def test_every_line_is_treated_open_or_left_out(self):
        for toy, folder in self.toys():
            report = json.loads((folder / "run.json").read_text(encoding="utf-8"))
            self.assertTrue(all(control["holds"] for control in report["controls"] if "traité" in control["name"]))
            self.assertTrue([control for control in report["controls"] if "traité" in control["name"]])
            total = sum(cents(line["amount"]) for line in self.lines(folder).values())
            result = report["result"]
            parts = sum(part["cents"] for part in result["views"][0]["parts"])
            self.assertEqual(parts + sum(part["cents"] for part in result["excluded"]), total)

    def test_the_descriptor_names_the_columns(self):
        for toy, folder in self.toys():
            package = json.loads((folder / "donnees" / "datapackage.json").read_text(encoding="utf-8"))
            self.assertIn(TABLES[toy], [resource["path"] for resource in package["resources"]])
            self.assertNotIn("donnees/shares.csv", files(folder))
            for resource in package["resources"]:
                with open(folder / "donnees" / resource["path"], newline="", encoding="utf-8") as file:
                    self.assertEqual(next(csv.reader(file)), [field["name"] for field in resource["schema"]["fields"]])

    def test_annotating_again_gives_the_same_bytes_and_stages_too(self):
        for name in INPUTS:
            for toy in TOYS:
                with self.subTest(f"{toy} {name}"):
                    folder = self.run_toy(toy, SAMPLES / name, f"{toy}-{name}")
                    if name.endswith(".csv"):
                        # What is said of a text's encoding is said once: the workbook is stable from its second run on.
                        folder = self.run_toy(toy, workbook_of(folder), f"{toy}-{name}-une")
                    again = self.run_toy(toy, workbook_of(folder), f"{toy}-{name}-encore")
                    self.assertEqual(workbook_of(again).read_bytes(), workbook_of(folder).read_bytes())
        staged = self.folder / "etapes"
        for stage in ("import", "transform", "export"):
            self.assertDone(mesures(stage, pipeline("carbone"), *settings(SAMPLES / "mandats-2025.xlsx", staged)))
        once = self.folder / "carbone-mandats-2025.xlsx"
        self.assertEqual(workbook_of(staged).read_bytes(), workbook_of(once).read_bytes())
        self.assertEqual((staged / "donnees" / "quantities.csv").read_bytes(), (once / "donnees" / "quantities.csv").read_bytes())

    def test_measures_stand_side_by_side_on_one_workbook(self):
        for name in ("mandats-2025.xlsx", "budget-execute.ods"):
            with self.subTest(name):
                source = SAMPLES / name
                path = source
                for toy in ("carbone", "donut", "care"):
                    path = workbook_of(self.run_toy(toy, path, f"cote-{toy}-{name}"))
                budget = self.folder / f"cote-vert-{name}"
                self.assertDone(annotate(path, budget))
                rows = sheet_rows(workbook_of(budget))
                header = next(row for rows in rows.values() for row in rows if "Carbone – Base" in row)
                names = [text for text in header if text]
                self.assertEqual(len(names), len({text.casefold() for text in names}))
                self.assertEqual(sum(text.startswith("Montant budgétaire") for text in names), 4)
                for title in [TITLES[toy] for toy in ("carbone", "donut", "care")] + ["Synthèse budget vert"]:
                    self.assertIn(title, rows)
                # Every measure alone gave the figures that it gives among others.
                for toy in ("carbone", "care"):
                    alone = self.summary(workbook_of(self.run_toy(toy, source, f"seul-{toy}-{name}")), toy)
                    self.assertEqual(self.summary(workbook_of(budget), toy), alone)
                # The last one run again changes nothing.
                again = self.folder / f"cote-encore-{name}"
                self.assertDone(annotate(workbook_of(budget), again))
                self.assertEqual(workbook_of(again).read_bytes(), workbook_of(budget).read_bytes())

    def test_a_correction_is_not_undone_unsaid(self):
        folder = self.run_toy("carbone", SAMPLES / "mandats-2025.xlsx", "corrige")
        path = workbook_of(folder)
        header = sheet_rows(path)["TOUS"][0]
        changed = set_cell(path, self.folder / path.name, "TOUS", 2, header.index("Carbone – kgCO2e par unité 1") + 1, 0.5)
        outcome = annotate(changed, self.folder / "encore", pipeline=pipeline("carbone"))
        self.assertIn("PIP010", outcome.codes)
        self.assertDone(annotate(changed, self.folder / "remplace", "--replace-ratings", pipeline=pipeline("carbone")))

    def test_they_are_not_consolidated(self):
        path = self.folder / "ensemble.yaml"
        path.write_text(f"""pipeline: ensemble
exercice: 2025
import:
  inputs:
    - {{ id: un, budget: "01", type: principal, file: {SAMPLES / 'mandats-2025.xlsx'} }}
  profiles: {ROOT / 'pipelines/profiles'}
  nomenclatures: {ROOT / 'pipelines/nomenclatures'}
transform: {{ measure: {ROOT / 'pipelines/measures/jouet-carbone.yaml'} }}
export: {{ folder: {self.folder / 'ensemble'} }}
""", encoding="utf-8")
        self.assertIn("CSO011", mesures("run", path, "--lang", "fr").codes)

    @needs_soffice
    def test_recalculated_figures_equal_the_cached_ones(self):
        for name in ("mandats-2025.xlsx", "budget-execute.ods"):
            for toy in TOYS:
                with self.subTest(f"{toy} {name}"):
                    workbook = workbook_of(self.run_toy(toy, SAMPLES / name, f"calcul-{toy}-{name}"))
                    cached = sheet_rows(workbook)
                    again = sheet_rows(convert(workbook, self.folder / f"lo-{toy}-{name}", "xlsx"))
                    for sheet, rows in cached.items():
                        if sheet in ("Suivi", "Provenance"):
                            continue
                        first = next((row.index("Montant budgétaire") for row in rows if "Montant budgétaire" in row), 0)
                        for number, (before, after) in enumerate(zip(rows, again[sheet]), start=1):
                            width = max(len(before), len(after))
                            before, after = (row + [None] * (width - len(row)) for row in (before, after))
                            wrong = [(a, b) for a, b in zip(before[first:], after[first:]) if not same(a, b)]
                            self.assertEqual(wrong, [], f"{sheet}, row {number}")

    @needs_soffice
    def test_correcting_a_cell_moves_the_totals(self):
        """The formulas are live: the total follows a base, a weight, a part."""
        for toy, column, cell, label, place in (
                ("carbone", "Carbone – Base", 0, "Total", 0), ("donut", "Donut – Connectivité – Poids", -1, "Connectivité", 1),
                ("care", "CARE – Part", 1, "Climat", 4)):
            with self.subTest(toy):
                path = workbook_of(self.run_toy(toy, SAMPLES / "mandats-2025.xlsx", f"vif-{toy}"))
                rows = sheet_rows(path)["TOUS"]
                line = next(number for number, row in enumerate(rows[1:], start=2)
                            if row[rows[0].index(column)] is not None and row[rows[0].index("Opération")].strip() == "CYCLABLE")
                # The values that openpyxl drops are those that LibreOffice works out again.
                changed = set_cell(path, self.folder / f"{toy}.xlsx", "TOUS", line, rows[0].index(column) + 1, cell)
                before = self.summary(path, toy)[label][place]
                after = self.summary(convert(changed, self.folder / f"vif-lo-{toy}", "xlsx"), toy)[label][place]
                self.assertNotAlmostEqual(before, after, places=1)

    @needs_shared("tools", "validate.py")
    @needs_python("lxml")
    def test_no_new_problem_in_the_workbooks(self):
        validate = shared_tool("validate")
        for toy, folder in self.toys():
            self.assertEqual(new_problems(validate, SAMPLES / "mandats-2025.xlsx", workbook_of(folder)), [])
