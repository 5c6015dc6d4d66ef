"""A workbook annotated before is annotated again: the same bytes, or columns and sheets put in the place of the old ones.

What people do in between is done by LibreOffice, and by openpyxl where it keeps names true.
"""

import re
import shutil

from annotation import RETAINED, SUMMARY, Annotation, Summary
from comparing import opendocument, openxml, readers
from features import books
from libreoffice_edits import edited
from support import (INPUTS, SAMPLES, Workspace, annotate, annotated, mesures, needs_python, needs_soffice, ods_rows,
                     sheet_rows, workbook_of)
from test_features import copies

OTHER = ("Neutre", "autre =A1", "7,25", "2025-12-31")
TITLES = [title.split(":")[0] for title in books.COLUMNS]


def positions(rows, header):
    """{title: column} of the appended columns, from the header row; each must be there once."""
    row = rows[header - 1]
    return {title: [column for column, text in enumerate(row) if text == title] for title in TITLES}


@needs_python("xlsxwriter")
@needs_python("openpyxl")
@needs_python("lxml")
class AnnotatedAgain(Workspace):
    def again(self, copy, source, columns=None, sheet=None, header=None):
        """The workbook that annotating `source`, made of `copy`, gives."""
        csv = self.folder / "colonnes.csv"
        csv.write_text(columns or copy.entry.columns(), encoding="utf-8")
        output = self.folder / f"encore{copy.path.suffix}"
        output.unlink(missing_ok=True)
        name = sheet or copy.first_column()[1]
        self.assertDone(mesures("annotate", source, "--with", csv, "--sheet", name, "--header-row", header or copy.entry.header,
                                "-o", output, "--verify"))
        return output

    def other_columns(self, copy):
        """The same columns with other values: one more line has some, one that had some has none."""
        first = copy.entry.first
        rows = [f"{first},{','.join(chr(34) + value + chr(34) for value in OTHER)}", f"{first + 4},Favorable,x,,"]
        return "row," + ",".join(f'"{title}"' for title in books.COLUMNS) + "\n" + "\n".join(rows) + "\n"

    def test_annotating_the_copy_gives_its_bytes(self):
        for name, copy in copies().items():
            with self.subTest(name):
                again = self.again(copy, copy.path)
                self.assertEqual(again.read_bytes(), copy.path.read_bytes())

    def test_other_values_take_the_place_of_the_first(self):
        for name, copy in copies().items():
            with self.subTest(name):
                columns = self.other_columns(copy)
                first, sheet = copy.first_column()
                replaced = shutil.copyfile(self.again(copy, copy.path, columns), self.folder / f"remplace{copy.path.suffix}")
                direct = self.again(copy, copy.source, columns)
                # Twice is once: the parts hold what annotating the original does, in the same place.
                if copy.path.suffix in (".ods", ".ots"):
                    if copy.entry.extension != "fods":
                        allowed = opendocument.Allowed(sheet, first, len(TITLES), copy.entry.header - 1, copy.entry.first + 60)
                        self.assertEqual(opendocument.faults(copy.source, replaced, allowed), [])
                    self.assertEqual(ods_rows(replaced), ods_rows(direct))
                else:
                    self.assertEqual(openxml.faults(copy.source, replaced, openxml.Allowed(sheet, first + 1, len(TITLES))), [])
                    part = openxml.Package(replaced).sheets()[sheet]
                    cells = [openxml_cells(path, part) for path in (replaced, direct)]
                    self.assertEqual(cells[0], cells[1])

    def test_a_column_that_is_not_given_again_stays_and_a_new_one_goes_right(self):
        for name in ("xlsxwriter-rules.xlsx", "xlsxwriter-print.xlsx", "opendocument-rich.ods", "opendocument-fillers.ods"):
            with self.subTest(name):
                copy = copies()[name]
                first, sheet = copy.first_column()
                csv = f'row,"Note:number",Nouvelle\n{copy.entry.first},99,ici\n'
                rows = sheet_rows(self.again(copy, copy.path, csv))[sheet]
                header, line = rows[copy.entry.header - 1], rows[copy.entry.first - 1]
                self.assertEqual(header[first:first + 5], [*TITLES, "Nouvelle"])
                self.assertEqual((line[first], line[first + 1], line[first + 2], line[first + 4]), ("Favorable", "=1+1", 99, "ici"))

    @needs_soffice
    def test_columns_that_people_moved_are_found(self):
        jobs, kept = [], {}
        for name in ("xlsxwriter-charts.xlsx", "xlsxwriter-layout.xlsx", "opendocument-layout.ods", "libreoffice-tables.ods"):
            copy = copies()[name]
            first, sheet = copy.first_column()
            moved = self.folder / f"bouge-{name}"
            # A column in the middle, the first of ours further right, another renamed, the sheet too.
            jobs.append((copy.path, moved, [
                ("insert columns", sheet, 2, 1), ("move column", sheet, first + 1, first + 8),
                ("write", sheet, first + 3, copy.entry.header - 1, "Ma note"), ("rename sheet", sheet, "Été 2025")]))
            kept[name] = copy, first, moved
        edited(jobs, self.folder)
        for name, (copy, first, moved) in kept.items():
            with self.subTest(name):
                before = sheet_rows(moved)
                output = self.again(copy, moved, self.other_columns(copy), sheet="Été 2025")
                rows = sheet_rows(output)["Été 2025"]
                header, line = rows[copy.entry.header - 1], rows[copy.entry.first - 1]
                self.assertEqual(positions(rows, copy.entry.header),
                                 {TITLES[0]: [first + 8], TITLES[1]: [first + 2], TITLES[2]: [first + 3], TITLES[3]: [first + 4]})
                self.assertEqual((line[first + 8], line[first + 2], line[first + 3]), (OTHER[0], OTHER[1], 7.25))
                self.assertNotIn("Ma note", header)
                # Everything else is what LibreOffice saved.
                ours = {(index, column) for index in range(copy.entry.header - 1, len(rows)) for column in (
                    first + 8, first + 2, first + 3, first + 4)}
                self.assertEqual(readers.row_faults(without(before, "Été 2025", ours), without(sheet_rows(output), "Été 2025", ours),
                                                    {}, "Été 2025"), [])

    def test_columns_that_openpyxl_moved_are_found(self):
        import openpyxl
        copy = copies()["openpyxl-styles.xlsx"]
        first, sheet = copy.first_column()
        book = openpyxl.load_workbook(copy.path)
        book[sheet].insert_cols(1)
        marks = [name for name in book.defined_names.values() if name.name.startswith("_mesures.")]
        self.assertEqual(len(marks), len(TITLES), "each column has a mark")
        for mark in marks:
            # openpyxl leaves names where they were; Excel does not.
            mark.attr_text = re.sub(r"\$([A-Z]+)\$", lambda match: f"${openxml.letters(openxml.number(match.group(1) + '1')[0] + 1)}$", mark.attr_text)
        moved = self.folder / "bouge.xlsx"
        book.save(moved)
        rows = sheet_rows(self.again(copy, moved, self.other_columns(copy)))[sheet]
        self.assertEqual(positions(rows, 1), {title: [first + 1 + index] for index, title in enumerate(TITLES)})
        self.assertEqual(rows[1][first + 1:first + 4], [OTHER[0], OTHER[1], 7.25])

    def test_columns_that_people_deleted_are_given_again(self):
        import openpyxl
        copy = copies()["xlsxwriter-print.xlsx"]
        first, sheet = copy.first_column()
        book = openpyxl.load_workbook(copy.path)
        book[sheet].delete_cols(first + 1, len(TITLES))
        for mark in [name for name in book.defined_names.values() if name.name.startswith("_mesures.")]:
            mark.attr_text = re.sub(r"\$[A-Z]+\$\d+", "#REF!", mark.attr_text)
        emptied = self.folder / "sans.xlsx"
        book.save(emptied)
        rows = sheet_rows(self.again(copy, emptied))[sheet]
        self.assertTrue(all(len(found) == 1 for found in positions(rows, 1).values()), rows[0])


def without(sheets, name, places):
    return {sheet: [[None if sheet == name and (index, column) in places else value for column, value in enumerate(row)]
                    for index, row in enumerate(rows)] for sheet, rows in sheets.items()}


def openxml_cells(path, part):
    """{reference: text or value} of a sheet, whatever the strings' place."""
    package = openxml.Package(path)
    strings = next((target for target, kind in package.kinds.items() if kind == "sharedStrings"), None)
    table = [] if strings is None else ["".join(item.itertext("{*}t")) for item in openxml.parsed(package.data(strings)).iter("{*}si")]
    root = openxml.parsed(package.data(part))
    places = openxml.Places(root).places
    found = {}
    for cell in root.iter("{*}c"):
        text = "".join(cell.itertext("{*}v", "{*}t"))
        text = table[int(text)] if cell.get("t") == "s" and text else text
        if text:
            found[places[cell]] = text
    return found


@needs_python("openpyxl")
@needs_python("lxml")
class RunAgain(Workspace):
    def test_running_on_the_annotated_samples_gives_their_bytes(self):
        for name in INPUTS:
            with self.subTest(name):
                first = workbook_of(annotated(name))
                # The provenance names the file: a CSV has become another, which is run once more under its own name.
                for turn in range(2 if name.endswith(".csv") else 1):
                    folder = self.folder / f"{name}-{turn}"
                    folder.mkdir()
                    source = shutil.copyfile(first, folder / name.replace(".csv", ".xlsx"))
                    before = first.read_bytes()
                    self.assertDone(annotate(source, folder / "sortie", "--verify"))
                    first = workbook_of(folder / "sortie")
                self.assertEqual(first.read_bytes(), before)

    @needs_soffice
    def test_what_people_moved_and_renamed_is_found(self):
        jobs, kept = [], {}
        for name in ("mandats-2025.xlsx", "budget-execute.ods"):
            before = Annotation(workbook_of(annotated(name)))
            folder = self.folder / name.split(".")[0]
            folder.mkdir()
            moved = folder / name
            jobs.append((workbook_of(annotated(name)), moved, [
                ("insert rows", before.name, 0, 2), ("insert columns", before.name, before.column(RETAINED) + 2, 1),
                ("rename sheet", before.name, "Données"), ("rename sheet", SUMMARY, "Ma synthèse"), ("move sheet", "Ma synthèse", 0)]))
            kept[name] = before, moved
        edited(jobs, self.folder)
        for name, (before, moved) in kept.items():
            with self.subTest(name):
                folder = moved.parent / "sortie"
                self.assertDone(annotate(moved, folder, "--verify"))
                rows = sheet_rows(workbook_of(folder))
                self.assertEqual(list(rows), list(sheet_rows(moved)), "sheets stay where people put them, under their names")
                after = Annotation(workbook_of(folder))
                self.assertEqual((after.name, after.header_row), ("Données", before.header_row + 2))
                # One column more, which is empty: ours are not doubled.
                titles = [title for title in after.header if title is not None]
                self.assertEqual(titles, [title for title in before.header if title is not None])
                self.assertEqual(after.total(), before.total())
                views = [Summary({SUMMARY: rows["Ma synthèse"]}).views, Summary(before.sheets).views]
                self.assertEqual(views[0], views[1])
