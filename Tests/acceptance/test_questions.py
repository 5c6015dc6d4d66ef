"""Questions by service: a workbook to send, whose answers `mesures collect` takes back, whatever people do to it."""

import csv
import json
import random
import shutil

from annotation import Annotation
from libreoffice_edits import edited
from support import (
    ROOT, SAMPLES, Workspace, annotate, cents, convert, defined_names, mesures, needs_python, needs_shared, needs_soffice,
    settings, sheet_rows, shared_tool, workbook_of,
)

SAMPLE = SAMPLES / "mandats-2025.xlsx"
PROFILE = ("--set", f"profil={SAMPLES / 'profils' / 'mandats-val-garance.yaml'}")
LABELS = {"Favorable": "favorable", "Défavorable": "defavorable", "Neutre": "neutre", "Non coté": "non-cote"}
AXES = {"Axe 1": "attenuation", "Axe 6": "biodiversite"}
MARK = "Repère de la question (ne pas modifier)"
WORDS = "Cotations possibles (ne pas modifier)"


class Sheet:
    """A sheet of questions as another program reads it."""

    def __init__(self, name, rows):
        self.name, self.rows = name, rows
        self.first = next(index for index, row in enumerate(rows) if row and MARK in row)
        self.header = rows[self.first]
        self.lines = range(self.first + 1, len(rows))

    def column(self, title):
        return self.header.index(title)

    def value(self, row, title):
        column = self.column(title)
        return self.rows[row][column] if column < len(self.rows[row]) else None

    def key(self, row):
        """What the row is about: budget, bordereau, pièce, axis."""
        budget = self.value(row, "Budget")
        return (budget, *(str(self.value(row, title)) for title in ("Bordereau", "Pièce")), AXES[self.value(row, "Axe")])


def question_sheets(path):
    """{name: Sheet} of the sheets of questions of a workbook."""
    return {name: Sheet(name, rows) for name, rows in sheet_rows(path).items() if any(row and MARK in row for row in rows)}


class Asking(Workspace):
    def asked(self, extension="xlsx", *more):
        """The output folder of the sample, in either format, and its workbook of questions."""
        source = SAMPLE
        if extension == "ods":
            source = self.folder / "mandats-2025.ods"
            convert(SAMPLE, self.folder / "made", "ods").rename(source)
        self.source, out = source, self.folder / "premier"
        self.assertDone(mesures("run", ROOT / "pipelines" / "budget-vert.yaml", "--set", f"entree={source}", "--set",
                                f"sortie={out}", *PROFILE, "--questions", "--lang", "fr", *more))
        return out, out / f"mandats-2025-questions.{extension}"

    def collect(self, *workbooks, status=0, signed=True, more=()):
        who = ("--author", "A. Martin", "--date", "2025-11-20") if signed else ()
        done = mesures("collect", *workbooks, "-o", self.folder / "decisions.csv", "--lang", "fr", *who, *more)
        self.assertDone(done, status)
        return done

    def decisions(self):
        with open(self.folder / "decisions.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def again(self, name, *more):
        out = self.folder / name
        self.assertDone(mesures("run", ROOT / "pipelines" / "budget-vert.yaml", "--set", f"entree={self.source}", "--set",
                                f"sortie={out}", *PROFILE, "--set", f"decisions={self.folder / 'decisions.csv'}",
                                "--questions", "--lang", "fr", *more))
        return out


class Answers:
    """What is answered on some sheets: {key: (label, part, other, why, who)}, and the cells."""

    def __init__(self, sheets, seed=7, each=12):
        chance = random.Random(seed)
        self.decided, self.cells = {}, []
        for sheet in sheets:
            for place, row in enumerate(chance.sample(list(sheet.lines), min(each, len(sheet.lines)))):
                first, second = chance.sample(sorted(LABELS), 2)
                part, other = (0.4, second) if place % 4 == 3 else (None, None)
                why, who = (f"Vu sur place, {place}", "C. Petit") if place % 2 else (None, None)
                self.decided[sheet.key(row)] = (first, part, other, why, who)
                for title, value in (("Réponse", first), ("Part", part), ("Seconde cotation", other), ("Justification", why),
                                     ("Répondu par", who)):
                    if value is not None:
                        self.cells.append((sheet.name, row, sheet.column(title), value))


@needs_python("openpyxl")
class QuestionBook(Asking):
    """What the workbook says."""

    def test_every_open_line_is_asked_of_its_service_and_of_nobody_else(self):
        out, book = self.asked()
        annotation = Annotation(workbook_of(out))
        sheets = question_sheets(book)
        expected = {}
        for row in filter(annotation.inside, annotation.lines):
            key = [annotation.value(row, title) for title in ("Budget", "N° bordereau", "N° pièce")]
            key = [str(int(value) if isinstance(value, float) else value) for value in key]
            for short, axis in AXES.items():
                if annotation.value(row, f"{short} – Cotation") == "Non renseigné":
                    expected[(*key, axis)] = (annotation.value(row, "Gestionnaire") or "Sans service", annotation.amount(row),
                                              annotation.value(row, f"{short} – À vérifier"))
        found = {sheet.key(row): (sheet.name, cents(sheet.value(row, "Montant")), sheet.value(row, "Question").removeprefix(
            "Comment coter cette ligne ? "))
                 for sheet in sheets.values() for row in sheet.lines}
        self.assertEqual(found, expected)
        for sheet in sheets.values():
            sizes = [abs(cents(sheet.value(row, "Montant"))) for row in sheet.lines]
            self.assertEqual(sizes, sorted(sizes, reverse=True))
        record = json.loads((out / "run.json").read_text(encoding="utf-8"))["result"]["questions"]
        self.assertEqual((record["questions"], record["services"]), (len(found), len(sheets)))

    def test_the_summary_leads_to_each_service_and_counts(self):
        import openpyxl
        _, path = self.asked("xlsx", "--set", "seuil=100000", "--set", "avant=2025-12-15")
        book = openpyxl.load_workbook(path)
        sheets = question_sheets(path)
        summary = book.worksheets[0]
        self.assertEqual(summary.title, "Sommaire")
        rows = {row[0].value: row for row in summary.iter_rows(min_row=6) if row[0].value}
        self.assertEqual(list(rows), [*sheets, "Ensemble"])
        for name, sheet in sheets.items():
            lines = {sheet.key(row)[:3]: cents(sheet.value(row, "Montant")) for row in sheet.lines}
            self.assertEqual(rows[name][1].value, len(lines))
            self.assertEqual(cents(rows[name][2].value), sum(lines.values()))
            self.assertEqual(rows[name][3].value, len(sheet.lines))
            self.assertEqual(rows[name][6].value, sum(abs(amount) > 10_000_000 for amount in lines.values()))
            self.assertEqual(rows[name][0].hyperlink.location.replace("'", ""), f"{name}!A1")
            self.assertIn("15/12/2025", book[name]["A2"].value)
            self.assertTrue(all(str(sheet.value(row, "À rendre pour le"))[:10] == "2025-12-15" or isinstance(
                sheet.value(row, "À rendre pour le"), (int, float)) for row in sheet.lines))

    def test_sheets_print_and_offer_the_categories(self):
        import openpyxl
        _, path = self.asked()
        for sheet in openpyxl.load_workbook(path).worksheets[1:]:
            self.assertEqual((sheet.page_setup.orientation, sheet.sheet_properties.pageSetUpPr.fitToPage), ("landscape", True))
            self.assertEqual((sheet.print_title_rows, sheet.freeze_panes), ("$4:$4", "A5"))
            titles = {cell.value: cell.column_letter for cell in sheet[4]}
            for title in (MARK, WORDS):
                self.assertTrue(sheet.column_dimensions[titles[title]].hidden)
            lists = {str(each.sqref).split(":")[0]: each.formula1 for each in sheet.data_validations.dataValidation if each.type == "list"}
            self.assertEqual(lists, {f"{titles[title]}5": '"Favorable,Défavorable,Neutre,Non coté"'
                                     for title in ("Réponse", "Seconde cotation")})

    def test_tiers_are_named_only_when_asked(self):
        import openpyxl
        sheet = openpyxl.load_workbook(SAMPLE).worksheets[0]
        rows = list(sheet.iter_rows(values_only=True))
        place = next(index for index, title in enumerate(rows[0]) if title and "tiers" in title.lower())
        tiers = {str(row[place]).strip() for row in rows[1:] if row[place]}
        self.assertGreater(len(tiers), 20)

        def texts(path):
            return {str(value) for rows in sheet_rows(path).values() for row in rows for value in row if value is not None}
        _, plain = self.asked()
        self.assertEqual(texts(plain) & tiers, set())
        self.assertNotIn("Tiers", texts(plain))
        _, named = self.asked("xlsx", "--keep-names")
        self.assertGreater(len(texts(named) & tiers), 20)

    def test_it_is_written_when_asked_and_the_same_again(self):
        out, book = self.asked()
        first = book.read_bytes()
        self.asked()
        self.assertEqual(book.read_bytes(), first)
        self.assertDone(annotate(SAMPLE, self.folder / "sans"))
        self.assertFalse((self.folder / "sans" / book.name).exists())
        self.assertDone(annotate(SAMPLE, self.folder / "cle", "--set", "questions=oui"))
        self.assertEqual((self.folder / "cle" / book.name).read_bytes(), first)
        for stage in ("import", "transform", "export"):
            self.assertDone(mesures(stage, ROOT / "pipelines" / "budget-vert.yaml", *settings(SAMPLE, self.folder / "etapes"), "--set",
                                    "questions=oui"))
        self.assertEqual((self.folder / "etapes" / book.name).read_bytes(), first)
        done = annotate(SAMPLE, self.folder / "faux", "--set", "questions=oui", "--set", "avant=demain")
        self.assertDone(done, 2)
        self.assertIn("QUE002", done.codes)

    @needs_soffice
    def test_an_ods_says_the_same_and_libreoffice_finds_the_same_figures(self):
        _, xlsx = self.asked()
        rows = sheet_rows(xlsx)
        again = sheet_rows(convert(xlsx, self.folder / "x", "xlsx"))
        _, ods = self.asked("ods")
        for other in (again, sheet_rows(ods), sheet_rows(convert(ods, self.folder / "o", "ods"))):
            self.assertEqual(list(other), list(rows))
            for name in rows:
                def shown(sheet):
                    trimmed = [[value for value in row] for row in sheet]
                    for row in trimmed:
                        while row and row[-1] in (None, ""):
                            row.pop()
                    return [["" if value is None else str(float(value)) if isinstance(value, (int, float)) else
                             str(value).replace(".ods", ".xlsx") for value in row] for row in trimmed if row]
                self.assertEqual(shown(other[name]), shown(rows[name]), name)

    @needs_shared("tools", "validate.py")
    def test_both_formats_are_valid(self):
        validate = shared_tool("validate")
        for extension in ("xlsx", "ods") if shutil.which("soffice") else ("xlsx",):
            _, path = self.asked(extension)
            self.assertEqual([each for each in validate.check(str(path)) if "not validated" not in each[2]], [])


@needs_python("openpyxl")
class AnswersCollected(Asking):
    """Answers come back, and are stronger than any rule."""

    def whole(self, extension, answer):
        out, book = self.asked(extension)
        sheets = question_sheets(book)
        names = sorted(sheets, key=lambda name: -len(sheets[name].lines))[:3]
        answers = Answers([sheets[name] for name in names])
        returned = answer(book, [sheets[name] for name in names], answers)
        self.collect(*returned)
        decisions = self.decisions()
        found = {(row["budget"], row["bordereau"], row["piece"], row["axis"]): row for row in decisions}
        self.assertEqual(set(found), set(answers.decided))
        for key, (label, part, other, why, who) in answers.decided.items():
            row = found[key]
            self.assertEqual((row["categorie"], row["autre"]), (LABELS[label], LABELS.get(other, "")))
            self.assertEqual(row["part"], "40 %" if part else "100 %")
            self.assertEqual((row["motif"], row["auteur"]), (why or "", who or "A. Martin"))
            self.assertEqual(row["categorie_programme"], "non-renseigne")
        # Collected twice is collected once.
        first = (self.folder / "decisions.csv").read_bytes()
        self.collect(*returned)
        self.assertEqual((self.folder / "decisions.csv").read_bytes(), first)
        asked = {sheet.key(row) for sheet in sheets.values() for row in sheet.lines}
        self.check(self.again("second"), answers, extension, asked)

    def check(self, out, answers, extension, asked):
        annotation, landed, followed = Annotation(workbook_of(out)), 0, set()
        for row in annotation.lines:
            key = [annotation.value(row, title) for title in ("Budget", "N° bordereau", "N° pièce")]
            key = [str(int(value) if isinstance(value, float) else value) for value in key]
            for short, axis in AXES.items():
                if (*key, axis) not in answers.decided:
                    if "←" in str(annotation.value(row, f"{short} – Règle")):
                        followed.add((*key, axis))
                    continue
                landed += 1
                label, part, other, _, who = answers.decided[(*key, axis)]
                self.assertEqual(annotation.value(row, f"{short} – Cotation"), label)
                self.assertAlmostEqual(annotation.value(row, f"{short} – Part"), part or 1)
                self.assertEqual(annotation.value(row, f"{short} – Autre cotation"), other)
                self.assertIn(f"décision de {who or 'A. Martin'}, 2025-11-20", annotation.value(row, f"{short} – Règle"))
        self.assertEqual(landed, len(answers.decided))
        left = question_sheets(out / f"mandats-2025-questions.{extension}")
        keys = {sheet.key(row) for sheet in left.values() for row in sheet.lines}
        self.assertEqual(keys & set(answers.decided), set(), "what has an answer is asked no more")
        # Nothing else goes but what follows an answer, such as the cancellation of a mandate.
        self.assertEqual(keys - asked, set())
        self.assertLessEqual(asked - keys - set(answers.decided), followed)

    def by_openpyxl(self, path, sheets, answers):
        """Answers, rows in another order, one deleted, rows inserted above, a sheet of somebody's, a sheet cut out."""
        import openpyxl
        book = openpyxl.load_workbook(path)
        for name, row, column, value in answers.cells:
            book[name].cell(row + 1, column + 1).value = value
        book.create_sheet("Notes de Paul")["A1"] = "Réponse"
        first, second, third = (book[sheet.name] for sheet in sheets)
        answered = {(name, row) for name, row, *_ in answers.cells}
        # The rows of the first sheet upside down, without one that has no answer.
        rows = [[cell.value for cell in line] for line in first.iter_rows(min_row=sheets[0].first + 2)]
        spare = next(row for row in sheets[0].lines if (sheets[0].name, row) not in answered) - sheets[0].first - 1
        del rows[spare]
        first.delete_rows(sheets[0].first + 2, len(rows) + 1)
        for line in reversed(rows):
            first.append(line)
        second.insert_rows(1, 3)
        second.auto_filter.ref = f"A{sheets[1].first + 4}:S{second.max_row}"
        whole, alone = self.folder / "rendu.xlsx", self.folder / "seule.xlsx"
        kept = third.title
        book.save(self.folder / "tout.xlsx")
        del book[kept]
        book.save(whole)
        cut = openpyxl.load_workbook(self.folder / "tout.xlsx")
        for sheet in cut.sheetnames:
            if sheet != kept:
                del cut[sheet]
        for name in list(defined_names(cut)):
            del cut.defined_names[name]
        cut[kept].title = "Retour du service"
        cut.save(alone)
        return whole, alone

    def by_libreoffice(self, path, sheets, answers):
        """The same in LibreOffice: sorted by amount upwards, a row deleted, sheets cut out and renamed."""
        first, second, third = sheets
        write = [("write" if isinstance(value, str) else "write number", name, column, row, value)
                 for name, row, column, value in answers.cells]
        answered = {(name, row) for name, row, *_ in answers.cells}
        spare = next(row for row in first.lines if (first.name, row) not in answered)
        edits = [
            *write, ("delete rows", first.name, spare, 1),
            ("sort rows", second.name, second.first + 1, second.lines[-1], second.column("Pièce")),
            ("insert rows", second.name, 0, 2), ("add sheet", "Notes de Paul", 0), ("write", "Notes de Paul", 0, 0, "Bonjour"),
        ]
        whole, alone = (self.folder / f"{name}{path.suffix}" for name in ("rendu", "seule"))
        others = [name for name in sheet_rows(path) if name != third.name]
        edited([(path, whole, [*edits, ("remove sheet", third.name)]),
                (path, alone, [*write, *(("remove sheet", name) for name in others),
                               ("rename sheet", third.name, "Retour du service")])], self.folder)
        return whole, alone

    def test_xlsx_answered_with_openpyxl(self):
        self.whole("xlsx", self.by_openpyxl)

    @needs_soffice
    def test_xlsx_answered_with_libreoffice(self):
        self.whole("xlsx", self.by_libreoffice)

    @needs_soffice
    def test_ods_answered_with_libreoffice(self):
        self.whole("ods", self.by_libreoffice)

    @needs_soffice
    def test_an_xlsx_sheet_returned_as_an_ods(self):
        _, book = self.asked()
        sheet = max(question_sheets(book).values(), key=lambda sheet: len(sheet.lines))
        answers = Answers([sheet])
        edited([(book, self.folder / "rendu.ods", [
            ("write" if isinstance(value, str) else "write number", name, column, row, value)
            for name, row, column, value in answers.cells])], self.folder)
        self.collect(self.folder / "rendu.ods")
        self.assertEqual(len(self.decisions()), len(answers.decided))

    def test_the_summary_counts_answers(self):
        import openpyxl
        _, path = self.asked()
        book = openpyxl.load_workbook(path)
        self.assertRegex(book.worksheets[0]["E6"].value, r"=COUNTA\(.*!\$L\$5:\$L\$\d+\)")


@needs_python("openpyxl")
class AnswersRefused(Asking):
    """What cannot be taken back says where and why; nothing is guessed."""

    def answered(self, change, name="rendu.xlsx"):
        import openpyxl
        if not hasattr(self, "book"):
            _, self.book = self.asked()
            self.sheet = max(question_sheets(self.book).values(), key=lambda sheet: len(sheet.lines))
        book = openpyxl.load_workbook(self.book)
        sheet = book[self.sheet.name]

        def cell(place, title):
            return sheet.cell(self.sheet.lines[place] + 1, self.sheet.column(title) + 1)
        change(cell, sheet)
        book.save(self.folder / name)
        return self.folder / name

    def test_rows_that_were_touched_are_told(self):
        def change(cell, sheet):
            for place in range(8):
                cell(place, "Réponse").value = "Neutre"
            cell(0, MARK).value = cell(0, MARK).value.replace("2025", "2024")
            cell(1, MARK).value = None
            cell(2, "Montant").value = 1
            cell(3, "Nature").value = "9999"
            cell(4, "Réponse").value = "Vert"
            cell(5, "Part").value = 0.4
            cell(6, "Réponse").value, cell(6, "Justification").value = None, "Peut-être"
        done = self.collect(self.answered(change), status=1)
        for code in ("QUE004", "QUE005", "QUE006", "REC005", "REC008"):
            self.assertEqual(done.codes.count(code), 1, done.text)
        self.assertIn(f"rendu.xlsx › {self.sheet.name}", done.text)
        self.assertEqual(len(self.decisions()), 1)

    def test_columns_sorted_alone_are_told(self):
        def change(cell, sheet):
            sizes = [place for place in range(0, 60, 2)]
            answers = [cell(place, "Montant").value for place in sizes]
            for place, value in zip(sizes, reversed(answers)):
                cell(place, "Montant").value = value
                cell(place, "Réponse").value = "Neutre"
        done = self.collect(self.answered(change), status=1)
        self.assertIn("QUE005", done.codes)

    def test_a_column_that_is_gone_is_told(self):
        def change(cell, sheet):
            cell(0, "Réponse").value = "Neutre"
            sheet.delete_cols(self.sheet.column(MARK) + 1)
        done = self.collect(self.answered(change), status=1)
        self.assertIn("QUE007", done.codes)
        self.assertEqual(self.decisions(), [])

    def test_two_services_that_contradict_each_other_are_told(self):
        one = self.answered(lambda cell, _: setattr(cell(0, "Réponse"), "value", "Neutre"), "un.xlsx")
        two = self.answered(lambda cell, _: setattr(cell(0, "Réponse"), "value", "Favorable"), "deux.xlsx")
        done = self.collect(one, two, status=1)
        self.assertEqual(done.codes.count("REC015"), 1)
        self.assertEqual(self.decisions(), [])

    def test_who_answered_is_said_by_the_row_the_command_or_the_workbook(self):
        def change(cell, sheet):
            cell(0, "Réponse").value, cell(0, "Répondu par").value = "Neutre", "C. Petit"
            cell(1, "Réponse").value = "Neutre"
        book = self.answered(change)
        done = self.collect(book, status=2, signed=False)
        self.assertIn("REC003", done.codes, "the program that wrote the questions answered none of them")
        self.collect(book, signed=False, more=("--author", "B. Roy", "--date", "2025-11-21"))
        self.assertEqual(sorted(row["auteur"] for row in self.decisions()), ["B. Roy", "C. Petit"])

    def test_a_line_that_changed_since_is_asked_about(self):
        import openpyxl
        self.collect(self.answered(lambda cell, _: setattr(cell(0, "Réponse"), "value", "Neutre")))
        key = self.sheet.key(self.sheet.lines[0])
        book = openpyxl.load_workbook(SAMPLE)
        sheet = book.worksheets[0]
        titles = {cell.value: cell.column for cell in sheet[1]}
        row = next(row for row in range(2, sheet.max_row + 1) if tuple(
            str(sheet.cell(row, titles[title]).value) for title in ("Budget", "N° bordereau", "N° pièce")) == key[:3])
        for title in ("Montant HT", "Montant TVA", "Montant TTC"):
            sheet.cell(row, titles[title]).value = round(2 * sheet.cell(row, titles[title]).value, 2)
        later = self.folder / "plus-tard" / "mandats-2025.xlsx"
        later.parent.mkdir()
        book.save(later)
        self.source = later
        left = question_sheets(self.again("encore") / "mandats-2025-questions.xlsx")
        asked = [sheet.value(row, "Question") for sheet in left.values() for row in sheet.lines if sheet.key(row) == key]
        self.assertEqual(len(asked), 1)
        self.assertIn("Décision de A. Martin, 2025-11-20", asked[0])
        # The answer to that question takes the place of the first one.
        self.book = self.folder / "encore" / "mandats-2025-questions.xlsx"
        self.sheet = next(sheet for sheet in left.values() if key in [sheet.key(row) for row in sheet.lines])
        place = [self.sheet.key(row) for row in self.sheet.lines].index(key)
        newer = self.answered(lambda cell, _: setattr(cell(place, "Réponse"), "value", "Favorable"), "encore.xlsx")
        done = self.collect(newer, signed=False, more=("--author", "B", "--date", "2025-11-25"))
        self.assertIn("REC016", done.codes)
        self.assertEqual([row["categorie"] for row in self.decisions()], ["favorable"])
