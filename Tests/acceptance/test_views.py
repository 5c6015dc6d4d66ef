"""The views over the ratings: by section, weighted, favourable without harm, grades beside the official scale.

Every figure is worked out again here from the annotated cells, held against each output, and calculated again by LibreOffice.
"""

import csv
import json
import re
import shutil
import unittest

from annotation import Annotation
from people import set_cell
from support import (ROOT, SAMPLES, Workspace, annotate, cents, convert, mesures, needs_python, needs_soffice, sheet_rows,
                     settings, workbook_of)

CLIMATE = ROOT / "pipelines" / "climat-i4ce.yaml"
OFFICIAL = ROOT / "pipelines" / "budget-vert.yaml"
SUMMARY = "Synthèse climat I4CE"
ABSENT = "Non renseigné"
SIGNS = {"Très favorable": 1, "Plutôt favorable": 1, "Neutre": 0, "Défavorable": -1}
WEIGHTS = {"Très favorable": 100, "Plutôt favorable": 40, "Neutre": 0, "Défavorable": 0}
MAPPING = {"Très favorable": "Favorable", "Plutôt favorable": "Favorable", "Neutre": "Neutre", "Défavorable": "Défavorable",
           "Indéfini (information)": "Non coté", "Indéfini (méthode)": "Non coté", ABSENT: ABSENT}
HARM = ("Sans défavorable", "Avec défavorable", "À déterminer", "Pas favorable")
AXES = {"Atténuation": "attenuation", "Adaptation": "adaptation"}
HEADERS = ("Exercice", "Budget", "Nomenclature", "Section", "Sens", "Mouvement", "Chapitre", "Nature", "Libellé", "Fonction",
           "Opération", "Montant")
LINES = (
    ("Investissement", "21", "2151", "PISTE CYCLABLE RUE DES LILAS", "845", "VELO-1", 181990.21),
    ("Investissement", "21", "2151", "PISTE CYCLABLE QUAI SUD", "845", "VELO-2", 0.05),
    ("Investissement", "23", "2313", "RENOVATION THERMIQUE ECOLE", "213", "ECOLE-1", 1250000),
    ("Investissement", "21", "2121", "PLANTATIONS D'ARBRES", "511", "ARBRES", 8267.23),
    ("Investissement", "21", "2188", "ACHATS DIVERS", "020", "", 30000.3),
    ("Investissement", "21", "21828", "VEHICULE DIESEL", "020", "", 45000),
    ("Investissement", "21", "2151", "PISTE CYCLABLE ANNULATION", "845", "VELO-3", -500.25),
    ("Fonctionnement", "011", "60622", "CARBURANTS", "020", "", 99999.99),
    ("Fonctionnement", "011", "6247", "TRANSPORTS COLLECTIFS", "81", "", 1234.5),
    ("Fonctionnement", "012", "64111", "REMUNERATION PRINCIPALE", "020", "", 500000),
    ("Fonctionnement", "011", "6184", "FORMATION", "020", "", 321.07),
)
ROWS = tuple((2025, "Budget principal", "M57_D", section, "Dépense", "Réel", *rest) for section, *rest in LINES)


def by_openpyxl(path):
    import openpyxl
    book = openpyxl.Workbook()
    book.active.title = "Exécution"
    for row in (HEADERS, *ROWS):
        book.active.append(row)
    book.save(path)


def by_xlsxwriter(path):
    import xlsxwriter
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Exécution")
        for at, row in enumerate((HEADERS, *ROWS)):
            sheet.write_row(at, 0, row)


def half_up(number, over):
    """A part in cents, half a cent away from zero."""
    sign = -1 if number < 0 else 1
    return sign * ((2 * abs(number) + over) // (2 * over))


class Figures:
    """The views worked out from the ratings in an annotated workbook, in cents."""

    def __init__(self, path):
        annotation = self.annotation = Annotation(path)
        inside = [row for row in annotation.lines if annotation.inside(row)]
        self.sections = {axis: {section: {} for section in ("fonctionnement", "investissement")} for axis in AXES.values()}
        self.harm = dict.fromkeys(HARM, 0)
        self.agreement = {}
        self.total = sum(map(annotation.amount, inside))
        for row in inside:
            amount = annotation.amount(row)
            parts = {axis: self.parts(row, short) for short, axis in AXES.items()}
            section = annotation.value(row, "Section retenue").lower()
            for axis, cut in parts.items():
                first = half_up(amount * cut[0][1], 10000)
                for (word, _), cut_amount in zip(cut, (first, amount - first)):
                    sums = self.sections[axis][section]
                    sums[word] = sums.get(word, 0) + cut_amount
            self.answer(amount, *parts.values())
            found = annotation.value(row, "Atténuation – Cotation officielle (Axe 1)")
            word = self.agree(parts["attenuation"], found)
            lines, sum_ = self.agreement.get(word, (0, 0))
            self.agreement[word] = lines + 1, sum_ + amount

    def parts(self, row, short):
        """The ratings of a line and their parts in ten-thousandths: one, or two."""
        value = self.annotation.value
        part = round(value(row, f"{short} – Part") * 10000)
        cut = [(value(row, f"{short} – Cotation"), part)]
        if part < 10000:
            cut.append((value(row, f"{short} – Autre cotation"), 10000 - part))
        return cut

    def answer(self, amount, one, two):
        split = min(one[0][1], two[0][1])
        first = half_up(amount * split, 10000)
        for place, part in ((0, first), (-1, amount - first)):
            words = [cut[place][0] for cut in (one, two)]
            signs = [SIGNS.get(word) for word in words]
            answer = (3 if 1 not in signs else 1 if -1 in signs else 2 if None in signs else 0)
            self.harm[HARM[answer]] += part

    @staticmethod
    def agree(grade, official):
        if official is None:
            return "Hors de la mesure officielle"
        if official == ABSENT or grade[0][0] == ABSENT:
            if official != ABSENT:
                return "Cotation officielle seule"
            return "Ni l'un ni l'autre" if grade[0][0] == ABSENT else "Grade seul"
        wanted = {}
        for word, part in grade:
            wanted[MAPPING[word]] = wanted.get(MAPPING[word], 0) + part
        found = re.fullmatch(r"(.+) ([\d,]+) % \+ (.+)", official)
        parts = {official: 10000}
        if found:
            part = round(float(found[2].replace(",", ".")) * 100)
            parts = {found[1]: part, found[3]: 10000 - part}
        return "D'accord" if wanted == parts else "En désaccord"

    def whole(self, axis):
        sums = {}
        for section in self.sections[axis].values():
            for word, amount in section.items():
                sums[word] = sums.get(word, 0) + amount
        return sums

    def weighted(self, axis):
        return sum(half_up(amount * WEIGHTS[word], 100) for word, amount in self.whole(axis).items() if word in WEIGHTS)


class Tables:
    """The tables of views in a synthesis sheet: {title: {first cell: row}}."""

    def __init__(self, rows):
        self.tables = {}
        title = None
        for row in rows:
            first = row[0] if row else None
            if not isinstance(first, str):
                continue
            if "par section" in first or "(une vue" in first or "le grade et la cotation" in first:
                title = first
                self.tables[title] = {}
            elif title:
                self.tables[title].setdefault(first, row)

    def __getitem__(self, part):
        found = [table for title, table in self.tables.items() if part in title]
        assert len(found) == 1, (part, list(self.tables))
        return found[0]

    def verdicts(self):
        return [row[1] for table in self.tables.values() for first, row in table.items() if first.startswith("Contrôle")]


@needs_python("openpyxl")
class Views(Workspace):
    def changed(self, pipeline, *changes):
        """A pipeline of a copy of the shipped ones, each change being a file of it and what becomes of its text."""
        folder = self.folder / "pipelines"
        shutil.copytree(ROOT / "pipelines", folder)
        for name, change in changes:
            path = folder / name
            before = path.read_text(encoding="utf-8")
            after = change(before)
            self.assertNotEqual(before, after)
            path.write_text(after, encoding="utf-8")
        return folder / pipeline.name

    def official_decisions(self, source):
        """Decisions on the official scale, as people take them in a workbook, which disagree with the grades."""
        import openpyxl
        folder = self.folder / f"officiel-{source.stem}"
        self.assertDone(annotate(source, folder))
        workbook = workbook_of(folder)
        annotation = Annotation(workbook)
        book = openpyxl.load_workbook(workbook)
        sheet = book[annotation.name]
        at = {title: annotation.column(f"Axe 1 – {title}") + 1 for title in ("Cotation", "Part", "Autre cotation")}
        first = annotation.header_row + 2
        sheet.cell(first, at["Cotation"]).value = "Neutre"
        sheet.cell(first + 2, at["Part"]).value = 0.4
        sheet.cell(first + 2, at["Cotation"]).value = "Favorable"
        sheet.cell(first + 2, at["Autre cotation"]).value = "Neutre"
        book.save(self.folder / "corrige.xlsx")
        self.assertDone(mesures(
            "collect", self.folder / "corrige.xlsx", "-o", self.folder / "decisions.csv", "--author", "A. Martin", "--date",
            "2025-11-20", "--pipeline", OFFICIAL, "--set", f"entree={source}"))
        return self.folder / "decisions.csv"

    def run_on(self, source, decisions=None, folder="sortie"):
        more = ("--set", f"decisions={decisions}") if decisions else ()
        done = annotate(source, self.folder / folder, *more, "--format", "json", pipeline=CLIMATE)
        self.assertDone(done)
        record = json.loads((self.folder / folder / "run.json").read_text(encoding="utf-8"))
        return workbook_of(self.folder / folder), record, done

    def check(self, workbook, record):
        """Every output of a run against the figures worked out from the annotated cells."""
        figures = Figures(workbook)
        derived = record["result"]["derivedViews"]
        tables = Tables(sheet_rows(workbook)[SUMMARY])
        labels = {axis: f"Climat – {short}" for short, axis in AXES.items()}
        ids = {part["id"]: part["label"] for view in record["result"]["views"] for part in view["parts"]}
        for axis, label in labels.items():
            for section in ("fonctionnement", "investissement"):
                entry = next(one for one in derived["sections"] if (one["axis"], one["section"]) == (axis, section))
                found = {ids[key]: value for key, value in entry["cents"].items() if value}
                self.assertEqual(found, {word: sum_ for word, sum_ in figures.sections[axis][section].items() if sum_})
                column = 2 if section == "fonctionnement" else 3
                for word in ids.values():
                    shown = cents(tables[f"{label} : par section"][word][column])
                    self.assertEqual(shown, figures.sections[axis][section].get(word, 0), (axis, section, word))
            weighted = next(one for one in derived["weighted"] if one["axis"] == axis)
            self.assertEqual(weighted["weightedCents"], figures.weighted(axis))
            self.assertEqual(
                weighted["weightedCents"] + weighted["restCents"] + weighted["withoutCoefficientCents"], figures.total)
            self.assertEqual(
                cents(tables[f"{label} : Vue pondérée"]["Total dans le périmètre"][2]), figures.weighted(axis))
        answers = {one["label"]: one["cents"] for one in derived["favourableWithoutHarm"]["answers"]}
        self.assertEqual(answers, figures.harm)
        for word, amount in figures.harm.items():
            self.assertEqual(cents(tables["Favorable sans axe"][word][1]), amount)
        self.assertEqual(derived["favourableWithoutHarm"]["favourableCents"], sum(figures.harm[word] for word in HARM[:3]))
        scale = derived["otherScale"]["axes"]
        self.assertEqual([one["axis"] for one in scale], ["attenuation"], "adaptation is not asked for in 2025")
        situations = {one["label"]: (one["lines"], one["cents"]) for one in scale[0]["situations"]}
        self.assertEqual({word: sums for word, sums in situations.items() if sums[0]}, figures.agreement)
        for word, (lines, amount) in situations.items():
            row = tables["le grade et la cotation"][word]
            self.assertEqual((row[3], cents(row[1])), (lines, amount))
        self.assertTrue(tables.verdicts())
        self.assertEqual(set(tables.verdicts()), {"OK"})
        return figures, derived

    def package(self, folder="sortie"):
        with open(self.folder / folder / "donnees" / "views.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    @needs_python("xlsxwriter")
    def test_every_output_says_the_figures_of_the_annotated_cells(self):
        for make in (by_openpyxl, by_xlsxwriter):
            with self.subTest(make.__name__):
                source = self.folder / f"{make.__name__}.xlsx"
                make(source)
                decisions = self.official_decisions(source)
                workbook, record, done = self.run_on(source, decisions, make.__name__)
                figures, derived = self.check(workbook, record)
                self.assertEqual(json.loads(done.out)["derivedViews"], derived)
                # Both sections have something, something is weighed, and the decisions disagree with the grades.
                self.assertTrue(all(figures.sections["attenuation"].values()))
                self.assertGreater(figures.weighted("attenuation"), 0)
                self.assertEqual(figures.agreement["En désaccord"][0], 2)
                self.assertIn("Hors de la mesure officielle", figures.agreement)
                self.assertIn("MES029", [finding["code"] for finding in record["findings"]])
                pairs = derived["otherScale"]["axes"][0]["disagreements"]
                self.assertEqual(
                    {(pair["byGrade"], pair["official"]) for pair in pairs},
                    {("Favorable", "Neutre"), ("Favorable", "Favorable 40 % + Neutre")})
                controls = [one for one in record["controls"] if "d'après le grade" in one["name"]]
                self.assertTrue(controls)
                rows = self.package(make.__name__)
                for answer in derived["favourableWithoutHarm"]["answers"]:
                    row = next(row for row in rows if row["category"] == answer["id"])
                    self.assertEqual((cents(float(row["amount"])), int(row["lines"])), (answer["cents"], answer["lines"]))
                for weighted in derived["weighted"]:
                    sums = [cents(float(row["weighted"])) for row in rows
                            if row["view"] == weighted["id"] and row["axis"] == weighted["axis"] and row["weighted"]]
                    self.assertEqual(sum(sums), weighted["weightedCents"])
                    self.assertEqual(len(sums), 4, "what is no judgement has no coefficient")
                descriptor = json.loads(
                    (self.folder / make.__name__ / "donnees" / "datapackage.json").read_text(encoding="utf-8"))
                self.assertIn("views.csv", [resource["path"] for resource in descriptor["resources"]])

    def test_the_samples(self):
        for name in ("balance.csv", "budget-execute.ods", "mandats-2025.xlsx"):
            with self.subTest(name):
                workbook, record, _ = self.run_on(SAMPLES / name, folder=name)
                figures, _ = self.check(workbook, record)
                # The shipped rules of both measures do not contradict each other.
                self.assertNotIn("En désaccord", figures.agreement)

    @needs_soffice
    def test_libreoffice_calculates_the_same_cells(self):
        source = self.folder / "source.xlsx"
        by_openpyxl(source)
        decisions = self.official_decisions(source)
        ods = convert(source, self.folder / "ods", "ods")
        for path in (source, ods):
            with self.subTest(path.suffix):
                workbook, _, _ = self.run_on(path, decisions, "sortie" + path.suffix[1:])
                to = "ods" if path.suffix == ".xlsx" else "xlsx"
                again = convert(workbook, self.folder / ("calcul" + path.suffix[1:]), to)
                annotation = Annotation(workbook)
                for sheet in (SUMMARY, annotation.name):
                    cached, fresh = sheet_rows(workbook)[sheet], sheet_rows(again)[sheet]
                    for number, (before, after) in enumerate(zip(cached, fresh), start=1):
                        width = max(len(before), len(after))
                        for column in range(width):
                            one, other = (row[column] if column < len(row) else None for row in (before, after))
                            if isinstance(one, (int, float)) and isinstance(other, (int, float)):
                                self.assertAlmostEqual(one, other, places=9, msg=f"{sheet} {number} {column}")
                            else:
                                self.assertEqual(one or None, other or None, f"{sheet} {number} {column}")

    @needs_soffice
    def test_a_corrected_grade_moves_every_view(self):
        source = self.folder / "source.xlsx"
        by_openpyxl(source)
        workbook, _, _ = self.run_on(source, self.official_decisions(source))
        before = Figures(workbook)
        annotation = before.annotation
        # The first line's grade, favourable so far, becomes unfavourable.
        cell = annotation.header_row + 2, annotation.column("Atténuation – Cotation") + 1
        corrected = set_cell(workbook, self.folder / "corrige.xlsx", annotation.name, *cell, "Défavorable")
        again = convert(corrected, self.folder / "calcul", "ods")
        after = Figures(again)
        amount = annotation.amount(annotation.lines[0])
        self.assertEqual(after.weighted("attenuation"), before.weighted("attenuation") - half_up(amount * 40, 100))
        tables = Tables(sheet_rows(again)[SUMMARY])
        self.assertEqual(cents(tables["Atténuation : Vue pondérée"]["Total dans le périmètre"][2]), after.weighted("attenuation"))
        investment = tables["Atténuation : par section"]["Défavorable"][3]
        self.assertEqual(cents(investment), after.sections["attenuation"]["investissement"]["Défavorable"])
        self.assertNotEqual(before.harm, after.harm)
        for word, sum_ in after.harm.items():
            self.assertEqual(cents(tables["Favorable sans axe"][word][1]), sum_)
        row = annotation.lines[0]
        expected = Annotation(again).value(Annotation(again).lines[0], "Atténuation – Catégorie officielle d'après le grade")
        self.assertEqual(expected, "Défavorable")
        self.assertEqual(annotation.value(row, "Atténuation – Cotation officielle (Axe 1)"), "Neutre")
        for word, (lines, sum_) in after.agreement.items():
            self.assertEqual((tables["le grade et la cotation"][word][3], cents(tables["le grade et la cotation"][word][1])), (lines, sum_))
        self.assertEqual(set(tables.verdicts()), {"OK"})

    def test_without_the_columns_the_synthesis_still_says_the_figures(self):
        source = self.folder / "source.xlsx"
        by_openpyxl(source)
        _, wanted, _ = self.run_on(source)
        pipeline = self.changed(CLIMATE, ("climat-i4ce.yaml", lambda text: re.sub(r"\n  columns: .*", "", text)))
        self.assertDone(mesures("run", pipeline, *settings(source, self.folder / "sans")))
        record = json.loads((self.folder / "sans" / "run.json").read_text(encoding="utf-8"))
        self.assertEqual(record["result"]["derivedViews"], wanted["result"]["derivedViews"])
        annotation = Annotation(workbook_of(self.folder / "sans"))
        self.assertFalse([title for title in annotation.header if title and "officielle" in str(title)])
        tables = Tables(annotation.sheets[SUMMARY])
        for answer in record["result"]["derivedViews"]["favourableWithoutHarm"]["answers"]:
            self.assertEqual(cents(tables["Favorable sans axe"][answer["label"]][1]), answer["cents"])
        self.assertEqual(set(tables.verdicts()), {"OK"})

    def test_the_stages_one_by_one_give_the_same_bytes(self):
        source = self.folder / "source.xlsx"
        by_openpyxl(source)
        decisions = self.official_decisions(source)
        whole, _, _ = self.run_on(source, decisions, "whole")
        for stage in ("import", "transform", "export"):
            self.assertDone(mesures(
                stage, CLIMATE, *settings(source, self.folder / "parts"), "--set", f"decisions={decisions}"))
        self.assertEqual(whole.read_bytes(), workbook_of(self.folder / "parts").read_bytes())
        for name in ("views.csv", "controls.csv", "datapackage.json"):
            self.assertEqual(*((self.folder / folder / "donnees" / name).read_bytes() for folder in ("whole", "parts")))

    @needs_python("xlsxwriter")
    def test_each_of_several_inputs_has_its_own_views(self):
        for name, make in (("a", by_openpyxl), ("b", by_xlsxwriter)):
            make(self.folder / f"{name}.xlsx")
        inputs = "\n".join(
            f"    - {{ id: {name}, file: {self.folder / name}.xlsx, budget: {name}, exercice: 2025 }}" for name in ("a", "b"))
        pipeline = self.changed(CLIMATE, ("climat-i4ce.yaml", lambda text: re.sub(
            r"import:\n.*?\n\n", f"import:\n  inputs:\n{inputs}\n\n", text, flags=re.DOTALL)))
        self.assertDone(mesures("run", pipeline, "--set", f"sortie={self.folder / 'sortie'}", "--lang", "fr"))
        record = json.loads((self.folder / "sortie" / "run.json").read_text(encoding="utf-8"))
        one, other = (each["result"]["derivedViews"] if "result" in each else each["derivedViews"]
                      for each in record["result"]["inputs"])
        self.assertEqual(one, other)
        rows = self.package()
        self.assertEqual({row["input"] for row in rows}, {"a", "b"})
        parts = [[{key: row[key] for key in row if key != "input"} for row in rows if row["input"] == name]
                 for name in ("a", "b")]
        self.assertEqual(*parts)

    def test_annotating_again_keeps_the_columns_and_the_bytes(self):
        source = self.folder / "source.xlsx"
        by_openpyxl(source)
        workbook, _, _ = self.run_on(source)
        again, _, _ = self.run_on(workbook, folder="encore")
        self.assertEqual(workbook.read_bytes(), again.read_bytes())

    def test_a_column_that_the_measure_cannot_fill_is_refused_with_its_place(self):
        pipeline = self.changed(
            OFFICIAL, ("budget-vert.yaml", lambda text: text.replace("export:\n", "export:\n  columns: [section]\n")))
        source = self.folder / "source.xlsx"
        by_openpyxl(source)
        done = mesures("run", pipeline, *settings(source, self.folder / "s"), "--set", "annexe=none")
        self.assertEqual(done.status, 2)
        self.assertIn("PIP012", done.text)
        line = pipeline.read_text(encoding="utf-8").split("  columns: [section]")[0].count("\n") + 1
        self.assertRegex(done.text, rf"budget-vert\.yaml:{line}:13\b")

    def test_a_measure_that_adds_axes_up_is_refused_with_its_place(self):
        def change(text):
            head, tail = text.split("\nviews:", 1)
            tail = tail.replace("axes: [attenuation, adaptation]", "axes: [attenuation + adaptation]", 1)
            return head + "\nviews:" + tail

        pipeline = self.changed(CLIMATE, ("measures/climat-i4ce.yaml", change))
        done = mesures("run", pipeline, *settings(SAMPLES / "balance.csv", self.folder / "s"))
        self.assertEqual(done.status, 2)
        self.assertIn("MES024", done.text)
        text = (pipeline.parent / "measures" / "climat-i4ce.yaml").read_text(encoding="utf-8")
        line = text.split("attenuation + adaptation")[0].count("\n") + 1
        self.assertRegex(done.text, rf"climat-i4ce\.yaml:{line}:14\b")
        self.assertFalse((self.folder / "s" / "run.json").exists())

    @needs_python("lxml")
    def test_the_page_shows_the_views_of_the_run(self):
        from lxml import html
        source = self.folder / "source.xlsx"
        by_openpyxl(source)
        _, record, _ = self.run_on(source, self.official_decisions(source))
        page = html.fromstring((self.folder / "sortie" / "rapport.html").read_bytes().decode("utf-8"))
        data = json.loads(page.get_element_by_id("chiffres").text)
        self.assertEqual(data["derivedViews"], record["result"]["derivedViews"])
        known = set()

        def walk(value):
            for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
                walk(each)
            if isinstance(value, int):
                known.add(value)

        walk(record["result"])
        shown = [int(each.get("value")) for each in page.xpath("//section[@id='vues']//data")]
        self.assertGreater(len(shown), 60)
        self.assertEqual([value for value in shown if value not in known], [])
        # No label of a line, which may name a person.
        text = page.get_element_by_id("vues").text_content()
        for line in LINES:
            self.assertNotIn(line[3], text)


if __name__ == "__main__":
    unittest.main()
