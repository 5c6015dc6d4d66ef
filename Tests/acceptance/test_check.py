"""`mesures check`: what it says, in every form, and the schema that editors use."""

import json
import unittest
import xml.etree.ElementTree as ElementTree

from support import ROOT, Workspace, mesures

try:
    import jsonschema
    import yaml
except ImportError:
    jsonschema = None

RULES = ROOT / "pipelines/rules/budget-vert"
SCHEMA = ROOT / "pipelines/schemas/pack.schema.json"
HEADER = """pack: essai/essai
version: 1
title: Essai
measure: budget-vert
axis: attenuation
source: Essai
licence: EUPL-1.2
scope: { nomenclature: M57_D }
"""
RULE = """rules:
  - id: velo
    when: { nature: "2151", libelle: vélo }
    rate: favorable
    because: Vélo
    source: Essai
    confidence: observed
"""
TESTS = """tests:
  - line: { nature: "2151", libelle: VELO }
    expect: neutre
  - line: { nature: "2151", libelle: VELO }
    expect: favorable
"""
# Every key of the language at once.
EVERYTHING = """pack: essai/tout
version: 2026.1
title: Tout
measure: budget-vert
axis: attenuation
source: Essai
licence: EUPL-1.2
from: 2024
until: 2026
nomenclature: "M57*"
tables:
  comptes: { file: comptes.csv, key: nature, column: compte, match: prefix, source: Essai, licence: EUPL-1.2 }
define:
  voirie: ["2151*", 2152..2153]
  route: { nature: $voirie, not: { libelle: vélo } }
scope: { sens: depense, mouvement: [reel], section: investissement }
rules:
  - id: a
    when:
      is: route
      montant: { plus-de: 10, au-moins: 10, moins-de: 100000, au-plus: 100000 }
      annulation: non
      compte: { connu: oui, equipement: true, chapitre: "21", section: investissement, libelle: voirie }
      table: { comptes: { cotation: neutre } }
      texte: { any: [a], all: [b], none: [c], near: [d, e], within: 4 }
      operation: { any: [école] }
      any: [{ fonction: "84*" }, { service: Voirie }]
      all: [{ date: 2025-01-01..2025-06-30 }]
    split: { favorable: 40 %, neutre: 3/5 }
    because: Essai
    source: Essai
    confidence: inferred
    from: 2024
    until: 2025
    nomenclature: [M57_D]
    disputed:
      for: [{ argument: Oui, by: Les uns, source: Note }]
      against: [{ argument: Non, by: Les autres, source: Note }, { argument: "Non !", by: Eux, source: Note }]
  - { id: b, when: { nature: "1" }, rate: neutre, because: b, source: s, confidence: verified }
  - { id: c, when: { nature: "3" }, ask: "Quoi ?", to: service, because: b, source: s, confidence: observed }
  - { id: d, when: { nature: "4" }, exclude: hors, because: b, source: s, confidence: unverified }
  - { id: e, when: { nature: "5*" }, table: { comptes: cotation }, because: b, source: s, confidence: inferred }
  - { id: f, when: { annulation: oui }, inherit: mandat, because: b, source: s, confidence: inferred }
tests:
  - line: { nature: "1", exercice: "2024", montant: 12.50 }
    with: [{ nature: "1" }]
    expect: neutre
    rule: b
"""
MISTAKES = [
    ("rate: favorable", "rate: favorable\n    split: { favorable: 1/2, neutre: 1/2 }"),
    ("rate: favorable", "inherit: voisin"),
    ("confidence: observed", "confidence: sure"),
    ("confidence: observed", "confidence: observed\n    disputed: { for: [{ argument: a, by: b, source: c }] }"),
    ("confidence: observed", "confidence: observed\n    disputed: { for: [a], against: [b] }"),
    ("    source: Essai\n", ""),
    ("nature: \"2151\"", "natur: \"2151\""),
    ("libelle: vélo", "libelle: { any: [vélo], presque: [a] }"),
    ("libelle: vélo", "montant: { environ: 10 }"),
    ("libelle: vélo", "compte: { classe: \"2\" }"),
    ("scope: ", "portee: "),
    # What no line can have (RUL008)
    ("nature: \"2151\"", "nature: 2151-2158"),
    ("nature: \"2151\"", "nature: 2151 à 2158"),
    ("nature: \"2151\"", "nature: [\"2151\", \"21*51\"]"),
    ("nature: \"2151\"", "nature: \"*\""),
    ("nature: \"2151\"", "nature: 2151..A"),
    ("libelle: vélo", "fonction: \"8 4\""),
    ("libelle: vélo", "operation: \"*ECOLE\""),
    ("libelle: vélo", "operation: A..B"),
    ("libelle: vélo", "compte: { chapitre: \"2*1\" }"),
    ("libelle: vélo", "date: 01/02/2025"),
    ("libelle: vélo", "date: \"2025-01\""),
    ("libelle: vélo", "date: 01/02/2025..28/02/2025"),
    ("libelle: vélo", "exercice: \"25\""),
    ("libelle: vélo", "exercice: 25"),
    ("because: Vélo", "because: Vélo\n    nomenclature: \"M*7\""),
]

class Check(Workspace):
    def check(self, text, *options):
        pack = self.folder / "essai.yaml"
        pack.write_text(text, encoding="utf-8")
        (self.folder / "comptes.csv").write_text("compte,cotation\n2151,neutre\n", encoding="utf-8")
        return mesures("check", pack, "--measure", ROOT / "pipelines/measures/budget-vert.yaml", "--nomenclatures",
                       ROOT / "pipelines/nomenclatures", *options)

    def assertJudged(self, outcome, status):
        """What is on standard output, the exit status being `status`."""
        self.assertEqual(outcome.status, status, outcome.text)
        return outcome.out.decode("utf-8")


class Checking(Check):
    def test_every_key_of_the_language_is_accepted(self):
        found = json.loads(self.assertJudged(self.check(EVERYTHING, "--format", "json"), 0))
        errors = [one for one in found["packs"][0]["findings"] if one["severity"] == "error"]
        self.assertEqual(errors, [])

    def test_json_says_which_packs_were_checked_and_what_was_found(self):
        pack = json.loads(self.assertJudged(self.check(HEADER + RULE + TESTS, "--format", "json"), 2))["packs"][0]
        self.assertEqual((pack["rules"], pack["tests"]), (1, 2))
        self.assertEqual([one["code"] for one in pack["findings"]], ["RUL012"])
        self.assertEqual(pack["findings"][0]["place"]["line"], 17)

    def test_github_gets_one_command_a_finding_at_its_line(self):
        text = self.assertJudged(self.check(HEADER + RULE + TESTS, "--format", "github", "--lang", "en"), 2)
        first = text.splitlines()[0]
        self.assertRegex(first, r"^::error file=[^,]*essai\.yaml,line=17,col=5,title=RUL012::This test expects")
        self.assertIn("%0A", first)
        good = self.assertJudged(self.check(HEADER + RULE, "--format", "github"), 0)
        self.assertTrue(all(line.startswith("::notice ") for line in good.splitlines()), good)

    def test_junit_has_a_case_for_each_test_of_the_pack(self):
        suite = ElementTree.fromstring(self.assertJudged(self.check(HEADER + RULE + TESTS, "--format", "junit"), 2))[0]
        self.assertEqual((suite.get("tests"), suite.get("failures")), ("3", "1"))
        cases = suite.findall("testcase")
        self.assertEqual([case.get("line") for case in cases], ["1", "17", "19"])
        self.assertEqual([len(case.findall("failure")) for case in cases], [0, 1, 0])
        self.assertEqual(cases[1].find("failure").get("type"), "RUL012")
        unread = self.assertJudged(self.check("rules: [<&", "--format", "junit"), 2)
        self.assertEqual(ElementTree.fromstring(unread)[0].get("failures"), "1")

    def test_messages_are_in_the_language_asked_for(self):
        self.assertIn("Ce test attend", self.check(HEADER + RULE + TESTS, "--lang", "fr").text)
        self.assertIn("This test expects", self.check(HEADER + RULE + TESTS, "--lang", "en").text)

    def test_shipped_packs_have_neither_errors_nor_warnings(self):
        self.assertDone(mesures("check", RULES, "--fail-on", "warning"))


@unittest.skipUnless(jsonschema, "needs jsonschema and PyYAML")
class Schema(Check):
    """What `pipelines/schemas/pack.schema.json` accepts and refuses is what the checker does."""

    @classmethod
    def setUpClass(cls):
        cls.schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(cls.schema)
        cls.validator = jsonschema.Draft202012Validator(cls.schema)

    def problems(self, text):
        return [error.message for error in self.validator.iter_errors(yaml.safe_load(text))]

    def test_shipped_packs_follow_it_and_name_it(self):
        for pack in sorted(RULES.parent.glob("*/*.yaml")):
            text = pack.read_text(encoding="utf-8")
            self.assertEqual(self.problems(text), [], pack.name)
            self.assertTrue(text.startswith("# yaml-language-server: $schema=../../schemas/pack.schema.json\n"), pack.name)

    def test_every_key_of_the_language_follows_it(self):
        self.assertEqual(self.problems(EVERYTHING), [])

    def test_patterns_are_accepted_by_both(self):
        for good in ("nature: [2151, \"2152A\", \"2313*\", 2151..2158, \"\"]", "date: [\"2025-01-31\", \"2025-01*\"]",
                     "date: 2025-01-15..2025-02-28", "exercice: [2025, \"2024\", \"202*\", 2024..2026]",
                     "operation: [\"ECOLE-*\", \"A.1\", 12..14, \"\"]", "service: Voirie et réseaux"):
            text = (HEADER + RULE).replace("libelle: vélo" if not good.startswith("nature") else "nature: \"2151\"", good)
            self.assertEqual(self.problems(text), [], good)
            found = json.loads(self.check(text, "--format", "json").out)["packs"][0]["findings"]
            self.assertNotIn("RUL008", [one["code"] for one in found], good)

    def test_mistakes_are_refused_by_both(self):
        self.assertEqual(self.problems(HEADER + RULE), [])
        for good, bad in MISTAKES:
            text = (HEADER + RULE).replace(good, bad, 1) if good != "    source: Essai\n" else HEADER + RULE.replace(good, bad)
            self.assertTrue(self.problems(text), bad)
            self.assertEqual(self.check(text).status, 2, bad)

    def test_it_knows_the_keys_that_the_checker_knows(self):
        """A misspelt key makes the checker list those that it knows."""
        definitions = self.schema["$defs"]
        places = [
            (self.schema, "zzzzzzzz: 1\n" + HEADER + RULE),
            (definitions["rule"], HEADER + RULE + "    zzzzzzzz: 1\n"),
            (definitions["condition"], HEADER + RULE.replace("libelle: vélo", "zzzzzzzz: 1")),
            (definitions["words"], HEADER + RULE.replace("libelle: vélo", "libelle: { any: [a], zzzzzzzz: 1 }")),
            (definitions["amount"], HEADER + RULE.replace("libelle: vélo", "montant: { zzzzzzzz: 1 }")),
            (definitions["condition"]["properties"]["compte"],
             HEADER + RULE.replace("libelle: vélo", "compte: { zzzzzzzz: 1 }")),
            (definitions["test"], HEADER + RULE + "tests:\n  - { line: {}, expect: none, zzzzzzzz: 1 }\n"),
            (definitions["line"], HEADER + RULE + "tests:\n  - { line: { zzzzzzzz: 1 }, expect: none }\n"),
            (self.schema["properties"]["tables"]["additionalProperties"], HEADER + "tables:\n  comptes: { file: comptes.csv, "
             "key: nature, column: compte, source: s, zzzzzzzz: 1 }\n" + RULE),
        ]
        for part, text in places:
            found = json.loads(self.assertJudged(self.check(text, "--format", "json"), 2))["packs"][0]["findings"]
            known = [one["values"]["known"] for one in found if one["values"].get("key") == "zzzzzzzz"]
            self.assertEqual(len(known), 1, text)
            self.assertEqual(sorted(known[0].split(", ")), sorted(part["properties"]))
