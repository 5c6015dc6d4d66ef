"""Controls from outside: both sides, the difference, the rows; what stops a night run; an export against its document."""

import csv
import json

from support import ROOT, SHARED, Workspace, annotated, mesures, needs_python, needs_shared

PIPELINE = ROOT / "pipelines" / "budget-vert.yaml"
TOTEM = ("data", "totem")

HEADER = "Exercice;Budget;Section;Sens;Mouvement;Nature;Fonction;Libellé;Montant\n"
SOUND = """2024;00;Investissement;Dépense;Réel;2313;213;ECOLE;60,01
2024;00;Investissement;Dépense;Réel;2313;213;ECOLE, SUITE;39,99
2024;00;Fonctionnement;Dépense;Ordre;6811;01;AMORTISSEMENTS;5,00
2024;00;Investissement;Recette;Ordre;281351;01;AMORTISSEMENTS;5,00
"""


def document(*lines):
    """A budget document by hand; a line is `nature fonction sens mouvement amount`."""
    names = ("Nature", "Fonction", "CodRD", "OpBudg", "MtReal")
    made = "".join(
        "<LigneBudget>" + "".join(f'<{name} V="{value}"/>' for name, value in zip(names, line.split())) + "</LigneBudget>"
        for line in lines)
    return ('<?xml version="1.0" encoding="UTF-8"?><DocumentBudgetaire xmlns="http://www.minefi.gouv.fr/cp/demat/'
            'docbudgetaire"><VersionSchema V="118"/><EnTeteDocBudgetaire><LibelleColl V="ESSAI"/>'
            '<IdColl V="21990001700011"/></EnTeteDocBudgetaire><Budget><EnTeteBudget><IdEtab V="21990001700029"/>'
            '<CodBud V="00"/><Nomenclature V="M57-M57_D"/></EnTeteBudget><BlocBudget><NatDec V="09"/><Exer V="2024"/>'
            f'<NatFonc V="1"/></BlocBudget>{made}</Budget></DocumentBudgetaire>')


SAME = ("2313 213 D 0 100.00", "6811 01 D 1 5.00", "281351 01 R 1 5.00")


OWN_PIPELINE = """pipeline: essai
exercice: 2024
variables: {{ document: budget.xml }}
import:
  file: export.csv
  profile: budget-execute
  nomenclature: M57_D
  profiles: {pipelines}/profiles
  nomenclatures: {pipelines}/nomenclatures
  control: {{ totem: "${{document}}" }}
transform: {{ measure: {pipelines}/measures/budget-vert.yaml }}
export: {{ folder: sortie }}
"""


class Controls(Workspace):
    def setUp(self):
        super().setUp()
        self.source = self.folder / "export.csv"
        self.source.write_text(HEADER + SOUND, encoding="utf-8")

    def do(self, *arguments, source=None):
        return mesures("import", PIPELINE, "--set", f"entree={source or self.source}", "--set",
                       f"sortie={self.folder / 'sortie'}", "--set", "profil=budget-execute", "--set", "nomenclature=M57_D",
                       "--lang", "fr", *arguments)

    def controls(self):
        with open(self.folder / "sortie" / "donnees" / "controls.csv", encoding="utf-8", newline="") as rows:
            return {row["control"]: row for row in csv.DictReader(rows)}

    def against(self, *lines):
        path = self.folder / "budget.xml"
        path.write_text(document(*lines), encoding="utf-8")
        return path

    def test_sound_lines_have_no_difference(self):
        self.assertDone(self.do("--fail-on", "CTL001,CTL002,CTL003,CTL004,CTL005,CTL010,none"))
        self.assertEqual({(row["difference"], row["lines"]) for row in self.controls().values()}, {("0.00", "")})

    def test_both_sides_the_difference_and_the_rows_are_told(self):
        self.source.write_text(HEADER + SOUND + "2024;00;Fonctionnement;Dépense;Ordre;6811;01;A;2,50\n"
                               "2024;00;Fonctionnement;Recette;Réel;60628;020;B;7,00\n", encoding="utf-8")
        outcome = self.do()
        self.assertDone(outcome)
        self.assertIn("CTL001", outcome.codes)
        self.assertIn("CTL003", outcome.codes)
        found = self.controls()
        ordre = found["Dépenses d'ordre = recettes d'ordre, budget 00"]
        self.assertEqual((ordre["expected"], ordre["found"], ordre["difference"]), ("7.50", "5.00", "-2.50"))
        usable = found["Lignes dont la nature est utilisable dans leur sens, leur section et leur mouvement"]
        self.assertEqual((usable["difference"], usable["lines"]), ("-7.00", "7"))

    def test_what_stops_a_night_run(self):
        self.source.write_text(HEADER + SOUND + "2024;00;Fonctionnement;Recette;Réel;60628;020;B;7,00\n",
                               encoding="utf-8")
        for threshold, status in {"error": 0, "warning": 1, "none": 0, "never": 0, "CTL003": 1, "ctl003,none": 1,
                                  "CTL004": 0, "CTL004,warning": 1, "CTL004,error": 0}.items():
            with self.subTest(threshold):
                self.assertEqual(self.do("--quiet", "--fail-on", threshold).status, status)
        for wrong in ("CTL999", "warnings", "", "CTL003,"):
            with self.subTest(wrong):
                self.assertEqual(self.do("--fail-on", wrong).status, 2)

    def test_an_export_that_is_its_document_says_so(self):
        self.assertDone(self.do("--against", self.against(*SAME), "--fail-on", "CTL006"))
        found = self.controls()
        self.assertEqual(found["Document budgétaire, total dépense"]["expected"], "105.00")
        self.assertEqual({row["difference"] for row in found.values()}, {"0.00"})

    def test_functions_of_a_vote_by_function_are_less_their_chapter(self):
        by_function = SOUND.replace(";213;", ";90213;").replace("6811;01", "6811;946").replace("281351;01", "281351;926")
        self.source.write_text(HEADER + by_function, encoding="utf-8")
        self.assertDone(self.do("--against", self.against(*SAME), "--fail-on", "CTL006,none"))
        other = HEADER + by_function.replace(";90213;", ";90212;")
        self.source.write_text(other, encoding="utf-8")
        outcome = self.do("--against", self.against(*SAME), "--fail-on", "CTL006,none")
        self.assertEqual(outcome.status, 1, outcome.text)
        self.assertIn("Document budgétaire, dépense 2313, fonction 90212", self.controls())

    def test_each_difference_with_the_document_has_both_sides_and_its_rows(self):
        document = self.against("2313 213 D 0 100.01", "2313 020 D 0 1.00", *SAME[1:])
        outcome = self.do("--against", document, "--fail-on", "CTL006,none")
        self.assertEqual(outcome.status, 1, outcome.text)
        self.assertIn("CTL006", outcome.codes)
        found = self.controls()
        school = found["Document budgétaire, dépense 2313, fonction 213"]
        self.assertEqual((school["expected"], school["found"], school["difference"], school["lines"]),
                         ("100.01", "100.00", "-0.01", "2, 3"))
        missing = found["Document budgétaire, dépense 2313, fonction 020"]
        self.assertEqual((missing["expected"], missing["found"], missing["lines"]), ("1.00", "0.00", ""))

    def test_the_pipeline_may_name_the_document_and_the_record_keeps_its_hash(self):
        self.against(*SAME)
        own = self.folder / "essai.yaml"
        own.write_text(OWN_PIPELINE.format(pipelines=ROOT / "pipelines"), encoding="utf-8")
        self.assertDone(mesures("import", own))
        self.assertIn("Document budgétaire, total recette", self.controls())
        package = (self.folder / "sortie" / "donnees" / "datapackage.json").read_text(encoding="utf-8")
        self.assertIn("Document budgétaire comparé", package)
        # An empty variable stands for no document.
        self.assertDone(mesures("import", own, "--set", "document="))
        self.assertNotIn("Document budgétaire, total recette", self.controls())

    def test_what_is_no_document_of_this_budget_is_refused(self):
        wrong = self.do("--against", self.source)
        self.assertEqual((wrong.status, wrong.codes), (2, ["CTL009"]))
        other = self.folder / "budget.xml"
        other.write_text(document(*SAME).replace('Exer V="2024"', 'Exer V="2019"'), encoding="utf-8")
        refused = self.do("--against", other)
        self.assertEqual((refused.status, refused.codes), (65, ["CTL008"]))
        self.assertFalse((self.folder / "sortie").exists())

    @needs_shared(*TOTEM)
    def test_tables_made_by_another_converter_are_their_documents_to_the_cent(self):
        for name, more in {"DOCBUDG-21560046100010-056025-CA-2021-01032022000000": (),
                           "DOCBUDG-21560134500014-CFU-BP-2023": (),
                           "budget-crach-001": ("--set", "profil=scdl-budget-vote")}.items():
            with self.subTest(name):
                folder = SHARED.joinpath(*TOTEM, name)
                self.assertDone(mesures(
                    "import", PIPELINE, "--set", f"entree={folder / 'expected.csv'}", "--set",
                    f"sortie={self.folder / 'sortie'}", "--against", folder / "totem.xml", "--fail-on", "CTL006", *more))
                compared = [row for key, row in self.controls().items() if key.startswith("Document budgétaire")]
                self.assertEqual([row["difference"] for row in compared], ["0.00", "0.00"])

    @needs_python("openpyxl")
    def test_the_provenance_sheet_and_the_record_tell_the_rows(self):
        import openpyxl
        folder = annotated("mandats-2025.xlsx")
        name = "Annulations dont l'écriture annulée est dans le fichier"
        record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        (control,) = [control for control in record["controls"] if control["name"] == name]
        self.assertFalse(control["holds"])
        self.assertTrue(control["lines"])
        book = openpyxl.load_workbook(next(folder.glob("*-annote.xlsx")), read_only=True)
        (row,) = [row for row in book["Provenance"].iter_rows(values_only=True) if row[0] == name]
        self.assertEqual(row[1], "Écart")
        self.assertEqual([round(value * 100) for value in (row[2], row[3], row[5])],
                         [control["expectedCents"], control["foundCents"], control["differenceCents"]])
        self.assertEqual(row[4], control["lines"])
