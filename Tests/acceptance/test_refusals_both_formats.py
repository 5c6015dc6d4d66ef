"""What refuses to be annotated says so, in both formats; the original stays as it was and nothing is left behind."""

import os
import shutil
import stat
import subprocess
import zipfile

from features import books
from features.books import binary, repacked
from features.foreign_books import Splice
from features.opendocument_books import LINES, header_row, line_cells, package
from support import SAMPLES, Workspace, digest, files, mesures, needs_python, settings
from test_refusals import limited

SOURCES = ("mandats-2025.xlsx", "budget-execute.ods")
SIGNATURE = ('<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo/><SignatureValue>AAAA</SignatureValue></Signature>')
ORIGIN = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature"
PIPELINE = "pipelines/budget-vert.yaml"


def signed_openxml(path):
    splice = Splice()
    splice.part("_xmlsignatures/origin.sigs", b"", default="application/vnd.openxmlformats-package.digital-signature-origin",
                link=("", f"{ORIGIN}/origin", "rId901"))
    splice.part("_xmlsignatures/sig1.xml", SIGNATURE, "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml",
                ("_xmlsignatures/origin.sigs", f"{ORIGIN}/signature", "rId1"))
    return splice.apply(SAMPLES / "mandats-2025.xlsx", path)


def signed_opendocument(path):
    repacked(SAMPLES / "budget-execute.ods", path, add={"META-INF/documentsignatures.xml": (
        '<?xml version="1.0"?><document-signatures xmlns="urn:oasis:names:tc:opendocument:xmlns:digitalsignature:1.0">'
        + SIGNATURE + "</document-signatures>").encode()})
    return path


def encrypted_openxml(path):
    """The compound file that holds an encrypted package: its header, one FAT sector, its directory (MS-CFB, section 2)."""
    header = bytearray(bytes.fromhex("d0cf11e0a1b11ae1")) + bytes(16) + bytes.fromhex("3e000300feff09000600") + bytes(6)
    header += (0).to_bytes(4, "little") + (1).to_bytes(4, "little") + (1).to_bytes(4, "little") + bytes(4)
    header += (4096).to_bytes(4, "little") + b"\xfe\xff\xff\xff" + bytes(4) + b"\xfe\xff\xff\xff" + bytes(4)
    header += (0).to_bytes(4, "little") + b"\xff" * (512 - len(header) - 4)
    fat = b"\xfd\xff\xff\xff" + b"\xfe\xff\xff\xff" + b"\xff" * 504

    def entry(name, kind, child=0xFFFFFFFF, right=0xFFFFFFFF):
        text = name.encode("utf-16-le") + b"\0\0"
        return (text.ljust(64, b"\0") + len(text).to_bytes(2, "little") + bytes([kind, 1]) + b"\xff" * 4 + right.to_bytes(4, "little")
                + child.to_bytes(4, "little") + bytes(36) + b"\xfe\xff\xff\xff" + bytes(8))

    directory = entry("Root Entry", 5, child=1) + entry("EncryptedPackage", 2, right=2) + entry("EncryptionInfo", 2) + bytes(128)
    path.write_bytes(bytes(header) + fat + directory + binary(31, 4096))
    return path


def encrypted_opendocument(path):
    inside = ('<manifest:encryption-data manifest:checksum-type="SHA1/1K" manifest:checksum="AAAA"><manifest:algorithm '
              'manifest:algorithm-name="Blowfish CFB" manifest:initialisation-vector="AAAA"/></manifest:encryption-data>')

    def change(name, data):
        if name == "content.xml":
            return binary(32, len(data))
        if name == "META-INF/manifest.xml":
            text = data.decode()
            at = text.index('manifest:full-path="content.xml"')
            end = text.index("/>", at)
            return (text[:end] + ' manifest:size="99">' + inside + "</manifest:file-entry>" + text[end + 2:]).encode()
        return data

    repacked(SAMPLES / "budget-execute.ods", path, change)
    return path


def full_opendocument(path):
    """A sheet whose last column holds something."""
    rows = header_row().replace("</table:table-row>", '<table:table-cell table:number-columns-repeated="16371"/><table:table-cell '
                                'office:value-type="string"><text:p>fin</text:p></table:table-cell></table:table-row>')
    rows += "".join(f"<table:table-row>{line_cells(line)}</table:table-row>" for line in LINES)
    package(path, f'<table:table table:name="Budget">{rows}</table:table>')
    return path


def full_openxml(path):
    import openpyxl
    book = openpyxl.load_workbook(books.made(None)["openpyxl-styles.xlsx"])
    book.active["XFD1"] = "fin"
    book.save(path)
    return path


@needs_python("openpyxl")
@needs_python("xlsxwriter")
@needs_python("lxml")
class Refused(Workspace):
    def setUp(self):
        super().setUp()
        self.columns = self.folder / "colonnes.csv"
        self.columns.write_text("row,Note\n2,x\n", encoding="utf-8")

    def both(self, make, name, code, *, status=65):
        """`annotate` and `run` refuse the workbook that `make` writes, with one error, `code`, and leave nothing."""
        source = make(self.folder / name)
        before, there = digest(source), files(self.folder)
        for outcome in (mesures("annotate", source, "--with", self.columns, "-o", self.folder / f"sortie-{name}"),
                        mesures("run", PIPELINE, *settings(source, self.folder / "sortie"), "--quiet")):
            self.assertEqual(outcome.status, status, outcome.text)
            self.assertEqual(outcome.codes[-1], code, outcome.text)
            self.assertEqual(digest(source), before)
            self.assertEqual(files(self.folder), there)
        return source

    def test_signed(self):
        for make, name, code, dropped in ((signed_openxml, "signe.xlsx", "XLE003", "XLE004"),
                                          (signed_opendocument, "signe.ods", "ODS020", "ODS021")):
            with self.subTest(name):
                source = self.both(make, name, code)
                output = self.folder / f"sortie-{name}"
                outcome = mesures("annotate", source, "--with", self.columns, "-o", output, "--drop-signature", "--verify")
                self.assertDone(outcome)
                self.assertIn(dropped, outcome.codes)
                with zipfile.ZipFile(output) as container:
                    self.assertEqual([part for part in container.namelist() if "signature" in part.lower()], [])
                    for part in container.namelist():
                        if part.endswith((".rels", "[Content_Types].xml", "manifest.xml")):
                            self.assertNotIn(b"signature", container.read(part).lower(), part)
                output.unlink()

    def test_encrypted(self):
        for make, name, code in ((encrypted_openxml, "chiffre.xlsx", "CLA"), (encrypted_opendocument, "chiffre.ods", "")):
            with self.subTest(name):
                source = make(self.folder / name)
                before, there = digest(source), files(self.folder)
                for outcome in (mesures("annotate", source, "--with", self.columns, "-o", self.folder / f"sortie-{name}"),
                                mesures("run", PIPELINE, *settings(source, self.folder / "sortie"), "--quiet"),
                                mesures("inspect", source)):
                    self.assertEqual(outcome.status, 65, outcome.text)
                    self.assertTrue(outcome.codes[-1].startswith(code), outcome.text)
                    self.assertRegex(outcome.text, "(?i)chiffr|mot de passe")
                self.assertEqual((digest(source), files(self.folder)), (before, there))

    def test_no_column_left(self):
        self.both(full_openxml, "plein.xlsx", "XLE002")
        self.both(full_opendocument, "plein.ods", "ODS023")

    def test_a_disk_that_is_full_at_any_point(self):
        for name in SOURCES:
            source = self.folder / name
            shutil.copyfile(SAMPLES / name, source)
            output = self.folder / f"sortie{source.suffix}"
            arguments = ("annotate", source, "--with", self.columns, "-o", output)
            self.assertDone(mesures(*arguments))
            whole = output.stat().st_size
            output.unlink()
            before, there = digest(source), files(self.folder)
            for size in (0, 1, 4096, whole // 3, whole - 20_000, whole - 1):
                with self.subTest(name, bytes=size):
                    outcome = limited(arguments, size)
                    self.assertEqual((outcome.status, outcome.codes), (73, ["FIC005"]), outcome.text)
                    self.assertEqual((digest(source), files(self.folder)), (before, there))
            self.assertDone(limited(arguments, whole))
            output.unlink()

    def test_a_small_file_system(self):
        mount = self.folder / "disque"
        mount.mkdir()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(mount)], capture_output=True)
        if done.returncode != 0:
            self.skipTest("no file system can be mounted here")
        try:
            for name in SOURCES:
                with self.subTest(name):
                    source = SAMPLES / name
                    before = digest(source)
                    (mount / "avant").write_bytes(b"avant")
                    outcome = mesures("annotate", source, "--with", self.columns, "-o", mount / f"sortie{source.suffix}")
                    self.assertEqual((outcome.status, outcome.codes), (73, ["FIC005"]), outcome.text)
                    self.assertEqual((digest(source), files(mount)), (before, ["avant"]))
                    outcome = mesures("run", PIPELINE, *settings(source, mount / "sortie"), "--quiet")
                    self.assertEqual((outcome.status, outcome.codes[-1]), (73, "FIC005"), outcome.text)
                    self.assertEqual((digest(source), files(mount)), (before, ["avant"]))
        finally:
            subprocess.run(["umount", str(mount)], check=True)

    def test_an_output_that_is_no_file(self):
        pipe, device = self.folder / "tube", self.folder / "plein"
        os.mkfifo(pipe)
        outputs = [pipe, self.folder, self.folder / "absent" / "sortie.xlsx"]
        try:
            # What /dev/full is, where nothing is lost if it goes.
            os.mknod(device, 0o666 | stat.S_IFCHR, os.makedev(1, 7))
            outputs.append(device)
        except PermissionError:
            pass
        for name in SOURCES:
            for output in outputs:
                with self.subTest(name, output=output.name):
                    before, there = digest(SAMPLES / name), sorted(os.listdir(self.folder))
                    outcome = mesures("annotate", SAMPLES / name, "--with", self.columns, "-o", output)
                    self.assertEqual(outcome.status, 73, outcome.text)
                    self.assertTrue(outcome.codes[-1].startswith("FIC"), outcome.text)
                    self.assertEqual((digest(SAMPLES / name), sorted(os.listdir(self.folder))), (before, there))
                    self.assertTrue(pipe.is_fifo() and (device not in outputs or device.is_char_device()))

    def test_the_original_is_never_the_output(self):
        for name in SOURCES:
            with self.subTest(name):
                source = self.folder / name
                shutil.copyfile(SAMPLES / name, source)
                os.makedirs(self.folder / "lien", exist_ok=True)
                linked = self.folder / "lien" / name
                os.link(source, linked)
                before, there = digest(source), files(self.folder)
                for output in (source, self.folder / "lien" / ".." / name, linked):
                    outcome = mesures("annotate", source, "--with", self.columns, "-o", output)
                    self.assertEqual((outcome.status, outcome.codes), (73, ["FIC006"]), f"{output} {outcome.text}")
                    self.assertEqual((digest(source), files(self.folder)), (before, there))
