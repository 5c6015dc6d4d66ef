"""What is still open in the totals: the share without a rating first, the interval of the favourable share, what the largest
lines alone cover; in the workbook, live, and in `run.json`."""

import json
import random

from annotation import SUMMARY, Annotation
from people import rewritten
from support import (
    INPUTS, OFFICE, SAMPLES, TABLE, TEXT, Workspace, annotate, annotated, cents, convert, needs_python, needs_soffice, workbook_of,
)

OPEN, GOOD, BAD = "Non renseigné", "Favorable", "Défavorable"
USUAL = [1_000, 5_000, 8_000, 10_000, 50_000, 100_000]


class Parts:
    """The parts of a line as its cells say them: its ratings on each axis, its synthesis, its amount."""

    def __init__(self, annotation, row):
        axes = [prefix for prefix in annotation.prefixes if prefix.startswith("Axe")]
        synthesis = next(prefix for prefix in annotation.prefixes if not prefix.startswith("Axe"))
        mains = [annotation.value(row, f"{axis} – Cotation") for axis in axes]
        rests = [annotation.value(row, f"{axis} – Autre cotation") if annotation.value(row, f"{axis} – Part") < 1 else main
                 for axis, main in zip(axes, mains)]
        rated = cents(annotation.value(row, f"{synthesis} – Montant coté"))
        first = annotation.value(row, f"{synthesis} – Cotation")
        rest = annotation.value(row, f"{synthesis} – Autre cotation") or first
        self.all = [(rated, mains, first), (annotation.amount(row) - rated, rests, rest)]
        self.is_open = any(OPEN in (annotation.value(row, f"{axis} – Cotation"), annotation.value(row, f"{axis} – Autre cotation"))
                           for axis in axes)


def bounds(annotation):
    """{view: (unresolved, least, most)} from the annotated lines alone."""
    found = {}
    for prefix in annotation.prefixes:
        sums = annotation.by_rating(prefix)
        found[prefix] = [sums.get(OPEN, 0), sums.get(GOOD, 0), sums.get(GOOD, 0)]
        if prefix.startswith("Axe"):
            found[prefix][2] += sums.get(OPEN, 0)
    synthesis = found[next(prefix for prefix in annotation.prefixes if not prefix.startswith("Axe"))]
    for row in filter(annotation.inside, annotation.lines):
        for amount, ratings, rating in Parts(annotation, row).all:
            lacks = OPEN in ratings
            if rating == GOOD:
                synthesis[1] -= amount if lacks else 0
            elif BAD not in ratings if lacks else rating == OPEN:
                synthesis[2] += amount
    return [(one, *sorted((low, high))) for one, low, high in found.values()]


def table(sheets):
    """The table of the synthesis sheet: [(unresolved, least, most)], and the shares beside."""
    rows = sheets[SUMMARY]
    first = next(index for index, row in enumerate(rows) if row and row[0] == "Vue")
    views = rows[first + 1:first + 4]
    return [tuple(cents(row[column]) for column in (1, 2, 3)) for row in views], [row[4:7] for row in views]


def thresholds(sheets):
    """The table of thresholds: {threshold in cents: (cents, share, lines, share, lines to analyse)}, and the row of all."""
    rows = sheets[SUMMARY]
    first = next(index for index, row in enumerate(rows) if row and row[0] == "Lignes de plus de")
    found, index = {}, first + 1
    while isinstance(rows[index][0], (int, float)):
        row = rows[index]
        found[cents(row[0])] = (cents(row[1]), row[2], round(row[3]), row[4], round(row[5]))
        index += 1
    whole = rows[index]
    return found, (cents(whole[1]), round(whole[3]), round(whole[5])), first


def covered(annotation, threshold):
    """(cents, lines, lines to analyse) above `threshold`, from the annotated lines alone."""
    rows = [row for row in filter(annotation.inside, annotation.lines) if abs(annotation.amount(row)) > threshold]
    return (sum(abs(annotation.amount(row)) for row in rows), len(rows),
            sum(Parts(annotation, row).is_open for row in rows))


def set_cells(source, target, sheet, cells):
    """`source` with {(row, column): value}, from 0, on one sheet; values None empty a cell."""
    if source.suffix == ".xlsx":
        import openpyxl
        book = openpyxl.load_workbook(source)
        for (row, column), value in cells.items():
            book[sheet].cell(row + 1, column + 1).value = value
        book.save(target)
        return target
    from lxml import etree

    def change(name, data):
        if name != "content.xml":
            return None
        root = etree.fromstring(data, etree.XMLParser(huge_tree=True))
        wanted = next(each for each in root.iter(TABLE + "table") if each.get(TABLE + "name") == sheet)
        number = 0
        for line in list(wanted.iter(TABLE + "table-row")):
            repeats = int(line.get(TABLE + "number-rows-repeated", "1"))
            own = {column: value for (row, column), value in cells.items() if number <= row < number + repeats}
            number += repeats
            if not own:
                continue
            assert repeats == 1
            column = 0
            for cell in list(line):
                count = int(cell.get(TABLE + "number-columns-repeated", "1"))
                hit = [place for place in own if column <= place < column + count]
                column += count
                if not hit:
                    continue
                assert count == 1, "annotated cells stand alone"
                value = own[hit[0]]
                for child in list(cell):
                    cell.remove(child)
                for key in [key for key in cell.attrib if key.startswith(OFFICE)]:
                    del cell.attrib[key]
                if value is not None:
                    isnumber = isinstance(value, (int, float))
                    cell.set(OFFICE + "value-type", "percentage" if isnumber else "string")
                    if isnumber:
                        cell.set(OFFICE + "value", str(value))
                    etree.SubElement(cell, TEXT + "p").text = str(value)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return rewritten(source, target, change)


class OpenTotals(Workspace):
    def each(self):
        for name in INPUTS:
            with self.subTest(sample=name):
                folder = annotated(name)
                result = json.loads((folder / "run.json").read_text(encoding="utf-8"))["result"]
                yield Annotation(workbook_of(folder)), result

    def test_the_interval_is_that_of_the_lines_in_the_workbook_and_in_the_record(self):
        for annotation, result in self.each():
            expected = bounds(annotation)
            self.assertEqual(table(annotation.sheets)[0], expected)
            self.assertEqual([(view["unresolvedCents"], view["favourableAtLeastCents"], view["favourableAtMostCents"])
                              for view in result["views"]], expected)
            for (amounts, shares) in zip(*table(annotation.sheets)):
                for amount, share in zip(amounts, shares):
                    self.assertAlmostEqual(share, amount / result["retainedCents"], places=9)

    def test_what_is_unresolved_is_said_first(self):
        annotation = Annotation(workbook_of(annotated(INPUTS[0])))
        rows = [row[0] if row else None for row in annotation.sheets[SUMMARY]]
        self.assertLess(rows.index("Vue"), rows.index("Cotation"))
        done = annotate(SAMPLES / INPUTS[0], self.folder / "sortie", "--quiet")
        self.assertDone(done)
        text = annotate(SAMPLES / INPUTS[0], self.folder / "sortie").text.splitlines()
        first = next(index for index, line in enumerate(text) if "lignes, " in line)
        self.assertIn("à analyser : ", text[first + 1])
        self.assertTrue(any("part favorable : de " in line for line in text))
        page = (annotated(INPUTS[0]) / "rapport.html").read_text(encoding="utf-8")
        self.assertLess(page.index("Non renseigné"), page.index("Dans le périmètre"))

    def test_thresholds_are_those_of_the_lines_in_the_workbook_the_record_and_the_page(self):
        for annotation, result in self.each():
            found, whole, _ = thresholds(annotation.sheets)
            self.assertEqual(list(found), [100 * each for each in USUAL])
            self.assertEqual(whole, covered(annotation, -1))
            for step in result["materiality"]["thresholds"]:
                expected = covered(annotation, step["aboveCents"])
                self.assertEqual((step["cents"], step["lines"], step["openLines"]), expected)
                amount, share, lines, part, left = found[step["aboveCents"]]
                self.assertEqual((amount, lines, left), expected)
                self.assertAlmostEqual(share, expected[0] / whole[0], places=9)
                self.assertAlmostEqual(part, expected[1] / whole[1], places=9)
            self.assertEqual(result["materiality"]["lines"], result["retainedLines"])

    def test_the_pipeline_names_its_own_threshold(self):
        folder = self.folder / "sortie"
        done = annotate(SAMPLES / INPUTS[0], folder, "--set", "seuil=7500.50")
        self.assertDone(done)
        self.assertIn("lignes de plus de 7 500,50 €", done.text.replace("\u202f", " ").replace("\xa0", " "))
        annotation = Annotation(workbook_of(folder))
        found, _, _ = thresholds(annotation.sheets)
        self.assertEqual(list(found)[2], 750_050)
        amount, _, lines, _, left = found[750_050]
        self.assertEqual((amount, lines, left), covered(annotation, 750_050))
        own = [step["aboveCents"] for step in json.loads((folder / "run.json").read_text(encoding="utf-8"))["result"][
            "materiality"]["thresholds"] if step["own"]]
        self.assertEqual(own, [750_050])
        self.assertIn("(seuil de la chaîne)", (folder / "rapport.html").read_text(encoding="utf-8"))
        for wrong in ("0", "-5", "beaucoup"):
            done = annotate(SAMPLES / INPUTS[0], self.folder / "faux", "--set", f"seuil={wrong}")
            self.assertDone(done, 2)
            self.assertIn("QUE001", done.codes)


@needs_soffice
@needs_python("openpyxl")
class LiveOpenTotals(Workspace):
    """What people change in the annotated columns, LibreOffice calculates; the lines say what it must find."""

    def sources(self):
        yield workbook_of(annotated("mandats-2025.xlsx"))
        yield workbook_of(annotated("budget-execute.ods"))

    def columns(self, annotation, word):
        return [annotation.column(f"{prefix} – {word}") for prefix in annotation.prefixes if prefix.startswith("Axe")]

    def recalculated(self, source, cells):
        changed = set_cells(source, self.folder / ("change" + source.suffix), Annotation(source).name, cells)
        return Annotation(convert(changed, self.folder, source.suffix[1:]))

    def test_rating_all_that_is_open_gives_the_bounds(self):
        for source in self.sources():
            before = Annotation(source)
            expected = table(before.sheets)[0]
            rows = before.sheets[before.name]
            for label, place in ((BAD, 1), (GOOD, 2)):
                with self.subTest(source=source.name, label=label):
                    cells = {(index, column): label for column in self.columns(before, "Cotation")
                             for index, row in enumerate(rows) if column < len(row) and row[column] == OPEN}
                    self.assertTrue(cells)
                    after = self.recalculated(source, cells)
                    now = table(after.sheets)[0]
                    for (unresolved, low, high), was in zip(now, expected):
                        self.assertEqual((unresolved, low, high), (0, was[place], was[place]))

    def test_splits_that_are_half_open_are_counted_part_by_part(self):
        chance = random.Random(3)
        for source in self.sources():
            with self.subTest(source=source.name):
                before = Annotation(source)
                rows = before.sheets[before.name]
                lines = [index for index, row in enumerate(rows) if index > before.header_row and len(row) > before.column(
                    "Périmètre") and before.inside(row)]
                cells = {}
                for index in chance.sample(lines, 40):
                    shares = chance.choice([(0.4, 0.4), (0.4, 1), (1, 0.25), (0.4, 0.7), (1, 1)])
                    for place, share in enumerate(shares):
                        rating, part, other = (self.columns(before, word)[place] for word in ("Cotation", "Part", "Autre cotation"))
                        first, second = chance.sample([OPEN, GOOD, BAD, "Neutre", "Non coté"], 2)
                        cells[index, rating], cells[index, part] = first, share
                        cells[index, other] = second if share < 1 else None
                after = self.recalculated(source, cells)
                self.assertEqual(table(after.sheets)[0], bounds(after))
                found, whole, _ = thresholds(after.sheets)
                self.assertEqual(whole, covered(after, -1))
                for threshold, (amount, _, count, _, left) in found.items():
                    self.assertEqual((amount, count, left), covered(after, threshold))

    def test_another_threshold_in_its_cell_gives_its_own_coverage(self):
        for source in self.sources():
            with self.subTest(source=source.name):
                annotation = Annotation(source)
                _, _, first = thresholds(annotation.sheets)
                changed = set_cells(
                    source, self.folder / ("seuil" + source.suffix), SUMMARY, {(first + 2, 0): 2345.67})
                after = Annotation(convert(changed, self.folder, source.suffix[1:]))
                amount, _, lines, _, left = thresholds(after.sheets)[0][234_567]
                self.assertEqual((amount, lines, left), covered(after, 234_567))
