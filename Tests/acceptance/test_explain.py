"""`mesures explain`: what it says of a line is what the workbook has and what the rules say; rule cells lead to `Règles`."""

import csv
import json
import re
import shutil
import zipfile

from annotation import RULES, Annotation
from support import (INPUTS, PROFILES, ROOT, SAMPLES, TEXT, Workspace, annotate, annotated, cents, mesures, needs_python, sheet_rows,
                     workbook_of)

MANDATES = "mandats-2025.xlsx"
INHERIT = """rules:
  - id: annulations-suivies
    when: { annulation: oui }
    inherit: mandat
    because: Suit le mandat annulé
    source: Essai
    confidence: inferred
"""


def explained(workbook, line, *more, **environment):
    """The answer as JSON, and how the command ended."""
    outcome = mesures("explain", workbook, line, "--format", "json", "--lang", "fr", *more, **environment)
    return json.loads(outcome.out) if outcome.status == 0 else None, outcome


def codes(answer):
    return [finding["code"] for finding in answer["findings"]]


def lines_of(folder):
    with open(folder / "donnees/lines.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@needs_python("openpyxl")
@needs_python("lxml")
class Explain(Workspace):
    def test_it_says_what_the_workbook_has(self):
        for name in INPUTS:
            folder = annotated(name)
            workbook, lines = workbook_of(folder), lines_of(folder)
            found = Annotation(workbook)
            rows = found.sheets[found.name]
            for line in lines[::max(1, len(lines) // 5)]:
                with self.subTest(name, row=line["row"]):
                    answer, outcome = explained(workbook, line["row"])
                    self.assertDone(outcome)
                    self.assertEqual(codes(answer), [])
                    self.assertEqual((answer["line"]["row"], answer["line"]["line"]), (int(line["row"]), int(line["line"])))
                    self.assertEqual(answer["line"]["file"], name)
                    row = rows[int(line["row"]) - 1]
                    amount = cents(answer["line"]["amount"])
                    self.assertEqual(amount, found.amount(row))
                    self.assertEqual(answer["perimeter"]["inside"], found.inside(row))
                    if not found.inside(row):
                        self.assertEqual(answer["axes"], [])
                        self.assertTrue(answer["perimeter"]["because"] and answer["perimeter"]["source"])
                        continue
                    axes = [prefix for prefix in found.prefixes if f"{prefix} – Règle" in found.header]
                    self.assertEqual(len(answer["axes"]), len(axes))
                    for axis, prefix in zip(answer["axes"], axes):
                        self.assertEqual(axis["parts"][0]["category"], found.value(row, f"{prefix} – Cotation"))
                        self.assertEqual(cents(axis["parts"][0]["amount"]), cents(found.value(row, f"{prefix} – Montant coté")))
                        self.assertEqual(sum(cents(part["amount"]) for part in axis["parts"]), amount)
                        if axis["rule"]:
                            self.assertEqual(axis["rule"]["rule"], "budget-vert/" + found.value(row, f"{prefix} – Règle"))
                            self.assertIn(axis["matched"], found.value(row, f"{prefix} – Justification"))
                            # The rule stands where it is said to stand.
                            written = (ROOT / axis["rule"]["file"]).read_text(encoding="utf-8").splitlines()
                            self.assertIn("id: " + axis["rule"]["rule"].split("/")[-1].split("[")[0], written[axis["rule"]["line"] - 1])
                        self.assertTrue(all(other["why"] for other in axis["others"]))

    def test_every_way_to_name_a_line_gives_the_same_answer(self):
        workbook = workbook_of(annotated(MANDATES))
        answers = [explained(workbook, address)[1].out for address in (
            "TOUS!A42", "'TOUS'!$Z$42", "'TOUS'.A42", "$TOUS.B42", "B42", "42", "ligne:41", "line:41")]
        self.assertEqual(len(set(answers)), 1)
        self.assertIn(b'"row": 42', answers[0])

    def test_all_shows_every_rule_once_and_one_axis_alone(self):
        workbook = workbook_of(annotated(MANDATES))
        answer, _ = explained(workbook, "42", "--all", "--axis", "attenuation")
        (axis,) = answer["axes"]
        names = [other["rule"]["rule"] for other in axis["others"]] + [axis["rule"]["rule"]]
        pack = (ROOT / "pipelines/rules/budget-vert/attenuation-m57.yaml").read_text(encoding="utf-8")
        other = (ROOT / "pipelines/rules/budget-vert/attenuation-m4.yaml").read_text(encoding="utf-8")
        rules = sum(len(re.findall(r"^  - id: ", text, re.M)) for text in (pack, other))
        self.assertEqual((len(names), len(set(names)), axis["hidden"]), (rules, rules, 0))
        _, outcome = explained(workbook, "42", "--axis", "eau")
        self.assertEqual((outcome.status, outcome.codes), (2, ["EXP009"]))

    def test_what_names_no_line_is_refused(self):
        workbook = workbook_of(annotated(MANDATES))
        for address, code in (("1", "EXP002"), ("99999", "EXP002"), ("ligne:99999", "EXP002"), ("Suivi!A2", "EXP008"), ("xx", "EXP001")):
            with self.subTest(address):
                _, outcome = explained(workbook, address)
                self.assertEqual((outcome.status, outcome.codes, outcome.out), (2, [code], b""))

    def test_the_text_is_as_narrow_as_asked_and_names_nobody(self):
        folder = annotated(MANDATES)
        line = next(line for line in lines_of(folder) if line["tiers"])
        for width in (40, 72):
            outcome = mesures("explain", workbook_of(folder), line["row"], "--lang", "fr", COLUMNS=str(width))
            self.assertDone(outcome)
            text = outcome.out.decode()
            for shown in text.splitlines():
                # Only what has no space to break at is wider.
                self.assertTrue(len(shown) <= width or len(re.sub(r" (?=[:;»?!])|(?<=«) ", "", shown.strip()).split(" ")) == 1, shown)
            self.assertNotIn(line["tiers"], text)
        english = mesures("explain", workbook_of(folder), line["row"], "--lang", "en").out.decode()
        self.assertIn("Perimeter: ", english)
        self.assertNotIn(line["tiers"], english)

    def own_pipeline(self, edit):
        """A copy of the pipelines whose pack for axis 1 is edited."""
        pipelines = self.folder / "pipelines"
        if not pipelines.exists():
            shutil.copytree(ROOT / "pipelines", pipelines)
        pack = pipelines / "rules/budget-vert/attenuation-m57.yaml"
        text = edit(pack.read_text(encoding="utf-8"))
        self.assertNotEqual(text, pack.read_text(encoding="utf-8"))
        pack.write_text(text, encoding="utf-8")
        return pipelines / "budget-vert.yaml"

    def test_rules_that_changed_since_are_said(self):
        # The pack's own tests are about its own rules.
        pipeline = self.own_pipeline(lambda text: text[:text.index("\ntests:")] + "\n")
        self.assertDone(annotate(SAMPLES / MANDATES, self.folder / "out", pipeline=pipeline))
        workbook = workbook_of(self.folder / "out")
        found = Annotation(workbook)
        row = next(number for number, row in enumerate(found.sheets[found.name], 1)
                   if number > 1 and str(row[found.column("Axe 1 – Règle")]).endswith("/logiciels"))
        answer, _ = explained(workbook, str(row))
        self.assertEqual(codes(answer), [])
        self.own_pipeline(lambda text: re.sub(r"(id: logiciels\n.*\n    rate: )neutre", r"\1favorable", text).replace(
            "version: 2026.1", "version: 2026.2", 1))
        answer, _ = explained(workbook, str(row))
        self.assertEqual(codes(answer), ["EXP004", "EXP007"])
        changed, differs = answer["findings"]
        self.assertEqual((changed["values"]["then"], changed["values"]["now"]), ("2026.1", "2026.2"))
        self.assertEqual((differs["values"]["found"], differs["values"]["computed"]), ("Neutre", "Favorable"))
        shutil.rmtree(self.folder / "pipelines")
        (self.folder / "out/run.json").unlink()
        _, outcome = explained(workbook, str(row), MESURES_PIPELINES=str(self.folder))
        self.assertEqual((outcome.status, outcome.codes), (2, ["EXP003"]))

    def test_the_workbook_alone_is_enough(self):
        alone = shutil.copyfile(workbook_of(annotated(MANDATES)), self.folder / "seul.xlsx")
        answer, outcome = explained(alone, "42", "--set", f"profil={PROFILES[MANDATES]}")
        self.assertDone(outcome)
        self.assertEqual(codes(answer), [])
        self.assertEqual(answer["line"]["file"], MANDATES)
        # Read with another profile, its lines are not those that were rated, and it says so.
        self.assertEqual(codes(explained(alone, "42")[0]), ["EXP006"])
        # What nobody annotated is explained as it would be.
        answer, outcome = explained(SAMPLES / MANDATES, "42", "--pipeline", ROOT / "pipelines/budget-vert.yaml")
        self.assertDone(outcome)
        self.assertEqual(codes(answer), ["EXP010"])

    def test_what_a_line_follows_is_told_to_its_origin(self):
        pipeline = self.own_pipeline(lambda text: text[:text.index("\ntests:")].replace("\nrules:\n", "\n" + INHERIT, 1) + "\n")
        self.assertDone(annotate(SAMPLES / MANDATES, self.folder / "out", pipeline=pipeline))
        workbook = workbook_of(self.folder / "out")
        found = Annotation(workbook)
        rules = [(number, str(row[found.column("Axe 1 – Règle")])) for number, row in enumerate(found.sheets[found.name], 1)
                 if number > 1]
        row, rule = next((row, rule) for row, rule in rules if " ← " in rule)
        answer, _ = explained(workbook, str(row))
        (axis,) = [axis for axis in answer["axes"] if axis["axis"] == "attenuation"]
        heir, origin = rule.split(" ← ")
        self.assertTrue(heir.endswith("/annulations-suivies"))
        self.assertEqual(axis["follows"]["rule"]["rule"], "budget-vert/" + origin)
        self.assertIn((axis["follows"]["lines"][0]["row"], origin), rules)
        self.assertTrue(axis["follows"]["matched"])


@needs_python("openpyxl")
@needs_python("lxml")
class RulesSheet(Workspace):
    def test_rule_cells_lead_to_their_rule(self):
        import openpyxl
        from lxml import etree
        for name in INPUTS:
            with self.subTest(name):
                workbook = workbook_of(annotated(name))
                rules = sheet_rows(workbook)[RULES]
                links = set()
                if workbook.suffix == ".xlsx":
                    found = Annotation(workbook)
                    for row in openpyxl.load_workbook(workbook)[found.name].iter_rows(values_only=True):
                        links |= {match.groups() for value in row for match in [re.fullmatch(
                            rf'=HYPERLINK\("#\'?{RULES}\'?!A(\d+)","(.*)"\)', str(value))] if match}
                else:
                    with zipfile.ZipFile(workbook) as container:
                        root = etree.fromstring(container.read("content.xml"), etree.XMLParser(huge_tree=True))
                    for link in root.iter(TEXT + "a"):
                        match = re.fullmatch(rf"#'?{RULES}'?\.A(\d+)", link.get("{http://www.w3.org/1999/xlink}href"))
                        if match:
                            links.add((match.group(1), link.text))
                self.assertGreater(len(links), 5)
                for row, text in links:
                    self.assertEqual(rules[int(row) - 1][0], text)
                # Every rule of the sheet is led to.
                told = [row[0] for row in rules[3:] if len(row) > 8 and row[0] not in ("Règle", "Aucune règle")]
                self.assertEqual(sorted(text for _, text in links), sorted(told))

    def test_what_rules_decided_sums_to_the_lines(self):
        for name in INPUTS:
            with self.subTest(name):
                workbook = workbook_of(annotated(name))
                found = Annotation(workbook)
                totals = [(row[6], cents(row[7])) for row in found.sheets[RULES] if row and row[0] == "Total"]
                inside = [row for row in found.lines if found.inside(row)]
                axes = [title for title in found.header if str(title).endswith("– Règle")]
                wanted = [(len(inside), found.total(found.inside))] * len(axes)
                left = len(found.lines) - len(inside)
                if left:
                    wanted.append((left, found.total() - found.total(found.inside)))
                self.assertEqual(totals, wanted)
