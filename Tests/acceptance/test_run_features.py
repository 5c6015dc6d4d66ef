"""`mesures run` on the samples and on workbooks with every feature: the budget is rated, and nothing else changes."""

import atexit
import pathlib
import shutil
import tempfile

from annotation import RETAINED, SUMMARY, Annotation, Summary
from comparing import opendocument, openxml, readers
from features import books
from support import (SAMPLES, SOFFICE, Workspace, annotate, annotated, convert_all, needs_python, needs_shared, needs_soffice,
                     new_problems, ods_rows, sheet_rows, shared_tool, workbook_of, xlsx_rows)
from test_features import GROWN

#: What the lines of the feature workbooks add up to: expenditure and receipts, as their accounts say.
TOTAL = sum(round(line[books.AMOUNT] * 100) for line in books.LINES)
#: Books whose cells openpyxl does not read as they are.
UNREAD = {"foreign-strict.xlsx", "foreign-sheets.xlsm", "foreign-package.xlsx", "openpyxl-formulas.xlsx"}
#: Books that are not calculated on loading: LibreOffice shows 0 where a formula gave an empty text.
MANUAL = {"xlsxwriter-formulas.xlsx", "libreoffice-formulas.ods"}
_runs = {}


class Run:
    """An original, and the workbook that `run` made of it."""

    def __init__(self, name, source, path):
        self.name, self.source, self.path = name, source, path
        self.is_ods = path.suffix in (".ods", ".ots")

    def place(self):
        """The annotated sheet, its header row and its appended columns, from 0: those that the original's header lacks."""
        if not hasattr(self, "_place"):
            after = sheet_rows(self.path)
            sheet, row = next((name, index) for name, rows in after.items() for index, cells in enumerate(rows[:60])
                              if RETAINED in cells)
            before = sheet_rows(self.source)[sheet][row]
            columns = [column for column, title in enumerate(after[sheet][row]) if title not in readers.NOTHING
                       and (column >= len(before) or before[column] in readers.NOTHING)]
            self._place = sheet, row, columns, after
        return self._place


def runs():
    """Every run, made once: the two workbooks among the samples, then the corpus."""
    if not _runs:
        for name in ("mandats-2025.xlsx", "budget-execute.ods"):
            _runs[name] = Run(name, SAMPLES / name, workbook_of(annotated(name)))
        folder = pathlib.Path(tempfile.mkdtemp(prefix="mesures-runs-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        for name, source in books.made(convert_all if SOFFICE else None).items():
            outcome = annotate(source, folder / name, "--verify", "--quiet")
            if outcome.status != 0:
                _runs[name] = outcome
                continue
            path = next(path for path in (folder / name).iterdir() if path.suffix not in (".json", ".html", "") and path.is_file()
                        and "-annote" in path.name)
            _runs[name] = Run(name, source, path)
    return _runs


@needs_python("xlsxwriter")
@needs_python("openpyxl")
@needs_python("lxml")
class RunFeatures(Workspace):
    def each(self, keep=lambda run: True):
        for name, run in runs().items():
            if isinstance(run, Run) and keep(run):
                yield name, run

    def test_every_workbook_is_rated_and_verified(self):
        for name, run in runs().items():
            with self.subTest(name):
                self.assertIsInstance(run, Run, getattr(run, "text", ""))

    def test_lines_and_synthesis_add_up_to_the_accounts(self):
        for name, run in self.each(lambda run: run.name in dict.fromkeys(entry.name for entry in books.BOOKS)):
            if name in UNREAD:
                continue
            with self.subTest(name):
                annotation = Annotation(run.path)
                # One book has its first line twice instead of the second.
                twice = books.LINES[0][books.AMOUNT] - books.LINES[1][books.AMOUNT] if "fillers" in name else 0
                self.assertEqual((len(annotation.lines), annotation.total()), (len(books.LINES), TOTAL + round(twice * 100)))
                summary = Summary(annotation.sheets)
                self.assertEqual(set(summary.verdicts.values()), {"OK"})
                for view in summary.views:
                    self.assertEqual(sum(summary.views[view].values()), summary.totals[view])

    def test_parts_differ_by_what_is_added_alone(self):
        for name, run in self.each(lambda run: run.source.suffix != ".fods" and run.name not in UNREAD):
            with self.subTest(name):
                sheet, row, columns, after = run.place()
                self.assertEqual(columns, list(range(columns[0], columns[-1] + 1)))
                if run.is_ods:
                    allowed = opendocument.Allowed(sheet, columns[0], len(columns), row, len(after[sheet]), adds_sheets=True)
                    self.assertEqual(opendocument.faults(run.source, run.path, allowed), [])
                else:
                    allowed = openxml.Allowed(sheet, columns[0] + 1, len(columns), adds_sheets=True)
                    self.assertEqual(openxml.faults(run.source, run.path, allowed), [])

    def test_openpyxl_reads_the_same(self):
        for name, run in self.each(lambda run: not run.is_ods and run.name not in UNREAD):
            with self.subTest(name):
                sheet, _, columns, _ = run.place()
                self.assertEqual(readers.openpyxl_faults(run.source, run.path, sheet, columns[0] + 1) or [], [])

    @needs_soffice
    def test_libreoffice_reads_the_same_and_what_is_added(self):
        for to, read in (("ods", ods_rows), ("xlsx", xlsx_rows)):
            kept = dict(self.each(lambda run: run.is_ods == (to == "xlsx") and run.name not in UNREAD | {"opendocument-unlisted.ods"}))
            saved = convert_all({(name, which): path for name, run in kept.items()
                                 for which, path in (("old", run.source), ("new", run.path))}, self.folder / to, to)
            for name, run in kept.items():
                with self.subTest(name, to=to):
                    sheet, row, columns, after = run.place()
                    ours = {(index, column): float(value) if isinstance(value, int) and not isinstance(value, bool) else value
                            for index, cells in enumerate(after[sheet]) if index >= row
                            for column, value in enumerate(cells) if column in columns and value not in readers.NOTHING}
                    new = read(saved[name, "new"])
                    if name in MANUAL:
                        new[sheet] = [[None if value == 0 and column in columns and (index, column) not in ours else value
                                       for column, value in enumerate(cells)] for index, cells in enumerate(new[sheet])]
                    self.assertEqual(readers.row_faults(read(saved[name, "old"]), new, ours, sheet), [])
                    self.assertEqual(Summary(new).views, Summary(after).views)
                    self.assertIn(SUMMARY, new)

    @needs_shared("tools", "validate.py")
    def test_no_problem_is_new_to_the_validator(self):
        validate = shared_tool("validate")
        for name, run in self.each():
            with self.subTest(name):
                self.assertEqual(new_problems(validate, run.source, run.path, run.source.suffix == ".fods"), [])

    @needs_shared("tools", "roundtrip.py")
    def test_nothing_is_lost_to_the_round_trip_checker(self):
        roundtrip = shared_tool("roundtrip")
        for name, run in self.each(lambda run: run.source.suffix != ".fods"):
            with self.subTest(name):
                found = roundtrip.check(str(run.source), str(run.path), ["--no-openpyxl"])
                self.assertEqual([item for item in found if item[0] == "E" and item[1] not in GROWN], [])
