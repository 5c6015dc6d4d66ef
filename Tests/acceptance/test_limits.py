"""What is accepted of a workbook can be set: each refusal says which option raises the limit, and raising it helps."""

from support import ROOT, SAMPLES, Workspace, annotate, files, mesures

LIMITS = (
    ("--max-entries", "3", "100", "ZIP011"),
    ("--max-entry-size", "1K", "1G", "ZIP012"),
    ("--max-total-size", "2k", "2G", "ZIP014"),
)


class Limits(Workspace):
    def test_each_limit_refuses_and_its_finding_names_the_option(self):
        for name in ("mandats-2025.xlsx", "budget-execute.ods"):
            for command in (("dump", "--format", "none"), ("inspect",)):
                for option, small, large, code in LIMITS:
                    with self.subTest(name=name, command=command[0], option=option):
                        refused = mesures(*command, SAMPLES / name, option, small)
                        self.assertEqual(refused.status, 65, refused.text)
                        self.assertIn(code, refused.codes)
                        self.assertIn(f"{option}", refused.text)
                        self.assertDone(mesures(*command, SAMPLES / name, option, large))

    def test_the_ratio_is_looked_at_beyond_a_hundred_megabytes_only(self):
        self.assertDone(mesures("dump", "--format", "none", SAMPLES / "mandats-2025.xlsx", "--max-ratio", "1"))

    def test_a_run_beyond_a_limit_writes_nothing(self):
        output = self.folder / "sortie"
        outcome = annotate(SAMPLES / "mandats-2025.xlsx", output, "--max-entry-size", "1000")
        self.assertEqual(outcome.status, 65, outcome.text)
        self.assertIn("--max-entry-size", outcome.text)
        self.assertEqual(files(output) if output.exists() else [], [])

    def test_a_limit_that_is_no_amount_is_wrong_usage(self):
        for amount in ("0", "-1", "2T", "G", "1.5G", "99999999999999999999", "9999999999G", ""):
            with self.subTest(amount=amount):
                outcome = mesures("dump", SAMPLES / "mandats-2025.xlsx", f"--max-entry-size={amount}", cwd=ROOT)
                self.assertEqual(outcome.status, 2, outcome.text)
