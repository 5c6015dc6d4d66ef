"""Same input, same packs: same bytes, in one go or stage by stage; and make redoes nothing."""

import json
import os
import shutil
import subprocess

from support import INPUTS, MESURES, ROOT, SAMPLES, Workspace, annotate, files, mesures, settings


def timeless(record):
    """The run record without what a clock says."""
    if isinstance(record, dict):
        return {key: timeless(value) for key, value in record.items()
                if key not in ("started", "ended", "duration", "seconds", "date", "time", "command", "stage", "stages")}
    return [timeless(value) for value in record] if isinstance(record, list) else record


class Determinism(Workspace):
    def content(self, folder):
        """{file: its bytes, or its record without the clock}."""
        held = {}
        for name in files(folder):
            data = (folder / name).read_bytes()
            held[name] = timeless(json.loads(data)) if name == "run.json" else data
        return held

    def assertSameContent(self, left, right):
        self.assertEqual(sorted(left), sorted(right))
        self.assertEqual([name for name in left if left[name] != right[name]], [])

    def test_two_runs_give_the_same_bytes(self):
        for name in INPUTS:
            with self.subTest(sample=name):
                output = self.folder / "sortie"
                self.assertDone(annotate(SAMPLES / name, output))
                first = self.content(output)
                self.assertTrue(any(file.endswith((".xlsx", ".ods")) for file in first))
                shutil.rmtree(output)
                self.assertDone(annotate(SAMPLES / name, output))
                self.assertSameContent(first, self.content(output))
                shutil.rmtree(output)

    def test_one_run_and_three_stages_give_the_same_bytes(self):
        for name in INPUTS:
            with self.subTest(sample=name):
                output = self.folder / "sortie"
                self.assertDone(annotate(SAMPLES / name, output))
                whole = self.content(output)
                shutil.rmtree(output)
                for stage in ("import", "transform", "export"):
                    self.assertDone(mesures(stage, ROOT / "pipelines" / "budget-vert.yaml", *settings(SAMPLES / name, output)))
                self.assertSameContent(whole, self.content(output))
                shutil.rmtree(output)

    def test_the_language_of_the_terminal_does_not_change_the_outputs(self):
        output = self.folder / "sortie"
        command = ("run", ROOT / "pipelines" / "budget-vert.yaml", "--set", f"entree={SAMPLES / 'balance.csv'}",
                   "--set", f"sortie={output}", "--quiet")
        self.assertDone(mesures(*command, LANG="fr_FR.UTF-8", TZ="Europe/Paris"))
        first = self.content(output)
        shutil.rmtree(output)
        self.assertDone(mesures(*command, LANG="en_US.UTF-8", TZ="Pacific/Noumea"))
        self.assertSameContent(first, self.content(output))

    def test_the_input_is_never_written(self):
        copy = self.folder / "mandats-2025.xlsx"
        shutil.copy(SAMPLES / "mandats-2025.xlsx", copy)
        os.chmod(copy, 0o444)
        before = (copy.read_bytes(), copy.stat().st_mtime_ns)
        self.assertDone(annotate(copy, self.folder / "sortie"))
        self.assertEqual((copy.read_bytes(), copy.stat().st_mtime_ns), before)


class Make(Workspace):
    def make(self, *arguments):
        return subprocess.run(
            ["make", "--no-print-directory", "-C", str(ROOT), f"OUT={self.folder / 'out'}", *arguments],
            capture_output=True, text=True, timeout=600)

    def setUp(self):
        super().setUp()
        if MESURES != ROOT / ".build" / "release" / "mesures":
            self.skipTest("make uses the release executable, the tests another one")

    def test_a_second_make_does_nothing(self):
        first = self.make("budget-vert", "INPUT=samples/balance.csv")
        self.assertEqual(first.returncode, 0, first.stdout + first.stderr)
        self.assertIn("mesures import", first.stdout)
        times = {name: (self.folder / "out" / name).stat().st_mtime_ns for name in files(self.folder / "out")}
        second = self.make("budget-vert", "INPUT=samples/balance.csv")
        self.assertNotIn("mesures ", second.stdout)
        self.assertEqual(
            {name: (self.folder / "out" / name).stat().st_mtime_ns for name in files(self.folder / "out")}, times)

    def test_a_changed_input_is_imported_again(self):
        copy = self.folder / "balance.csv"
        shutil.copy(SAMPLES / "balance.csv", copy)
        self.assertEqual(self.make("budget-vert", f"INPUT={copy}").returncode, 0)
        later = copy.stat().st_mtime + 60
        os.utime(copy, (later, later))
        self.assertIn("mesures import", self.make("-n", "budget-vert", f"INPUT={copy}").stdout)
