"""`mesures convert`: budget documents and exports in other formats, judged by other readers."""

import csv
import gzip
import io
import json
from decimal import Decimal

from support import ROOT, SAMPLES, SHARED, SOFFICE, Workspace, mesures, needs_python, needs_shared, needs_soffice

NAMESPACE = "http://www.minefi.gouv.fr/cp/demat/docbudgetaire"
LINES = """
<LigneBudget><Nature V="21351"/><LibCpte V="École"/><Fonction V="90213"/><ContFon V="902"/><ArtSpe V="false"/><CodRD V="D"/>
<MtReal V="1000.10"/><MtRAR3112 V="0.05"/><OpBudg V="0"/><MtSup Code="ICNE" V="3.30"/></LigneBudget>
<LigneBudget calculated="true"><CodRD V="D"/><MtReal V="999999.99"/><OpBudg V="0"/></LigneBudget>
<LigneBudget><Nature V="6811"/><Fonction V="946"/><ContFon V="946"/><CodRD V="D"/><MtReal V="5.00"/><OpBudg V="1"/></LigneBudget>
<LigneBudget><Nature V="28051"/><Fonction V="926"/><ContFon V="926"/><CodRD V="R"/><MtReal V="5.00"/><OpBudg V="1"/></LigneBudget>
"""
ANNEXES = """
<DATA_CONCOURS><CONCOURS><CodNatJurBenefCA V="P1"/><LibOrgaBenef V="CLUB"/><MtSubv V="10.10"/></CONCOURS>
<CONCOURS><CodNatJurBenefCA V="P3"/><LibOrgaBenef V="DUPONT Jeanne"/><MtSubv V="20.20"/></CONCOURS></DATA_CONCOURS>
"""
DOCUMENT = f"""<?xml version="1.0" encoding="windows-1252"?>\r
<DocumentBudgetaire xmlns="{NAMESPACE}"><VersionSchema V="118"/>
<EnTeteDocBudgetaire><LibelleColl V="COMMUNE DE L’ÎLE"/><IdColl V="21990001700011"/></EnTeteDocBudgetaire>
<Budget><EnTeteBudget><IdEtab V="21990001700011"/><CodBud V="00"/><Nomenclature V="M57-M57_D"/></EnTeteBudget>
<BlocBudget><NatDec V="09"/><Exer V="2024"/><NatFonc V="2"/></BlocBudget>{LINES}
<Annexes>{ANNEXES}</Annexes></Budget></DocumentBudgetaire>""".encode("cp1252")


def tidied(raw):
    return raw.decode("utf-8").replace("\u00a0", " ").replace("\u0096", "-").replace(" ,", ",").split("\r\n")


class Converted(Workspace):
    def source(self, name="budget.xml", contents=DOCUMENT):
        path = self.folder / name
        path.write_bytes(contents)
        return path

    def convert(self, source, target, name, *options, status=0):
        output = self.folder / name
        done = mesures("convert", source, "--to", target, "-o", output, *options)
        self.assertEqual(done.status, status, done.text)
        return output, done

    def test_scdl_is_the_table_of_the_standard(self):
        output, _ = self.convert(self.source(), "scdl", "b.csv")
        raw = output.read_bytes()
        self.assertEqual(raw.count(b"\r\n"), 4)
        rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8"))))
        self.assertEqual(len(rows[0]), 22)
        self.assertEqual([row["BGT_MTREAL"] for row in rows], ["1000.10", "5.00", "5.00"])
        self.assertEqual({row["BGT_NOM"] for row in rows}, {"COMMUNE DE L’ÎLE"})
        self.assertEqual(rows[0]["BGT_FONCTION_LABEL"], "Classes regroupées")
        again, _ = self.convert(self.source("budget.xml.gz", gzip.compress(DOCUMENT, mtime=0)), "scdl", "gz.csv")
        self.assertEqual(again.read_bytes(), raw)

    def test_csv_keeps_the_digits_of_amounts(self):
        output, done = self.convert(self.source(), "csv", "b.csv")
        self.assertIn("CNV001", done.codes)
        rows = list(csv.DictReader(io.StringIO(output.read_text(encoding="utf-8"))))
        self.assertEqual([row["Montant"] for row in rows], ["1000.10", "5.00", "5.00"])
        self.assertEqual([row["Fonction"] for row in rows], ["213", "01", "01"])
        self.assertEqual([row["Fonction (TOTEM)"] for row in rows], ["90213", "946", "926"])

    def test_names_of_persons_are_masked_unless_kept(self):
        output, done = self.convert(self.source(), "csv", "b.csv", "--sheet", "CONCOURS")
        self.assertIn("TOT005", done.codes)
        self.assertIn("CLUB", output.read_text(encoding="utf-8"))
        self.assertNotIn("DUPONT", output.read_text(encoding="utf-8") + done.text)
        output, done = self.convert(self.source(), "csv", "b.csv", "--sheet", "CONCOURS", "--keep-names")
        self.assertIn("TOT006", done.codes)
        self.assertIn("DUPONT Jeanne", output.read_text(encoding="utf-8"))

    @needs_python("openpyxl")
    def test_a_run_masks_names_too_unless_they_are_kept(self):
        import openpyxl

        for options, code, shown in (((), "TOT005", False), (("--keep-names",), "TOT006", True)):
            with self.subTest(options):
                folder = self.folder / f"sortie{code}"
                done = mesures("run", ROOT / "pipelines" / "budget-vert.yaml", "--set", f"entree={self.source()}",
                               "--set", f"sortie={folder}", "--lang", "fr", *options)
                self.assertDone(done)
                self.assertIn(code, done.codes)
                book = openpyxl.load_workbook(next(folder.glob("*-annote.xlsx")))
                texts = [str(cell) for row in book["CONCOURS"].values for cell in row]
                self.assertEqual(any("DUPONT" in text for text in texts), shown)

    @needs_python("openpyxl")
    def test_a_workbook_has_a_sheet_per_annex(self):
        import openpyxl

        output, _ = self.convert(self.source(), "xlsx", "b.xlsx")
        book = openpyxl.load_workbook(output)
        self.assertEqual(book.sheetnames, ["LigneBudget", "CONCOURS"])
        rows = list(book["LigneBudget"].values)
        column = rows[0].index("Montant")
        self.assertEqual([row[column] for row in rows[1:]], [1000.1, 5, 5])
        self.assertEqual(rows[1][rows[0].index("Nature")], "21351")

    @needs_soffice
    def test_an_ods_is_read_by_libreoffice(self):
        output, _ = self.convert(self.source(), "ods", "b.ods")
        import subprocess
        subprocess.run([SOFFICE, "--headless", f"-env:UserInstallation=file://{self.folder}/profile", "--convert-to",
                        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false", "--outdir", str(self.folder), str(output)],
                       check=True, capture_output=True)
        rows = list(csv.DictReader(io.StringIO((self.folder / "b.csv").read_text(encoding="utf-8"))))
        # Amounts as they are shown, "1 000,10 €".
        shown = ["".join(c for c in row["Montant"] if c in "0123456789,.-").replace(",", ".") for row in rows]
        self.assertEqual([Decimal(text) for text in shown], [Decimal("1000.10"), 5, 5])
        self.assertEqual([row["Nature"] for row in rows], ["21351", "6811", "28051"])

    def test_a_package_has_lines_and_annexes(self):
        output, _ = self.convert(self.source(), "package", "paquet")
        descriptor = json.loads((output / "datapackage.json").read_text(encoding="utf-8"))
        names = [resource["name"] for resource in descriptor["resources"]]
        self.assertEqual(names, ["lines", "controls", "findings", "annexe-concours"])
        for resource in descriptor["resources"]:
            with open(output / resource["path"], encoding="utf-8", newline="") as file:
                header = next(csv.reader(file))
            self.assertEqual(header, [field["name"] for field in resource["schema"]["fields"]])
        with open(output / "lines.csv", encoding="utf-8", newline="") as file:
            lines = list(csv.DictReader(file))
        self.assertEqual(sum(Decimal(line["amount"]) for line in lines), Decimal("1010.10"))
        self.assertEqual([line["chapitre"] for line in lines], ["21", "042", "040"])

    def test_an_export_becomes_scdl_when_told_what_it_lacks(self):
        export = SAMPLES / "balance.csv"
        _, done = self.convert(export, "scdl", "b.csv", status=2)
        self.assertIn("SCD001", done.codes)
        output, _ = self.convert(export, "scdl", "b.csv", "--nature-decision", "ca", "--siret", "21990001700011",
                                 "--nom", "VAL GARANCE")
        rows = list(csv.DictReader(io.StringIO(output.read_text(encoding="utf-8"))))
        lines, _ = self.convert(export, "package", "paquet")
        with open(lines / "lines.csv", encoding="utf-8", newline="") as file:
            total = sum(Decimal(line["amount"]) for line in csv.DictReader(file))
        self.assertEqual(sum(Decimal(row["BGT_MTREAL"]) for row in rows), total)

    def test_a_converted_workbook_holds_the_same_values(self):
        for name, target in (("mandats-2025.xlsx", "ods"), ("budget-execute.ods", "xlsx"), ("balance.csv", "ods")):
            with self.subTest(name):
                output, _ = self.convert(SAMPLES / name, target, f"converti.{target}")
                before, after = mesures("dump", SAMPLES / name), mesures("dump", output)
                self.assertEqual(json.loads(before.out)["sheets"][0]["rows"], json.loads(after.out)["sheets"][0]["rows"])

    def test_nothing_is_written_when_it_fails(self):
        bad = self.source("bad.xml", DOCUMENT.replace(b'V="1000.10"', b'V="1000,10"'))
        for target in ("scdl", "csv", "xlsx", "ods", "package"):
            with self.subTest(target):
                output, done = self.convert(bad, target, f"rien-{target}", status=65)
                self.assertIn("TOT002", done.codes)
                self.assertFalse(output.exists())

    def test_the_same_input_gives_the_same_bytes(self):
        for target in ("scdl", "csv", "xlsx", "ods"):
            with self.subTest(target):
                one, _ = self.convert(self.source(), target, f"a.{target}")
                two, _ = self.convert(self.source(), target, f"b.{target}")
                self.assertEqual(one.read_bytes(), two.read_bytes())

    @needs_shared("data", "totem")
    def test_golden_pairs(self):
        """Byte for byte but for white space in labels, and a dash that the converter's plan has in another encoding."""
        for folder in sorted((SHARED / "data" / "totem").iterdir()):
            if not (folder / "totem.xml").exists():
                continue
            with self.subTest(folder.name):
                output, _ = self.convert(folder / "totem.xml", "scdl", "b.csv")
                expected = (folder / "expected.csv").read_bytes()
                self.assertEqual([], [pair for pair in zip(tidied(output.read_bytes()), tidied(expected)) if pair[0] != pair[1]])
                self.assertEqual(output.read_bytes().count(b"\n"), expected.count(b"\n"))


class Annotated(Workspace):
    """A budget document goes through the pipeline as an export does."""

    @needs_python("openpyxl")
    def test_a_budget_document_is_rated_in_a_new_workbook(self):
        import openpyxl

        source = self.folder / "budget.xml"
        source.write_bytes(DOCUMENT)
        done = mesures("run", "pipelines/budget-vert.yaml", "--set", f"entree={source}", "--set", f"sortie={self.folder}/out",
                       "--set", "exercice=2024", "--verify")
        self.assertEqual(done.status, 0, done.text)
        book = openpyxl.load_workbook(self.folder / "out" / "budget-annote.xlsx")
        self.assertEqual(book.sheetnames[:2], ["LigneBudget", "CONCOURS"])
        rows = list(book["LigneBudget"].values)
        self.assertEqual(len(rows), 4)
        self.assertGreater(len(rows[0]), rows[0].index("OpeCpteTiers") + 3)
