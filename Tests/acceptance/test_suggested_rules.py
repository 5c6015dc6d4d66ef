"""`mesures collect --suggest-rules`: what an officer decides again and again becomes a rule to read."""

import json
import re

from annotation import Annotation
from support import PROFILES, ROOT, SAMPLES, Workspace, annotate, mesures, needs_python, workbook_of

SAMPLE = SAMPLES / "mandats-2025.xlsx"
PIPELINE = ROOT / "pipelines" / "budget-vert.yaml"


@needs_python("openpyxl")
class SuggestedRules(Workspace):
    def collected(self, *arguments, language="fr"):
        return mesures("collect", self.workbook, "-o", self.folder / "decisions.csv", "--author", "A. Martin", "--date",
                       "2025-11-20", "--pipeline", PIPELINE, "--set", f"profil={PROFILES[SAMPLE.name]}", "--lang", language,
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

    def test_what_a_proposal_contradicts_is_listed_with_the_rule_the_file_and_both_ratings(self):
        done = self.collected("--suggest-rules", "--rules-to", self.folder / "regles", "--format", "json")
        self.assertDone(done)
        (rule,) = [rule for rule in json.loads(done.out)["proposedRules"] if rule["rule"] == "operation-zac-moulin"]
        # What the workbook said of the corrected lines, and says of the others.
        found = Annotation(workbook_of(self.folder / "avant"))
        rows = found.sheets[found.name]
        lines = [row for row in rows[found.header_row + 1:]
                 if str(found.value(row, "Opération") or "").strip() == "ZAC-MOULIN" and found.value(row, "Axe 1 – Cotation")]
        ids = {"Favorable": "favorable", "Défavorable": "defavorable", "Non coté": "non-cote", "Neutre": "neutre"}

        def by_rule(lines):
            sums = {}
            for row in lines:
                name = "budget-vert/" + re.split(r"[\[ ]", str(found.value(row, "Axe 1 – Règle")))[0]
                rating = found.value(row, "Axe 1 – Cotation")
                if rating in ids:
                    count, total = sums.get((name, rating), (0, 0))
                    sums[name, rating] = (count + 1, total + found.amount(row))
            return sums
        was = {key: value for key, value in by_rule(lines[:self.corrected]).items() if key[1] != "Neutre"}
        self.assertTrue(was)
        self.assertEqual(
            {(one["rule"], one["from"]): (one["decisions"], one["cents"]) for one in rule["contradicts"]},
            {(name, ids[rating]): value for (name, rating), value in was.items()})
        self.assertEqual({one["to"] for one in rule["contradicts"]}, {"neutre"})
        rest = by_rule(lines[self.corrected:])
        changes = {(one["rule"], one["from"]): (one["lines"], one["cents"]) for one in rule["changes"] if one["rule"]}
        self.assertEqual(changes, rest)
        for one in rule["changes"]:
            self.assertEqual(one["conflict"], bool(one["rule"]) and one["from"] != "Neutre")
            if one["rule"]:
                written = (ROOT / one["file"]).read_text(encoding="utf-8").splitlines()[one["line"] - 1]
                self.assertEqual(written.strip(), "- id: " + one["rule"].split("/")[-1])
        # The same for people, in the pack and on the screen, in both languages.
        pack = (self.folder / "regles" / "budget-vert-attenuation.yaml").read_text(encoding="utf-8")
        (name, rating), (count, _) = sorted(was.items())[0]
        self.assertIn(f"  # contredit {name} : {ids[rating]} → neutre, {count} décisions\n", pack)
        shown = self.collected("--suggest-rules")
        self.assertIn(f"ces décisions contredisent {name} : {ids[rating]} → neutre : {count} décisions", shown.text)
        english = self.collected("--suggest-rules", language="en")
        self.assertIn(f"these decisions contradict {name} : {ids[rating]} → neutre : {count} decisions", english.text)
        conflicts = [one for one in rule["changes"] if one["conflict"]]
        if conflicts:
            self.assertIn(f"contredirait {conflicts[0]['rule']} ({conflicts[0]['file']}", shown.text)

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
