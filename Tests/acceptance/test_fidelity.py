"""Nothing of the user's workbook is lost: untouched parts are the same bytes, touched parts keep what they held."""

import csv
import re
import subprocess
import sys
import zipfile

from annotation import Annotation
from support import (EXPECTED, SAMPLES, SHARED, Workspace, annotated, defined_names, needs_python, needs_shared,
                     raw_parts, shared_tool, sheet_rows, workbook_of)
from test_features import GROWN

# The parts that a new column, a new style and two new sheets must touch.
TOUCHED_XLSX = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
                "xl/worksheets/sheet1.xml", "xl/tables/table1.xml", "xl/sharedStrings.xml", "docProps/app.xml"}
TOUCHED_ODS = {"content.xml", "styles.xml", "meta.xml", "settings.xml", "META-INF/manifest.xml"}


@needs_python("openpyxl")
@needs_python("lxml")
class Fidelity(Workspace):
    def assertUntouched(self, name, touched):
        before, after = raw_parts(SAMPLES / name), raw_parts(workbook_of(annotated(name)))
        self.assertEqual(set(before) - set(after), set(), "parts lost")
        changed = {part for part in before if before[part] != after[part]}
        self.assertEqual(changed - touched, set(), "parts changed without need")

    def test_untouched_parts_of_the_xlsx_are_the_same_bytes(self):
        self.assertUntouched("mandats-2025.xlsx", TOUCHED_XLSX)

    def test_untouched_parts_of_the_ods_are_the_same_bytes(self):
        self.assertUntouched("budget-execute.ods", TOUCHED_ODS)

    def test_the_shared_strings_keep_every_byte_and_new_ones_follow(self):
        def strings(workbook):
            with zipfile.ZipFile(workbook) as container:
                text = container.read("xl/sharedStrings.xml")
            root = text[text.index(b"<sst"):]
            tag, rest = root.split(b">", 1)
            counts = {name: int(value) for name, value in re.findall(rb'(count|uniqueCount)="(\d+)"', tag)}
            self.assertEqual(counts[b"uniqueCount"], rest.count(b"<si>"), "as many as are counted")
            return counts, rest[:rest.rindex(b"</si>") + 5], rest[rest.rindex(b"</si>") + 5:]

        source, output = SAMPLES / "mandats-2025.xlsx", workbook_of(annotated("mandats-2025.xlsx"))
        (before, kept, end), (after, found, new_end) = strings(source), strings(output)
        self.assertTrue(found.startswith(kept))
        self.assertEqual(end, new_end)
        added = after[b"uniqueCount"] - before[b"uniqueCount"]
        self.assertGreater(added, 0)
        with zipfile.ZipFile(output) as container:
            sheet = container.read("xl/worksheets/sheet1.xml")
        with zipfile.ZipFile(source) as container:
            was = container.read("xl/worksheets/sheet1.xml")
        self.assertEqual(after[b"count"] - before[b"count"], sheet.count(b' t="s"') - was.count(b' t="s"'))

    def test_the_first_columns_and_the_other_sheets_read_the_same(self):
        for name in ("mandats-2025.xlsx", "budget-execute.ods"):
            with self.subTest(sample=name):
                before, after = sheet_rows(SAMPLES / name), sheet_rows(workbook_of(annotated(name)))
                width = len(EXPECTED[name]["headers"])
                for sheet, rows in before.items():
                    kept = after[sheet]
                    if sheet == EXPECTED[name]["sheet"]:
                        kept = [row[:width] for row in kept]
                        rows = [row + [None] * (width - len(row)) for row in rows]
                    self.assertEqual(rows, kept, sheet)

    def test_a_csv_becomes_a_workbook_with_the_same_rows(self):
        annotation = Annotation(workbook_of(annotated("balance.csv")))
        text = (SAMPLES / "balance.csv").read_bytes().decode("windows-1252")
        source = list(csv.reader(text.splitlines(), delimiter=";"))
        self.assertEqual(annotation.header[:len(source[0])], source[0])
        shown = annotation.sheets[annotation.name][annotation.header_row + 1:]
        self.assertEqual(len(shown), len(source) - 1)
        for expected, row in zip(source[1:], shown):
            *texts, amount = expected
            self.assertEqual([str(value or "") for value in row[:len(texts)]], texts)
            found = row[len(texts)]
            found = round(found * 100) if isinstance(found, (int, float)) else int(found.replace(",", ""))
            self.assertEqual(found, int(amount.replace(",", "")))

    def test_the_table_the_filter_and_the_drop_downs_cover_the_new_columns(self):
        import openpyxl
        workbook = workbook_of(annotated("mandats-2025.xlsx"))
        sheet = openpyxl.load_workbook(workbook)["TOUS"]
        annotation = Annotation(workbook)
        last = openpyxl.utils.get_column_letter(len(annotation.header))
        wanted = f"A1:{last}{EXPECTED['mandats-2025.xlsx']['lines'] + 1}"
        table = sheet.tables["Tableau1"]
        self.assertEqual((table.ref, table.autoFilter.ref), (wanted, wanted))
        self.assertEqual([column.name for column in table.tableColumns], annotation.header)
        self.assertEqual(sheet.freeze_panes, "I2")
        self.assertTrue(sheet.column_dimensions["A"].hidden)
        for prefix in annotation.prefixes[:-1]:
            letter = openpyxl.utils.get_column_letter(annotation.column(f"{prefix} – Cotation") + 1)
            lists = [rule for rule in sheet.data_validations.dataValidation
                     if rule.type == "list" and f"{letter}2" in rule.sqref]
            self.assertEqual(len(lists), 1, f"{prefix}: one drop-down")

    def test_comments_chart_names_and_print_settings_are_still_there(self):
        import openpyxl
        before = openpyxl.load_workbook(SAMPLES / "mandats-2025.xlsx")
        after = openpyxl.load_workbook(workbook_of(annotated("mandats-2025.xlsx")))
        self.assertEqual(after.sheetnames[:2], before.sheetnames)
        for name in before.sheetnames:
            old, new = before[name], after[name]
            comments = {cell.coordinate: cell.comment.text for row in old.iter_rows() for cell in row if cell.comment}
            self.assertTrue(comments)
            self.assertEqual(comments, {at: new[at].comment.text for at in comments})
            self.assertEqual(len(new._charts), len(old._charts))
            self.assertEqual((new.page_setup.orientation, new.oddFooter.left.text, new.print_title_rows),
                             (old.page_setup.orientation, old.oddFooter.left.text, old.print_title_rows))
            self.assertEqual(sorted(map(str, new.merged_cells.ranges)), sorted(map(str, old.merged_cells.ranges)))
            lists = [{(rule.type, str(rule.sqref), rule.formula1) for rule in sheet.data_validations.dataValidation}
                     for sheet in (old, new)]
            self.assertEqual(lists[0] - lists[1], set())
            formats = [{str(where.sqref) for where in sheet.conditional_formatting} for sheet in (old, new)]
            self.assertEqual(formats[0] - formats[1], set())
        names = [defined_names(book) for book in (before, after)]
        self.assertTrue(names[0])
        self.assertEqual(names[0], {name: names[1].get(name) for name in names[0]})

    @needs_shared("tools", "validate.py")
    def test_every_part_is_valid_and_no_rule_is_broken_that_makes_excel_repair(self):
        for name in EXPECTED:
            with self.subTest(sample=name):
                done = subprocess.run(
                    [sys.executable, str(SHARED / "tools" / "validate.py"), "-q", str(workbook_of(annotated(name)))],
                    capture_output=True, text=True, timeout=600)
                self.assertEqual(done.returncode, 0, done.stdout[-3000:] + done.stderr[-2000:])

    @needs_shared("tools", "roundtrip.py")
    def test_nothing_of_the_original_is_lost(self):
        roundtrip = shared_tool("roundtrip")
        for name in ("mandats-2025.xlsx", "budget-execute.ods"):
            with self.subTest(sample=name):
                # Its openpyxl counts lists and formats, which new columns add: the tests above look at those.
                found = roundtrip.check(str(SAMPLES / name), str(workbook_of(annotated(name))), ["--no-openpyxl"])
                self.assertEqual([item for item in found if item[0] == "E" and item[1] not in GROWN], [])

    def test_the_names_of_the_ods_are_still_there_before_those_of_the_program(self):
        from lxml import etree

        def names(package):
            with zipfile.ZipFile(package) as parts:
                root = etree.fromstring(parts.read("content.xml"))
            return [etree.tostring(name) for name in root.iterfind(".//{*}spreadsheet/{*}named-expressions/*")]

        before, after = names(SAMPLES / "budget-execute.ods"), names(workbook_of(annotated("budget-execute.ods")))
        self.assertEqual(after[:len(before)], before)
        self.assertTrue(all(b'name="_mesures.' in name for name in after[len(before):]))
        self.assertGreater(len(after), len(before))
