"""The comparison of two workbooks sees damage: each of these copies has lost or changed one thing, and is told."""

import re
import shutil
import zipfile

from comparing import opendocument, openxml, readers
from features import books
from features.books import repacked
from features.checklist import Line
from support import Workspace, mesures, needs_python

S1, WB, STYLES, TYPES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"
#: (book, part, pattern, replacement): the damage done to its copy.
OPENXML = (
    ("xlsxwriter-rules.xlsx", S1, rb'(<c r="L2"[^>]*><v>)181990.21', rb"\g<1>181990.22"),
    ("xlsxwriter-rules.xlsx", S1, rb'(<c r="L2" s=")\d+', rb"\g<1>0"),
    ("xlsxwriter-rules.xlsx", S1, rb'<c r="L4".*?</c>', b""),
    ("xlsxwriter-rules.xlsx", S1, rb"<cfRule .*?</cfRule>", b""),
    ("xlsxwriter-rules.xlsx", S1, rb'(<dataValidation [^>]*sqref=")D2:D11', rb"\g<1>D2:D10"),
    ("xlsxwriter-rules.xlsx", S1, rb"<ignoredErrors>.*?</ignoredErrors>", b""),
    ("xlsxwriter-rules.xlsx", S1, rb'(<sheetProtection [^>]*)autoFilter="0"', rb"\g<1>"),
    ("xlsxwriter-rules.xlsx", S1, rb"<extLst>(?:(?!<extLst>).)*</extLst></worksheet>", b"</worksheet>"),
    ("xlsxwriter-rules.xlsx", S1, rb'(<col min="9" max="9" width=")[\d.]+', rb"\g<1>10"),
    ("xlsxwriter-rules.xlsx", S1, rb'(<row r="3"[^>]*) ht="18"', rb"\g<1>"),
    ("xlsxwriter-rules.xlsx", S1, rb"(<f>SUBTOTAL\(9,L2:L)11", rb"\g<1>10"),
    ("xlsxwriter-rules.xlsx", S1, rb'(<filterColumn colId=")4', rb"\g<1>5"),
    ("xlsxwriter-rules.xlsx", WB, rb' state="hidden"', b""),
    ("xlsxwriter-rules.xlsx", WB, rb"<definedNames>.*</definedNames>", b""),
    ("xlsxwriter-rules.xlsx", STYLES, rb"<dxf>.*?</dxf>", b""),
    ("xlsxwriter-rules.xlsx", STYLES, rb"FFFFC7CE", b"FFFFC7CF"),
    ("xlsxwriter-rules.xlsx", STYLES, rb'(<cellXfs[^>]*>)(<xf.*?/>)', rb"\1\2\2"),
    ("xlsxwriter-rules.xlsx", "xl/worksheets/sheet2.xml", rb"<v>\d+</v>", b"<v>0</v>"),
    ("xlsxwriter-print.xlsx", "xl/worksheets/sheet2.xml", rb"<rowBreaks .*?</rowBreaks>", b""),
    ("xlsxwriter-print.xlsx", "xl/worksheets/sheet2.xml", rb"<pane [^>]*/>", b""),
    ("xlsxwriter-print.xlsx", "docProps/custom.xml", rb"Finances", b"finances"),
    ("xlsxwriter-formulas.xlsx", S1, rb"<mergeCells.*?</mergeCells>", b""),
    ("xlsxwriter-formulas.xlsx", S1, rb'(<hyperlink ref="A20" r:id="rId)1', rb"\g<1>2"),
    ("foreign-markup.xlsx", S1, rb' autre:origine="compta"', b""),
    ("foreign-markup.xlsx", S1, rb"<!-- avant A3 -->", b""),
    ("foreign-markup.xlsx", S1, rb"\n  <!-- entre", b"<!-- entre"),
    ("foreign-markup.xlsx", S1, rb"<!\[CDATA\[([^]]*)\]\]>", rb"\1"),
    ("foreign-markup.xlsx", S1, rb"<n:autre/>", b""),
    ("foreign-markup.xlsx", S1, rb' xr:uid="[^"]*"', b""),
    ("foreign-markup.xlsx", "xl/sharedStrings.xml", rb"<rPh .*?</rPh>", b""),
    ("foreign-calculation.xlsx", S1, rb'(<c r="D15"[^>]*) vm="1"', rb"\1"),
    ("foreign-calculation.xlsx", S1, rb' ca="1"', b""),
    ("foreign-calculation.xlsx", "xl/calcChain.xml", rb'<c r="A19"[^>]*/>', b""),
    ("foreign-pivot.xlsx", TYPES, rb"<Override [^>]*slicer1.xml[^>]*/>", b""),
    ("foreign-pivot.xlsx", "xl/worksheets/_rels/sheet1.xml.rels", rb'Id="rId905"', b'Id="rId906"'),
    ("foreign-pivot.xlsx", "xl/tables/table1.xml", rb'name="Section"', b'name="section"'),
    ("xlsxwriter-tables.xlsx", "xl/tables/table2.xml", rb' totalsRowFunction="sum"', b""),
)
OPENDOCUMENT = tuple(("opendocument-rich.ods", "content.xml", *damage) for damage in (
    (rb'office:value="181990.21"', b'office:value="181990.22"'), (rb"12\.30000000000000071", b"12.3"), (rb'<text:s text:c="3"/>', b" "),
    (rb"<office:annotation .*?</office:annotation>", b""), (rb"<!-- remarque -->", b""), (rb' autre:cle="7"', b""),
    (rb"<autre:inconnu .*?</autre:inconnu>", b""), (rb"msoxl:=1\+1", b"of:=1+1"), (rb"<table:shapes>.*?</table:shapes>", b""),
    (rb' table:number-matrix-rows-spanned="1"', b""), (rb"<calcext:data-bar .*?</calcext:data-bar>", b""),
    (rb'table:style-name="ro1"', b'table:style-name="ro2"'), (rb' table:visibility="collapse"', b""), (rb' table:protected="true"', b""),
    (rb"<table:null-date [^>]*/>", b""), (rb"<table:dde-links>.*?</table:dde-links>", b""), (rb'table:operator="="', b'table:operator="!="'),
    (rb'(<style:style style:name="ce1")', rb'\1 style:parent-style-name="Default"'), (rb"<text:ruby .*?</text:ruby>", b""),
    (rb'(<table:named-expression table:name="Taux"[^>]*table:expression=")0.2', rb"\g<1>0.3"), ("À choisir".encode(), b"A choisir"),
    (rb"<table:tracked-changes.*?</table:tracked-changes>", b""), (rb'table:number-rows-repeated="3"', b'table:number-rows-repeated="4"'),
    (rb"<table:table-header-rows>(.*?)</table:table-header-rows>", rb"\1"),
)) + (("opendocument-rich.ods", "settings.xml", rb">85<", b">86<"), ("opendocument-rich.ods", "VersionList.xml", rb"<versions/>", b"<version/>"),
      ("opendocument-fillers.ods", "content.xml", rb'number-rows-repeated="1048561"', b'number-rows-repeated="1048562"'))


@needs_python("xlsxwriter")
@needs_python("openpyxl")
@needs_python("lxml")
class Comparing(Workspace):
    def copies(self, damages, allowed):
        """(book, its copy, what it may add, damage) for each."""
        made, kept = books.made(None), {}
        for name, *damage in damages:
            if name not in kept:
                entry = next(entry for entry in books.BOOKS if entry.name == name)
                columns = self.folder / f"{name}.csv"
                columns.write_text(entry.columns(), encoding="utf-8")
                copy = self.folder / name
                sheet = ["--sheet", entry.sheet] if entry.sheet else []
                self.assertDone(mesures("annotate", made[name], "--with", columns, "--header-row", entry.header, *sheet, "-o", copy))
                kept[name] = copy, allowed(copy, entry)
            yield made[name], *kept[name], damage

    def damaged(self, copy, part, pattern, replacement):
        path = self.folder / f"damaged{copy.suffix}"

        def change(name, data):
            if name != part:
                return data
            changed, count = re.subn(pattern, replacement, data, count=1, flags=re.DOTALL)
            self.assertTrue(count and changed != data, f"{pattern} is not in {part}")
            return changed

        repacked(copy, path, change)
        # What is not damaged keeps its compressed bytes in a real copy, not in this one.
        return path

    def test_every_damage_to_an_xlsx_is_seen(self):
        def allowed(copy, entry):
            package = openxml.Package(copy)
            for sheet, part in package.sheets().items():
                first = package.find(part, books.COLUMNS[0].split(":")[0], entry.header)
                if first:
                    return openxml.Allowed(sheet, first, len(books.COLUMNS))
            raise AssertionError("no column was added")

        self.judge(OPENXML, allowed, openxml.faults)

    def test_every_damage_to_an_ods_is_seen(self):
        self.judge(OPENDOCUMENT, lambda copy, entry: opendocument.Allowed("Budget", 12, len(books.COLUMNS), 0, 60), opendocument.faults)

    def judge(self, damages, allowed, faults):
        for source, copy, what, damage in self.copies(damages, allowed):
            with self.subTest(f"{copy.name}, {damage[0]}: {damage[1][:60]!r}"):
                self.assertEqual(faults(source, copy, what), [])
                # The same packing without the damage is what the damage is compared with.
                plain, original = self.folder / f"plain{copy.suffix}", self.folder / f"original{copy.suffix}"
                repacked(copy, plain)
                repacked(source, original)
                self.assertEqual(faults(original, plain, what), [])
                self.assertNotEqual(faults(original, self.damaged(copy, *damage), what), [])

    def test_a_part_lost_added_or_packed_anew_is_seen(self):
        source, copy, what, _ = next(self.copies(
            [("xlsxwriter-charts.xlsx", None)], lambda copy, entry: openxml.Allowed("Budget", 13, len(books.COLUMNS))))
        for change, add in ((lambda name, data: None if name == "xl/charts/chart3.xml" else data, {}),
                            (lambda name, data: data, {"xl/nouveau.xml": "<a/>"})):
            path = self.folder / "autre.xlsx"
            repacked(copy, path, change, add)
            self.assertTrue([fault for fault in openxml.faults(source, path, what) if "lost" in fault or "added" in fault])
        path = self.folder / "stored.xlsx"
        with zipfile.ZipFile(copy) as old, zipfile.ZipFile(path, "w") as new:
            for entry in old.infolist():
                new.writestr(entry.filename, old.read(entry), zipfile.ZIP_STORED)
        self.assertTrue([fault for fault in openxml.faults(source, path, what) if "chart1.xml: changed" in fault])

    def test_openpyxl_is_believed(self):
        import openpyxl
        source = books.made(None)["openpyxl-objects.xlsx"]
        same = self.folder / "same.xlsx"
        shutil.copyfile(source, same)
        self.assertEqual(readers.openpyxl_faults(source, same, "Budget", 13), [])

        def damage(change):
            book = openpyxl.load_workbook(source)
            change(book["Budget"])
            path = self.folder / "damaged.xlsx"
            book.save(path)
            return readers.openpyxl_faults(source, path, "Budget", 13)

        for change in (lambda s: setattr(s["L3"], "comment", None), lambda s: setattr(s, "freeze_panes", "D2"),
                       lambda s: setattr(s["A2"], "value", 2024), lambda s: s.merge_cells("A20:B21"),
                       lambda s: setattr(s.oddHeader.left, "text", "x"), lambda s: setattr(s.page_setup, "scale", 63),
                       lambda s: s.data_validations.dataValidation.pop(0), lambda s: setattr(s, "print_title_rows", "1:2"),
                       lambda s: setattr(s["A2"], "number_format", "0.0"), lambda s: setattr(s.protection, "sort", True)):
            self.assertNotEqual(damage(change), [])

    def test_rows_that_differ_are_seen(self):
        old = {"Budget": [["a", "b"], [1, 2.5]]}
        self.assertEqual(readers.row_faults(old, {"Budget": [["a", "b", "n"], [1, 2.5, 3]]}, {(0, 2): "n", (1, 2): 3.0}, "Budget"), [])
        for new in ([["a", "b", "n"], [1, 2.5, 4]], [["a", "b", "n"], [1, 2.6, 3]], [["a", "b", "n"], [1, 2.5, 3], ["x"]], [["a", "b"]]):
            self.assertNotEqual(readers.row_faults(old, {"Budget": new}, {(0, 2): "n", (1, 2): 3.0}, "Budget"), [])

    def test_a_line_of_the_checklist_without_its_feature_is_seen(self):
        made = books.made(None)
        for line in (Line("nothing"), Line("no book", ("absent.xlsx", S1, "")), Line("no feature", ("xlsxwriter-rules.xlsx", S1, "<inexistant"))):
            self.assertEqual(len(list(line.faults(made))), 1)
