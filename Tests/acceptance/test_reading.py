"""What the command reads is what other programs read."""

import csv
import datetime
import json
import re

from support import ROOT, SAMPLES, SHARED, Workspace, mesures, needs_python, needs_shared, ods_rows

ODS = ("montpellier", "VilleMTP_MTP_BudgetAnt_2005_2016.ods")
CSV = ("montpellier", "VilleMTP_MTP_BudgetAnt_2005_2016.csv")
XLSX = ("montreuil", "NATURES - FONCTIONS v13.xlsx")


def dumped(path):
    """The sheets as `mesures dump --format json` gives them: [(name, rows)]."""
    outcome = mesures("dump", path, "--format", "json")
    if outcome.status != 0:
        raise AssertionError(outcome.text[-3000:])
    wrong = []

    def number(text):
        if text.endswith(".0"):
            wrong.append(text)
        return float(text)

    sheets = json.loads(outcome.out, parse_float=number)["sheets"]
    if wrong:
        raise AssertionError(f"whole numbers with a fraction: {wrong[:5]}")
    return [(sheet["name"], sheet["rows"]) for sheet in sheets]


def trimmed(rows):
    rows = [list(row) for row in rows]
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def expected_of_xlsx(path):
    """The same contract through openpyxl."""
    import openpyxl

    def value(cell):
        held = cell.value
        if held is None or held == "":
            return None
        if cell.data_type == "e":
            return {"error": held}
        if isinstance(held, datetime.datetime):
            text = held.isoformat(timespec="milliseconds" if held.microsecond else "seconds")
            return {"date": text}
        if isinstance(held, datetime.date):
            return {"date": f"{held.isoformat()}T00:00:00"}
        if isinstance(held, datetime.time):
            return {"time": held.hour * 3600 + held.minute * 60 + held.second}
        if isinstance(held, datetime.timedelta):
            return {"time": held.total_seconds()}
        return held

    book = openpyxl.load_workbook(path, data_only=True)
    return [(sheet.title, trimmed([[value(cell) for cell in row] for row in sheet.iter_rows(min_row=1, min_col=1)]))
            for sheet in book.worksheets]


def totals_2016(rows):
    """{sens/section: cents} of 2016 and the whole, from the rows of the executed budget of Montpellier."""
    sides, whole = {}, 0
    for row in rows:
        amount = row[7]
        text = str(amount).replace(",", ".")
        cents = round(float(text) * 100)
        whole += cents
        if int(row[2]) == 2016:
            key = f"{row[4]}/{row[3]}"
            sides[key] = sides.get(key, 0) + cents
    return sides, whole


class Reading(Workspace):
    def assertSameSheets(self, found, expected):
        self.assertEqual([name for name, _ in found], [name for name, _ in expected])
        for (name, rows), (_, wanted) in zip(found, expected):
            self.assertEqual(len(rows), len(wanted), name)
            for number, (row, other) in enumerate(zip(rows, wanted), start=1):
                if row != other:
                    self.assertEqual(row, other, f"{name}, row {number}")

    @needs_python("openpyxl")
    def test_the_sample_xlsx_reads_as_openpyxl_reads_it(self):
        path = SAMPLES / "mandats-2025.xlsx"
        self.assertSameSheets(dumped(path), expected_of_xlsx(path))

    @needs_python("lxml")
    def test_the_sample_ods_reads_as_its_xml_says(self):
        path = SAMPLES / "budget-execute.ods"
        self.assertSameSheets(dumped(path), list(ods_rows(path).items()))

    def test_the_sample_csv_reads_as_text(self):
        (_, rows), = dumped(SAMPLES / "balance.csv")
        text = (SAMPLES / "balance.csv").read_bytes().decode("windows-1252")
        wanted = [[field or None for field in row] for row in csv.reader(text.splitlines(), delimiter=";")]
        self.assertEqual(rows, wanted)

    def test_dump_as_csv_is_the_sheet_that_was_asked(self):
        outcome = mesures("dump", SAMPLES / "mandats-2025.xlsx", "--sheet", "Suivi", "--format", "csv")
        self.assertDone(outcome)
        self.assertIn("Suivi des mandats 2025 par budget", outcome.out.decode())
        self.assertNotIn("Type écriture", outcome.out.decode())
        self.assertEqual(mesures("dump", SAMPLES / "mandats-2025.xlsx", "--sheet", "Zorglub", "--format", "csv").status, 2)

    def test_dump_of_nothing_prints_nothing(self):
        outcome = mesures("dump", SAMPLES / "mandats-2025.xlsx", "--format", "none")
        self.assertDone(outcome)
        self.assertEqual(outcome.out, b"")

    def test_inspect_tells_sheets_and_columns(self):
        outcome = mesures("inspect", SAMPLES / "mandats-2025.xlsx", "--format", "json")
        self.assertDone(outcome)
        json.loads(outcome.out)
        for word in ("TOUS", "Suivi"):
            self.assertIn(word, outcome.out.decode())

    @needs_shared("data", *XLSX)
    @needs_python("openpyxl")
    def test_the_grid_of_montreuil_reads_as_openpyxl_reads_it(self):
        path = SHARED.joinpath("data", *XLSX)
        self.assertSameSheets(dumped(path), expected_of_xlsx(path))

    @needs_shared("data", *ODS)
    def test_montpellier_gives_the_same_lines_from_ods_and_csv(self):
        sides = {"D/F": 30739238351, "D/I": 9188099507, "R/F": 33412830055, "R/I": 8563397281}
        for parts in (ODS, CSV):
            with self.subTest(file=parts[-1]):
                (_, rows), = dumped(SHARED.joinpath("data", *parts))
                self.assertEqual(len(rows) - 1, 15826)
                self.assertEqual(totals_2016(rows[1:]), (sides, 1045309684426))

    @needs_shared("data", *ODS)
    @needs_python("lxml")
    def test_montpellier_reads_as_its_xml_says(self):
        path = SHARED.joinpath("data", *ODS)
        self.assertSameSheets(dumped(path), list(ods_rows(path).items()))


class Commands(Workspace):
    def test_version_and_help(self):
        self.assertDone(mesures("--version"))
        outcome = mesures("--help")
        self.assertDone(outcome)
        for command in ("run", "import", "transform", "export", "inspect", "dump", "check", "findings"):
            self.assertIn(command, outcome.out.decode())
            self.assertDone(mesures(command, "--help"))

    def test_every_command_has_its_page(self):
        for command in ("run", "import", "transform", "export", "inspect", "dump", "check", "findings"):
            page = (ROOT / "docs" / "commands" / f"{command}.md").read_text(encoding="utf-8")
            self.assertTrue(page.startswith(f"# mesures {command}\n"))

    def test_every_finding_is_listed_and_explained_in_both_languages(self):
        for language in ("fr", "en"):
            outcome = mesures("findings", "--lang", language)
            self.assertDone(outcome)
            codes = re.findall(r"\b[A-Z]{3}[0-9]{3}\b", outcome.out.decode())
            self.assertGreater(len(codes), 20)
            self.assertEqual(len(codes), len(set(codes)))
            explained = mesures("findings", codes[0], "--lang", language)
            self.assertDone(explained)
            self.assertIn(codes[0], explained.out.decode())
        self.assertEqual(mesures("findings", "ZZZ999").status, 2)

    def test_committed_packs_pass_their_own_checks(self):
        packs = [path for path in (ROOT / "pipelines").rglob("*.yaml")
                 if re.search(r"^pack:", path.read_text(encoding="utf-8"), re.M)]
        self.assertGreaterEqual(len(packs), 2)
        self.assertDone(mesures("check", *packs))
