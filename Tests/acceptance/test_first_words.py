"""What a run says first to someone who knows only the file: totals that an accountant can check, the year to ask for."""

import unittest

from support import ROOT, Workspace, annotate, mesures, settings

CLIMATE = ROOT / "pipelines" / "climat-i4ce.yaml"
HEADER = "Exercice;Budget;Nomenclature;Section;Sens;Mouvement;Chapitre;Nature;Libellé;Fonction;Montant"
LINES = (
    "2023;Principal;M57_D;Investissement;Dépense;Réel;21;2151;PISTE CYCLABLE;845;1000,25",
    "2023;Principal;M57_D;Fonctionnement;Dépense;Réel;011;60622;CARBURANTS;020;200,50",
    "2023;Principal;M57_D;Fonctionnement;Recette;Réel;73;73111;TAXES FONCIERES;01;5000,10",
)


class FirstWords(Workspace):
    def source(self, lines=LINES):
        path = self.folder / "export.csv"
        path.write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")
        return path

    def test_expenditure_and_revenue_are_told_apart(self):
        told = annotate(self.source(), self.folder / "out", "--set", "exercice=2023")
        text = told.text.replace("\u202f", " ").replace("\u00a0", " ")
        self.assertIn("3 lignes, 6 200,85 € (dépenses : 1 200,75 €, recettes : 5 000,10 €)", text, told.text)
        page = (self.folder / "out" / "rapport.html").read_text(encoding="utf-8")
        self.assertIn("des dépenses lues", page)
        self.assertNotIn("du total lu", page)

    def test_a_file_of_expenditure_alone_has_one_total(self):
        told = annotate(self.source(LINES[:2]), self.folder / "out", "--set", "exercice=2023")
        self.assertNotIn("recettes :", told.text)
        self.assertIn("du total lu", (self.folder / "out" / "rapport.html").read_text(encoding="utf-8"))

    def test_the_year_of_the_file_is_named_where_another_was_asked_for(self):
        told = annotate(self.source(), self.folder / "out")
        self.assertIn("leurs exercices : 2023", told.text)

    def test_both_pipelines_take_the_threshold_and_the_questions(self):
        told = mesures("run", CLIMATE, *settings(self.source(), self.folder / "out"), "--set", "exercice=2023",
                       "--set", "seuil=100", "--set", "questions=oui", "--set", "avant=2025-12-15")
        self.assertDone(told)
        self.assertTrue((self.folder / "out" / "export-questions.xlsx").exists())


if __name__ == "__main__":
    unittest.main()
