"""What a file is comes from its contents, whatever its name says."""

import csv
import io
import json
import struct
import unittest
import zipfile

from support import (SAMPLES, Workspace, annotate, annotated, convert, files, mesures, needs_soffice, settings, sheet_rows,
                     workbook_of)

END, FREE = 0xFFFFFFFE, 0xFFFFFFFF


def compound(*names):
    """An OLE compound file with these empty streams at its root ([MS-CFB])."""
    def entry(name, kind, right, child):
        text = name.encode("utf-16-le")
        return (text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text) + 2, kind, 1, FREE, right, child)).ljust(128, b"\0")

    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIIII", 1, 1, 0, 4096, END, 0, END, 0, 0) + b"\xff" * 432
    fat = struct.pack("<II", 0xFFFFFFFD, END).ljust(512, b"\xff")
    entries = entry("Root Entry", 5, FREE, 1)
    for index, name in enumerate(names, 2):
        entries += entry(name, 2, index if index <= len(names) else FREE, FREE)
    return header + fat + entries.ljust(512, b"\0")


def package(path, **parts):
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)


class NotRead(Workspace):
    """Each kind that is not read has a finding that says what it is."""

    def refused(self, code, name, contents=None):
        path = self.folder / name
        if contents is not None:
            path.write_bytes(contents)
        for arguments in (("inspect", path), ("dump", path, "--format", "csv"), ("annotate", path, "--with", path, "-o", "x")):
            outcome = mesures(*arguments, "--lang", "fr")
            self.assertEqual((outcome.status, outcome.codes[:1]), (65, [code]), f"{arguments[0]} {name}\n{outcome.text}")
        return outcome.text

    def test_compound_files_are_told_apart(self):
        self.refused("CLA003", "a.xlsx", compound("Workbook"))
        self.refused("CLA009", "b.xlsx", compound("EncryptionInfo", "EncryptedPackage"))
        self.assertIn("Word", self.refused("CLA010", "c.xls", compound("WordDocument")))
        self.refused("CLA011", "d.xls", compound("Autre"))

    @needs_soffice
    def test_an_old_workbook_of_libreoffice(self):
        made = convert(SAMPLES / "mandats-2025.xlsx", self.folder, "xls:MS Excel 97")
        self.refused("CLA003", made.relative_to(self.folder))

    def test_packages_are_told_apart(self):
        types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/{}" ContentType="{}"/></Types>'
        office = "application/vnd.openxmlformats-officedocument."
        for code, name, part, kind in (
                ("CLA010", "a.xlsx", "word/document.xml", office + "wordprocessingml.document.main+xml"),
                ("CLA010", "b.xlsx", "ppt/presentation.xml", office + "presentationml.presentation.main+xml"),
                ("XLS003", "c.xlsx", "xl/workbook.bin", "application/vnd.ms-excel.sheet.binary.macroEnabled.main")):
            relations = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
                         'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
                         f'Target="{part}"/></Relationships>')
            package(self.folder / name, **{"[Content_Types].xml": types.format(part, kind), "_rels/.rels": relations, part: "<a/>"})
            self.refused(code, name)
        package(self.folder / "d.ods", **{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"})
        self.assertIn("Writer", self.refused("CLA010", "d.ods"))
        manifest = ('<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
                    'manifest:full-path="{}" manifest:media-type="x"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>')
        for name, part in (("e.ods", "content.xml"), ("f.ods", "encrypted-package")):
            package(self.folder / name, **{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", part: "\x01\x02",
                                           "META-INF/manifest.xml": manifest.format(part)})
            self.refused("ODS002", name)
        package(self.folder / "g.xlsx", **{"export.csv": "a;b\n"})
        self.refused("CLA002", "g.xlsx")

    def test_other_files(self):
        budget = '<?xml version="1.0"?>\n<DocumentBudgetaire xmlns="http://www.minefi.gouv.fr/cp/demat/docbudgetaire"/>'
        for code, name, contents in (
                ("CLA001", "a.xlsx", b""), ("CLA004", "b.xls", b"%PDF-1.7\n"), ("CLA005", "c.csv", b"\x1f\x8b\x08\0"),
                ("CLA008", "d.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), ("CLA012", "e.xml", budget.encode()),
                ("CLA006", "f.xls", b"<?xml version='1.0'?><rss/>"), ("CLA010", "g.csv", b"{\\rtf1\\ansi a;b}")):
            with self.subTest(name):
                self.refused(code, name, contents)


def dump(path):
    """{sheet: rows} as `mesures dump` gives them."""
    outcome = mesures("dump", path, "--format", "json")
    if outcome.status != 0:
        raise AssertionError(outcome.text[-3000:])
    # LibreOffice writes fifteen digits of a number.
    sheets = json.loads(outcome.out, parse_float=lambda text: float(f"{float(text):.15g}"))["sheets"]
    return {sheet["name"]: sheet["rows"] for sheet in sheets}


def profile_of(source):
    """The profile that `run` is told for this sample."""
    return next(value for value in settings(source, "x") if value.startswith("profil="))


class Same(Workspace):
    """A workbook that LibreOffice saved in another format reads and annotates as the original."""

    def assertSameRun(self, source, made, extension):
        """`run` on `made` gives the ratings and totals that it gives on `source`."""
        again = self.folder / "again"
        self.assertDone(annotate(made, again, "--set", profile_of(source)))
        first = annotated(source.name)
        for name in ("donnees/lines.csv", "donnees/shares.csv", "donnees/ratings.csv"):
            with self.subTest(name):
                self.assertIn(name, files(again))
                self.assertEqual((again / name).read_bytes(), (first / name).read_bytes())
        book = workbook_of(again)
        self.assertEqual(book.suffix, extension)
        ours, theirs = sheet_rows(book), sheet_rows(workbook_of(first))
        self.assertEqual(list(ours), list(theirs))
        return book, ours, theirs


@needs_soffice
class Flat(Same):
    """A flat OpenDocument file is read as a package is, and its copy is a package."""

    def test_it_reads_as_the_original(self):
        for name in ("budget-execute.ods", "mandats-2025.xlsx"):
            with self.subTest(name):
                made = convert(SAMPLES / name, self.folder / name, "fods")
                self.assertEqual(dump(made), dump(SAMPLES / name))

    def test_its_run_is_that_of_the_original(self):
        source = SAMPLES / "budget-execute.ods"
        made = convert(source, self.folder, "fods:OpenDocument Spreadsheet Flat XML")
        book, ours, theirs = self.assertSameRun(source, made, ".ods")
        data = next(iter(ours))
        self.assertEqual(ours[data], theirs[data])
        with zipfile.ZipFile(book) as container:
            self.assertEqual(container.namelist()[0], "mimetype")
            self.assertEqual(container.getinfo("mimetype").compress_type, zipfile.ZIP_STORED)
        # LibreOffice opens it, and finds every sheet.
        self.assertEqual(list(dump(convert(book, self.folder / "opened", "xlsx"))), list(ours))


class TabSeparated(Workspace):
    """A .xls that is text with tabs is read as text."""

    def test_both_encodings(self):
        text = "Compte\tLibellé\tMontant\r\n6042\tÉtudes\t1 234,50\r\n00123\t\t-2\r\n"
        expected = "Compte,Libellé,Montant\r\n6042,Études,\"1 234,50\"\r\n00123,,-2\r\n".replace("\r\n", "\n")
        for encoding in ("utf-16", "utf-16-le", "cp1252"):
            path = self.folder / f"{encoding}.xls"
            path.write_bytes(text.encode(encoding))
            outcome = mesures("dump", path, "--format", "csv")
            self.assertDone(outcome)
            self.assertEqual(outcome.out.decode("utf-8").replace("\r\n", "\n"), expected, encoding)


if __name__ == "__main__":
    unittest.main()
