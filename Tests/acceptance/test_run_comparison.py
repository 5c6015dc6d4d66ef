"""Two runs side by side (`mesures compare A B`): known causes to the cent, parts that sum, the workbook, what is refused."""

import csv
import json
import random
import shutil
import xml.etree.ElementTree as ElementTree
import zipfile

import years
from support import (INPUTS, ROOT, SAMPLES, SHARED, Workspace, annotate, annotated, convert, digest, mesures, needs_python,
                     needs_shared, needs_soffice, sheet_rows, shared_tool)
from years import line

CAUSES = ("perimeter", "rules", "ratings", "content", "amounts", "new", "gone")
MOVES = CAUSES[:4]


def rules(pack, **said):
    """A pack's rules, some of which say something else."""
    return tuple((name, when, said.get(name, what)) for name, when, what in pack)


def compared(*arguments):
    outcome = mesures("compare", *arguments, "--format", "json")
    if outcome.status != 0:
        raise AssertionError(outcome.text)
    return json.loads(outcome.out)


def table(result, view):
    """{category: {cause: cents}} of a view, what is nothing left out; categories without money too."""
    found = {}
    for row in next(entry for entry in result["views"] if entry["id"] == view)["categories"]:
        name = "outside" if row["outside"] else row["id"]
        kept = {key: row[key] for key in ("before", *CAUSES, "after") if row[key]}
        if kept:
            found[name] = kept
    return found


def totals(folder, exercice):
    """{view: {category: cents}} of a run, worked out again from its tables."""
    def read(name):
        with open(folder / "donnees" / name, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def cents(text):
        whole, decimals = text.lstrip("-").split(".")
        return (-1 if text.startswith("-") else 1) * (100 * int(whole) + int(decimals))

    lines = sum(cents(row["amount"]) for row in read("lines.csv"))
    found = {view: {} for view in ("climat", "vivant", "synthese")}
    for row in read("shares.csv"):
        view = found[row["axis"]]
        view[row["category"]] = view.get(row["category"], 0) + cents(row["amount"])
    for view in found.values():
        view["outside"] = lines - sum(view.values())
    return {view: {category: amount for category, amount in sums.items() if amount} for view, sums in found.items()}


class RunComparison(Workspace):
    def assertAdditive(self, result):
        self.assertTrue(result["views"])
        for view in result["views"]:
            for row in view["categories"]:
                self.assertEqual(row["before"] + sum(row[cause] for cause in CAUSES), row["after"], (view["id"], row))
            for cause in MOVES:
                self.assertEqual(sum(row[cause] for row in view["categories"]), 0, (view["id"], cause))
            # The changes of things are what the tables sum.
            for row in view["categories"]:
                for cause in CAUSES:
                    self.assertEqual(row[cause], sum(
                        effect["cents"] for change in view["changes"] if change["cause"] == cause
                        for effect in change["effects"] if effect["category"] == row["id"]))
        self.assertTrue(all(control["holds"] for control in result["controls"]))

    def two_years(self):
        """2024 and 2025 of one budget: what changes, and why, is in the comments."""
        before = [
            line(1, "CYC", "2152", "PISTE CYCLABLE", 10000),     # 50 € more: amounts
            line(2, "VOI", "2151", "ROUTE", 20010),              # roads are défavorable now: rules
            line(3, "VOI2", "2151", "ROUTE", 30000),             # the same, and 50 € less
            line(4, "ECO", "2313", "ECOLE", 100001),             # was split 40/60, decided favorable: ratings
            line(5, "ETU", "2031", "ETUDE", 7007),               # studies are in the perimeter from 2025
            line(6, "OLD", "21828", "FOURGON", 4444),            # gone
            line(7, "MIX", "2188", "A", 1000), line(8, "MIX", "2188", "B", 2000), line(9, "MIX", "2188", "C", 3000),
            line(10, "CON", "2128", "PLANTATION HAIE", 1200),    # says something else: content, on the other axis
            line(11, "", "60611", "EAU", 500, section="F"),      # outside in both years
        ]
        after = [
            line(101, "CYC", "2152", "PISTE CYCLABLE", 15000), line(102, "VOI", "2151", "ROUTE", 20010),
            line(103, "VOI2", "2151", "ROUTE", 25000), line(104, "ECO", "2313", "ECOLE", 100001),
            line(105, "ETU", "2031", "ETUDE", 7007), line(106, "NEW", "21828", "FOURGON", 3333),
            # One of three lines that are the same group is decided.
            line(107, "MIX", "2188", "A", 1000), line(108, "MIX", "2188", "B", 2000), line(109, "MIX", "2188", "C", 3000),
            line(110, "CON", "2128", "PLANTATION", 1200), line(111, "", "60611", "EAU", 600, section="F"),
        ]
        return (
            years.run(self.folder / "a", 2024, before),
            years.run(
                self.folder / "b", 2025, after, climate=rules(years.CLIMATE, voirie="rate: defavorable"), version=2,
                decided=[("climat", after[3], "favorable"), ("climat", after[7], "neutre")]))

    def test_two_years_with_known_causes_give_them_to_the_cent(self):
        result = compared(*self.two_years())
        self.assertAdditive(result)
        self.assertEqual(result["matching"], {
            "by": "group", "fields": ["budget", "section", "sens", "mouvement", "operation", "nature", "fonction"],
            "common": 8, "new": 1, "gone": 1})
        self.assertEqual(result["rules"], [{"role": "Règles essai/climat", "before": "1", "after": "2"}])
        self.assertEqual(table(result, "climat"), {
            "favorable": {"before": 50000, "ratings": 60001, "amounts": 5000, "after": 115001},
            "defavorable": {"before": 4444, "rules": 45010, "new": 3333, "gone": -4444, "after": 48343},
            "neutre": {"before": 111211, "perimeter": 7007, "rules": -45010, "ratings": -58001, "amounts": -5000,
                       "after": 10207},
            "non-renseigne": {"before": 6000, "ratings": -2000, "after": 4000},
            "outside": {"before": 7507, "perimeter": -7007, "amounts": 100, "after": 600}})
        self.assertEqual(table(result, "vivant"), {
            "favorable": {"before": 1200, "content": -1200},
            "neutre": {"before": 170455, "perimeter": 7007, "content": 1200, "new": 3333, "gone": -4444, "after": 177551},
            "outside": {"before": 7507, "perimeter": -7007, "amounts": 100, "after": 600}})
        # A line neutre on one axis and not rated on the other is neutre: what was decided changes nothing there.
        self.assertEqual(table(result, "synthese"), {
            "favorable": {"before": 51200, "ratings": 60001, "content": -1200, "amounts": 5000, "after": 115001},
            "defavorable": {"before": 4444, "rules": 45010, "new": 3333, "gone": -4444, "after": 48343},
            "neutre": {"before": 116011, "perimeter": 7007, "rules": -45010, "ratings": -60001, "content": 1200,
                       "amounts": -5000, "after": 14207},
            "outside": {"before": 7507, "perimeter": -7007, "amounts": 100, "after": 600}})
        school = next(change for change in result["views"][0]["changes"] if change["line"]["operation"] == "ECO")
        self.assertEqual((school["cause"], school["from"], school["to"], school["cents"]), (
            "ratings", "Favorable 40,0\u00a0%, Neutre", "Favorable", 100001))

    def test_the_text_says_it_in_both_languages_and_proves_it(self):
        before, after = self.two_years()
        french = mesures("compare", before, after, "--lang", "fr")
        self.assertDone(french)
        self.assertIn("contrôle : A + causes = B pour chaque colonne, écart total -10,11\u00a0€ : OK", french.text)
        self.assertIn("Règles essai/climat : 1 → 2", french.text)
        self.assertIn("Neutre → Défavorable ; VG, opération VOI, nature 2151", french.text)
        english = mesures("compare", before, after, "--lang", "en")
        self.assertIn("control: A + causes = B in each column", english.text)
        self.assertIn("content of lines", english.text)
        rows = list(csv.DictReader(mesures("compare", before, after, "--format", "csv").out.decode().splitlines()))
        self.assertEqual([row["ratings"] for row in rows if row["view"] == "climat"],
                         ["600.01", "0.00", "-580.01", "0.00", "-20.00", "0.00", "0.00"])

    def test_a_run_is_its_folder_its_package_or_its_workbook(self):
        before, after = self.two_years()
        wanted = compared(before, after)["views"]
        workbook = next(path for path in after.iterdir() if path.suffix == ".xlsx")
        self.assertEqual(compared(before / "donnees", workbook)["views"], wanted)
        # Nothing else is read: neither the pipeline nor the rules nor the export.
        for part in ("pipeline.yaml", "climat.yaml", "vivant.yaml", "export.xlsx"):
            (before.parent / part).unlink()
        self.assertEqual(compared(before, after)["views"], wanted)

    def test_within_a_year_lines_are_known_by_their_piece(self):
        before = [line(1, "A", "2152", "PISTE CYCLABLE", 10000), line(2, "A", "2151", "ROUTE", 5000),
                  line(3, "A", "2151", "ROUTE", 700), line(4, "A", "2182", "FOURGON", 90), line(4, "A", "2031", "ETUDE", 8)]
        after = [line(1, "A", "2152", "VOIE", 10000), line(2, "A", "2151", "ROUTE", 5000), line(4, "A", "2182", "FOURGON", 95),
                 line(4, "A", "2031", "ETUDE", 8), line(9, "A", "2151", "ROUTE", 30)]
        result = compared(
            years.run(self.folder / "a", 2025, before, climate=years.CLIMATE + (("autre", '{ nature: "2152" }', "rate: neutre"),)),
            years.run(self.folder / "b", 2025, after, climate=years.CLIMATE + (("autre", '{ nature: "2152" }', "rate: neutre"),),
                      decided=[("climat", after[1], "non-cote")]))
        self.assertAdditive(result)
        self.assertEqual(result["matching"], {
            "by": "piece", "fields": ["budget", "exercice", "piece"], "common": 3, "new": 1, "gone": 1})
        self.assertEqual(table(result, "climat"), {
            "favorable": {"before": 10000, "content": -10000},
            "defavorable": {"before": 90, "amounts": 5, "after": 95},
            "neutre": {"before": 5708, "ratings": -5000, "content": 10000, "new": 30, "gone": -700, "after": 10038},
            "non-cote": {"ratings": 5000, "after": 5000}})
        self.assertNotIn("executedAsRatedBefore", result["views"][0]["categories"][0])

    def test_a_budget_and_its_execution(self):
        voted = [line("", "CYC", "2152", "PISTE CYCLABLE", 100000), line("", "VOI", "2151", "ROUTE", 200000),
                 line("", "FOU", "21828", "FOURGON", 30000)]
        executed = [line(1, "CYC", "2152", "PISTE CYCLABLE", 40000), line(2, "CYC", "2152", "PISTE CYCLABLE", 35000),
                    line(3, "VOI", "2151", "ROUTE", 150000), line(4, "SUP", "21828", "FOURGON", 5000)]
        before = years.run(self.folder / "a", 2025, voted, title="BP 2025", has_pieces=False)
        after = years.run(self.folder / "b", 2025, executed, title="CA 2025", climate=rules(
            years.CLIMATE, voirie="rate: defavorable"), version=2)
        result = compared(before, after)
        self.assertAdditive(result)
        self.assertEqual(result["matching"]["by"], "group")
        self.assertEqual(table(result, "climat"), {
            "favorable": {"before": 100000, "amounts": -25000, "after": 75000},
            "defavorable": {"before": 30000, "rules": 150000, "new": 5000, "gone": -30000, "after": 155000},
            "neutre": {"before": 200000, "rules": -150000, "amounts": -50000}})
        executed = {row["id"]: row["executedAsRatedBefore"] for row in result["views"][0]["categories"] if row["id"]}
        # Of 2,000 € voted for roads, neutre then, 1,500 € were spent, whatever roads are called now.
        self.assertEqual([executed[name] for name in ("favorable", "defavorable", "neutre")], [75000, 5000, 150000])
        text = mesures("compare", before, after, "--lang", "fr").text
        self.assertRegex(text, r"exécuté, cotations de A +75,0\u00a0% +16,7\u00a0% +75,0\u00a0%")
        book = self.folder / "taux.xlsx"
        self.assertDone(mesures("compare", before, after, "-o", book))
        rows = sheet_rows(book)["Axe 1"]
        headers = rows[4]
        self.assertEqual(headers[1], "BP 2025")
        self.assertEqual(headers[-2:], ["CA 2025 / BP 2025", "Exécuté, à cotations égales"])
        self.assertEqual([row[-2:] for row in rows if len(row) > 10 and row[0] in ("Favorable", "Neutre")], [[0.75, 0.75], [0, 0.75]])

    def test_another_exercice_is_another_perimeter(self):
        source = SAMPLES / INPUTS[0]
        other = self.folder / "2024"
        self.assertDone(annotate(source, other, "--set", "exercice=2024"))
        result = compared(other, annotated(INPUTS[0]))
        self.assertAdditive(result)
        self.assertEqual([view["id"] for view in result["views"]], ["attenuation", "synthese"])
        self.assertIn("CMP006", [finding["code"] for finding in result["findings"]])
        for view in result["views"]:
            for row in view["categories"]:
                self.assertEqual(row["after"] - row["before"], row["perimeter"])
            self.assertGreater(sum(abs(row["perimeter"]) for row in view["categories"]), 0)

    def test_an_accepted_suggestion_is_a_rating(self):
        lines = [line(1, "NEU", "2188", "MOBILIER", 12345)]
        past = [("climat", line(1000 + number, f"OP{number // 2}", ("2188", "2185")[number % 2], f"LOT {number}", 100),
                 ("favorable", "defavorable")[number % 2]) for number in range(240)]
        result = compared(years.run(self.folder / "a", 2025, lines), years.run(self.folder / "b", 2025, lines, past=past))
        self.assertAdditive(result)
        self.assertEqual(table(result, "climat"), {
            "non-renseigne": {"before": 12345, "ratings": -12345}, "favorable": {"ratings": 12345, "after": 12345}})

    def test_a_decision_to_confirm_is_a_rating(self):
        lines = [line(1, "NEU", "2151", "ROUTE", 12345)]
        changed = {**lines[0], "cents": 10000}
        result = compared(years.run(self.folder / "a", 2025, lines),
                          years.run(self.folder / "b", 2025, lines, decided=[("climat", changed, "favorable")]))
        self.assertEqual(table(result, "climat"), {
            "neutre": {"before": 12345, "ratings": -12345}, "non-renseigne": {"ratings": 12345, "after": 12345}})

    def together(self, folder, year, inputs, **exercices):
        """A run of several exports; `inputs` is {id: lines}."""
        years.run(folder, year, next(iter(inputs.values())))
        listed = ""
        for name, lines in inputs.items():
            years.export(folder / f"{name}.xlsx", year, lines)
            listed += f"\n    - {{ id: {name}, file: {name}.xlsx, exercice: {exercices.get(name, year)} }}"
        text = (folder / "pipeline.yaml").read_text(encoding="utf-8").replace("folder: sortie", "folder: ensemble")
        text = text.replace("import: { file: export.xlsx, profile: auto, profiles: ", "import:\n  profiles: ")
        text = text.replace(", nomenclatures: ", "\n  nomenclatures: ").replace("nomenclatures }", f"nomenclatures\n  inputs:{listed}")
        (folder / "pipeline.yaml").write_text(text, encoding="utf-8")
        self.assertDone(mesures("run", folder / "pipeline.yaml"))
        return folder / "ensemble"

    def test_inputs_of_one_run_are_compared_together(self):
        def year(piece, factor):
            return ([line(piece + 1, "CYC", "2152", "PISTE CYCLABLE", 100 * factor), line(piece + 2, "VOI", "2151", "ROUTE", 70)],
                    [line(piece + 3, "ECO", "2313", "ECOLE", 333 * factor), line(piece + 4, "CYC", "2152", "PISTE CYCLABLE", 11)])

        runs = {}
        for name, exercice, factor in (("a", 2024, 1), ("b", 2025, 2)):
            city, water = year(10 * factor, factor)
            runs[name] = (self.together(self.folder / f"{name}s", exercice, {"ville": city, "eau": water}),
                          years.run(self.folder / name, exercice, city + water))
        several, single = (compared(runs["a"][place], runs["b"][place]) for place in (0, 1))
        self.assertAdditive(several)
        for view in ("climat", "vivant", "synthese"):
            self.assertEqual(table(several, view), table(single, view))
        # A list of budgets and one export with all of them are the same things too.
        self.assertEqual(table(compared(runs["a"][0], runs["b"][1]), "climat"), table(single, "climat"))
        mixed = self.together(self.folder / "m", 2025, {"un": year(1, 1)[0], "deux": year(1, 1)[1]}, deux=2024)
        outcome = mesures("compare", mixed, runs["b"][0])
        self.assertEqual((outcome.status, outcome.codes), (65, ["CMP004"]))

    # Random years

    def random_year(self, draw, year, number):
        labels = ("PISTE CYCLABLE", "ROUTE", "PLANTATION HAIE", "DIVERS")
        lines = [
            line(piece, draw.choice("ABC"), draw.choice(("2151", "2152", "2188", "2313", "2031", "21828")), draw.choice(labels),
                 draw.randrange(-3000, 90000), fonction=draw.choice(("845", "211")),
                 section="F" if draw.random() < 0.1 else "I")
            for piece in range(1, 61)]
        decided = [(draw.choice(("climat", "vivant")), row, draw.choice(("favorable", "neutre", "non-cote")))
                   if draw.random() < 0.7 else ("climat", row, "favorable", "1/3", "defavorable")
                   for row in draw.sample([row for row in lines if row["section"] == "I"], 12)]
        return years.run(
            self.folder / f"{number}-{year}", year, lines, decided=decided, version=draw.choice((1, 2)),
            climate=rules(years.CLIMATE, voirie=draw.choice(("rate: neutre", "rate: defavorable"))))

    def test_the_parts_sum_to_the_difference_on_random_years(self):
        draw = random.Random(2025)
        met = set()
        for number in range(4):
            for second in (2025, 2024):
                first, other = self.random_year(draw, 2024, f"{number}a{second}"), self.random_year(
                    draw, second, f"{number}b{second}")
                result = compared(first, other)
                self.assertAdditive(result)
                for view in result["views"]:
                    found = table(result, view["id"])
                    for folder, side in ((first, "before"), (other, "after")):
                        self.assertEqual(
                            {name: row[side] for name, row in found.items() if side in row},
                            totals(folder, None)[view["id"]], (number, second, view["id"], side))
                    met |= {cause for row in found.values() for cause in CAUSES if cause in row}
                # The other way round is the opposite, and the same again is the same bytes.
                back = compared(other, first)
                for view, turned in zip(result["views"], back["views"]):
                    forth, opposite = table(result, view["id"]), table(back, turned["id"])
                    for name, row in forth.items():
                        for cause in CAUSES:
                            twin = {"new": "gone", "gone": "new"}.get(cause, cause)
                            self.assertEqual(row.get(cause, 0), -opposite[name].get(twin, 0), (view["id"], name, cause))
                again = [mesures("compare", first, other, "--format", "json").out for _ in range(2)]
                self.assertEqual(again[0], again[1])
        self.assertEqual(met, set(CAUSES))

    def test_a_run_beside_itself_differs_in_nothing(self):
        folder = annotated(INPUTS[0])
        result = compared(folder, folder)
        self.assertAdditive(result)
        self.assertEqual([view["changes"] for view in result["views"]], [[], [], []])
        self.assertEqual(result["rules"], [])

    # The workbook

    @needs_python("openpyxl")
    def test_the_workbook_is_live_and_the_same_in_both_formats(self):
        before, after = self.two_years()
        sheets = {}
        for extension in ("xlsx", "ods"):
            book = self.folder / f"comparaison.{extension}"
            self.assertDone(mesures("compare", before, after, "-o", book))
            self.assertEqual(digest(book), self.again(before, after, book), "the same bytes")
            sheets[extension] = sheet_rows(book)
            self.assertEqual(list(sheets[extension]), ["Axe 1", "Axe 6", "Synthèse", "Changements", "Méthode"])
        rows = sheets["xlsx"]["Axe 1"]
        favorable = next(row for row in rows if row and row[0] == "Favorable")
        self.assertEqual(favorable[:10], ["Favorable", 500, 0, 0, 600.01, 0, 50, 0, 0, 1150.01])
        self.assertEqual(favorable[10], "OK")
        for name, own in sheets["xlsx"].items():
            other = sheets["ods"][name]
            self.assertEqual([[cell for cell in row if cell not in (None, "")] for row in own],
                             [[cell for cell in row if cell not in (None, "")] for row in other], name)

    def again(self, before, after, book):
        self.assertDone(mesures("compare", before, after, "-o", book))
        return digest(book)

    @needs_soffice
    def test_libreoffice_calculates_the_same_cells(self):
        before, after = self.two_years()
        for extension in ("xlsx", "ods"):
            book = self.folder / f"comparaison.{extension}"
            self.assertDone(mesures("compare", before, after, "-o", book))
            other = "ods" if extension == "xlsx" else "xlsx"
            recalculated = sheet_rows(convert(book, self.folder / extension, other) if (
                self.folder / extension).mkdir() is None else None)
            for name, rows in sheet_rows(book).items():
                for number, row in enumerate(rows):
                    found = recalculated[name][number] if number < len(recalculated[name]) else []
                    for place, cell in enumerate(row):
                        own = found[place] if place < len(found) else None
                        if isinstance(cell, (int, float)):
                            self.assertAlmostEqual(own, cell, places=6, msg=(extension, name, number, place))
                        elif cell:
                            self.assertEqual(own, cell, (extension, name, number, place))

    @needs_soffice
    def test_a_changed_amount_shows_in_the_tables(self):
        import openpyxl

        before, after = self.two_years()
        path = self.folder / "comparaison.xlsx"
        self.assertDone(mesures("compare", before, after, "-o", path))
        book = openpyxl.load_workbook(path)
        sheet = book["Changements"]
        row = next(number for number in range(2, sheet.max_row + 1) if sheet.cell(number, 4).value == "Nouveau")
        sheet.cell(row, 7).value += 10
        book.save(path)
        rows = sheet_rows(convert(path, self.folder, "ods"))["Axe 1"]
        changed = next(row for row in rows if row and row[0] == "Défavorable")
        self.assertEqual((changed[7], changed[10]), (43.33, "Écart"))

    def test_the_waterfalls_stand_on_a_base_that_is_not_seen(self):
        before, after = self.two_years()
        for extension in ("xlsx", "ods"):
            path = self.folder / f"comparaison.{extension}"
            self.assertDone(mesures("compare", before, after, "-o", path))
        chart = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
        with zipfile.ZipFile(self.folder / "comparaison.xlsx") as container:
            charts = [name for name in container.namelist() if name.startswith("xl/charts/chart")]
            # Favorable, défavorable, neutre and non renseigné; favorable and neutre; three in the synthesis.
            self.assertEqual(len(charts), 9)
            root = ElementTree.fromstring(container.read("xl/charts/chart1.xml"))
        names = [series.find(f"{chart}tx//{chart}v").text for series in root.iter(f"{chart}ser")]
        self.assertEqual(names, ["Socle", "Départ et arrivée", "Hausse", "Baisse"])
        values = [[point.text for point in series.findall(f"{chart}val//{chart}v")] for series in root.iter(f"{chart}ser")]
        self.assertEqual(values, [["500", "500", "500", "1100.01", "1100.01", "1150.01", "1150.01"], ["500", "1150.01"],
                                  ["600.01", "50"], []])
        steps = [point.text for point in next(root.iter(f"{chart}cat")).iter(f"{chart}v")]
        self.assertEqual(steps, ["Exercice 2024", "Périmètre", "Règles", "Cotations", "Contenu des lignes", "Montants",
                                 "Nouveau", "Disparu", "Exercice 2025"])
        with zipfile.ZipFile(self.folder / "comparaison.ods") as container:
            objects = [name for name in container.namelist() if name.startswith("Object") and name.endswith("content.xml")]
            self.assertEqual(len(objects), 9)
            self.assertIn('hide-legend="true"', container.read(objects[0]).decode())

    @needs_shared("tools", "validate.py")
    def test_the_workbook_is_valid(self):
        before, after = self.two_years()
        validate = shared_tool("validate")
        for extension in ("xlsx", "ods"):
            path = self.folder / f"comparaison.{extension}"
            self.assertDone(mesures("compare", before, after, "-o", path))
            found = [problem for problem in validate.check(str(path)) if "schema 1." not in problem[2]]
            self.assertEqual([problem for problem in found if "not validated" not in problem[2]], [])

    # What is refused

    def test_what_is_no_run_is_refused(self):
        before, after = self.two_years()
        for arguments, status, code in (
                ((before,), 2, "RAT005"), ((before, after, after), 2, "RAT005"), ((before, SAMPLES / INPUTS[0]), 65, "CMP001"),
                ((before, self.folder / "nowhere"), 65, "CMP001"), ((before, after, "-o", self.folder / "a.csv"), 2, "CMP010"),
                ((before, annotated(INPUTS[0])), 65, "CMP002"), ((before, after, "--raters", "-o", "a.xlsx"), 2, "CMD001")):
            outcome = mesures("compare", *arguments, "--lang", "fr")
            self.assertEqual((outcome.status, outcome.codes[:1]), (status, [code]), outcome.text)
        self.assertFalse((self.folder / "a.csv").exists())
        toy = self.folder / "toy"
        self.assertDone(annotate(SAMPLES / INPUTS[0], toy, pipeline=ROOT / "pipelines" / "jouet-donut.yaml"))
        outcome = mesures("compare", toy, toy)
        self.assertEqual((outcome.status, outcome.codes), (65, ["CMP003"]))

    def test_an_output_never_takes_the_place_of_what_is_read(self):
        before, after = self.two_years()
        kept = digest(before / "donnees" / "lines.csv")
        book = before / "donnees" / "lignes.xlsx"
        book.symlink_to(before / "donnees" / "lines.csv")
        self.assertNotEqual(mesures("compare", before, after, "-o", book).status, 0)
        self.assertEqual(digest(before / "donnees" / "lines.csv"), kept)

    def test_damaged_tables_are_findings(self):
        before, after = self.two_years()
        def damage(name, *changes):
            folder = self.folder / f"damaged-{len(list(self.folder.iterdir()))}"
            shutil.copytree(after, folder)
            path = folder / "donnees" / name
            text = path.read_text(encoding="utf-8")
            for old, new in changes:
                self.assertIn(old, text)
                text = text.replace(old, new, 1)
            path.write_text(text, encoding="utf-8")
            return folder

        for name, changes, code in (
                ("shares.csv", [("1,essai,climat,favorable,1,150.00", "1,essai,climat,favorable,1,150.01")], "PIP004"),
                ("shares.csv", [("1,essai,climat,favorable,1,150.00", "1,essai,climat,favorable,1,92233720368547758.07")], "PIP004"),
                ("shares.csv", [("1,essai,climat,favorable,1,150.00", "99,essai,climat,favorable,1,150.00")], "PIP004"),
                ("shares.csv", [("1,essai,climat,favorable,1,150.00", "1,essai,climat,favorable,3/2,150.00")], "PIP004"),
                ("shares.csv", [("1,essai,climat,favorable,1,150.00", "1,essai,climat,favorable,1/2,75.00")], "PIP004"),
                ("shares.csv", [("1,essai,climat", "2,essai,climat")], "PIP004"),
                ("shares.csv", [("1,essai,climat", "1,essai,lune")], "PIP004"),
                ("shares.csv", [("line,measure", "ligne,mesure")], "PIP004"),
                ("lines.csv", [(",150.00,", ",92233720368547758.07,")], "CMP008"),
                ("ratings.csv", [("1,,essai/climat/cyclable,essai/vivant/reste\n", "")], "PIP004"),
                ("datapackage.json", [('"transform"', '"import"')], "CMP001"),
                ("datapackage.json", [('"exercice": 2025', '"exercice": "deux mille"')], "CMP004")):
            outcome = mesures("compare", before, damage(name, *changes))
            self.assertEqual((outcome.status, outcome.codes[:1]), (65, [code]), (name, changes, outcome.text))
