"""`mesures collect --suggest-rules`: what an officer decides again and again becomes a rule to read."""

import json

from annotation import Annotation
from support import PROFILES, ROOT, SAMPLES, Workspace, annotate, mesures, needs_python, workbook_of

SAMPLE = SAMPLES / "mandats-2025.xlsx"
PIPELINE = ROOT / "pipelines" / "budget-vert.yaml"


@needs_python("openpyxl")
class SuggestedRules(Workspace):
    def collected(self, *arguments):
        return mesures("collect", self.workbook, "-o", self.folder / "decisions.csv", "--author", "A. Martin", "--date",
                       "2025-11-20", "--pipeline", PIPELINE, "--set", f"profil={PROFILES[SAMPLE.name]}", "--lang", "fr",
                       *arguments)

    def setUp(self):
        import openpyxl

        super().setUp()
        self.assertDone(annotate(SAMPLE, self.folder / "avant"))
        self.workbook = self.folder / "corrige.xlsx"
        found = Annotation(workbook_of(self.folder / "avant"))
        book = openpyxl.load_workbook(workbook_of(self.folder / "avant"))
        sheet = book[found.name]
        rows = found.sheets[found.name]
        rating, operation = found.column("Axe 1 – Cotation"), found.column("Opération")
        lines = [number for number, row in enumerate(rows, 1)
                 if number > found.header_row + 1 and str(row[operation] or "").strip() == "ZAC-MOULIN" and row[rating]]
        self.assertGreater(len(lines), 10)
        self.lines, self.corrected = len(lines), 6
        self.rest = sum(found.amount(rows[number - 1]) for number in lines[self.corrected:])
        for number in lines[:self.corrected]:
            sheet.cell(number, rating + 1).value = "Neutre"
        book.save(self.workbook)

    def test_an_operation_that_was_decided_again_and_again_is_proposed(self):
        done = self.collected("--suggest-rules", "--rules-to", self.folder / "regles", "--format", "json")
        self.assertDone(done)
        rules = json.loads(done.out)["proposedRules"]
        (rule,) = [rule for rule in rules if rule["rule"] == "operation-zac-moulin"]
        self.assertEqual((rule["rating"], rule["support"], rule["exceptions"]), ("neutre", self.corrected, []))
        pack = self.folder / "regles" / "budget-vert-attenuation.yaml"
        checked = mesures("check", pack, "--lang", "fr", "--measure", ROOT / "pipelines" / "measures" / "budget-vert.yaml")
        self.assertDone(checked)
        # The rule would speak of all lines of the operation; those that were decided stay as they are.
        self.assertEqual(sum(change["lines"] for change in rule["changes"]), self.lines - self.corrected)
        self.assertEqual({change["to"] for change in rule["changes"]}, {"Neutre"})
        self.assertEqual(sum(change["cents"] for change in rule["changes"]), self.rest)

    def test_without_a_folder_the_packs_are_shown_and_without_asking_nothing_is(self):
        self.assertNotIn("operation-zac-moulin", self.collected().text)
        shown = self.collected("--suggest-rules")
        self.assertDone(shown)
        self.assertIn('id: "operation-zac-moulin"', shown.text)
        self.assertIn("→ Neutre : ", shown.text)
        few = self.collected("--suggest-rules", "--min-support", "7")
        self.assertIn("Aucune règle à proposer", few.text)
        self.assertEqual(self.collected("--suggest-rules", "--min-support", "1").status, 2)
        self.assertEqual(self.collected("--rules-to", self.folder / "x").status, 2)
