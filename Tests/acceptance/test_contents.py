"""What a file is comes from its contents, whatever its name says."""

import csv
import html
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
                ("CLA008", "d.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), ("TOT001", "e.xml", budget.encode()),
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


def spreadsheetml(table, name="Feuille", more="", styles=""):
    """A SpreadsheetML 2003 file as Excel writes them."""
    return ('<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook '
            'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel" '
            'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">\n<Styles><Style ss:ID="Default"/>'
            f'{styles}</Styles>\n<Worksheet ss:Name="{name}"><Table>\n{table}</Table></Worksheet>\n{more}</Workbook>\n')


def typed_rows(rows):
    """The rows of `dump` as SpreadsheetML."""
    text = ""
    for row in rows:
        text += "<Row>"
        for column, value in enumerate(row, 1):
            if value is None:
                continue
            kind, shown, style = "String", str(value), ""
            if isinstance(value, bool):
                kind, shown = "Boolean", str(int(value))
            elif isinstance(value, (int, float)):
                kind, shown = "Number", repr(value)
            elif isinstance(value, dict):
                kind, shown, style = "DateTime", value["date"] + ".000", ' ss:StyleID="d"'
            text += f'<Cell ss:Index="{column}"{style}><Data ss:Type="{kind}">{html.escape(shown)}</Data></Cell>'
        text += "</Row>\n"
    return text


DATES = '<Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style><Style ss:ID="h"><NumberFormat ss:Format="Short Time"/></Style>'


class OldXML(Same):
    """SpreadsheetML 2003, which finance software names .xls, reads and annotates as a workbook."""

    def written(self, name, text, encoding="utf-8"):
        path = self.folder / name
        path.write_bytes(text.encode(encoding))
        return path

    @needs_soffice
    def test_it_reads_as_libreoffice_does(self):
        # LibreOffice drops booleans of this format and takes its times of day for dates: the unit tests have those.
        cell = '<Cell{}><Data ss:Type="{}">{}</Data></Cell>'.format
        table = ('<Row>' + cell("", "String", "00123") + cell(' ss:Index="3"', "Number", "-1234.56")
                 + cell(' ss:StyleID="d"', "DateTime", "2025-01-31T00:00:00.000") + "</Row>\n"
                 + '<Row ss:Index="4">' + cell(' ss:MergeAcross="1" ss:MergeDown="1"', "String", "Été &amp; &lt;hiver&gt;&#10;fin")
                 + cell(' ss:Formula="=R1C3*2"', "Number", "-2469.12") + "</Row>\n")
        more = '<Worksheet ss:Name="b"><Table><Row ss:Index="3">' + cell(' ss:Index="2"', "String", "x") + "</Row></Table></Worksheet>"
        made = self.written("a.xls", spreadsheetml(table, more=more, styles=DATES))
        self.assertEqual(dump(made), dump(convert(made, self.folder, "xlsx")))

    @needs_soffice
    def test_a_file_of_libreoffice(self):
        # From a workbook its filter fails when rows of 16,384 columns are styled; text has none.
        text = self.folder / "balance.csv"
        text.write_text((SAMPLES / "balance.csv").read_bytes().decode("cp1252").replace(",", ".").replace(";", ","), "utf-8")
        made = convert(text, self.folder, "xls:MS Excel 2003 XML")
        self.assertIn(b"urn:schemas-microsoft-com:office:spreadsheet", made.read_bytes()[:2000])
        found, expected = dump(made), dump(convert(text, self.folder, "xlsx"))
        self.assertEqual(list(found.values()), list(expected.values()))

    def test_its_run_is_that_of_the_original(self):
        source = SAMPLES / "mandats-2025.xlsx"
        sheets = dump(source)
        (name, rows), *others = sheets.items()
        more = "".join(f'<Worksheet ss:Name="{html.escape(other)}"><Table>{typed_rows(rows)}</Table></Worksheet>'
                       for other, rows in others)
        for folder, encoding in (("one", "utf-8"), ("two", "utf-16")):
            (self.folder / folder).mkdir()
            path = self.written(f"{folder}/mandats-2025.xls", spreadsheetml(typed_rows(rows), name, more, DATES), encoding)
            self.assertEqual(dump(path), sheets)
        book, ours, theirs = self.assertSameRun(source, path, ".xlsx")
        self.assertEqual(dump(book)[name][-1][:15], dump(workbook_of(annotated(source.name)))[name][-1][:15])
        self.assertIn(b"CLA013", (self.folder / "again" / "run.json").read_bytes())

    def test_annotate_keeps_every_sheet_typed(self):
        table = typed_rows([["Compte", "Montant", "Date", "Vrai"], ["001", 12.5, {"date": "2025-01-31T00:00:00"}, True]])
        more = '<Worksheet ss:Name="b"><Table><Row ss:Index="2"><Cell ss:Index="2"><Data ss:Type="Number">7</Data></Cell></Row></Table></Worksheet>'
        made = self.written("a.xls", spreadsheetml(table, more=more, styles=DATES))
        columns = self.written("avis.csv", "row,Avis\n2,favorable\n")
        outcome = mesures("annotate", made, "--with", columns, "-o", self.folder / "b.xlsx", "--lang", "fr")
        self.assertDone(outcome)
        self.assertIn("CLA013", outcome.codes)
        self.assertEqual(dump(self.folder / "b.xlsx"), {
            "Feuille": [["Compte", "Montant", "Date", "Vrai", "Avis"],
                        ["001", 12.5, {"date": "2025-01-31T00:00:00"}, True, "favorable"]],
            "b": [[], [None, 7]]})


def page(rows, head="", wrong=""):
    """An HTML table as finance software names it .xls."""
    body = "".join("<tr>" + "".join(f"<td nowrap class=x>{html.escape(field)}</td>" for field in row) + "</tr>\r\n" for row in rows)
    return f'<html xmlns:x="urn:schemas-microsoft-com:office:excel">\r\n<head>{head}</head><body><table border=1>\r\n{body}</table>{wrong}</body></html>\r\n'


class Pages(Same):
    """HTML tables read and annotate as the text that they show."""

    def test_a_finance_export(self):
        source = SAMPLES / "balance.csv"
        rows = list(csv.reader(io.StringIO(source.read_bytes().decode("cp1252")), delimiter=";"))
        made = self.folder / "balance.xls"
        for encoding, head in (("utf-16", ""), ("utf-8", '<meta charset="utf-8">'), ("cp1252", "")):
            made.write_bytes(page(rows, head).encode(encoding))
            self.assertEqual(dump(made), dump(source), encoding)
        book, ours, theirs = self.assertSameRun(source, made, ".xlsx")
        data = next(iter(ours))
        self.assertEqual(ours[data], theirs[data])
        inspected = mesures("inspect", made, "--lang", "fr")
        self.assertDone(inspected)
        self.assertIn("windows-1252", inspected.text)

    @needs_soffice
    def test_pages_of_libreoffice(self):
        # LibreOffice leaves hidden columns out, which the sample of mandates has.
        for name in ("budget-execute.ods",):
            with self.subTest(name):
                original = dump(SAMPLES / name)
                found = dump(convert(SAMPLES / name, self.folder / name, "html:HTML (StarCalc)"))
                self.assertEqual(len(found), sum(1 for rows in original.values() if rows))
                for theirs, ours in zip([rows for rows in original.values() if rows], found.values()):
                    self.assertEqual(len(ours), len(theirs))
                    for our_row, their_row in zip(ours, theirs):
                        for column, value in enumerate(their_row):
                            shown = our_row[column] if column < len(our_row) else None
                            if isinstance(value, dict):
                                # Dates are the text that is shown.
                                year, month, day = value["date"][:10].split("-")
                                self.assertIn(year, shown)
                            elif isinstance(value, str):
                                self.assertEqual(" ".join(value.split()), " ".join((shown or "").split()))
                            else:
                                self.assertEqual(shown, value)

    def test_lxml_sees_the_same_cells(self):
        from lxml import html as reader
        rows = [["Libellé", "Montant"], ["Eau & <gaz>", "1\u00a0234,50"], ["", "-2"]] + [[f"n° {n}", str(n)] for n in range(3000)]
        made = self.folder / "a.xls"
        made.write_bytes(page(rows).encode("utf-8"))
        parsed = reader.document_fromstring(made.read_text("utf-8"))
        expected = [[cell.text_content().strip() or None for cell in row.iter("td")] for row in parsed.iter("tr")]
        self.assertEqual(dump(made), {"a": expected})

    def test_several_tables_all_kept(self):
        made = self.folder / "a.xls"
        made.write_bytes(page([["Compte", "Montant"], ["6042", "1,50"]], wrong="<h2>Recettes</h2><table><tr><td>b</table>").encode())
        columns = self.folder / "avis.csv"
        columns.write_text("row,Avis\n2,neutre\n", "utf-8")
        outcome = mesures("annotate", made, "--with", columns, "-o", self.folder / "b.xlsx", "--lang", "fr")
        self.assertDone(outcome)
        self.assertEqual(dump(self.folder / "b.xlsx"), {
            "Tableau 1": [["Compte", "Montant", "Avis"], ["6042", "1,50", "neutre"]], "Recettes": [["b"]]})

    def test_a_page_without_table(self):
        made = self.folder / "a.xls"
        made.write_bytes(b"<!DOCTYPE html><html><body><p>Session expir\xe9e</p></body></html>")
        outcome = mesures("inspect", made, "--lang", "fr")
        self.assertEqual((outcome.status, outcome.codes[:1]), (65, ["HTM001"]), outcome.text)


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
