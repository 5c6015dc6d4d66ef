"""Rules that join tables, ask the nomenclature and follow other lines, from YAML to the workbook."""

import csv
import shutil
import unittest

from support import ROOT, SAMPLES, Workspace, annotate, digest, files, mesures, settings

TABLES = """tables:
  operations: { file: ../../tables/operations.csv, key: operation, column: code, source: Liste inventée }
rules:
  - id: annulations-de-l-essai
    when: { annulation: oui }
    inherit: mandat
    because: Suit le mandat annulé
    source: Essai
    confidence: inferred
  - id: mobilite
    when: { table: { operations: { theme: mobilité } }, compte: { equipement: oui } }
    rate: favorable
    because: Opération de mobilité
    source: Essai
    confidence: inferred
  - id: theme-de-l-operation
    when: { nomenclature: "M57*" }
    table: { operations: cotation }
    because: Cotation de l'opération
    source: Essai
    confidence: inferred
"""
OPERATIONS = "code;theme;cotation\nCYCLABLE;Mobilité;\nZAC-MOULIN;Aménagement;defavorable\nECOLE-THERM;École;favorable\n"


class Rules(Workspace):
    """The sample mandates, with a pack to which a table and rules are added."""

    def setUp(self):
        super().setUp()
        pipelines = self.folder / "pipelines"
        shutil.copytree(ROOT / "pipelines", pipelines)
        (pipelines / "tables").mkdir(exist_ok=True)
        (pipelines / "tables/operations.csv").write_text(OPERATIONS, encoding="utf-8")
        pack = pipelines / "rules/budget-vert/attenuation-m57.yaml"
        text = pack.read_text(encoding="utf-8")
        # The pack's own tests are about its own rules.
        text = text[:text.index("\ntests:")].replace("\nrules:\n", "\n" + TABLES, 1)
        pack.write_text(text + "\n", encoding="utf-8")
        self.pipeline = pipelines / "budget-vert.yaml"

    def lines(self, folder):
        """The rule of each line on axis 1, with what tells the line."""
        with open(folder / "donnees/lines.csv", encoding="utf-8", newline="") as file:
            lines = {line["line"]: line for line in csv.DictReader(file)}
        with open(folder / "donnees/shares.csv", encoding="utf-8", newline="") as file:
            return [(lines[share["line"]], share["rule"]) for share in csv.DictReader(file)
                    if share["axis"] == "attenuation"]

    def test_they_reach_the_workbook_and_the_run_record(self):
        self.assertDone(annotate(SAMPLES / "mandats-2025.xlsx", self.folder / "out", pipeline=self.pipeline))
        found = self.lines(self.folder / "out")
        name = "budget-vert/attenuation-m57/"
        paid = [(line, rule) for line, rule in found if not line["amount"].startswith("-")]
        cycling = {rule for line, rule in paid if line["operation"] == "CYCLABLE"}
        self.assertEqual(cycling, {name + "mobilite"})
        quarter = {rule for line, rule in paid if line["operation"] == "ZAC-MOULIN"}
        self.assertEqual(quarter, {name + "theme-de-l-operation[ZAC-MOULIN]"})
        cancelled = [rule for line, rule in found
                     if line["operation"] == "ECOLE-THERM" and line["amount"].startswith("-")]
        self.assertIn(name + "annulations-de-l-essai ← " + name + "theme-de-l-operation[ECOLE-THERM]", cancelled)
        record = (self.folder / "out/run.json").read_text(encoding="utf-8")
        self.assertIn("operations.csv", record)

    def test_stages_give_the_same_bytes_as_one_run(self):
        source = SAMPLES / "mandats-2025.xlsx"
        output = self.folder / "out"

        def content():
            return {name: digest(output / name) for name in files(output) if "run.json" not in name}

        self.assertDone(annotate(source, output, pipeline=self.pipeline))
        once = content()
        self.assertGreater(len(once), 3)
        shutil.rmtree(output)
        for stage in ("import", "transform", "export"):
            self.assertDone(mesures(stage, self.pipeline, *settings(source, output)))
        self.assertEqual(once, content())


if __name__ == "__main__":
    unittest.main()
