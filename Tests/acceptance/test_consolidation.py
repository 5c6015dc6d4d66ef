"""Several inputs in one run: each comes back annotated, and one workbook puts them together to the cent."""

import csv
import json
import pathlib
import unittest

from annotation import Annotation
from support import (ROOT, SHARED, Workspace, cents, convert, digest, files, mesures, needs_python, needs_shared,
                     needs_soffice, ods_rows, shared_tool, sheet_rows)

HEADERS = ["Exercice", "Budget", "Nomenclature", "Section", "Sens", "Mouvement", "Chapitre", "Article",
           "Libellé article", "Fonction", "Libellé fonction", "Objet", "Montant réalisé"]

# Invented: section, sens, mouvement, chapitre, article, libellé, fonction, cents.
CITY = [
    ("F", "D", "R", "012", "64111", "Rémunération principale", "020", 1_234_567_89),
    ("F", "D", "R", "65", "65736221", "Subvention à la régie de l'eau", "020", 45_000_10),
    ("F", "R", "R", "731", "73111", "Impôts directs locaux", "01", 2_345_678_01),
    ("F", "R", "R", "70", "708721", "Remboursement de frais par l'eau", "020", 12_000_00),
    ("I", "D", "R", "21", "2151", "Réseaux de voirie", "845", 310_250_37),
    ("I", "D", "R", "23", "2313", "Constructions", "211", 777_777_77),
    ("I", "D", "R", "204", "20415342", "Subvention d'équipement à la régie de l'eau", "020", 120_000_00),
    ("I", "D", "R", "204", "20415342", "Subvention d'équipement à la régie de l'eau", "01", 30_000_37),
    ("I", "D", "R", "16", "1641", "Emprunts en euros", "01", 88_000_01),
    ("F", "D", "O", "042", "6811", "Dotations aux amortissements", "01", 55_555_55),
    ("I", "R", "O", "040", "28151", "Amortissements des réseaux", "01", 55_555_55),
]
WATER = [
    ("F", "D", "R", "011", "62871", "Frais remboursés à la ville", "", 12_345_67),
    ("F", "R", "R", "70", "70111", "Ventes d'eau aux abonnés", "", 456_789_12),
    ("F", "R", "R", "77", "7741", "Subvention de la ville", "", 45_000_10),
    ("I", "R", "R", "13", "1314", "Subvention d'équipement de la ville", "", 150_000_37),
    ("I", "D", "R", "21", "21531", "Réseaux d'adduction d'eau", "", 400_111_13),
    ("I", "D", "R", "23", "2315", "Installations", "", 64_000_09),
]
CITY_BEFORE = [
    ("F", "D", "R", "012", "64111", "Rémunération principale", "020", 1_200_000_55),
    ("I", "D", "R", "21", "2151", "Réseaux de voirie", "845", 290_000_01),
    ("I", "D", "R", "204", "20415342", "Subvention d'équipement à la régie de l'eau", "020", 99_999_99),
    ("F", "R", "R", "731", "73111", "Impôts directs locaux", "01", 2_300_000_09),
]
#: What lines are for: rules rate some of them.
OBJECTS = {"2151": "LIAISON PISTE CYCLABLE RD 940", "2313": "GROUPE SCOLAIRE DES ACACIAS",
           "20415342": "Renouvellement des réseaux d'eau"}
#: The articles of each flow, by who pays and who is paid, as the pipeline below declares them.
FLOWS = {"Équipement": ("20415342", "1314"), "Exploitation": ("65736221", "7741"), "Frais": ("62871", "708721")}
INTERNAL = {article for sides in FLOWS.values() for article in sides}

PIPELINE = """
pipeline: consolidation
title: Budget vert
exercice: 2025
variables: {{ sortie: {output} }}
import:
  profiles: {root}/pipelines/profiles
  nomenclatures: {root}/pipelines/nomenclatures
  inputs:
{inputs}
transform:
  measure: {root}/pipelines/measures/budget-vert.yaml
export:
  folder: ${{sortie}}
consolidation:
  internal:
    - label: Équipement
      from: {{ budget: ville, nature: "2041534*", section: investissement }}
      to: {{ budget: eau, nature: "1314" }}
      because: La ville finance les réseaux de sa régie
      source: Plans de comptes M57 et M49 2024, libellés des comptes
      confidence: inferred
    - label: Exploitation
      from: {{ budget: ville, nature: ["65736221", "65736222"] }}
      to: {{ budget: eau, nature: "7741" }}
      because: La ville équilibre sa régie
      source: Plans de comptes M57 et M49 2024, libellés des comptes
    - label: Frais
      from: {{ budget: eau, nature: "62871" }}
      to: {{ budget: ville, nature: "70872*" }}
      because: La régie rembourse la ville
      source: Plans de comptes M57 et M49 2024, libellés des comptes
"""
CITY_INPUT = "    - { id: ville-2025, file: ville-2025.xlsx, budget: ville, label: Ville, profile: balance }"
WATER_INPUT = """\
    - { file: annexes/*.ods, budget: eau, type: annexe, nomenclature: M49_D }"""
BEFORE_INPUT = "    - { file: ville-2024.csv, budget: ville, label: Ville, exercice: 2024 }"


def rows(lines, year, budget, nomenclature):
    for section, sens, movement, chapter, article, label, function, amount in lines:
        yield [str(year), budget, nomenclature, section, sens, movement, chapter, article, label, function, "",
               OBJECTS.get(article, ""), amount]


def write_xlsx(path, lines, year, budget, nomenclature):
    import openpyxl
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Balance"
    sheet.append(HEADERS)
    for row in rows(lines, year, budget, nomenclature):
        sheet.append(row[:-1] + [row[-1] / 100])
        for cell in sheet[sheet.max_row][:-1]:
            cell.number_format = "@"
    book.save(path)


def write_csv(path, lines, year, budget, nomenclature):
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADERS)
        for row in rows(lines, year, budget, nomenclature):
            writer.writerow(row[:-1] + [f"{row[-1] // 100},{row[-1] % 100:02}"])


def total(lines, keep=lambda line: True):
    return sum(line[-1] for line in lines if keep(line))


def is_internal(line):
    return line[4] in INTERNAL


_made = {}


def water_ods():
    """The annex budget, saved by LibreOffice; made once."""
    if "ods" not in _made:
        import tempfile
        holder = tempfile.TemporaryDirectory(prefix="mesures-")
        folder = pathlib.Path(holder.name)
        write_xlsx(folder / "eau-2025.xlsx", WATER, 2025, "EAU", "M49_D")
        _made["holder"] = holder
        _made["ods"] = convert(folder / "eau-2025.xlsx", folder, "ods").read_bytes()
    return _made["ods"]


class Grid:
    """A sheet of the consolidated workbook, by the words of its rows and columns."""

    def __init__(self, rows):
        self.rows = rows

    def table(self, title):
        """{row label: {(exercice, column title): value}} of the table called `title`, its total and control too."""
        start = next(index for index, row in enumerate(self.rows) if row and row[0] == title)
        years, names = self.rows[start + 1], self.rows[start + 2]
        heads, year = {}, None
        for column, name in enumerate(names):
            if column < len(years) and years[column]:
                year = years[column]
            if name:
                heads[column] = (int(year.split()[-1]) if year else None, name)
        found = {}
        for row in self.rows[start + 3:]:
            if not row or not any(value not in (None, "") for value in row):
                break
            found[row[0]] = {heads[column]: value for column, value in enumerate(row) if column in heads}
        return found


@needs_python("openpyxl")
@needs_python("lxml")
@needs_soffice
class Consolidation(Workspace):
    def setUp(self):
        super().setUp()
        write_xlsx(self.folder / "ville-2025.xlsx", CITY, 2025, "VILLE", "M57_D")
        (self.folder / "annexes").mkdir()
        (self.folder / "annexes" / "eau-2025.ods").write_bytes(water_ods())
        (self.folder / "annexes" / "~$eau-2025.ods").write_bytes(b"a lock file")
        write_csv(self.folder / "ville-2024.csv", CITY_BEFORE, 2024, "VILLE", "M57_D")
        self.output = self.folder / "sortie"

    def pipeline(self, *inputs, name="consolidation.yaml", output="sortie", flows=True):
        text = PIPELINE.format(root=ROOT, inputs="\n".join(inputs), output=output)
        path = self.folder / name
        path.write_text(text if flows else text[:text.index("consolidation:\n  internal")], encoding="utf-8")
        return path

    def all(self, **options):
        return self.pipeline(CITY_INPUT, WATER_INPUT, BEFORE_INPUT, **options)

    def sheets(self, name="consolidation.xlsx"):
        return sheet_rows(self.output / name)

    # Every input read, annotated, recorded

    def test_each_input_comes_back_annotated_with_its_own_lines(self):
        self.assertDone(mesures("run", self.all(), "--lang", "fr"))
        self.assertEqual(
            files(self.output),
            ["consolidation.xlsx", "donnees/controls.csv", "donnees/datapackage.json", "donnees/findings.csv",
             "donnees/lines.csv", "donnees/ratings.csv", "donnees/shares.csv", "donnees/views.csv",
             "eau-2025-annote.ods", "eau-2025-rapport.html", "run.json", "ville-2024-annote.xlsx",
             "ville-2024-rapport.html", "ville-2025-annote.xlsx", "ville-2025-rapport.html"])
        for name, lines in (("ville-2025-annote.xlsx", CITY), ("eau-2025-annote.ods", WATER),
                            ("ville-2024-annote.xlsx", CITY_BEFORE)):
            annotation = Annotation(self.output / name)
            self.assertEqual(sorted(map(annotation.amount, annotation.lines)), sorted(line[-1] for line in lines), name)

    def test_an_annotated_input_is_what_its_own_pipeline_gives(self):
        self.assertDone(mesures("run", self.all(), "--lang", "fr"))
        # The same file read alone: only where the inputs stand in the pipeline differs.
        text = (self.folder / "consolidation.yaml").read_text(encoding="utf-8")
        start, end = text.index("  inputs:"), text.index("transform:")
        alone = (text[:start] + "  file: ville-2025.xlsx\n  profile: balance\n"
                 + text[end:text.index("consolidation:\n")])
        (self.folder / "alone.yaml").write_text(alone, encoding="utf-8")
        self.assertDone(mesures("run", self.folder / "alone.yaml", "--set", f"sortie={self.folder / 'alone'}"))
        self.assertEqual(digest(self.folder / "alone" / "ville-2025-annote.xlsx"),
                         digest(self.output / "ville-2025-annote.xlsx"))

    def test_lines_carry_their_input_and_there_is_one_record(self):
        self.assertDone(mesures("run", self.all(), "--lang", "fr"))
        with open(self.output / "donnees" / "lines.csv", encoding="utf-8", newline="") as file:
            lines = list(csv.DictReader(file))
        for name, wanted in (("ville-2025", CITY), ("eau-2025", WATER), ("ville-2024", CITY_BEFORE)):
            own = [line for line in lines if line["input"] == name]
            self.assertEqual([int(line["line"]) for line in own], list(range(1, len(wanted) + 1)))
            self.assertEqual([cents(line["amount"]) for line in own], [line[-1] for line in wanted])
            self.assertEqual([line["nature"] for line in own], [line[4] for line in wanted])
        package = json.loads((self.output / "donnees" / "datapackage.json").read_text(encoding="utf-8"))
        for resource in package["resources"]:
            with open(self.output / "donnees" / resource["path"], encoding="utf-8", newline="") as file:
                self.assertEqual(next(csv.reader(file)), [field["name"] for field in resource["schema"]["fields"]])
        record = json.loads((self.output / "run.json").read_text(encoding="utf-8"))
        self.assertEqual([entry["id"] for entry in record["inputs"]], ["ville-2025", "eau-2025", "ville-2024"])
        self.assertEqual([entry["sha256"] for entry in record["inputs"]], [
            digest(self.folder / name) for name in ("ville-2025.xlsx", "annexes/eau-2025.ods", "ville-2024.csv")])
        self.assertTrue(all(control["holds"] for control in record["controls"]
                            if control["name"].startswith("Consolidation")))
        self.assertEqual(record["result"]["lines"], len(CITY) + len(WATER) + len(CITY_BEFORE))

    def test_stages_give_the_bytes_of_a_run(self):
        self.assertDone(mesures("run", self.all(), "--set", f"sortie={self.folder / 'run'}"))
        for stage in ("import", "transform", "export"):
            self.assertDone(mesures(stage, self.all(), "--set", f"sortie={self.folder / 'stages'}"))
        names = files(self.folder / "run")
        self.assertEqual(files(self.folder / "stages"), names)
        for name in names:
            if name != "run.json":
                self.assertEqual(digest(self.folder / "run" / name), digest(self.folder / "stages" / name), name)

    def test_the_same_inputs_give_the_same_bytes(self):
        for name in ("one", "two"):
            self.assertDone(mesures("run", self.all(), "--set", f"sortie={self.folder / name}"))
        for name in files(self.folder / "one"):
            if name != "run.json":
                self.assertEqual(digest(self.folder / "one" / name), digest(self.folder / "two" / name), name)

    # The consolidated workbook

    def check_consolidated(self, sheets, controls=True):
        grid = Grid(sheets["Consolidation"])
        accounts = grid.table("Dépenses et recettes, tous mouvements")
        for label, section, sens, movement in (
                ("Dépenses, investissement, réelles", "I", "D", "R"),
                ("Recettes, investissement, réelles", "I", "R", "R"),
                ("Dépenses, fonctionnement, réelles", "F", "D", "R"),
                ("Recettes, fonctionnement, réelles", "F", "R", "R"),
                ("Dépenses, fonctionnement, d'ordre", "F", "D", "O"),
                ("Recettes, investissement, d'ordre", "I", "R", "O")):
            row = {head: value for head, value in accounts[label].items() if head[1] != "Part"}
            kind = lambda line: line[:3] == (section, sens, movement)
            inner = lambda line: kind(line) and is_internal(line)
            gone = total(CITY, inner) + total(WATER, inner)
            self.assertEqual({head: cents(value) for head, value in row.items()}, {
                (2024, "Ville"): total(CITY_BEFORE, kind), (2024, "Flux internes"): 0,
                (2024, "Consolidé"): total(CITY_BEFORE, kind),
                (2025, "Ville"): total(CITY, kind), (2025, "eau-2025"): total(WATER, kind),
                (2025, "Flux internes"): gone, (2025, "Consolidé"): total(CITY, kind) + total(WATER, kind) - gone,
            }, label)
        if controls:
            for title in [row[0] for row in sheets["Consolidation"] if row and str(row[0]).startswith("Axe")] + [
                    "Périmètre", "Dépenses et recettes, tous mouvements"]:
                control = next(row for label, row in grid.table(title).items() if label.startswith("Contrôle"))
                self.assertEqual({value for value in control.values() if value}, {"OK"}, title)

    def test_the_consolidated_accounts_count_internal_flows_once(self):
        self.assertDone(mesures("run", self.all(), "--lang", "fr"))
        self.check_consolidated(self.sheets())

    def test_live_formulas_give_what_is_written(self):
        self.assertDone(mesures("run", self.all(), "--lang", "fr"))
        written = self.sheets()
        again = sheet_rows(convert(self.output / "consolidation.xlsx", self.folder / "again", "xlsx"))
        self.check_consolidated(again)
        for name, before in written.items():
            for number, (old, new) in enumerate(zip(before, again[name], strict=True)):
                old, new = ([None if value == "" else value for value in row] for row in (old, new))
                width = max(len(old), len(new))
                old, new = (list(row) + [None] * (width - len(row)) for row in (old, new))
                for column, (one, other) in enumerate(zip(old, new)):
                    if isinstance(one, (int, float)):
                        self.assertAlmostEqual(one, other, 9, f"{name}!{number + 1},{column}")
                    else:
                        self.assertEqual(one, other, f"{name}!{number + 1},{column}")

    def test_ratings_are_those_of_the_annotated_workbooks_less_the_flows(self):
        self.assertDone(mesures("run", self.all(), "--lang", "fr"))
        grid = Grid(self.sheets()["Consolidation"])
        annotations = {(2025, "Ville"): Annotation(self.output / "ville-2025-annote.xlsx"),
                       (2025, "eau-2025"): Annotation(self.output / "eau-2025-annote.ods"),
                       (2024, "Ville"): Annotation(self.output / "ville-2024-annote.xlsx")}
        titles = [row[0] for row in grid.rows if row and str(row[0]).startswith(("Axe", "Cotation s"))]
        rated = {label for title in titles for label, row in grid.table(title).items()
                 if not label.startswith(("Total", "Contrôle")) and cents(row[(2025, "Consolidé")])}
        self.assertGreaterEqual(len(rated), 2, "lines with a rating and lines without")
        for title, prefix in zip(titles, annotations[(2025, "Ville")].prefixes, strict=True):
            table = grid.table(title)
            gone = {}
            for head, annotation in annotations.items():
                if prefix not in annotation.prefixes:
                    # The accounts of 2024 were asked for axis 1 alone.
                    self.assertEqual((head[0], prefix), (2024, "Axe 6"))
                    self.assertEqual({row[head] for label, row in table.items()
                                      if not label.startswith(("Total", "Contrôle"))}, {"non demandé"})
                    continue
                shown = {label: cents(row[head]) for label, row in table.items()
                         if not label.startswith(("Total", "Contrôle")) and cents(row[head])}
                self.assertEqual(shown, {k: v for k, v in annotation.by_rating(prefix).items() if v}, (title, head))
                if head[0] == 2025:
                    every = annotation.lines
                    annotation.lines = [row for row in every if str(annotation.value(row, "Article")) in INTERNAL]
                    for rating, amount in annotation.by_rating(prefix).items():
                        gone[rating] = gone.get(rating, 0) + amount
                    annotation.lines = every
            # The subsidies to the annex are in the perimeter: something is really taken out.
            self.assertEqual(sum(gone.values()), 150_000_37)
            for label, row in table.items():
                if not label.startswith(("Total", "Contrôle")):
                    self.assertEqual(cents(row[(2025, "Flux internes")]), gone.get(label, 0), (title, label))
                    self.assertEqual(
                        cents(row[(2025, "Consolidé")]),
                        cents(row[(2025, "Ville")]) + cents(row[(2025, "eau-2025")]) - gone.get(label, 0))

    def test_both_sides_of_each_flow_are_shown_and_a_difference_is_a_finding(self):
        outcome = mesures("run", self.all(), "--lang", "fr")
        self.assertDone(outcome)
        rows = self.sheets()["Flux internes"]
        head = next(index for index, row in enumerate(rows) if row and row[0] == "Exercice")
        shown = {(row[0], row[1]): row for row in rows[head + 1:] if row and row[0]}
        sides = {"Équipement": (150_000_37, 150_000_37), "Exploitation": (45_000_10, 45_000_10),
                 "Frais": (12_345_67, 12_000_00)}
        for flow, (paid, received) in sides.items():
            row = shown[(2025, flow)]
            self.assertEqual((cents(row[4]), cents(row[8]), cents(row[10])), (paid, received, paid - received), flow)
            self.assertEqual(row[11] == "Les deux côtés concordent", paid == received, flow)
            self.assertIn("rien n'est retiré", shown[(2024, flow)][11])
        self.assertIn("déduit", shown[(2025, "Équipement")][14])
        self.assertEqual(outcome.codes.count("CSO007"), 1, outcome.text)
        place = self.folder / "consolidation.yaml"
        line = place.read_text(encoding="utf-8").splitlines().index("    - label: Frais") + 1
        self.assertIn(f"{place}:{line}:", outcome.text)
        self.assertIn("345,67", outcome.text.replace("\u202f", " ").replace("\xa0", " "))
        self.assertEqual(outcome.codes.count("CSO009"), 3, "2024 has no annex: three flows lead out of the list")
        self.assertDone(mesures("run", self.all(), "--fail-on", "warning"), 1)

    def test_sources_reconcile_with_the_consolidated_total_and_the_flows(self):
        self.assertDone(mesures("run", self.all(), "--lang", "fr"))
        rows = [row for row in self.sheets()["Contrôles"] if row and row[0] in (2024, 2025)]
        found = {(row[0], row[1]): row for row in rows}
        flows = total(CITY, is_internal) + total(WATER, is_internal)
        self.assertEqual(cents(found[(2025, "Ville")][5]), total(CITY))
        self.assertEqual(cents(found[(2025, "eau-2025")][5]), total(WATER))
        self.assertEqual(cents(found[(2025, "Ensemble des entrées")][6]), total(CITY) + total(WATER))
        self.assertEqual(cents(found[(2025, "Flux internes retirés, les deux côtés")][6]), flows)
        self.assertEqual(cents(found[(2025, "Total consolidé")][6]), total(CITY) + total(WATER) - flows)
        self.assertEqual(cents(found[(2025, "Consolidé + flux internes − ensemble")][6]), 0)
        self.assertEqual(cents(found[(2024, "Total consolidé")][6]), total(CITY_BEFORE))
        self.assertEqual({row[11] for row in rows if len(row) > 11 and row[11]}, {"OK"})

    def test_an_ods_first_gives_an_ods_that_libreoffice_calculates(self):
        self.assertDone(mesures("run", self.pipeline(WATER_INPUT, CITY_INPUT, BEFORE_INPUT), "--lang", "fr"))
        self.check_consolidated(ods_rows(self.output / "consolidation.ods"))
        again = convert(self.output / "consolidation.ods", self.folder / "again", "xlsx")
        self.check_consolidated(sheet_rows(again))

    def test_the_pipeline_of_the_documentation_runs(self):
        page = (ROOT / "docs" / "consolidation.md").read_text(encoding="utf-8")
        place = self.folder / "pipelines"
        place.mkdir()
        for name in ("measures", "rules", "profiles", "nomenclatures"):
            (place / name).symlink_to(ROOT / "pipelines" / name)
        for name in ("ville-2025.xlsx", "annexes/eau-2025.ods", "ville-2024.csv"):
            (place / pathlib.Path(name).name).write_bytes((self.folder / name).read_bytes())
        (place / "p.yaml").write_text(page.split("```yaml\n")[1].split("```")[0], encoding="utf-8")
        self.assertDone(mesures("run", place / "p.yaml", "--lang", "fr"))
        grid = Grid(sheet_rows(self.folder / "out" / "consolidation" / "consolidation.xlsx")["Consolidation"])
        self.assertEqual(cents(grid.table("Périmètre")["Dans le périmètre"][(2025, "Flux internes")]), 150_000_37)

    @needs_shared("data", "montpellier", "VilleMTP_MTP_CA_2023_sans_annexes.xml")
    def test_a_budget_document_stands_beside_exports(self):
        document = SHARED / "data" / "montpellier" / "VilleMTP_MTP_CA_2023_sans_annexes.xml"
        entry = f"    - {{ id: mtp, file: {document}, budget: montpellier, exercice: 2023 }}"
        self.assertDone(mesures("run", self.pipeline(CITY_INPUT, WATER_INPUT, entry), "--lang", "fr"))
        sums = {}
        for label, row in Grid(self.sheets()["Consolidation"]).table("Dépenses et recettes, tous mouvements").items():
            parts = label.split(", ")
            if len(parts) == 3:
                kind = (parts[0], parts[2])
                sums[kind] = sums.get(kind, 0) + cents(row[(2023, "Consolidé")])
        # What the lines of the document add up to, known from elsewhere.
        self.assertEqual(sums, {
            ("Dépenses", "réelles"): 584_899_514_16, ("Recettes", "réelles"): 588_503_468_68,
            ("Dépenses", "d'ordre"): 36_509_593_80, ("Recettes", "d'ordre"): 36_509_593_80})

    @needs_shared("tools", "validate.py")
    def test_consolidated_workbooks_are_valid(self):
        validate = shared_tool("validate")
        for first, name in ((CITY_INPUT, "consolidation.xlsx"), (WATER_INPUT, "consolidation.ods")):
            others = [one for one in (CITY_INPUT, WATER_INPUT, BEFORE_INPUT) if one != first]
            self.assertDone(mesures("run", self.pipeline(first, *others), "--lang", "fr"))
            self.assertEqual(list(validate.check(str(self.output / name))), [], name)

    # What is refused

    def refused(self, code, *inputs, status=2, change=None, **options):
        path = self.pipeline(*inputs, **options)
        if change:
            text = path.read_text(encoding="utf-8")
            self.assertIn(change[0], text)
            path.write_text(text.replace(*change), encoding="utf-8")
        outcome = mesures("run", path, "--lang", "fr")
        self.assertDone(outcome, status)
        self.assertIn(code, outcome.codes, outcome.text)
        self.assertFalse(self.output.exists())
        return outcome

    def test_a_budget_twice_in_one_exercice_is_refused_unless_declared(self):
        write_xlsx(self.folder / "ville-suite.xlsx", CITY[:2], 2025, "VILLE", "M57_D")
        more = "    - { file: ville-suite.xlsx, budget: ville }"
        self.refused("CSO001", CITY_INPUT, WATER_INPUT, more)
        declared = more.replace("ville }", "ville, complement: oui }")
        self.assertDone(mesures("run", self.pipeline(CITY_INPUT, WATER_INPUT, declared), "--lang", "fr"))
        accounts = Grid(self.sheets()["Consolidation"]).table("Dépenses et recettes, tous mouvements")
        row = accounts["Dépenses, fonctionnement, réelles"]
        spent = lambda line: line[:3] == ("F", "D", "R")
        self.assertEqual(cents(row[(2025, "ville-suite")]), total(CITY[:2]))
        self.assertEqual(
            cents(row[(2025, "Consolidé")]),
            total(CITY, spent) + total(WATER, spent) + total(CITY[:2]) - 12_345_67 - 2 * 45_000_10)

    def test_two_exercices_of_one_sheet_stand_side_by_side(self):
        import openpyxl
        book = openpyxl.load_workbook(self.folder / "ville-2025.xlsx")
        for row in rows(CITY_BEFORE, 2024, "VILLE", "M57_D"):
            book["Balance"].append(row[:-1] + [row[-1] / 100])
        book.save(self.folder / "ville-2025.xlsx")
        both = [f"    - {{ id: ville-{year}, file: ville-2025.xlsx, budget: ville, label: Ville, exercice: {year} }}"
                for year in (2025, 2024)]
        self.assertDone(mesures("run", self.pipeline(*both, WATER_INPUT), "--lang", "fr"))
        self.check_consolidated(self.sheets(), controls=True)
        accounts = Grid(self.sheets()["Consolidation"]).table("Dépenses et recettes, tous mouvements")
        others = accounts["Lignes d'un autre exercice"]
        self.assertEqual(cents(others[(2025, "Ville")]), total(CITY_BEFORE))
        self.assertEqual(cents(others[(2024, "Ville")]), total(CITY))

    def test_the_same_sheet_twice_is_refused_whatever_is_declared(self):
        copy = "    - { id: copie, file: ville-2025.xlsx, budget: ville, complement: oui }"
        self.refused("CSO005", CITY_INPUT, WATER_INPUT, copy, status=65)

    def test_mistakes_in_the_list_are_named(self):
        self.refused("CSO003", CITY_INPUT, "    - { file: annexes/*.csv, budget: eau }")
        self.refused("CSO002", CITY_INPUT, WATER_INPUT,
                     "    - { id: VILLE-2025, file: ville-2024.csv, budget: autre }")
        self.refused("CSO004", CITY_INPUT, WATER_INPUT, "    - { id: a/b, file: ville-2024.csv }")
        outcome = self.refused("CSO006", CITY_INPUT, BEFORE_INPUT)
        self.assertIn("eau", outcome.text)
        self.refused("YML012", CITY_INPUT, WATER_INPUT, change=('to: { budget: eau, nature: "1314" }',
                                                                'to: { budget: eau }'))

    def test_a_damaged_input_leaves_nothing_behind(self):
        (self.folder / "annexes" / "eau-2025.ods").write_bytes(water_ods()[:2000])
        outcome = mesures("run", self.all(), "--lang", "fr")
        self.assertDone(outcome, 65)
        self.assertIn("eau-2025.ods", outcome.text)
        self.assertFalse(self.output.exists())

    def test_a_list_of_one_and_no_flows_is_consolidated_too(self):
        self.assertDone(mesures("run", self.pipeline(BEFORE_INPUT, flows=False), "--lang", "fr"))
        accounts = Grid(self.sheets()["Consolidation"]).table("Dépenses et recettes, tous mouvements")
        row = accounts["Dépenses, investissement, réelles"]
        self.assertEqual(cents(row[(2024, "Consolidé")]), 290_000_01 + 99_999_99)


if __name__ == "__main__":
    unittest.main()
