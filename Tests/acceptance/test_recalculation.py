"""The live formulas, recalculated by LibreOffice, give the figures that the program wrote beside them."""

import openpyxl

from annotation import RETAINED, SUMMARY, Annotation, Summary
from people import set_cell
from support import INPUTS, Workspace, annotated, convert, needs_soffice, sheet_rows, workbook_of


def same(left, right):
    """Equal values; numbers to a billionth, as doubles pass through two programs."""
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        return abs(left - right) <= 1e-9 * max(1, abs(left), abs(right))
    return (left or None) == (right or None)


@needs_soffice
class Recalculation(Workspace):
    def test_recalculated_figures_equal_the_cached_ones(self):
        for name in INPUTS:
            with self.subTest(sample=name):
                workbook = workbook_of(annotated(name))
                again = sheet_rows(convert(workbook, self.folder / name, "xlsx"))
                cached = sheet_rows(workbook)
                self.assertEqual(Summary(again).views, Summary(cached).views)
                self.assertEqual(Summary(again).perimeter, Summary(cached).perimeter)
                self.assertEqual(set(Summary(again).verdicts.values()), {"OK"})
                annotation = Annotation(workbook)
                for sheet in (SUMMARY, annotation.name):
                    first = 0 if sheet == SUMMARY else annotation.column(RETAINED)
                    for number, (before, after) in enumerate(zip(cached[sheet], again[sheet]), start=1):
                        width = max(len(before), len(after))
                        before, after = (row + [None] * (width - len(row)) for row in (before, after))
                        wrong = [(a, b) for a, b in zip(before[first:], after[first:]) if not same(a, b)]
                        self.assertEqual(wrong, [], f"{sheet}, row {number}")

    def test_libreoffice_prints_every_output(self):
        for name in INPUTS:
            with self.subTest(sample=name):
                page = convert(workbook_of(annotated(name)), self.folder / name, "pdf")
                self.assertEqual(page.read_bytes()[:5], b"%PDF-")

    def test_correcting_a_drop_down_moves_the_amount_in_the_synthesis(self):
        for name, wanted in (("mandats-2025.xlsx", "Favorable"), ("budget-execute.ods", "Défavorable")):
            with self.subTest(sample=name):
                workbook = workbook_of(annotated(name))
                annotation = Annotation(workbook)
                before = Summary(annotation.sheets)
                position, row = next(
                    (index, row) for index, row in enumerate(annotation.lines)
                    if annotation.inside(row) and annotation.value(row, "Axe 1 – Cotation") == wanted
                    and annotation.value(row, "Axe 1 – Part") == 1)
                corrected = set_cell(
                    workbook, self.folder / ("corrige" + workbook.suffix), annotation.name,
                    annotation.header_row + 2 + position, annotation.column("Axe 1 – Cotation") + 1, "Neutre")
                after = Summary(sheet_rows(convert(corrected, self.folder, workbook.suffix[1:])))
                view = next(iter(before.views))
                amount = annotation.amount(row)
                self.assertEqual(after.views[view][wanted], before.views[view][wanted] - amount)
                self.assertEqual(after.views[view]["Neutre"], before.views[view].get("Neutre", 0) + amount)
                self.assertEqual(after.verdicts[view], "OK")

    def test_rating_the_largest_line_to_analyse_shows_in_its_table(self):
        for name in ("mandats-2025.xlsx", "budget-execute.ods"):
            with self.subTest(sample=name):
                workbook = workbook_of(annotated(name))
                annotation = Annotation(workbook)
                before = Summary(annotation.sheets)
                label, amount, rating = before.unrated[0][0]
                self.assertEqual(rating, "Non renseigné")
                open_lines = [(abs(annotation.amount(row)), -index) for index, row in enumerate(annotation.lines)
                              if annotation.inside(row) and annotation.value(row, "Axe 1 – Cotation") == rating]
                self.assertEqual(abs(amount), max(open_lines)[0])
                position = -max(open_lines)[1]
                rated = set_cell(
                    workbook, self.folder / ("cote" + workbook.suffix), annotation.name,
                    annotation.header_row + 2 + position, annotation.column("Axe 1 – Cotation") + 1, "Favorable")
                after = Summary(sheet_rows(convert(rated, self.folder, workbook.suffix[1:])))
                self.assertEqual(after.unrated[0][0], (label, amount, "Favorable"))
                self.assertEqual(after.unrated[0][1:], before.unrated[0][1:])
                view = next(iter(before.views))
                self.assertEqual(after.views[view][rating], before.views[view][rating] - amount)

    def test_a_part_of_forty_percent_leaves_the_rest_to_the_other_rating(self):
        workbook = workbook_of(annotated("mandats-2025.xlsx"))
        annotation = Annotation(workbook)
        before = Summary(annotation.sheets)
        position, row = next(
            (index, row) for index, row in enumerate(annotation.lines)
            if annotation.inside(row) and annotation.value(row, "Axe 1 – Cotation") == "Favorable"
            and annotation.value(row, "Axe 1 – Part") == 1)
        book = openpyxl.load_workbook(workbook)
        sheet = book[annotation.name]
        number = annotation.header_row + 2 + position
        sheet.cell(number, annotation.column("Axe 1 – Part") + 1).value = 0.4
        sheet.cell(number, annotation.column("Axe 1 – Autre cotation") + 1).value = "Défavorable"
        corrected = self.folder / "partage.xlsx"
        book.save(corrected)
        after = Summary(sheet_rows(convert(corrected, self.folder, "xlsx")))
        view = next(iter(before.views))
        amount = annotation.amount(row)
        rated = (abs(amount) * 4 + 5) // 10 * (1 if amount >= 0 else -1)
        self.assertEqual(after.views[view]["Favorable"], before.views[view]["Favorable"] - amount + rated)
        self.assertEqual(after.views[view]["Défavorable"], before.views[view].get("Défavorable", 0) + amount - rated)
