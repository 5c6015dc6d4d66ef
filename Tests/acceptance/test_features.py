"""Workbooks with every feature, by other producers, annotated: nothing of them is lost, and other programs agree.

Each test goes over the whole corpus of `features/`; the copies are made once.
"""

import atexit
import csv
import pathlib
import shutil
import tempfile
import unittest

from comparing import opendocument, openxml, readers
from features import books, checklist
from support import (SHOWN, SOFFICE, Workspace, convert_all, mesures, needs_python, needs_shared, needs_soffice,
                     new_problems, ods_rows, shared_tool, xlsx_rows)

#: The checker takes lists that got entries of ours for altered; the comparison of parts looks inside them.
GROWN = {"spreadsheet-content-validations", "spreadsheet-database-ranges", "spreadsheet-named-expressions",
         "table-conditional-formats"}

_copies = {}


class Copy:
    """A book and what `mesures annotate` made of it."""

    def __init__(self, entry, source, folder):
        self.entry, self.source = entry, source
        columns = folder / f"{entry.name}.csv"
        columns.write_text(entry.columns(), encoding="utf-8")
        # A flat document comes back as a package.
        self.path = folder / (entry.name[:-4] + "ods" if entry.extension == "fods" else entry.name)
        sheet = ["--sheet", entry.sheet] if entry.sheet else []
        self.arguments = [source, "--with", columns, "--header-row", entry.header, *sheet]
        self.outcome = mesures("annotate", *self.arguments, "-o", self.path, "--verify")

    def first_column(self):
        """Where the first appended column is, from 0, and the name of the sheet: by its header in the copy."""
        if not hasattr(self, "_found"):
            title, row = books.COLUMNS[0].split(":")[0], self.entry.header
            if self.path.suffix in (".ods", ".ots"):
                found = {name: rows[row - 1].index(title) for name, rows in ods_rows(self.path).items()
                         if len(rows) >= row and title in rows[row - 1]}
            else:
                package = openxml.Package(self.path)
                found = {name: package.find(part, title, row) for name, part in package.sheets().items()}
                found = {name: column - 1 for name, column in found.items() if column}
            (name, column), = found.items()
            if self.entry.sheet not in (None, name):
                raise AssertionError(f"{self.entry.name}: annotated {name}")
            self._found = column, name
        return self._found


def copies():
    """{name: Copy} of the corpus, annotated once."""
    if not _copies:
        folder = pathlib.Path(tempfile.mkdtemp(prefix="mesures-copies-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        made = books.made(convert_all if SOFFICE else None)
        for entry in books.BOOKS:
            if entry.name in made:
                _copies[entry.name] = Copy(entry, made[entry.name], folder)
    return _copies


@needs_python("xlsxwriter")
@needs_python("openpyxl")
@needs_python("lxml")
class Features(Workspace):
    def each(self, keep=lambda copy: True):
        for name, copy in copies().items():
            if copy.outcome.status == 0 and keep(copy):
                yield name, copy

    def test_every_workbook_is_annotated_and_verified(self):
        for name, copy in copies().items():
            with self.subTest(name):
                self.assertDone(copy.outcome)
                self.assertTrue({"VER002", "VER003"} & set(copy.outcome.codes), copy.outcome.text)

    def test_the_corpus_holds_every_line_of_the_checklist(self):
        made = {name: copy.source for name, copy in copies().items()}
        for line in checklist.LINES:
            with self.subTest(line.says):
                for fault in line.faults(made, every=bool(SOFFICE)):
                    self.fail(fault)

    def test_parts_differ_by_what_is_added_alone(self):
        for name, copy in self.each(lambda copy: copy.entry.extension != "fods"):
            with self.subTest(name):
                first, sheet = copy.first_column()
                if copy.entry.is_ods:
                    last = copy.entry.first - 1 + len(books.LINES)
                    allowed = opendocument.Allowed(sheet, first, len(books.COLUMNS), copy.entry.header - 1, last + 40)
                    wrong = opendocument.faults(copy.source, copy.path, allowed)
                else:
                    wrong = openxml.faults(copy.source, copy.path, openxml.Allowed(sheet, first + 1, len(books.COLUMNS)))
                self.assertEqual(wrong, [])

    def test_openpyxl_reads_the_same(self):
        judged = 0
        for name, copy in self.each(lambda copy: not copy.entry.is_ods):
            with self.subTest(name):
                first, sheet = copy.first_column()
                wrong = readers.openpyxl_faults(copy.source, copy.path, sheet, first + 1)
                judged += wrong is not None
                self.assertEqual(wrong or [], [])
        self.assertGreater(judged, 20)

    @needs_soffice
    def test_libreoffice_reads_the_same_and_what_is_added(self):
        for to in ("ods", "xlsx"):
            kept = dict(self.each(lambda copy: copy.entry.opens and copy.entry.is_ods == (to == "xlsx")))
            sources = {(name, which): path for name, copy in kept.items()
                       for which, path in (("old", copy.source), ("new", copy.path))}
            saved = convert_all(sources, self.folder / to, to)
            for name, copy in kept.items():
                with self.subTest(name, to=to):
                    old, new = ((ods_rows if to == "ods" else xlsx_rows)(saved[name, which]) for which in ("old", "new"))
                    self.assertEqual(readers.row_faults(old, new, self.added(copy), copy.first_column()[1]), [])

    @needs_soffice
    def test_libreoffice_shows_the_same(self):
        # Text as it is displayed: a lost number format shows here.
        kept = dict(self.each(lambda copy: copy.entry.opens))
        shown = convert_all({(name, which): path for name, copy in kept.items()
                             for which, path in (("old", copy.source), ("new", copy.path))}, self.folder, SHOWN)
        for name, copy in kept.items():
            with self.subTest(name):
                old, new = ({sheet: csv_rows(path) for sheet, path in shown[name, which].items()} for which in ("old", "new"))
                first, sheet = copy.first_column()
                ours = {place: new[sheet][place[0]][place[1]] for place in self.added(copy)}
                self.assertEqual(readers.row_faults(old, new, ours, sheet), [])
                # Text as it was given, a date as one in the manner of whoever looks.
                text, number, day = new[sheet][copy.entry.first - 1][first + 1:first + 4]
                self.assertEqual((text, number.replace(",", ".")), ("=1+1", "-1.5"))
                self.assertIn(day, ("01/03/2025", "03/01/2025", "2025-03-01"))

    def added(self, copy):
        first, _ = copy.first_column()
        return {(row, first + column): value for (row, column), value in copy.entry.expected().items()}

    @needs_shared("tools", "validate.py")
    def test_no_problem_is_new_to_the_validator(self):
        validate = shared_tool("validate")
        for name, copy in self.each():
            with self.subTest(name):
                self.assertEqual(new_problems(validate, copy.source, copy.path, copy.entry.extension == "fods"), [])

    @needs_shared("tools", "roundtrip.py")
    def test_nothing_is_lost_to_the_round_trip_checker(self):
        roundtrip = shared_tool("roundtrip")
        for name, copy in self.each(lambda copy: copy.entry.extension != "fods"):
            with self.subTest(name):
                found = roundtrip.check(str(copy.source), str(copy.path), ["--no-openpyxl"])
                self.assertEqual([item for item in found if item[0] == "E" and item[1] not in GROWN], [])

    def test_the_same_bytes_every_time(self):
        for name, copy in self.each():
            with self.subTest(name):
                again = self.folder / copy.path.name
                self.assertDone(mesures("annotate", *copy.arguments, "-o", again))
                self.assertEqual(again.read_bytes(), copy.path.read_bytes())


def csv_rows(path):
    with open(path, encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


if __name__ == "__main__":
    unittest.main()
