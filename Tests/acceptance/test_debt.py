"""The optional annex of the debt: each loan follows its operations to the cent, in both formats, and it says what it is."""

import csv
import json
from fractions import Fraction

from annex import CasesWorkspace, budget_document, record
from support import (
    PROFILES, ROOT, SAMPLES, Workspace, cents, convert, convert_all, mesures, needs_python, needs_shared, needs_soffice,
    shared_tool, sheet_rows)
from test_annex import differences

SHEET = "Dette verte"
CONFIDENCE = "de mémoire, à vérifier"
LOANS = [
    # loan, lender, budget, borrowed, owed, operations, shares
    ("2019-01", "Banque des Territoires Fictifs", "01", 1000000, 812345.67, "ECOLE-THERM", ""),
    ("2020-02", "Caisse Imaginaire", "01", 500000, 333333.33, "ZAC-MOULIN ; FDC", "60 % ; 40 %"),
    ("2021-03", "Banque C", "01", None, 700000.01, "NATURE-VILLE ; CYCLABLE ; VOIRIE-2025", ""),
    ("2022-04", "Banque D", "01", 200000, 150000, "", ""),
    ("2023-05", "Banque E", "01", 100000, 90000, "INCONNUE", ""),
    ("2024-06", "Banque F", "03", 100000, 80000, "STEP ; ASST-RESEAUX", "60 % ; 30 %"),
    ("2024-07", "Banque G", "03", 100000, 10000.03, "STEP", ""),
    ("2024-08", "Banque H", "02", 100000, -5, "EAU-RESEAUX", ""),
    ("2024-09", "Banque I", "77", 100000, 1234.56, "STEP", ""),
]
HEADER = ["N° emprunt", "Prêteur", "Budget", "Capital initial", "Capital restant dû au 31/12/2025", "Opération", "Part"]
VIEWS = ["attenuation", "biodiversite", "synthese"]


def loans_workbook(path):
    """The loans as another producer writes them: under a title, a total below."""
    import xlsxwriter
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Emprunts")
        sheet.write_string(0, 0, "État de la dette au 31 décembre 2025")
        for row, values in enumerate([HEADER, *LOANS], start=2):
            for column, value in enumerate(values):
                if value not in (None, ""):
                    (sheet.write_number if isinstance(value, (int, float)) else sheet.write_string)(row, column, value)
        sheet.write_string(3 + len(LOANS), 0, "Total")
        sheet.write_number(3 + len(LOANS), 4, sum(round(loan[4] * 100) for loan in LOANS) / 100)
    return path


def table(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def parted(amount, weights):
    """`amount` cents in proportion to `weights`: largest remainder, ties in order."""
    whole = sum(weights)
    exact = [Fraction(amount * weight) / whole for weight in weights]
    parts = [part.numerator // part.denominator for part in exact]
    order = sorted(range(len(parts)), key=lambda place: (parts[place] - exact[place], place))
    for place in order[:amount - sum(parts)]:
        parts[place] += 1
    return parts


def wanted(folder, marks):
    """{(loan, operation, view, category): cents} and those of each budget, computed again from the lines and their ratings."""
    lines, spent = table(folder / "donnees" / "lines.csv"), {}
    for share in table(folder / "donnees" / "shares.csv"):
        line = lines[int(share["line"]) - 1]
        key = line["budget"], line["operation"], share["axis"]
        spent.setdefault(key, {}).setdefault(share["category"], 0)
        spent[key][share["category"]] += cents(share["amount"])
    debts = {}
    for loan, _, budget, _, owed, operations, shares in LOANS:
        owed, names = round(owed * 100), [name.strip() for name in operations.split(";") if name.strip()]
        if budget == "77":
            continue
        for view in VIEWS:
            known = [spent.get((budget, name, view)) for name in names]
            given = [Fraction(share.strip(" %").replace(",", ".")) / 100 for share in shares.split(";") if share.strip()]
            if not names:
                debts[loan, "", view, "sans-operation"] = owed
            elif owed < 0 or (given and sum(given) != 1) or (None in known and len(names) > 1 and not given):
                debts[loan, " ; ".join(names), view, "a-decider"] = owed
            else:
                weights = given or [sum((each or {"": 1}).values()) for each in known]
                for name, own, part in zip(names, known, parted(owed, weights)):
                    if own is None:
                        debts[loan, name, view, "a-decider"] = part
                        continue
                    order = [mark for mark in marks if own.get(mark)]
                    for mark, amount in zip(order, parted(part, [own[mark] for mark in order])):
                        if amount:
                            debts[loan, name, view, mark] = amount
    return debts


class Sheet:
    """The sheet as its reader sees it."""

    def __init__(self, path):
        self.rows = sheet_rows(path)[SHEET]
        self.summary, self.parts, view = {}, {}, -1
        heads = None
        for row in self.rows:
            first = row[0] if row else None
            if first == "Encours par cotation":
                heads = "summary"
            elif first == "Emprunt":
                view, heads = view + 1, row
            elif first in (None, "") or len(row) < 4:
                heads = None if not row or all(value is None for value in row) else heads
            elif heads == "summary":
                self.summary[first] = [row[column] if column < len(row) else None for column in range(3, 9)]
            elif heads and first != "Total":
                for title, value in zip(heads[6:], row[6:]):
                    if isinstance(value, (int, float)):
                        self.parts[first, row[2] or "", view, title] = cents(value)
                    elif title == "Contrôle":
                        assert value == "OK", row


@needs_python("xlsxwriter")
class Sample(Workspace):
    """The mandates of the sample, with loans of three of its budgets."""

    def run_on(self, source, loans, *more, status=0):
        profile = ["--set", f"profil={PROFILES['mandats-2025.xlsx']}"]
        outcome = mesures(
            "run", ROOT / "pipelines" / "budget-vert.yaml", "--set", f"entree={source}", "--set",
            f"sortie={self.folder / 'sortie'}", "--set", f"emprunts={loans}", *profile, "--lang", "fr", *more)
        self.assertDone(outcome, status)
        return outcome, self.folder / "sortie"

    def check(self, output):
        """Every place that tells the debt tells what it is, computed again from the lines."""
        result = record(output)["result"]
        labels = {part["label"]: part["id"] for view in result["views"] for part in view["parts"]}
        order = ["favorable", "defavorable", "neutre", "non-cote", "non-renseigne", "mixte"]
        debts = wanted(output, order)
        # The data package.
        rows = table(output / "donnees" / "dette.csv")
        self.assertEqual({(row["loan"], row["operation"], row["axis"], row["category"]): cents(row["amount"]) for row in rows}, debts)
        self.assertEqual({row["certainty"] for row in rows}, {"unverified"})
        resource = next(one for one in json.loads((output / "donnees" / "datapackage.json").read_text())["resources"]
                        if one["path"] == "dette.csv")
        self.assertEqual([field["name"] for field in resource["schema"]["fields"]], list(rows[0]))
        # The run record.
        debt = result["debt"]
        self.assertIs(debt["optional"], True)
        self.assertEqual((debt["confidence"], debt["loans"]), (CONFIDENCE, len(LOANS)))
        total = sum(round(loan[4] * 100) for loan in LOANS)
        self.assertEqual(debt["totalCents"], total)
        self.assertEqual([part["cents"] for part in debt["leftOut"]], [123456])
        for view in debt["views"]:
            found = {part["id"]: part["cents"] for part in view["parts"]}
            self.assertEqual(list(found)[:3], ["sans-operation", "a-decider", "non-renseigne"])
            self.assertEqual(found, {key: sum(amount for (_, _, axis, mark), amount in debts.items()
                                              if axis == view["id"] and mark == key) for key in found})
            self.assertEqual(sum(found.values()) + 123456, total)
        controls = [one for one in record(output)["controls"] if one["name"].startswith("Dette verte")]
        self.assertEqual(len(controls), 5)
        self.assertTrue(all(one["holds"] for one in controls))
        self.assertIn(total, [one["expectedCents"] for one in controls])
        self.assertIn("emprunts", [one["role"] for one in record(output)["files"]])
        # The sheets: one in the annex of each budget that owes something, none elsewhere.
        whole, said = {}, ""
        for one in result["annexes"]:
            names = list(sheet_rows(one["workbook"]))
            owes = any(loan[2] == one["budget"] for loan in LOANS)
            self.assertEqual(SHEET in names, owes, one["budget"])
            if not owes:
                continue
            sheet = Sheet(one["workbook"])
            said = " ".join(str(row[0]) for row in sheet.rows[:4])
            self.assertIn("Annexe facultative", said)
            self.assertIn(CONFIDENCE, said)
            marks = {**labels, "Emprunts sans opération": "sans-operation", "À décider (opération ou parts)": "a-decider"}
            parts = {(loan, name, VIEWS[view], marks[title]): amount for (loan, name, view, title), amount in sheet.parts.items()}
            whole.update(parts)
            for place, view in enumerate(VIEWS):
                shown = {marks[title]: cents(values[2 * place] or 0) for title, values in sheet.summary.items() if title in marks}
                self.assertEqual(shown, {key: sum_of(parts, view, key) for key in shown})
                self.assertEqual(cents(sheet.summary["Total"][2 * place]), sum(sum_of(parts, view, key) for key in shown))
                self.assertEqual(sheet.summary["Contrôle : total = encours des emprunts"][2 * place], "OK")
        self.assertEqual(whole, debts)

    def test_every_place_tells_the_same_debt(self):
        outcome, output = self.run_on(SAMPLES / "mandats-2025.xlsx", loans_workbook(self.folder / "emprunts.xlsx"))
        self.check(output)
        self.assertLessEqual({"DET007", "DET008", "DET009", "DET011", "DET014"}, set(outcome.codes))
        self.assertIn("« dette verte »", outcome.text)
        self.assertIn(CONFIDENCE, outcome.text)
        # The annotated workbook says which file the debt came from.
        provenance = sheet_rows(output / "mandats-2025-annote.xlsx")["Provenance"]
        self.assertTrue(any("emprunts.xlsx" in row for row in provenance))

    @needs_soffice
    def test_opendocument_in_and_out_and_recalculated(self):
        source = convert(SAMPLES / "mandats-2025.xlsx", self.folder / "a", "ods")
        loans = convert(loans_workbook(self.folder / "emprunts.xlsx"), self.folder / "a", "ods")
        _, output = self.run_on(source, loans)
        made = {one["budget"]: one["workbook"] for one in record(output)["result"]["annexes"]}
        self.assertTrue(all(path.endswith(".ods") for path in made.values()))
        self.check(output)
        for budget, path in convert_all(made, self.folder / "b", "ods", recalculates=True).items():
            before, after = sheet_rows(made[budget]), sheet_rows(path)
            if SHEET in before:
                self.assertEqual(differences(before[SHEET], after[SHEET]), [], budget)

    @needs_soffice
    def test_libreoffice_calculates_the_same_cells(self):
        _, output = self.run_on(SAMPLES / "mandats-2025.xlsx", loans_workbook(self.folder / "emprunts.xlsx"))
        made = {one["budget"]: one["workbook"] for one in record(output)["result"]["annexes"] if one["budget"] in ("01", "03")}
        for budget, path in convert_all(made, self.folder / "b", "xlsx", recalculates=True).items():
            self.assertEqual(differences(sheet_rows(made[budget])[SHEET], sheet_rows(path)[SHEET]), [], budget)

    @needs_shared("tools", "validate.py")
    def test_validators_find_nothing(self):
        _, output = self.run_on(SAMPLES / "mandats-2025.xlsx", loans_workbook(self.folder / "emprunts.xlsx"))
        for one in record(output)["result"]["annexes"]:
            problems = [problem for problem in shared_tool("validate").check(one["workbook"])
                        if not problem[2].startswith("schema 1.") and "not validated" not in problem[2]]
            self.assertEqual(problems, [])

    def test_stage_by_stage_gives_the_same_bytes(self):
        loans = loans_workbook(self.folder / "emprunts.xlsx")
        _, output = self.run_on(SAMPLES / "mandats-2025.xlsx", loans)
        def contents(folder):
            return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*")
                    if path.is_file() and path.name != "run.json"}

        other = self.folder / "autre"
        for stage in ("import", "transform", "export"):
            self.assertDone(mesures(
                stage, ROOT / "pipelines" / "budget-vert.yaml", "--set", f"entree={SAMPLES / 'mandats-2025.xlsx'}", "--set",
                f"sortie={other}", "--set", f"emprunts={loans}", "--set", f"profil={PROFILES['mandats-2025.xlsx']}"))
        before, after = contents(output), contents(other)
        self.assertIn("donnees/dette.csv", before)
        self.assertEqual(sorted(before), sorted(after))
        self.assertEqual([name for name in before if before[name] != after[name]], [])

    def test_nobody_gets_it_who_does_not_ask(self):
        outcome, output = self.run_on(SAMPLES / "mandats-2025.xlsx", "")
        self.assertFalse((output / "donnees" / "dette.csv").exists())
        self.assertNotIn("debt", record(output)["result"])
        self.assertNotIn("dette verte", outcome.text)
        self.assertNotIn("dette.csv", (output / "donnees" / "datapackage.json").read_text())
        for one in record(output)["result"]["annexes"]:
            self.assertNotIn(SHEET, sheet_rows(one["workbook"]))

    def test_it_needs_a_workbook_to_go_to(self):
        loans = loans_workbook(self.folder / "emprunts.xlsx")
        for asked in ("sheets", "none"):
            outcome, _ = self.run_on(SAMPLES / "mandats-2025.xlsx", loans, "--set", f"annexe={asked}", status=2)
            self.assertEqual(outcome.codes, ["DET017"])


def sum_of(parts, view, key):
    return sum(amount for (_, _, axis, mark), amount in parts.items() if axis == view and mark == key)


EMPRUNTS = """<EMPRUNT><CodTypEmpr V="01"/><ObjEmpr V="École"/><MtEmprOrig V="900.00"/><MtCapitalRestDu_31_12 V="700.01"/>
<NumContrat V="MON-1"/></EMPRUNT><EMPRUNT><CodTypEmpr V="09"/><MtCapitalRestDu_31_12 V="40.00"/><NumContrat V="G-1"/></EMPRUNT>
<EMPRUNT><CodTypEmpr V="01"/><MtCapitalRestDu_31_12 V="10.00"/><NumContrat V="MON-2"/></EMPRUNT>"""


class Documents(CasesWorkspace):
    """The debt of a budget document, tied to operations by a table."""

    LINES = [
        {"nature": "2315", "fonction": "845", "operation": "VELO", "label": "PISTE CYCLABLE", "amount": 300_00},
        {"nature": "2315", "fonction": "845", "operation": "VELO", "label": "TRAVAUX DIVERS", "amount": 100_00}]

    def run_with(self, annexes, links, *more, status=0):
        loans = budget_document(self.folder / "ca.xml", annexes)
        (self.folder / "liens.csv").write_text(links, encoding="utf-8")
        return self.run_on(
            self.LINES, "--set", f"emprunts={loans}", "--set", f"financements={self.folder / 'liens.csv'}", *more, status=status)

    def test_the_annex_of_a_document_follows_the_table_of_operations(self):
        outcome, output = self.run_with(f"<DATA_EMPRUNT>{EMPRUNTS}</DATA_EMPRUNT>", "emprunt;operation\nMON-1;VELO\nMON-9;VELO\n")
        self.assertLessEqual({"DET010", "DET013", "DET014"}, set(outcome.codes))
        debt = record(output)["result"]["debt"]
        self.assertEqual((debt["totalCents"], debt["loans"]), (750_01, 2))
        self.assertEqual([(part["reason"], part["cents"]) for part in debt["leftOut"]], [("emprunts garantis", 40_00)])
        parts = {part["id"]: part["cents"] for part in debt["views"][0]["parts"] if part["cents"]}
        self.assertEqual(parts["favorable"], 525_01)
        self.assertEqual(parts["sans-operation"], 10_00)
        self.assertEqual(sum(parts.values()), 710_01)
        header = [row for row in sheet_rows(record(output)["result"]["annexes"][0]["workbook"])[SHEET] if row and row[0] == "Emprunt"]
        self.assertEqual(header[0][4], "MtCapitalRestDu_31_12")
        self.assertEqual({one["role"] for one in record(output)["files"]} & {"emprunts", "opérations des emprunts"},
                         {"emprunts", "opérations des emprunts"})

    def test_what_cannot_go_on_ends_the_run_and_leaves_nothing(self):
        good = f"<DATA_EMPRUNT>{EMPRUNTS}</DATA_EMPRUNT>"
        for annexes, links, code in (
                ("", "emprunt;operation\nMON-1;VELO\n", "DET002"), (good, "emprunt;autre\nMON-1;VELO\n", "DET001"),
                (good, "emprunt;operation;part\nMON-1;VELO;tout\n", "DET004"),
                (good.replace("700.01", "700.019"), "emprunt;operation\nMON-1;VELO\n", "DET003")):
            with self.subTest(code):
                for language in ("fr", "en"):
                    outcome, output = self.run_with(annexes, links, "--lang", language, status=65)
                    self.assertIn(code, outcome.codes)
                    self.assertFalse((output / "run.json").exists())

    def test_a_loan_twice_in_a_table_ends_the_run(self):
        loans = self.folder / "emprunts.csv"
        loans.write_text("Emprunt;Capital restant dû\nA;10,00\nA;10,00\n", encoding="utf-8")
        outcome, _ = self.run_on(self.LINES, "--set", f"emprunts={loans}", status=65)
        self.assertIn("DET005", outcome.codes)
        self.assertIn("emprunts.csv:3", outcome.text)
