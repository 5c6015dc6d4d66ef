"""Where a copy cannot be written, the original stays and nothing is left half-written."""

import os
import resource
import shutil
import signal
import subprocess
import unittest

from support import MESURES, ROOT, SAMPLES, Outcome, Workspace, annotate, digest, files

NOBODY = 65534


def limited(arguments, bytes_written=None, user=None):
    """Runs the command where a file may not grow beyond so many bytes, or as another user."""
    def prepare():
        if bytes_written is not None:
            # Without the signal, writing fails as it does on a full disk.
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_written, bytes_written))
        if user is not None:
            os.setgroups([])
            os.setgid(user)
            os.setuid(user)
    return Outcome(subprocess.run(
        [str(MESURES), *map(str, arguments)], cwd=ROOT, capture_output=True, timeout=120, preexec_fn=prepare,
        restore_signals=False, env={"PATH": os.environ["PATH"], "HOME": "/", "LANG": "C.UTF-8"}))


class Refusals(Workspace):
    def setUp(self):
        super().setUp()
        self.columns = self.folder / "colonnes.csv"
        self.columns.write_text("row,Note\n2,x\n", encoding="utf-8")
        self.original = self.folder / "export.xlsx"
        shutil.copyfile(SAMPLES / "mandats-2025.xlsx", self.original)
        self.before = digest(self.original)

    def refused(self, outcome, code, left):
        self.assertEqual((outcome.status, outcome.codes), (73, [code]), outcome.text)
        self.assertEqual(digest(self.original), self.before)
        self.assertEqual(files(self.folder), sorted(left))

    def test_a_full_disk(self):
        old = self.folder / "sortie.xlsx"
        old.write_bytes(b"ancien")
        for more in ((), ("--verify",)):
            self.refused(limited(("annotate", self.original, "--with", self.columns, "-o", old, *more), 20_000), "FIC005",
                         ["colonnes.csv", "export.xlsx", "sortie.xlsx"])
            self.assertEqual(old.read_bytes(), b"ancien")

    def test_a_run_on_a_full_disk_leaves_what_was_there(self):
        folder = self.folder / "sortie"
        self.assertDone(annotate(self.original, folder))
        held = {name: digest(folder / name) for name in files(folder)}
        arguments = ("run", ROOT / "pipelines" / "budget-vert.yaml", "--set", f"entree={self.original}",
                     "--set", f"sortie={folder}")
        outcome = limited(arguments, 40_000)
        self.assertEqual((outcome.status, outcome.codes[-1:]), (73, ["FIC005"]), outcome.text)
        self.assertEqual({name: digest(folder / name) for name in files(folder)}, held)

    def test_a_folder_that_cannot_be_written(self):
        if os.geteuid() != 0:
            user = None
            os.chmod(self.folder, 0o555)
            self.addCleanup(os.chmod, self.folder, 0o755)
        else:
            user = NOBODY
            os.chmod(self.folder, 0o755)
        try:
            outcome = limited(("annotate", self.original, "--with", self.columns, "-o", self.folder / "b.xlsx"), user=user)
        except PermissionError:
            self.skipTest("another user cannot reach the executable")
        self.refused(outcome, "FIC004", ["colonnes.csv", "export.xlsx"])

    def test_the_original_is_never_the_output(self):
        link = self.folder / "lien.xlsx"
        link.symlink_to(self.original)
        for output in (self.original, link):
            outcome = limited(("annotate", self.original, "--with", self.columns, "-o", output))
            self.refused(outcome, "FIC006", ["colonnes.csv", "export.xlsx", "lien.xlsx"])


if __name__ == "__main__":
    unittest.main()
