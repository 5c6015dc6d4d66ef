"""What people correct in an annotated workbook is collected once and lands on the same lines of every later export."""

import csv
import json
import random

from annotation import Annotation
from libreoffice_edits import edited
from people import rewritten
from support import (
    ROOT, SAMPLES, Workspace, annotate, annotated, convert, mesures, needs_python, needs_soffice, settings, workbook_of,
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


class Collecting(Workspace):
    def collect(self, *arguments, status=0, signed=True):
        who = ("--author", "A. Martin", "--date", "2025-11-20") if signed else ()
        done = mesures("collect", *arguments, "-o", self.folder / "decisions.csv", "--pipeline", PIPELINE,
                       *settings(SAMPLE, self.folder / "unused"), *who)
        self.assertDone(done, status)
        return done

    def decisions(self):
        with open(self.folder / "decisions.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


@needs_python("openpyxl")
class DecisionsTests(Collecting):
    def test_explain_says_who_decided_and_what_the_rule_would_have_given(self):
        found = Annotation(workbook_of(annotated("mandats-2025.xlsx")))
        corrections = Corrections(found)
        row = corrections.cells[0][0] + 1
        plain = mesures("explain", workbook_of(annotated("mandats-2025.xlsx")), str(row), "--format", "json", "--lang", "fr")
        rule = json.loads(plain.out)["axes"][0]["rule"]
        self.collect(corrections.by_openpyxl(
            workbook_of(annotated("mandats-2025.xlsx")), self.folder / "corrected.xlsx", found.name))
        out = self.folder / "out"
        self.assertDone(annotate(SAMPLE, out, "--set", f"decisions={self.folder / 'decisions.csv'}"))
        done = mesures("explain", workbook_of(out), str(row), "--format", "json", "--lang", "fr")
        self.assertDone(done)
        axis = json.loads(done.out)["axes"][0]
        self.assertEqual(axis["parts"][0]["category"], corrections.cells[0][2])
        self.assertIsNone(axis["rule"])
        self.assertIn("décision de A. Martin, 2025-11-20", axis["decision"])
        first = next(other for other in axis["others"] if other["matches"])
        self.assertEqual(first["rule"]["rule"], rule["rule"].split("[")[0])
        # What a table or another line would have given is not known before it is asked.
        self.assertIn(first["why"], (
            f"sans la décision, aurait donné : {rule['gives']}", "convient, mais la décision l'emporte"))

    def test_explain_shows_what_a_changed_line_said_then_and_says_now(self):
        found = Annotation(workbook_of(annotated("mandats-2025.xlsx")))
        corrections = Corrections(found)
        self.collect(corrections.by_openpyxl(
            workbook_of(annotated("mandats-2025.xlsx")), self.folder / "corrected.xlsx", found.name))
        changed = corrections.keys[0]
        then = next(row for row in self.decisions() if (row["budget"], row["bordereau"], row["piece"]) == changed)
        again = exported_again(self.folder / "plus-tard" / "mandats-2025.xlsx", [changed])
        import openpyxl
        book = openpyxl.load_workbook(again)
        sheet = book.worksheets[0]
        header = [cell.value for cell in sheet[1]]
        places = [header.index(name) for name in ("Budget", "N° bordereau", "N° pièce")]
        (row,) = [row for row in sheet.iter_rows(min_row=2)
                  if tuple(str(row[place].value) for place in places) == changed]
        row[header.index("Libellé")].value = "AUTRE OBJET"
        book.save(again)
        out = self.folder / "out"
        self.assertDone(annotate(again, out, "--set", f"decisions={self.folder / 'decisions.csv'}"))
        number = str(row[0].row)
        done = mesures("explain", workbook_of(out), number, "--format", "json", "--lang", "fr", "--axis", "attenuation")
        self.assertDone(done)
        answer = json.loads(done.out)
        (axis,) = answer["axes"]
        (asked,) = axis["asked"]
        self.assertEqual((axis["state"], asked["why"], asked["author"], asked["date"]),
                         ("asked", "changed", "A. Martin", "2025-11-20"))
        self.assertEqual(asked["rating"].split(" ")[0], corrections.decided[changed][0].split(" ")[0])
        self.assertEqual({one["field"]: (one["then"], one["now"]) for one in asked["differences"]}, {
            "libelle": (then["libelle"], "AUTRE OBJET"), "montant": (then["montant"], answer["line"]["amount"])})
        self.assertEqual(float(answer["line"]["amount"]), 2 * float(then["montant"]))
        french, english = (mesures("explain", workbook_of(out), number, "--lang", language, "--axis", "attenuation")
                           .out.decode().replace("\u202f", " ").replace("\xa0", " ") for language in ("fr", "en"))
        self.assertRegex(french, r"(?m)^  décidé alors +" + asked["rating"] + ", A. Martin, 2025-11-20$")
        self.assertRegex(french, r"(?m)^  montant +-?[\d ]+,\d\d € alors, -?[\d ]+,\d\d € maintenant$")
        self.assertRegex(french, r"(?m)^  libellé +« .+ » alors, « AUTRE OBJET » maintenant$")
        self.assertRegex(english, r"(?m)^  amount +-?[\d ]+,\d\d € then, -?[\d ]+,\d\d € now$")
        self.assertRegex(english, r"(?m)^  label +“.+” then, “AUTRE OBJET” now$")
        self.assertNotIn("décidé par", french)
        # A line that is as it was has nothing to ask.
        same = next(name for name in corrections.keys if name != changed)
        (row,) = [row for row in sheet.iter_rows(min_row=2) if tuple(str(row[place].value) for place in places) == same]
        done = mesures("explain", workbook_of(out), str(row[0].row), "--format", "json", "--axis", "attenuation")
        self.assertEqual(json.loads(done.out)["axes"][0]["asked"], [])

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


@needs_python("openpyxl")
class CollectTests(Collecting):
    """What is collected, what is asked, what stops."""

    def setUp(self):
        super().setUp()
        self.source = workbook_of(annotated(SAMPLE.name))
        self.before = Annotation(self.source)
        self.rows = [self.before.header_row + 1 + index for index, row in enumerate(
            self.before.sheets[self.before.name][self.before.header_row + 1:]) if self.before.inside(row)]

    def row(self, number):
        return self.before.sheets[self.before.name][number]

    def corrected(self, name, cells, change=lambda book: None):
        """The annotated sample with {(row from 0, title): value} in the columns of the first axis."""
        import openpyxl
        book = openpyxl.load_workbook(self.source)
        sheet = book[self.before.name]
        for (row, title), value in cells.items():
            sheet.cell(row + 1, self.before.column(f"{self.before.prefixes[0]} – {title}") + 1).value = value
        change(book)
        book.save(self.folder / name)
        return self.folder / name

    def other(self, row):
        """Another rating than the one there."""
        old = self.before.value(self.row(row), f"{self.before.prefixes[0]} – Cotation")
        return "Favorable" if old != "Favorable" else "Neutre"

    def test_nothing_corrected_is_nothing_collected(self):
        self.assertDone(self.collect(self.source))
        self.assertEqual(self.decisions(), [])

    def test_collecting_again_changes_nothing_and_a_later_decision_replaces(self):
        row = self.rows[3]
        book = self.corrected("un.xlsx", {(row, "Cotation"): self.other(row), (row, "Justification"): "Vu  sur place"})
        self.collect(book)
        first = (self.folder / "decisions.csv").read_bytes()
        self.assertEqual([(line["motif"], line["auteur"]) for line in self.decisions()], [("Vu sur place", "A. Martin")])
        self.collect(book)
        self.assertEqual((self.folder / "decisions.csv").read_bytes(), first)
        again = self.corrected("deux.xlsx", {(row, "Cotation"): "NON COTÉE"})
        older = self.collect(again, "--author", "B", "--date", "2025-11-19", status=1, signed=False)
        self.assertIn("REC017", older.codes)
        self.assertEqual((self.folder / "decisions.csv").read_bytes(), first)
        later = self.collect(again, "--author", "B", "--date", "2025-11-21", signed=False)
        self.assertIn("REC016", later.codes)
        self.assertEqual([(line["categorie"], line["auteur"]) for line in self.decisions()], [("non-cote", "B")])

    def test_two_workbooks_that_disagree_are_listed_and_written_nowhere(self):
        row, alone = self.rows[3], self.rows[8]
        one = self.corrected("un.xlsx", {(row, "Cotation"): "Favorable", (row, "Justification"): "A"})
        two = self.corrected("deux.xlsx", {(row, "Cotation"): "Défavorable", (row, "Justification"): "B",
                                           (alone, "Cotation"): self.other(alone)})
        done = self.collect(one, two, status=1)
        self.assertEqual(done.codes.count("REC015"), 1, done.text)
        for name in ("un.xlsx › ", "deux.xlsx › "):
            self.assertIn(name + self.before.name, done.text)
        kept = self.decisions()
        self.assertEqual([line["piece"] for line in kept], [str(self.before.value(self.row(alone), "N° pièce"))])

    def test_who_and_when_are_those_of_the_workbook(self):
        import datetime
        row = self.rows[3]

        def sign(book):
            book.properties.lastModifiedBy = "Claire  Dupont"
        book = self.corrected("un.xlsx", {(row, "Cotation"): self.other(row)}, sign)
        self.collect(book, signed=False)
        self.assertEqual(self.decisions()[0]["auteur"], "Claire Dupont")
        # openpyxl writes the time of the save.
        self.assertLessEqual(abs((datetime.date.fromisoformat(self.decisions()[0]["date"])
                                  - datetime.datetime.now(datetime.timezone.utc).date()).days), 1)

        def anonymous(name, data):
            return b'<?xml version="1.0"?><x/>' if name == "docProps/core.xml" else None
        nobody = rewritten(book, self.folder / "personne.xlsx", anonymous)
        self.assertIn("REC003", self.collect(nobody, status=2, signed=False).codes)
        self.assertIn("REC004", self.collect(nobody, "--author", "A", status=2, signed=False).codes)

    @needs_soffice
    @needs_python("lxml")
    def test_who_and_when_are_those_of_an_ods_that_libreoffice_saved(self):
        import datetime
        self.source = workbook_of(annotated("budget-execute.ods"))
        self.before = Annotation(self.source)
        row = next(index for index, row in enumerate(self.before.sheets[self.before.name])
                   if index > self.before.header_row and row in self.before.lines and self.before.inside(row))
        column = self.before.column(f"{self.before.prefixes[0]} – Cotation")
        edits = [("write", self.before.name, column, row, self.other(row))]
        signed, unsigned = self.folder / "signe.ods", self.folder / "anonyme.ods"
        # The profile is left as it was: without a name.
        edited([(self.source, signed, [*edits, ("sign", "Zoé", "d'Éon")]),
                (self.source, unsigned, [*edits, ("sign", "", "")])], self.folder)

        def collect(book, *more, status=0):
            done = mesures("collect", book, "-o", self.folder / "decisions.csv", "--pipelines", ROOT / "pipelines",
                           "--lang", "fr", *more)
            self.assertDone(done, status)
            return done
        collect(signed)
        (decision,) = self.decisions()
        self.assertEqual(decision["auteur"], "Zoé d'Éon")
        # LibreOffice writes the time of the save, of this place.
        self.assertLessEqual(abs((datetime.date.fromisoformat(decision["date"]) - datetime.date.today()).days), 1)
        # A profile without a name says when, but not who.
        self.assertIn("REC003", collect(unsigned, "-o", self.folder / "personne.csv", status=2).codes)
        collect(unsigned, "-o", self.folder / "personne.csv", "--author", "B")
        # What the command says is stronger.
        collect(signed, "-o", self.folder / "dit.csv", "--author", "C", "--date", "2025-11-20")
        text = (self.folder / "dit.csv").read_text(encoding="utf-8")
        self.assertIn(",C,2025-11-20,", text)
        # The metadata as OpenDocument has it, whatever wrote it: the last editor, not who made the document first.
        meta = ('<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
                'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
                'office:version="1.3"><office:meta><meta:initial-creator>Première</meta:initial-creator>'
                '<meta:creation-date>2024-01-01T10:00:00</meta:creation-date><dc:creator>Luc  Noël</dc:creator>'
                '<dc:date>2025-10-31T23:59:59.5+01:00</dc:date></office:meta></office:document-meta>')
        by_hand = rewritten(unsigned, self.folder / "main.ods", lambda name, _: meta.encode() if name == "meta.xml" else None)
        collect(by_hand, "-o", self.folder / "main.csv")
        self.assertIn(",Luc Noël,2025-10-31,", (self.folder / "main.csv").read_text(encoding="utf-8"))

    def test_rows_that_people_sort_or_delete_keep_their_lines(self):
        first, second, gone = self.rows[3], self.rows[40], self.rows[60]

        def sort(book):
            sheet = book[self.before.name]
            for column in range(1, sheet.max_column + 1):
                one, two = sheet.cell(first + 1, column), sheet.cell(second + 1, column)
                one.value, two.value = two.value, one.value
            sheet.delete_rows(gone + 1)
        self.collect(self.corrected("trie.xlsx", {(first, "Cotation"): self.other(first)}, sort))
        self.assertEqual([line["piece"] for line in self.decisions()],
                         [str(self.before.value(self.row(first), "N° pièce"))])

    def test_rows_whose_lines_moved_without_their_ratings_are_told(self):
        first, second = self.rows[3], self.rows[40]

        def sort(book):
            sheet = book[self.before.name]
            for column in range(1, self.before.column("Montant budgétaire") + 1):
                one, two = sheet.cell(first + 1, column), sheet.cell(second + 1, column)
                one.value, two.value = two.value, one.value
        done = self.collect(self.corrected("trie.xlsx", {(first, "Cotation"): self.other(first)}, sort), status=1)
        self.assertIn("REC011", done.codes)
        self.assertIn("REC012", done.codes)
        self.assertEqual(self.decisions(), [])

    def test_words_and_parts_that_mean_nothing_are_told_with_their_cells(self):
        rows = self.rows[3:8]
        done = self.collect(self.corrected("faux.xlsx", {
            (rows[0], "Cotation"): "Favorabel", (rows[1], "Cotation"): None, (rows[2], "Part"): 1.4,
            (rows[3], "Part"): 0.4, (rows[4], "Autre cotation"): self.other(rows[4])}), status=1)
        for code in ("REC005", "REC006", "REC007", "REC008", "REC009"):
            self.assertIn(code, done.codes)
        self.assertIn("« Favorable » ?", done.text)
        self.assertEqual(self.decisions(), [])

    def test_a_reference_that_was_touched_stops_unless_rules_are_asked(self):
        row = self.rows[3]

        def touch(book):
            book["Repères"].cell(4, 3).value = "Vert"
        book = self.corrected("touche.xlsx", {(row, "Cotation"): self.other(row)}, touch)
        self.assertIn("REC002", self.collect(book, status=65).codes)
        self.assertFalse((self.folder / "decisions.csv").exists())
        self.collect(book, "--against-rules")
        self.assertEqual(len(self.decisions()), 1)

    def test_an_export_is_no_annotated_workbook(self):
        self.assertIn("REC001", self.collect(SAMPLE, status=65).codes)

    def test_stages_give_the_same_bytes_as_a_run(self):
        row = self.rows[3]
        self.collect(self.corrected("un.xlsx", {(row, "Cotation"): self.other(row)}))
        decided = ("--set", f"decisions={self.folder / 'decisions.csv'}")
        self.assertDone(annotate(SAMPLE, self.folder / "tout", *decided))
        for stage in ("import", "transform", "export"):
            self.assertDone(mesures(stage, PIPELINE, *settings(SAMPLE, self.folder / "etapes"), *decided))
        for name in ("mandats-2025-annote.xlsx", "donnees/ratings.csv", "donnees/shares.csv"):
            self.assertEqual((self.folder / "tout" / name).read_bytes(), (self.folder / "etapes" / name).read_bytes())
        self.assertIn("décision de A. Martin", (self.folder / "tout/donnees/ratings.csv").read_text(encoding="utf-8"))
        record = (self.folder / "tout/run.json").read_text(encoding="utf-8")
        self.assertIn("decisions.csv", record)
        self.assertIn("DEC011", record)
        (self.folder / "decisions.csv").write_text(
            (self.folder / "decisions.csv").read_text(encoding="utf-8").replace("A. Martin", "B"), encoding="utf-8")
        changed = mesures("export", PIPELINE, *settings(SAMPLE, self.folder / "etapes"), *decided)
        self.assertIn("PIP008", changed.codes)
