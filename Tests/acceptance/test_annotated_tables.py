"""`mesures annotate` on Excel tables that end with a totals row or have rows below, made by XlsxWriter and openpyxl."""

import zipfile

from support import Workspace, mesures, needs_python

HEADERS = ("Nature", "Libellé", "Montant")
ROWS = [("2151", "Voirie", 100.25), ("2313", "École", 200.5), ("2128", "Arbres", 300.75)]
COLUMNS = "row,Avis:list(Favorable|Neutre),Note:number\n2,Favorable,1\n3,Neutre,2\n4,Favorable,3\n"


def with_totals(path):
    """The table, its totals row, a blank row and a remark below it."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Mandats")
    sheet.add_table(0, 0, len(ROWS) + 1, 2, {
        "name": "Mandats", "data": ROWS, "total_row": True,
        "columns": [{"header": HEADERS[0], "total_string": "Total"}, {"header": HEADERS[1]},
                    {"header": HEADERS[2], "total_function": "sum", "total_value": 601.5}]})
    sheet.write(len(ROWS) + 3, 0, "Arrêté au 31 décembre")
    book.close()
    return path


def with_rows_below(path):
    """The table without totals, and a sum that somebody wrote below it."""
    import openpyxl
    from openpyxl.worksheet.table import Table

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Mandats"
    for row in (HEADERS, *ROWS, (), ("Total", None, 601.5)):
        sheet.append(row)
    sheet.add_table(Table(displayName="Mandats", ref=f"A1:C{len(ROWS) + 1}"))
    book.save(path)
    return path


@needs_python("openpyxl")
@needs_python("xlsxwriter")
class AnnotatedTables(Workspace):
    def annotate(self, source, output, columns=COLUMNS):
        path = self.folder / "colonnes.csv"
        path.write_text(columns, encoding="utf-8")
        done = mesures("annotate", source, "--with", path, "-o", output, "--verify")
        self.assertEqual(done.status, 0, done.text)
        return done

    def table(self, path):
        import openpyxl

        sheet = openpyxl.load_workbook(path)["Mandats"]
        return sheet, sheet.tables["Mandats"]

    def test_the_table_takes_the_columns_and_ends_where_it_ended(self):
        for make, end in ((with_totals, 5), (with_rows_below, 4)):
            with self.subTest(make.__name__):
                source = make(self.folder / f"{make.__name__}.xlsx")
                output = self.folder / f"{make.__name__}-avis.xlsx"
                self.assertNotIn("XLE009", self.annotate(source, output).codes)
                sheet, table = self.table(output)
                self.assertEqual(table.ref, f"A1:E{end}")
                self.assertEqual([column.name for column in table.tableColumns], [*HEADERS, "Avis", "Note"])
                self.assertEqual([sheet.cell(row, 4).value for row in range(1, 8)],
                                 ["Avis", "Favorable", "Neutre", "Favorable", None, None, None])
                self.assertEqual([str(each.sqref) for each in sheet.data_validations.dataValidation], ["D2:D4"])

    def test_again_what_people_wrote_in_the_totals_row_stays(self):
        import openpyxl

        first, changed, second = (self.folder / name for name in ("un.xlsx", "change.xlsx", "deux.xlsx"))
        self.annotate(with_totals(self.folder / "totaux.xlsx"), first)
        book = openpyxl.load_workbook(first)
        sheet = book["Mandats"]
        sheet["E5"] = 6
        sheet.tables["Mandats"].tableColumns[4].totalsRowFunction = "sum"
        book.save(changed)
        self.annotate(changed, second)
        sheet, table = self.table(second)
        self.assertEqual((sheet["E5"].value, table.ref), (6, "A1:E5"))

    def test_a_row_given_below_the_table_leaves_it_as_it_is(self):
        source, output = with_totals(self.folder / "totaux.xlsx"), self.folder / "avis.xlsx"
        done = self.annotate(source, output, COLUMNS + "5,,601\n")
        self.assertIn("XLE009", done.codes)
        sheet, table = self.table(output)
        self.assertEqual((table.ref, sheet["E5"].value), ("A1:C5", 601))
        with zipfile.ZipFile(source) as before, zipfile.ZipFile(output) as after:
            self.assertEqual(before.read("xl/tables/table1.xml"), after.read("xl/tables/table1.xml"))

    def test_a_validation_that_somebody_put_there_stays_and_is_said(self):
        import openpyxl
        from openpyxl.worksheet.datavalidation import DataValidation

        first, changed, second = (self.folder / name for name in ("un.xlsx", "change.xlsx", "deux.xlsx"))
        self.assertNotIn("XLE017", self.annotate(with_totals(self.folder / "totaux.xlsx"), first).codes)
        book = openpyxl.load_workbook(first)
        sheet = book["Mandats"]
        sheet.data_validations.dataValidation.clear()
        own = DataValidation("list", formula1='"Oui,Non"', sqref="D2:D4")
        sheet.add_data_validation(own)
        book.save(changed)
        done = self.annotate(changed, second)
        self.assertIn("XLE017", done.codes)
        self.assertIn("« Avis »", done.text)
        self.assertNotIn("Note", done.text.split("XLE017")[1].splitlines()[0])
        validations = self.table(second)[0].data_validations.dataValidation
        self.assertEqual([each.formula1 for each in validations], ['"Oui,Non"'])
