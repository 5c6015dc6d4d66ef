"""`export: { donnees: non }`: a run without the data package leaves everything else as it is, and who would read it says so."""

import json
import shutil

from support import ROOT, SAMPLES, Workspace, annotate, digest, mesures, settings

MANDATES = SAMPLES / "mandats-2025.xlsx"
PIPELINE = ROOT / "pipelines" / "budget-vert.yaml"


def record(folder):
    """The record of a run, without its times, its folder and the choice itself."""
    told = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    for clock in ("started", "ended"):
        del told[clock]
    for name in ("donnees", "sortie"):
        del told["pipeline"]["variables"][name]
    return json.loads(json.dumps(told).replace(str(folder), ""))


def digests(folder):
    return {str(path.relative_to(folder)): digest(path) for path in folder.rglob("*") if path.is_file()}


def differing(one, other):
    """The files that are not the same, records apart; the page tells the choice itself, to make the run again."""
    def told(folder, name):
        if name != "rapport.html":
            return digest(folder / name)
        page = (folder / name).read_text(encoding="utf-8")
        assert "--set donnees=" in page, "how to make the run again"
        return page.replace("donnees=non", "donnees=oui").replace(str(folder), "")

    names = sorted(set(digests(one)) & set(digests(other)) - {"run.json"})
    return [name for name in names if told(one, name) != told(other, name)]


class WithoutDataPackage(Workspace):
    def setUp(self):
        super().setUp()
        self.whole, self.bare = self.folder / "avec", self.folder / "sans"
        self.assertDone(annotate(MANDATES, self.whole))
        self.assertDone(annotate(MANDATES, self.bare, "--set", "donnees=non"))

    def test_all_else_is_the_same(self):
        whole, bare = digests(self.whole), digests(self.bare)
        package = {name for name in whole if name.startswith("donnees/")}
        self.assertIn("donnees/datapackage.json", package)
        self.assertFalse((self.bare / "donnees").exists())
        self.assertEqual(set(bare), set(whole) - package)
        self.assertEqual(differing(self.bare, self.whole), [])
        self.assertEqual(record(self.bare), record(self.whole))

    def test_who_reads_the_package_says_that_it_is_missing(self):
        for one in ((self.bare, self.whole), (self.whole, self.bare)):
            outcome = mesures("compare", *one)
            self.assertDone(outcome, 65)
            self.assertIn("CMP011", outcome.text)
        before = digests(self.bare)
        for stage in ("transform", "export"):
            outcome = mesures(stage, PIPELINE, *settings(MANDATES, self.bare), "--set", "donnees=non")
            self.assertDone(outcome, 2)
            self.assertIn("PIP014", outcome.text)
        self.assertEqual(digests(self.bare), before)
        self.assertFalse((self.bare / "donnees").exists())

    def test_explaining_does_without(self):
        answers = [mesures("explain", next(folder.glob("*-annote.xlsx")), "ligne:1", "--lang", "fr")
                   for folder in (self.whole, self.bare)]
        for answer in answers:
            self.assertDone(answer)
        whole, bare = (answer.text.replace(str(folder), "") for answer, folder in zip(answers, (self.whole, self.bare)))
        self.assertEqual(whole, bare)

    def test_stages_alone_hand_it_on_all_the_same(self):
        staged = self.folder / "étapes"
        for stage in ("import", "transform", "export"):
            self.assertDone(mesures(stage, PIPELINE, *settings(MANDATES, staged), "--set", "donnees=non"))
        whole, parts = digests(self.whole), digests(staged)
        self.assertEqual(set(parts), set(whole))
        self.assertEqual(differing(staged, self.whole), [])

    def test_the_package_of_an_earlier_run_is_not_left_beside_a_later_one(self):
        before = digests(self.whole)
        outcome = annotate(MANDATES, self.whole, "--set", "donnees=non")
        self.assertDone(outcome, 2)
        self.assertIn("PIP013", outcome.text)
        self.assertEqual(digests(self.whole), before)
        shutil.rmtree(self.whole / "donnees")
        self.assertDone(annotate(MANDATES, self.whole, "--set", "donnees=non"))
        self.assertFalse((self.whole / "donnees").exists())

    def test_a_choice_that_is_neither_yes_nor_no_is_refused(self):
        outcome = annotate(MANDATES, self.folder / "peut-être", "--set", "donnees=parfois")
        self.assertDone(outcome, 2)
        self.assertIn("YML017", outcome.text)
