"""What the account plans say, and a plan that comes after the program."""

import csv
import json

from support import ROOT, SHARED, Workspace, digest, files, mesures, needs_shared

PLANS = ("data", "plans-de-comptes")

# Hand-made, in the published layout: the year after the shipped ones, with one account that is new.
PLAN = """<?xml version="1.0" encoding="UTF-8"?>
<Nomenclature Norme="M57" Declinaison="M57_D" Exer="2026">
  <Nature>
    <Chapitres><Chapitre Code="011" Libelle=" Charges générales" Section="F"/>
      <Chapitre Code="23" Libelle="Immobilisations en cours" Section="I"/></Chapitres>
    <Comptes><Compte Code="231" Libelle="En cours"><Compte Code="23199" Libelle="Compte de 2026" DR="23" DEquip="1"/></Compte>
    </Comptes>
  </Nature>
  <Fonction><Chapitres/><RefFonctionnelles><RefFonc Code="0" Libelle="Services"/></RefFonctionnelles></Fonction>
</Nomenclature>
"""

PIPELINE = """pipeline: essai
exercice: 2026
import:
  file: export.csv
  profile: budget-execute
  nomenclature: M57_D
  profiles: {pipelines}/profiles
  nomenclatures: [plans, {pipelines}/nomenclatures]
transform: {{ measure: {pipelines}/measures/budget-vert.yaml }}
export: {{ folder: sortie }}
"""

EXPORT = """Exercice;Budget;Section;Sens;Mouvement;Nature;Fonction;Libellé;Montant
2026;01;Investissement;Dépense;Réel;23199;0;TRAVAUX;100,00
2026;01;Investissement;Dépense;Réel;23199;0;TRAVAUX;50,00
"""


def explained(*arguments):
    outcome = mesures("nomenclature", *arguments, "--format", "json")
    assert outcome.status == 0, outcome.text
    return json.loads(outcome.out)


class Explaining(Workspace):
    def test_an_account_is_explained(self):
        found = explained("2313", "--norme", "M57_D", "--exercice", "2024")
        account = found["account"]
        self.assertEqual((found["nomenclature"], found["exercice"]), ("M57_D", 2024))
        self.assertEqual(account["label"], "Constructions")
        self.assertEqual([entry["code"] for entry in account["path"]], ["23", "231"])
        self.assertEqual({(usage["sens"], usage["mouvement"], usage["chapitre"], usage["section"])
                          for usage in account["usages"] if usage["mouvement"] == "reel"},
                         {("depense", "reel", "23", "investissement"), ("recette", "reel", "23", "investissement")})
        self.assertTrue(account["isEquipmentExpense"])
        self.assertEqual(account["greenAnnex"]["code"], "A155")
        self.assertEqual(account["exercices"], [2022, 2023, 2024])
        self.assertIn("2315", [entry["code"] for entry in account["neighbours"]])
        self.assertEqual([(other["nomenclature"], other["likeness"]) for other in account["equivalents"]],
                         [("M14_COM_SUP3500", "identique")])
        text = mesures("nomenclature", "2313", "--lang", "fr").out.decode()
        for words in ("compte 2313 Constructions", "dépense réelle : chapitre 23", "A155", "comptes voisins"):
            self.assertIn(words, text)

    def test_a_corrected_aggregate_says_what_the_source_says(self):
        found = explained("216", "--norme", "M43")
        self.assertEqual((found["account"]["greenAnnex"]["code"], found["account"]["greenAnnex"]["source"]),
                         ("A150", "A152"))
        self.assertEqual([finding["code"] for finding in found["findings"]], ["NOM015"])
        self.assertNotIn("source", explained("216", "--norme", "M4")["account"]["greenAnnex"])

    def test_an_unknown_code_names_the_nearest(self):
        outcome = mesures("nomenclature", "66023", "--lang", "fr")
        self.assertEqual((outcome.status, outcome.codes), (2, ["NOM011"]))
        self.assertIn("60623", outcome.text)
        unknown = mesures("nomenclature", "2313", "--norme", "M57-D", "--lang", "fr")
        self.assertEqual((unknown.status, unknown.codes), (2, ["NOM004"]))

    def test_words_find_labels_whatever_their_accents(self):
        found = explained("MATERIEL", "de", "transport")
        self.assertIn("2182", [entry["code"] for entry in found["accounts"]])
        nothing = mesures("nomenclature", "piste", "cyclable")
        self.assertEqual((nothing.status, nothing.codes), (2, ["NOM016"]))


class Importing(Workspace):
    def setUp(self):
        super().setUp()
        self.source = self.folder / "planDeCompte.xml"
        self.source.write_text(PLAN, encoding="utf-8")

    def add(self, *arguments):
        return mesures("nomenclature", "import", self.source, *arguments, "--lang", "fr")

    def test_a_plan_serves_a_pipeline_without_a_release_and_its_source_is_kept(self):
        (self.folder / "essai.yaml").write_text(PIPELINE.format(pipelines=ROOT / "pipelines"), encoding="utf-8")
        (self.folder / "export.csv").write_text(EXPORT, encoding="utf-8")
        self.assertDone(self.add("--pipeline", self.folder / "essai.yaml"))
        self.assertEqual(files(self.folder / "plans"), ["M57_D-2026.csv", "index.csv"])
        self.assertIn(digest(self.source), (self.folder / "plans" / "M57_D-2026.csv").read_text(encoding="utf-8"))
        with open(self.folder / "plans" / "index.csv", encoding="utf-8", newline="") as rows:
            self.assertEqual([row["sha256"] for row in csv.DictReader(rows, delimiter=";")], [digest(self.source)])

        self.assertDone(mesures("import", self.folder / "essai.yaml"))
        with open(self.folder / "sortie" / "donnees" / "lines.csv", encoding="utf-8", newline="") as rows:
            self.assertEqual({(row["chapitre"], row["libelleNature"]) for row in csv.DictReader(rows)},
                             {("23", "Compte de 2026")})
        package = json.loads((self.folder / "sortie" / "donnees" / "datapackage.json").read_text(encoding="utf-8"))
        self.assertIn("M57_D-2026.csv", json.dumps(package))

    def test_again_changes_nothing_and_another_is_refused_unless_asked(self):
        folder = self.folder / "plans"
        self.assertDone(self.add("--output", folder))
        before = {name: digest(folder / name) for name in files(folder)}
        self.assertDone(self.add("--output", folder))
        self.source.write_text(PLAN.replace("Compte de 2026", "Autre"), encoding="utf-8")
        refused = self.add("--output", folder)
        self.assertEqual((refused.status, refused.codes), (2, ["NOM013"]))
        self.assertEqual({name: digest(folder / name) for name in files(folder)}, before)
        self.assertDone(self.add("--output", folder, "--replace"))
        self.assertNotEqual({name: digest(folder / name) for name in files(folder)}, before)

    def test_what_is_no_plan_leaves_nothing(self):
        self.source.write_text("<Nomenclature><Nature/></Nomenclature>", encoding="utf-8")
        outcome = self.add("--output", self.folder / "plans")
        self.assertEqual((outcome.status, outcome.codes), (65, ["NOM012"]))
        self.assertFalse((self.folder / "plans").exists())

    @needs_shared(*PLANS)
    def test_a_published_plan_gives_the_shipped_table(self):
        source = SHARED.joinpath(*PLANS, "2024", "M57", "M57_D", "planDeCompte.xml")
        self.assertDone(mesures("nomenclature", "import", source, "--output", self.folder / "plans"))
        self.assertEqual(digest(self.folder / "plans" / "M57_D-2024.csv"),
                         digest(ROOT / "pipelines" / "nomenclatures" / "M57_D-2024.csv"))
