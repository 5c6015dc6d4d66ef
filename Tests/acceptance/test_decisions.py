"""What people correct in an annotated workbook is collected once and lands on the same lines of every later export."""

import csv
import random

from annotation import Annotation
from libreoffice_edits import edited
from support import (
    ROOT, SAMPLES, Workspace, annotate, convert, mesures, needs_python, needs_soffice, settings, workbook_of,
)

SAMPLE = SAMPLES / "mandats-2025.xlsx"
PIPELINE = ROOT / "pipelines" / "budget-vert.yaml"
LABELS = {"favorable": "Favorable", "defavorable": "Défavorable", "neutre": "Neutre", "non-cote": "Non coté"}
RATINGS, SHARES, CHANGED, ADDED = 30, 5, 3, 20


def key(annotation, row):
    """What tells a mandate of the sample: each has one line."""
    values = [annotation.value(row, title) for title in ("Budget", "N° bordereau", "N° pièce")]
    return tuple(str(int(value) if isinstance(value, float) else value) for value in values)


class Corrections:
    """What is corrected in an annotated workbook: {key: (axis, rating, part, other rating)}, and where."""

    def __init__(self, annotation, seed=11):
        chance = random.Random(seed)
        inside = [row for row in annotation.lines if annotation.inside(row)]
        self.axis = annotation.prefixes[0]
        self.titles = [f"{self.axis} – {word}" for word in ("Cotation", "Part", "Autre cotation")]
        self.decided, self.cells = {}, []
        chosen = chance.sample(inside, RATINGS + SHARES)
        for place, row in enumerate(chosen):
            old = annotation.value(row, self.titles[0])
            first, second = chance.sample([label for label in LABELS.values() if label != old], 2)
            share = place >= RATINGS
            part, other = (0.4, second) if share else (1, None)
            self.decided[key(annotation, row)] = (first, part, other)
            at = annotation.header_row + 1 + annotation.sheets[annotation.name][annotation.header_row + 1:].index(row)
            self.cells += [(at, annotation.column(self.titles[0]), first)]
            if share:
                self.cells += [
                    (at, annotation.column(self.titles[1]), part), (at, annotation.column(self.titles[2]), other)]
            else:
                # What was split before is one rating now.
                if annotation.value(row, self.titles[2]):
                    self.cells += [
                        (at, annotation.column(self.titles[1]), 1), (at, annotation.column(self.titles[2]), "")]
        self.keys = [key(annotation, row) for row in chosen]

    def by_openpyxl(self, source, target, sheet):
        import openpyxl
        book = openpyxl.load_workbook(source)
        for row, column, value in self.cells:
            book[sheet].cell(row + 1, column + 1).value = value if value != "" else None
        book.save(target)
        return target

    def by_libreoffice(self, source, target, sheet, folder):
        edits = [("write" if isinstance(value, str) else "write number", sheet, column, row, value)
                 for row, column, value in self.cells]
        edited([(source, target, edits)], folder)
        return target


def exported_again(target, changed):
    """The sample as it is exported a month later: rows in another order, new mandates, other amounts for `changed`."""
    import openpyxl
    book = openpyxl.load_workbook(SAMPLE)
    sheet = book.worksheets[0]
    header, *rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    place = {title: index for index, title in enumerate(header)}
    last = max(int(row[place["N° pièce"]]) for row in rows)
    chance = random.Random(5)
    for row in rows:
        if tuple(str(row[place[title]]) for title in ("Budget", "N° bordereau", "N° pièce")) in changed:
            for title in ("Montant HT", "Montant TVA", "Montant TTC"):
                row[place[title]] = round(2 * row[place[title]], 2)
    for number in range(ADDED):
        row = list(rows[number * 7])
        row[place["N° pièce"]] = last + 1 + number
        row[place["N° bordereau"]] = 9000
        rows.append(row)
    chance.shuffle(rows)
    for index, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.cell(index + 2, column + 1).value = value
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    return target


@needs_python("openpyxl")
class DecisionsTests(Workspace):
    def collect(self, *arguments, status=0, signed=True):
        who = ("--author", "A. Martin", "--date", "2025-11-20") if signed else ()
        done = mesures("collect", *arguments, "-o", self.folder / "decisions.csv", "--pipeline", PIPELINE,
                       *settings(SAMPLE, self.folder / "unused"), *who)
        self.assertDone(done, status)
        return done

    def decisions(self):
        with open(self.folder / "decisions.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def whole(self, extension, correct):
        """The round of a correction: annotate, correct, collect, annotate a later export."""
        source, again = SAMPLE, None
        if extension == "ods":
            source = self.folder / "mandats-2025.ods"
            convert(SAMPLE, self.folder / "made", "ods").rename(source)
        first = self.folder / "premier"
        self.assertDone(annotate(source, first, *self.profile()))
        before = Annotation(workbook_of(first))
        corrections = Corrections(before)
        corrected = correct(corrections, workbook_of(first), self.folder / f"corrige.{extension}", before.name)
        self.collect(corrected)
        decisions = self.decisions()
        self.assertEqual(len(decisions), RATINGS + SHARES)
        self.assertEqual({row["auteur"] for row in decisions}, {"A. Martin"})
        self.assertEqual(sum(row["part"] == "40 %" for row in decisions), SHARES)
        for row in decisions:
            label, part, other = corrections.decided[(row["budget"], row["bordereau"], row["piece"])]
            self.assertEqual(LABELS[row["categorie"]], label)
            self.assertEqual(LABELS.get(row["autre"]), other)
        # What is collected is no longer in the way of a second run on the corrected workbook itself.
        self.assertDone(annotate(corrected, self.folder / "sur-place", *self.profile(), "--set",
                                 f"decisions={self.folder / 'decisions.csv'}"))
        self.assertDone(annotate(corrected, self.folder / "sans", *self.profile()), 65)

        changed = corrections.keys[:CHANGED]
        again = exported_again(self.folder / "plus-tard" / "mandats-2025.xlsx", changed)
        if extension == "ods":
            again = convert(again, self.folder / "remade", "ods")
        second, without = self.folder / "second", self.folder / "sans-decisions"
        done = annotate(again, second, *self.profile(), "--set", f"decisions={self.folder / 'decisions.csv'}")
        self.assertDone(done)
        self.assertEqual(done.codes.count("DEC007"), CHANGED, done.text)
        self.assertNotIn("DEC010", done.codes)
        self.assertDone(annotate(again, without, *self.profile()))
        self.check_landing(Annotation(workbook_of(second)), Annotation(workbook_of(without)), corrections, changed)

    def profile(self):
        # The profile of the sample, whatever the extension.
        return ("--set", "profil=" + str(SAMPLES / "profils" / "mandats-val-garance.yaml"))

    def check_landing(self, now, plain, corrections, changed):
        self.assertEqual(len(now.lines), len(plain.lines))
        axis, landed = corrections.axis, 0
        rules = {key(plain, row): row for row in plain.lines}
        for row in now.lines:
            name = key(now, row)
            rating, part, other, rule, doubt = (
                now.value(row, f"{axis} – {word}") for word in ("Cotation", "Part", "Autre cotation", "Règle", "À vérifier"))
            if name in changed:
                self.assertEqual(rating, "Non renseigné")
                self.assertIn("Décision de A. Martin, 2025-11-20", doubt)
                self.assertIn(corrections.decided[name][0], doubt)
                self.assertRegex(doubt, r"montant -?[\d\s]+,\d\d\s€ alors, -?[\d\s]+,\d\d\s€ maintenant")
            elif name in corrections.decided:
                landed += 1
                self.assertEqual((rating, float(part), other), tuple(
                    float(value) if isinstance(value, int) else value for value in corrections.decided[name]))
                self.assertIn("décision de A. Martin, 2025-11-20", rule)
            elif "←" not in str(rule):
                was = rules[name]
                self.assertEqual(rating, plain.value(was, f"{axis} – Cotation"))
        self.assertEqual(landed, RATINGS + SHARES - CHANGED)
        for prefix in now.prefixes:
            self.assertEqual(sum(now.by_rating(prefix).values()), now.total(now.inside))
        self.assertEqual(now.total(), plain.total())

    def test_xlsx_corrected_with_openpyxl(self):
        self.whole("xlsx", lambda corrections, *places: corrections.by_openpyxl(*places))

    @needs_soffice
    def test_xlsx_corrected_with_libreoffice(self):
        self.whole("xlsx", lambda corrections, *places: corrections.by_libreoffice(*places, self.folder))

    @needs_soffice
    def test_ods_corrected_with_libreoffice(self):
        self.whole("ods", lambda corrections, *places: corrections.by_libreoffice(*places, self.folder))
