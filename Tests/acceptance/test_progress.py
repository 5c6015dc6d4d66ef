"""What is said while a long work goes on: on a terminal, after a second, and nowhere else."""

import os
import pty
import subprocess
import unittest

from support import MESURES, ROOT, Workspace, mesures


class Progress(Workspace):
    def setUp(self):
        super().setUp()
        self.columns = self.folder / "colonnes.csv"
        self.columns.write_text("row,Note\n2,x\n", encoding="utf-8")

    def export(self, lines):
        path = self.folder / "export.csv"
        path.write_text("a;b;c;d\n" + "".join(f"{line};texte {line};{line},5;x\n" for line in range(lines)), encoding="utf-8")
        return path

    def on_terminal(self, *arguments):
        """What a person sees on a terminal: the bytes of standard error, which is one; and the status."""
        leader, follower = pty.openpty()
        process = subprocess.Popen(
            [str(MESURES), *map(str, arguments)], cwd=ROOT, stdout=subprocess.PIPE, stderr=follower,
            env={"PATH": os.environ["PATH"], "LANG": "fr_FR.UTF-8"})
        os.close(follower)
        seen = b""
        while True:
            try:
                some = os.read(leader, 4096)
            except OSError:  # the other end is closed
                break
            if not some:
                break
            seen += some
        process.communicate()
        os.close(leader)
        return seen.decode("utf-8"), process.returncode

    def test_long_work_says_what_it_does_and_leaves_nothing_on_the_line(self):
        output = self.folder / "sortie.xlsx"
        seen, status = self.on_terminal("annotate", self.export(300_000), "--with", self.columns, "-o", output)
        self.assertEqual(status, 0, seen)
        self.assertIn(f"… écriture de {output}", seen)
        self.assertTrue(seen.endswith("\r\x1b[2K"), seen[-200:])

    def test_short_work_says_nothing(self):
        seen, status = self.on_terminal("annotate", self.export(10), "--with", self.columns, "-o", self.folder / "s.xlsx")
        self.assertEqual((seen, status), ("", 0))

    def test_nothing_is_said_elsewhere(self):
        done = mesures("annotate", self.export(100_000), "--with", self.columns, "-o", self.folder / "s.xlsx")
        self.assertEqual((done.status, done.out, done.err), (0, b"", b""))


if __name__ == "__main__":
    unittest.main()
