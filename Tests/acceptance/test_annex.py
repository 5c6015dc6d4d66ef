"""The annex of each budget: its figures, its formulas, its matrix, what it says of what the State's tables lack."""

import csv
import pathlib
import re
import shutil
import zipfile

from annex import (
    AGGREGATED, DETAILED, FUNCTIONLESS, UNLISTED, Annex, CasesWorkspace, Presentation, annexes, budget_document, record)
from annotation import Annotation
from people import set_cell
from support import (
    INPUTS, PROFILES, ROOT, SAMPLES, SHARED, TABLE, Workspace, annotated, cents, convert_all, mesures, needs_shared, needs_soffice, shared_tool,
    sheet_rows, workbook_of)

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
LABELS = {"Favorables": "Favorable", "Défavorables": "Défavorable", "Neutres": "Neutre", "Non cotées": "Non coté",
          "Non renseignées": "Non renseigné", "Mixtes": "Mixte"}
AGGREGATES = ("data", "annexe-verte", "agregats_all_nomenclatures.csv")
NATURES = ["A105", "A110", "A115", "A120", "A125", "A130", "A135", "A140", "A145", "A150", "A155", "A165", "A225"]
FONCTIONS = ["0", "0-5", "1", "2", "3", "4", "4-3", "4-4", "5", "6", "7", "8"]


def same(left, right):
    """Equal values; numbers to a billionth, as doubles pass through two programs."""
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        return abs(left - right) <= 1e-9 * max(1, abs(left), abs(right))
    return (left or None) == (right or None)


def differences(before, after):
    """The cells of two lists of rows that differ."""
    wrong = []
    for number in range(max(len(before), len(after))):
        left, right = (list(rows[number]) if number < len(rows) else [] for rows in (before, after))
        width = max(len(left), len(right))
        for column in range(width):
            pair = tuple(row[column] if column < len(row) else None for row in (left, right))
            if not same(*pair):
                wrong.append((number + 1, column + 1, *pair))
    return wrong


def aggregates():
    """{(plan, account): aggregate} of the State's table, its drag-fill errors mended: the annex has no A149, no A151 to A154."""
    wrong = {"A149", "A151", "A152", "A153", "A154"}
    with open(SHARED.joinpath(*AGGREGATES), encoding="utf-8", newline="") as file:
        return {(row["LIBELLE_NOMENCLATURE"], row["NUMERO_COMPTE"]): "A150" if row["AGR_DEBIT"] in wrong else row["AGR_DEBIT"]
                for row in csv.DictReader(file)}


def aggregate(known, plan, account):
    """That of an account; of the one that it subdivides; of its subdivisions, where they agree."""
    for length in range(len(account), 1, -1):
        if (plan, account[:length]) in known:
            return known[plan, account[:length]]
    below = {code for (own, number), code in known.items() if own == plan and number.startswith(account)}
    return below.pop() if len(below) == 1 else UNLISTED


def cut_lines(folder, budget):
    """{(sheet, cut, code, heading): cents} of the lines in the perimeter, from the data package and the State's table."""
    known, headings = aggregates(), {rating: heading for heading, rating in LABELS.items()}
    words = {"favorable": "Favorable", "defavorable": "Défavorable", "neutre": "Neutre", "non-cote": "Non coté",
             "non-renseigne": "Non renseigné", "mixte": "Mixte"}
    sheets = {"attenuation": DETAILED.format(1), "biodiversite": DETAILED.format(6), "synthese": AGGREGATED}
    with open(folder / "donnees" / "lines.csv", encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    cells, seen = {}, set()

    def add(sheet, line, heading, amount):
        fonction = line["fonction"]
        special = {"05": "0-5", "43": "4-3", "44": "4-4"}.get(fonction[:2])
        for cut, code in (("nature", aggregate(known, line["nomenclature"], line["nature"])),
                          ("fonction", special or fonction[:1] or FUNCTIONLESS)):
            key = sheet, cut, code, heading
            cells[key] = cells.get(key, 0) + amount

    with open(folder / "donnees" / "shares.csv", encoding="utf-8", newline="") as file:
        for share in csv.DictReader(file):
            line = lines[int(share["line"]) - 1]
            if line["budget"] != budget:
                continue
            sheet, heading = sheets[share["axis"]], headings[words[share["category"]]]
            if (share["line"], sheet) not in seen:
                seen.add((share["line"], sheet))
                add(sheet, line, "total", cents(line["amount"]))
            # The aggregated presentation has no column for what nobody has rated.
            if (sheet, heading) != (AGGREGATED, "Non renseignées"):
                add(sheet, line, heading, cents(share["amount"]))
    return {key: amount for key, amount in cells.items() if amount}


def shown_cells(annex):
    """The same of its sheets."""
    return {(sheet, cut, code, heading): amount for sheet, presentation in annex.presentations.items()
            for cut in ("nature", "fonction") for code, row in presentation.blocks[0][cut].items()
            for heading, amount in row.items() if amount}


class Samples(Workspace):
    def test_each_budget_has_its_annex_and_each_cell_sums_its_lines(self):
        for name in INPUTS:
            annotation = Annotation(workbook_of(annotated(name)))
            made = annexes(annotated(name))
            whole = 0
            for one in made:
                with self.subTest(name, budget=one["budget"]):
                    annex = Annex(one["workbook"])
                    self.assertEqual(list(annex.presentations), [AGGREGATED, DETAILED.format(1), DETAILED.format(6)])
                    for sheet, presentation in annex.presentations.items():
                        column = "Cotation synthétique" if sheet == AGGREGATED else next(
                            head for head in annex.header if head.startswith(f"Axe {sheet[-1]} "))
                        (block,) = presentation.blocks
                        self.assertEqual([key for key in block["nature"] if key != UNLISTED], NATURES)
                        self.assertEqual([key for key in block["fonction"] if key != FUNCTIONLESS], FONCTIONS)
                        for part, key, rest, word in (("nature", "Agrégat nature", UNLISTED, "Hors agrégats"),
                                                      ("fonction", "Fonction", FUNCTIONLESS, None)):
                            for heading in ["total", *presentation.headings]:
                                wanted = annex.sums(key, None if heading == "total" else (column, LABELS[heading]))
                                wanted = {rest if code == word else code: sum for code, sum in wanted.items() if sum}
                                found = {code: cells[heading] for code, cells in block[part].items() if cells[heading]}
                                self.assertEqual(found, wanted, f"{sheet}, {part}, {heading}")
                    whole += annex.presentations[AGGREGATED].blocks[0]["totals"]["TOTAL PAR NATURE"]["total"]
            self.assertEqual(whole, annotation.total(annotation.inside), name)
            controls = [control for control in record(annotated(name))["controls"] if control["name"].startswith("Annexe")]
            self.assertEqual(len(controls), 8 * len(made))
            self.assertEqual([control for control in controls if control["expectedCents"] != control["foundCents"]], [])

    @needs_shared(*AGGREGATES)
    def test_each_cell_is_what_the_lines_come_to_by_the_state_s_table(self):
        for name in INPUTS:
            for one in annexes(annotated(name)):
                with self.subTest(name, budget=one["budget"]):
                    annex = Annex(one["workbook"])
                    wanted = cut_lines(annotated(name), one["budget"])
                    self.assertGreater(len(wanted), 10)
                    self.assertEqual(shown_cells(annex), wanted)

    def test_the_live_sheets_say_the_same_as_the_annexes(self):
        for name in INPUTS:
            with self.subTest(name):
                sheets = sheet_rows(workbook_of(annotated(name)))
                made = [Annex(one["workbook"]) for one in annexes(annotated(name))]
                for live, official in (("Annexe agrégée", AGGREGATED), ("Annexe axe 1", DETAILED.format(1)),
                                       ("Annexe axe 6", DETAILED.format(6))):
                    shown = Presentation(sheets[live])
                    self.assertEqual(shown.blocks, [annex.presentations[official].blocks[0] for annex in made])
                    self.assertEqual(shown.verdicts, [annex.presentations[official].verdicts[0] for annex in made])

    def test_the_matrix_has_the_headers_of_the_tool_and_its_codes(self):
        for name in INPUTS:
            for one in annexes(annotated(name)):
                with self.subTest(name, budget=one["budget"]):
                    annex = Annex(one["workbook"])
                    self.assertEqual(annex.header[:24], [
                        "Nature", "Rubrique", "Montant de la réalisation", "Champ 1", "Champ 2", "Champ 3", "Libellé",
                        "Axe 1 – Atténuation", "Axe 2 - Adaptation", "Axe 3 - Eau", "Axe 4 – Economie circulaire",
                        "Axe 5 - Pollution", "Axe 6 – Biodiversité", "Cotation synthétique", "Agrégat nature", "Fonction",
                        *(f"Code axe {axis}" for axis in range(1, 7)), "Somme des codes",
                        "Somme des valeurs absolues des codes"])
                    codes = {"Favorable": "FAVORABLE", "Défavorable": "DEFAVORABLE", "Neutre": "NEUTRE",
                             "Non coté": "NONCOTEE", "Mixte": "MIXTE"}
                    signs = {"Favorable": 1, "Défavorable": -1, "Neutre": 0}
                    for row in annex.rows:
                        found = []
                        for axis, head in ((1, "Axe 1 – Atténuation"), (6, "Axe 6 – Biodiversité")):
                            word = codes.get(row[head])
                            self.assertEqual(row[f"Axe {axis} – Code"], word and f"0{axis}_{word}")
                            self.assertEqual(row[f"Code axe {axis}"], signs.get(row[head]))
                            found.append(signs.get(row[head], 0))
                        word = codes.get(row["Cotation synthétique"])
                        self.assertEqual(row["Synthèse – Code"], word and f"SYNTH_{word}")
                        self.assertEqual(row["Somme des codes"], sum(found))
                        self.assertEqual(row["Somme des valeurs absolues des codes"], sum(map(abs, found)))
                        self.assertIsNone(row["Axe 3 - Eau"])

    def test_records_sum_to_the_annex_by_nature_function_and_rating(self):
        from lxml import etree
        for name in INPUTS:
            for one in annexes(annotated(name)):
                with self.subTest(name, budget=one["budget"]):
                    annex = Annex(one["workbook"])
                    wanted, found = {}, {}
                    for row in annex.rows:
                        key = (row["Nature"], row["Rubrique"] or "", row["Axe 1 – Code"] or "NA", row["Axe 6 – Code"] or "NA",
                               row["Synthèse – Code"] or "NA")
                        wanted[key] = wanted.get(key, 0) + cents(row["Montant de la réalisation"])
                    root = etree.parse(one["fragment"]).getroot()
                    self.assertEqual(root.tag, "DATA_BUDGETVERT")
                    for item in root:
                        value = {child.tag: child.get("V") for child in item}
                        self.assertEqual([value[tag] for tag in ("Adaptation_02", "Eau_03", "Eau_04", "Pollution_05")], ["NA"] * 4)
                        key = (value["Nature"], value.get("Fonction", ""), value["Attenuation_01"], value["Biodiversite_06"],
                               value["CotSynth"])
                        found[key] = found.get(key, 0) + cents(value["MtReal"])
                    self.assertEqual(found, {key: sum for key, sum in wanted.items() if sum})

    @needs_shared("tools", "validate.py")
    def test_validators_find_nothing(self):
        validate = shared_tool("validate")
        for name in INPUTS:
            for one in annexes(annotated(name)):
                with self.subTest(name, budget=one["budget"]):
                    problems = [problem for problem in validate.check(one["workbook"])
                                if not re.match(r"schema 1\.|not validated", problem[2])]
                    self.assertEqual(problems, [])


@needs_soffice
class Recalculated(Workspace):
    def test_libreoffice_calculates_the_same_cells(self):
        files = {}
        for name in INPUTS:
            files[name, "annotated"] = workbook_of(annotated(name))
            for one in annexes(annotated(name)):
                files[name, one["budget"]] = one["workbook"]
        for key, path in convert_all(files, self.folder, "xlsx", recalculates=True).items():
            with self.subTest(key):
                before, after = sheet_rows(files[key]), sheet_rows(path)
                names = [sheet for sheet in before if sheet.startswith(("Présentation", "Annexe"))]
                self.assertEqual(len(names), 3)
                for sheet in names:
                    self.assertEqual(differences(before[sheet], after[sheet]), [], sheet)

    def test_a_correction_moves_its_amount_in_the_annex(self):
        for name, word in (("mandats-2025.xlsx", "Favorable"), ("budget-execute.ods", "Défavorable")):
            with self.subTest(name):
                workbook = workbook_of(annotated(name))
                annotation = Annotation(workbook)
                position, row = next(
                    (at, row) for at, row in enumerate(annotation.lines)
                    if annotation.inside(row) and annotation.value(row, "Axe 1 – Cotation") == word
                    and annotation.value(row, "Axe 1 – Part") == 1)
                changed = set_cell(
                    workbook, self.folder / ("corrige" + workbook.suffix), annotation.name,
                    annotation.header_row + 2 + position, annotation.column("Axe 1 – Cotation") + 1, "Non coté")
                (path,) = convert_all({0: changed}, self.folder / name, "xlsx", recalculates=True).values()
                before, after = (Presentation(sheets["Annexe axe 1"]) for sheets in (annotation.sheets, sheet_rows(path)))
                place = 0
                if "Annexe – Budget" in annotation.header:
                    codes = sorted(one["budget"] for one in annexes(annotated(name)))
                    place = codes.index(annotation.value(row, "Annexe – Budget").removeprefix("Budget "))
                plural = word + "s"
                for part, title in (("nature", "Annexe – Ligne par nature"), ("fonction", "Annexe – Ligne par fonction")):
                    code = annotation.value(row, title)
                    code = code[1:] if part == "fonction" and code.startswith("F") else code
                    code = FUNCTIONLESS if code == "Sans fonction" else code
                    old, new = (one.blocks[place][part][code] for one in (before, after))
                    self.assertEqual(new[plural], old[plural] - annotation.amount(row))
                    self.assertEqual(new["Non cotées"], old["Non cotées"] + annotation.amount(row))
                    self.assertEqual(new["total"], old["total"])


class SpecialCases(CasesWorkspace):
    """Each case that the State's tables do not settle: a hand-made export, a finding, a place in the annex."""

    def presentation(self, output, budget="VILLE", sheet=AGGREGATED):
        (one,) = [one for one in annexes(output) if one["budget"] == budget]
        return Annex(one["workbook"]).presentations[sheet].blocks[0]

    def test_the_drag_fill_error_is_corrected_and_logged(self):
        outcome, output = self.run_on([
            {"nature": "216", "budget": "EAU", "amount": 120_00}, {"nature": "2111", "budget": "EAU", "amount": 30_01}])
        self.assertIn("ANX003", outcome.codes)
        self.assertIn("A154 → A150", outcome.text)
        block = self.presentation(output, "EAU")
        self.assertEqual(block["nature"]["A150"]["total"], 120_00)
        self.assertEqual(block["totals"]["TOTAL PAR NATURE"]["total"], 150_01)
        self.assertNotIn(UNLISTED, block["nature"])

    def test_accounts_without_an_aggregate_stand_apart_and_totals_reconcile(self):
        outcome, output = self.run_on([
            {"nature": "10222", "fonction": "01", "amount": 500_10}, {"nature": "1675", "fonction": "020", "amount": 40_07},
            {"nature": "2111", "fonction": "020", "amount": 9_00}, {"nature": "1641", "fonction": "01", "amount": 77_00}])
        self.assertIn("ANX002", outcome.codes)
        self.assertRegex(outcome.text, r"10222 \(M57_D\), 1675 \(M57_D\)")
        block = self.presentation(output)
        self.assertEqual(block["nature"][UNLISTED]["total"], 540_17)
        self.assertEqual(block["totals"]["TOTAL PAR NATURE"]["total"], 549_17)
        listed = next(values for name, values in block["totals"].items() if name.startswith("Total des agrégats"))
        self.assertEqual(listed["total"], 9_00)
        self.assertEqual(block["totals"]["Total"]["total"], 549_17)
        verdicts = Annex(annexes(output)[0]["workbook"]).presentations[AGGREGATED].verdicts[0]
        self.assertEqual(verdicts["Contrôle"][0], "OK")
        self.assertEqual(verdicts["Contrôle des seules lignes du modèle"][0], "Écart")

    def test_an_account_of_m4_is_one_in_its_own_plan_alone(self):
        lines = [{"nature": "2183", "budget": "EAU", "amount": 100_00}, {"nature": "2183", "fonction": "020", "amount": 7_00},
                 {"nature": "21838", "fonction": "020", "amount": 2_00}]
        outcome, output = self.run_on(lines)
        # In M57_D it only groups 21831 and 21838: row 3 is wrong there, row 2 is right in M49_D.
        self.assertIn("CTL002", outcome.codes)
        self.assertIn("Comptes de regroupement de M57_D 2024 qui portent des lignes : 2183 (7,00 €, lignes 3)", self.said)
        for budget, total in (("EAU", 100_00), ("VILLE", 9_00)):
            block = self.presentation(output, budget)
            self.assertEqual(block["nature"]["A150"]["total"], total)
            self.assertNotIn(UNLISTED, block["nature"])
        # Before 2025 the annex is not due for budgets of M4: their lines are left out, and said.
        shutil.rmtree(output)
        _, output = self.run_on(lines + [{"nature": "2111", "fonction": "020", "amount": 1_00}], exercice="2024")
        self.assertIn("hors périmètre : Budget M4 — 100,00 €", self.said)
        self.assertEqual([one["budget"] for one in annexes(output)], ["VILLE"])

    def test_lines_without_a_function_are_reported_and_shown(self):
        outcome, output = self.run_on([
            {"nature": "2156", "budget": "EAU", "amount": 200_00}, {"nature": "2111", "fonction": "020", "amount": 9_00}])
        self.assertIn("ANX004", outcome.codes)
        self.assertIn("Annexe du budget EAU : sans fonction dans l'annexe, 200,00 € (lignes : 1", self.said)
        self.assertEqual(len(annexes(output)), 2)
        water = self.presentation(output, "EAU")
        # 2156 groups the accounts that the table knows, all of one aggregate.
        self.assertEqual(water["nature"]["A140"]["total"], 200_00)
        self.assertEqual(water["fonction"][FUNCTIONLESS]["total"], 200_00)
        self.assertEqual(water["totals"]["Total"]["total"], 200_00)
        self.assertNotIn(FUNCTIONLESS, self.presentation(output)["fonction"])

    def test_functions_go_to_the_longest_prefix(self):
        lines = {"01": "0", "020": "0", "05": "0-5", "051": "0-5", "10": "1", "41": "4", "43": "4-3", "4311": "4-3",
                 "44": "4-4", "515": "5", "845": "8"}
        _, output = self.run_on([
            {"nature": "2111", "fonction": code, "amount": 100 + number} for number, code in enumerate(lines)])
        wanted = {}
        for number, code in enumerate(lines.values()):
            wanted[code] = wanted.get(code, 0) + 100 + number
        found = {code: cells["total"] for code, cells in self.presentation(output)["fonction"].items() if cells["total"]}
        self.assertEqual(found, wanted)

    def test_cancellations_across_quarters_net(self):
        outcome, output = self.run_on([
            {"nature": "2315", "fonction": "845", "amount": 1000_00, "label": "PISTE CYCLABLE", "date": "15/02/2025"},
            {"nature": "2315", "fonction": "845", "amount": -300_25, "label": "PISTE CYCLABLE", "date": "20/10/2025",
             "type": "Ann. de mandat"}])
        self.assertIn("ANX005", outcome.codes)
        self.assertIn("annulations déduites, -300,25 € (lignes : 1)", self.said)
        block = self.presentation(output, sheet=DETAILED.format(1))
        self.assertEqual(block["nature"]["A155"]["total"], 699_75)
        self.assertNotIn("ANX006", outcome.codes)

    def test_a_cancellation_rated_otherwise_shows_below_nothing(self):
        outcome, _ = self.run_on([
            {"nature": "2315", "fonction": "845", "amount": 1000_00, "label": "TRAVAUX DIVERS"},
            {"nature": "2315", "fonction": "845", "amount": -300_25, "label": "PISTE CYCLABLE", "type": "Ann. de mandat"}])
        self.assertIn("ANX006", outcome.codes)
        self.assertIn("A155 Favorable", outcome.text)

    def test_where_the_annex_goes(self):
        lines = [{"nature": "2111", "fonction": "020", "amount": 9_00}]
        for asked, files, sheets in (("none", False, False), ("workbook", True, False), ("sheets", False, True), ("both", True, True)):
            with self.subTest(asked):
                _, output = self.run_on(lines, annexe=asked)
                self.assertEqual((output / "cas-annexe.xlsx").exists(), files)
                self.assertEqual((output / "cas-DATA_BUDGETVERT.xml").exists(), files)
                self.assertEqual("annexes" in record(output)["result"], files)
                book = Annotation(output / "cas-annote.xlsx")
                self.assertEqual("Annexe agrégée" in book.sheets, sheets)
                self.assertEqual("Annexe – Ligne par nature" in book.header, sheets)
                for path in output.iterdir():
                    if path.is_file():
                        path.unlink()
        self.run_on(lines, annexe="partout", status=2)

    def test_the_calendar_says_what_is_due_and_how_sure_that_is(self):
        lines = [{"nature": "2111", "fonction": "020", "amount": 9_00}, {"nature": "2315", "fonction": "845", "amount": 11_00},
                 {"nature": "2188", "fonction": "020", "amount": 70_00}, {"nature": "2111", "budget": "EAU", "amount": 5_00}]
        due = {"2024": ([1], 20_00, "déduit des sources, à confirmer"), "2025": ([1, 6], 95_00, "lu dans la source citée"),
               "2026": ([1, 6], 95_00, "déduit des sources, à confirmer"),
               "2027": ([1, 2, 3, 4, 5, 6], 95_00, "déduit des sources, à confirmer")}
        for year, (axes, total, confidence) in due.items():
            with self.subTest(year):
                outcome, output = self.run_on(lines, exercice=year)
                made = [Annex(one["workbook"]) for one in annexes(output)]
                self.assertEqual(list(made[0].presentations), [AGGREGATED, *(DETAILED.format(axis) for axis in axes)])
                found = sum(annex.presentations[AGGREGATED].blocks[0]["totals"]["TOTAL PAR NATURE"]["total"] for annex in made)
                self.assertEqual(found, total)
                self.assertIn(confidence, made[0].sheets[AGGREGATED][2][0])
                self.assertEqual(outcome.codes.count("MES005"), 4 if year == "2027" else 0)
                if year == "2027":
                    block = made[0].presentations[DETAILED.format(3)].blocks[0]
                    self.assertEqual(block["totals"]["TOTAL"]["Non renseignées"], block["totals"]["TOTAL"]["total"])
                if year == "2024":
                    self.assertIn("MES006", outcome.codes)
                    self.assertIn("Le compte 2315 est pris pour l'un des dix-sept", outcome.text)

    def test_operating_expenses_stand_aside_for_information(self):
        (one,) = annexes(annotated("budget-execute.ods"))
        annotation = Annotation(workbook_of(annotated("budget-execute.ods")))
        block = Annex(one["workbook"]).presentations[DETAILED.format(1)].blocks[0]
        operating = {}
        for row in annotation.lines:
            code = annotation.value(row, "Annexe – Ligne par nature")
            if code and code.startswith("R"):
                operating[code] = operating.get(code, 0) + annotation.amount(row)
                self.assertEqual(annotation.value(row, "Périmètre"), "Non : dépense de fonctionnement")
        self.assertTrue(operating)
        self.assertEqual({code: cells["total"] for code, cells in block["information"].items() if cells["total"]}, operating)
        for cells in block["information"].values():
            self.assertEqual(cells["Non renseignées"], cells["total"])


    def test_the_annex_of_another_measure_is_refused(self):
        pipelines = shutil.copytree(ROOT / "pipelines", self.folder / "pipelines")
        layout = pipelines / "annexes" / "transition-ecologique.yaml"
        layout.write_text(layout.read_text(encoding="utf-8").replace("measure: budget-vert", "measure: climat-i4ce"), encoding="utf-8")
        outcome = mesures(
            "run", pipelines / "budget-vert.yaml", "--set", f"entree={SAMPLES / 'balance.csv'}", "--set",
            f"sortie={self.folder / 'sortie'}")
        self.assertEqual(outcome.status, 2, outcome.text[-2000:])
        self.assertEqual([code for code in outcome.codes if code.startswith("ANX")], ["ANX001"])
        self.assertFalse((self.folder / "sortie" / "run.json").exists())

    def test_nothing_is_inserted_in_a_document_of_another_year_or_budget(self):
        document = budget_document(self.folder / "ca.xml", "")
        lines = [{"nature": "2111", "fonction": "020", "amount": 9_00}]
        for more, exercice, code in (([], "2026", "ANX011"), ([{**lines[0], "budget": "EAU"}], "2025", "ANX011"),
                                     ([], "2025", "ANX010")):
            with self.subTest(exercice=exercice, budgets=1 + len(more)):
                outcome, output = self.run_on(lines + more, "--set", f"totem={document}", exercice=exercice)
                self.assertIn(code, outcome.codes)
                made = [one for one in annexes(output) if "document" in one]
                self.assertEqual(len(made), 1 if code == "ANX010" else 0)
                self.assertEqual((output / "cas-totem.xml").exists(), bool(made))
                shutil.rmtree(output)


class LeftSheets(Workspace):
    """The sheets of an earlier run that is asked for less."""

    SHEETS = ["Annexe agrégée", "Annexe axe 1", "Annexe axe 6"]

    def run_on(self, source, folder, annexe):
        profile = next((path for name, path in PROFILES.items() if name[:12] == pathlib.Path(source).name[:12]), "auto")
        self.assertDone(mesures(
            "run", ROOT / "pipelines" / "budget-vert.yaml", "--set", f"entree={source}", "--set", f"sortie={folder}", "--set",
            f"annexe={annexe}", "--set", f"profil={profile}", "--verify"))
        return workbook_of(folder)

    def hidden(self, path):
        if path.suffix == ".xlsx":
            import openpyxl
            return [sheet.title for sheet in openpyxl.load_workbook(path) if sheet.sheet_state != "visible"]
        from lxml import etree
        root = etree.fromstring(zipfile.ZipFile(path).read("content.xml"), etree.XMLParser(huge_tree=True))
        styles = {style.get(STYLE + "name"): style for style in root.iter(STYLE + "style")}
        return [table.get(TABLE + "name") for table in root.iter(TABLE + "table")
                if any(one.get(TABLE + "display") == "false" for one in styles[table.get(TABLE + "style-name")])]

    def test_sheets_that_are_asked_for_no_more_go_and_come_back(self):
        for name in ("mandats-2025.xlsx", "budget-execute.ods"):
            with self.subTest(name):
                folder = self.folder / name
                first = workbook_of(annotated(name))
                less = self.run_on(first, folder / "a", "workbook")
                before, after = sheet_rows(first), sheet_rows(less)
                # Their places stay, so that a formula that names them reads nothing and is not broken.
                self.assertEqual(list(after), list(before))
                self.assertLessEqual(set(self.SHEETS), set(self.hidden(less)))
                self.assertEqual([len(after[sheet]) for sheet in self.SHEETS], [1, 1, 1])
                self.assertFalse([head for head in Annotation(less).header if head and head.startswith("Annexe")])
                again = self.run_on(less, folder / "b", "workbook")
                self.assertEqual(again.read_bytes(), less.read_bytes())
                back = self.run_on(again, folder / "c", "both")
                self.assertFalse(set(self.SHEETS) & set(self.hidden(back)))
                self.assertEqual([sheet_rows(back)[sheet] for sheet in self.SHEETS], [before[sheet] for sheet in self.SHEETS])

    @needs_soffice
    def test_a_formula_of_people_on_a_sheet_that_goes_reads_nothing(self):
        source = set_cell(workbook_of(annotated("mandats-2025.xlsx")), self.folder / "mandats-2025-annote.xlsx", "Annexe axe 1", 60, 1, None)
        import openpyxl
        book = openpyxl.load_workbook(source)
        own = book.create_sheet("À moi")
        own["A1"] = "='Annexe axe 1'!C21*2+1"
        book.active = book.sheetnames.index("Annexe axe 1")
        book.save(source)
        less = self.run_on(source, self.folder / "a", "workbook")
        shown = openpyxl.load_workbook(less)
        self.assertEqual(shown["À moi"]["A1"].value, "='Annexe axe 1'!C21*2+1")
        self.assertEqual(shown.active.sheet_state, "visible")
        (made,) = convert_all({0: less}, self.folder / "b", "xlsx", recalculates=True).values()
        self.assertEqual(sheet_rows(made)["À moi"][0][0], 1)


DOCUMENT = ("data", "montpellier", "VilleMTP_MTP_CA_2023_sans_annexes.xml")


@needs_shared(*DOCUMENT)
class Montpellier(Workspace):
    """The annex of a real budget document, and the document with it."""

    def run_on(self, source, folder):
        self.assertDone(mesures(
            "run", ROOT / "pipelines" / "budget-vert.yaml", "--set", f"entree={source}", "--set", f"sortie={folder}",
            "--set", "exercice=2023", "--lang", "fr"))
        (one,) = annexes(folder)
        return one

    def test_the_annex_sums_to_the_lines_of_the_document(self):
        from lxml import etree
        source = SHARED.joinpath(*DOCUMENT)
        output = self.folder / "sortie"
        one = self.run_on(source, output)
        space = "{http://www.minefi.gouv.fr/cp/demat/docbudgetaire}"
        wanted = {}
        for line in etree.parse(str(source)).iter(space + "LigneBudget"):
            value = {child.tag.removeprefix(space): child.get("V") for child in line}
            if value["CodRD"] == "D" and value["OpBudg"] == "0" and value.get("Fonction", "").startswith(("90", "91", "92")):
                nature = value["Nature"]
                if nature != "001" and not (nature.startswith("16") and not nature.startswith("1675")):
                    real = next((child.get("V") for child in line if child.tag == space + "MtReal"), "0")
                    wanted[nature] = wanted.get(nature, 0) + cents(real)
        annex = Annex(one["workbook"])
        self.assertEqual({code: sum for code, sum in annex.sums("Nature").items() if sum},
                         {code: sum for code, sum in wanted.items() if sum})
        totals = annex.presentations[AGGREGATED].blocks[0]["totals"]
        self.assertEqual(totals["TOTAL PAR NATURE"]["total"], sum(wanted.values()))
        self.assertEqual(totals["Total"]["total"], sum(wanted.values()))
        said = {finding["code"]: finding["what"] for finding in record(output)["findings"]}
        self.assertIn("couples nature × fonction égaux au centime", said["ANX009"])

    @needs_soffice
    @needs_shared(*AGGREGATES)
    def test_each_cell_is_what_the_lines_come_to_and_libreoffice_agrees(self):
        output = self.folder / "sortie"
        one = self.run_on(SHARED.joinpath(*DOCUMENT), output)
        self.assertEqual(shown_cells(Annex(one["workbook"])), cut_lines(output, one["budget"]))
        files = {"annex": one["workbook"], "annotated": workbook_of(output)}
        for key, path in convert_all(files, self.folder / "b", "xlsx", recalculates=True).items():
            before, after = sheet_rows(files[key]), sheet_rows(path)
            for sheet in [sheet for sheet in before if sheet.startswith(("Présentation", "Annexe"))]:
                self.assertEqual(differences(before[sheet], after[sheet]), [], (key, sheet))

    def test_the_document_keeps_every_other_byte_and_takes_what_it_gave(self):
        source = SHARED.joinpath(*DOCUMENT)
        one = self.run_on(source, self.folder / "a")
        before, after = source.read_bytes(), open(one["document"], "rb").read()
        fragment = open(one["fragment"], "rb").read()
        start = after.index(b"<DATA_BUDGETVERT>")
        self.assertEqual(after[start:start + len(fragment)], fragment)
        left = after[:start] + after[start + len(fragment):]
        self.assertEqual(left.replace(b"<Annexes></Annexes>", b""), before.replace(b"<Annexes></Annexes>", b""))
        # What was read of the document with its annex gives that document again.
        again = self.run_on(one["document"], self.folder / "b")
        self.assertEqual(open(again["document"], "rb").read(), after)

    def test_an_export_is_held_against_the_document(self):
        source = SHARED.joinpath(*DOCUMENT)
        changed = self.folder / "autre.xml"
        text = source.read_text(encoding="utf-8", errors="surrogateescape")
        at = next(match for match in re.finditer(r"<LigneBudget>.*?</LigneBudget>", text, re.S)
                  if '<CodRD V="D"/>' in match[0] and '<OpBudg V="0"/>' in match[0] and '<Nature V="2' in match[0]
                  and re.search(r'<MtReal V="[1-9][0-9]+\.', match[0]))
        wrong = re.sub(r'(<MtReal V=")([0-9]+)', lambda m: m[1] + str(int(m[2]) + 7), at[0], count=1)
        changed.write_text(text[:at.start()] + wrong + text[at.end():], encoding="utf-8", errors="surrogateescape")
        outcome = mesures(
            "run", ROOT / "pipelines" / "budget-vert.yaml", "--set", f"entree={source}", "--set", f"sortie={self.folder / 'b'}",
            "--set", "exercice=2023", "--set", f"totem={changed}", "--lang", "fr")
        self.assertDone(outcome)
        self.assertIn("ANX010", outcome.codes)
        controls = [control for control in record(self.folder / "b")["controls"] if control["name"].startswith("DATA_BUDGETVERT")]
        self.assertEqual([control["foundCents"] - control["expectedCents"] for control in controls], [-700, -700])
