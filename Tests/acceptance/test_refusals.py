"""Where a copy cannot be written, the original stays and nothing is left half-written."""

import os
import resource
import shutil
import signal
import subprocess
import unittest

from support import (MESURES, ROOT, SAMPLES, Outcome, Workspace, annotate, convert, digest, files, mesures, needs_python,
                     needs_soffice)

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

    def test_a_file_that_cannot_be_written(self):
        old = self.folder / "sortie.xlsx"
        old.write_bytes(b"ancien")
        os.chmod(old, 0o444)
        user = None
        if os.geteuid() == 0:
            # The folder may be written; the file, which somebody protected, may not.
            user = NOBODY
            os.chmod(self.folder, 0o777)
        try:
            outcome = limited(("annotate", self.original, "--with", self.columns, "-o", old), user=user)
        except PermissionError:
            self.skipTest("another user cannot reach the executable")
        self.refused(outcome, "FIC004", ["colonnes.csv", "export.xlsx", "sortie.xlsx"])
        self.assertEqual(old.read_bytes(), b"ancien")

    def test_a_run_never_replaces_what_it_reads(self):
        folder = self.folder / "sortie"
        folder.mkdir()
        source = folder / "export-annote.xlsx"
        shutil.copyfile(self.original, source)
        outcome = annotate(source, folder)
        self.assertEqual((outcome.status, outcome.codes), (73, ["FIC006"]), outcome.text)
        self.assertEqual(files(folder), ["export-annote.xlsx"])
        self.assertEqual(digest(source), self.before)

    def test_the_columns_are_never_the_output(self):
        outcome = limited(("annotate", self.original, "--with", self.columns, "-o", self.columns))
        self.refused(outcome, "FIC006", ["colonnes.csv", "export.xlsx"])
        self.assertEqual(self.columns.read_text(encoding="utf-8"), "row,Note\n2,x\n")

    def test_the_original_is_never_the_output(self):
        link = self.folder / "lien.xlsx"
        link.symlink_to(self.original)
        for output in (self.original, link):
            outcome = limited(("annotate", self.original, "--with", self.columns, "-o", output))
            self.refused(outcome, "FIC006", ["colonnes.csv", "export.xlsx", "lien.xlsx"])


@needs_python("openpyxl")
class Unfit(Workspace):
    """Workbooks to which nothing can be added."""

    def book(self, name, change):
        """A workbook of openpyxl's from the sample, changed."""
        import openpyxl
        book = openpyxl.load_workbook(SAMPLES / "mandats-2025.xlsx")
        change(book)
        path = self.folder / name
        book.save(path)
        return path

    def columns(self):
        path = self.folder / "colonnes.csv"
        path.write_text("row,Note\n2,x\n", encoding="utf-8")
        return path

    def refused(self, source, arguments, codes, output):
        before = digest(source)
        outcome = mesures(*arguments)
        self.assertEqual(outcome.status, 65, outcome.text)
        self.assertIn(outcome.codes[-1], codes, outcome.text)
        self.assertEqual(digest(source), before)
        self.assertFalse(output.exists())

    def run_refused(self, source, codes):
        output = self.folder / "sortie"
        arguments = ("run", ROOT / "pipelines" / "budget-vert.yaml", "--set", f"entree={source}", "--set",
                     f"sortie={output}", "--quiet")
        self.refused(source, arguments, codes, output)

    def test_a_protected_structure(self):
        from openpyxl.workbook.protection import WorkbookProtection

        def lock(book):
            book.security = WorkbookProtection(lockStructure=True)
        source = self.book("verrou.xlsx", lock)
        self.run_refused(source, ["XLE005"])
        # Columns are no part of the structure.
        output = self.folder / "colonnes.xlsx"
        self.assertDone(mesures("annotate", source, "--with", self.columns(), "-o", output))
        self.assertTrue(output.exists())

    @needs_soffice
    def test_a_protected_structure_of_ods(self):
        import zipfile
        made = convert(SAMPLES / "mandats-2025.xlsx", self.folder, "ods")
        source = self.folder / "verrou.ods"
        with zipfile.ZipFile(made) as before, zipfile.ZipFile(source, "w") as after:
            for entry in before.infolist():
                data = before.read(entry)
                if entry.filename == "content.xml":
                    self.assertEqual(data.count(b"<office:spreadsheet>"), 1)
                    data = data.replace(b"<office:spreadsheet>", b'<office:spreadsheet table:structure-protected="true">')
                after.writestr(entry, data)
        self.run_refused(source, ["ODS029"])
        output = self.folder / "colonnes.ods"
        self.assertDone(mesures("annotate", source, "--with", self.columns(), "-o", output))

    @needs_soffice
    def test_a_sheet_at_the_last_column(self):
        def fill(book):
            book["TOUS"]["XFD1"] = "fin"
        source = self.book("large.xlsx", fill)
        output = self.folder / "sortie.xlsx"
        self.refused(source, ("annotate", source, "--with", self.columns(), "-o", output), ["XLE002"], output)
        self.run_refused(source, ["XLE002"])
        sheet = convert(source, self.folder, "ods")
        if mesures("inspect", sheet).out.count(b"XFD") == 0:
            self.skipTest("this LibreOffice has fewer columns")
        output = self.folder / "sortie.ods"
        self.refused(sheet, ("annotate", sheet, "--with", self.columns(), "-o", output), ["ODS023"], output)


if __name__ == "__main__":
    unittest.main()
