"""A rule that people disagree about: what it decides is shown with both sides wherever figures are, to the cent."""

import json
import re
import shutil

from annotation import PROVENANCE, RULES, Annotation
from support import INPUTS, ROOT, SAMPLES, Workspace, annotate, cents, mesures, needs_python, workbook_of

DISPUTE = """
    disputed:
      for:
        - { argument: Le trafic induit est <mesuré>, by: riverains & usagers, source: "enquête publique, 2025" }
        - { argument: Aucune voie n'est ôtée aux voitures, by: service voirie, source: note du 3 mai }
      against: [{ argument: L'éclairage réglementaire est inclus, by: direction, source: marché 25-014 }]
"""
FOR = ["Le trafic induit est <mesuré> (riverains & usagers, enquête publique, 2025)",
       "Aucune voie n'est ôtée aux voitures (service voirie, note du 3 mai)"]
AGAINST = "L'éclairage réglementaire est inclus (direction, marché 25-014)"


@needs_python("openpyxl")
@needs_python("lxml")
class Disputed(Workspace):
    def pipeline(self, rule):
        """The pipelines, with a dispute about one rule of the pack for axis 1."""
        pipelines = self.folder / "pipelines"
        if not pipelines.exists():
            shutil.copytree(ROOT / "pipelines", pipelines)
        pack = pipelines / "rules/budget-vert/attenuation-m57.yaml"
        text = pack.read_text(encoding="utf-8")
        edited, count = re.subn(
            rf"(  - id: {rule}\n(?:    .*\n)*?    confidence: \w+)\n", lambda found: found[1] + DISPUTE, text, count=1)
        self.assertEqual(count, 1)
        pack.write_text(edited, encoding="utf-8")
        return pipelines / "budget-vert.yaml"

    def test_both_sides_are_shown_in_the_workbook_the_record_and_the_report(self):
        from lxml import html
        for source in (SAMPLES / name for name in INPUTS[:2]):
            with self.subTest(source.name):
                # The rule that decides the most lines of the sample.
                self.assertDone(annotate(source, self.folder / "avant" / source.name))
                before = Annotation(workbook_of(self.folder / "avant" / source.name))
                names = [str(before.value(row, "Axe 1 – Règle")) for row in before.lines if before.inside(row)]
                own = [name.split("/")[-1] for name in names if re.fullmatch(r"attenuation-m57/[a-z0-9-]+", name)]
                rule = max(sorted(set(own)), key=own.count)
                full = f"budget-vert/attenuation-m57/{rule}"

                out = self.folder / "apres" / source.name
                shutil.rmtree(self.folder / "pipelines", ignore_errors=True)
                self.assertDone(annotate(source, out, pipeline=self.pipeline(rule)))
                found = Annotation(workbook_of(out))
                disputed = [row for row in found.lines if str(found.value(row, "Axe 1 – Règle")).endswith("/" + rule)]
                total = sum(found.amount(row) for row in disputed)
                self.assertEqual(len(disputed), own.count(rule))

                # The workbook: each line asks to be looked at, the rule's row has both sides, the provenance counts.
                for row in disputed:
                    for said in (*FOR, AGAINST):
                        self.assertIn(said, found.value(row, "Axe 1 – À vérifier"))
                rows = found.sheets[RULES]
                header = next(row for row in rows if "Contestée" in row)
                told = [row for row in rows if row and len(row) > header.index("Contestée") and row[header.index("Contestée")]
                        and row is not header and row[0] != "Règle"]
                self.assertEqual([row[0] for row in told], [f"attenuation-m57/{rule}"])
                words = told[0][header.index("Contestée")]
                self.assertEqual(words, f"Pour : {FOR[0]} ; {FOR[1]}. Contre : {AGAINST}.")
                provenance = "\n".join(str(cell) for row in found.sheets[PROVENANCE] for cell in row if cell)
                self.assertIn("DSP002", provenance)
                self.assertIn(AGAINST, provenance)

                # The record.
                record = json.loads((out / "run.json").read_text(encoding="utf-8"))
                (finding,) = [one for one in self.findings(record) if one["code"] == "DSP002"]
                self.assertEqual(finding["values"]["rule"], full)
                self.assertEqual(finding["values"]["arguments"], words)
                self.assertEqual(finding["values"]["lines"], str(len(disputed)))

                # The report: what a browser shows, with markup kept from being markup.
                page = html.fromstring((out / "rapport.html").read_text(encoding="utf-8"))
                (table,) = [table for table in page.iter("table") if "contestées" in table.findtext("caption", "")]
                (row,) = [row for row in table.iter("tr") if full in "".join(row.itertext())]
                shown = ["".join(cell.itertext()) for cell in row]
                self.assertTrue(any(all(argument in cell for argument in FOR) for cell in shown), shown)
                self.assertTrue(any(AGAINST in cell for cell in shown), shown)
                amounts = {cents(re.sub(r"\s| |€", "", cell).replace(",", ".")) for cell in shown
                           if re.fullmatch(r"-?[\d\s  ]+,\d\d\s*€", cell.strip())}
                self.assertEqual(amounts, {total})

                # The explanation of a line.
                number = found.sheets[found.name].index(disputed[0]) + 1
                text = mesures("explain", workbook_of(out), str(number), "--lang", "fr").out.decode()
                for said in (*FOR, AGAINST):
                    self.assertIn(said, text)

    def findings(self, record):
        """Every finding of a record, wherever it stands."""
        if isinstance(record, dict):
            if "code" in record and "values" in record:
                yield record
            for value in record.values():
                yield from self.findings(value)
        elif isinstance(record, list):
            for value in record:
                yield from self.findings(value)
