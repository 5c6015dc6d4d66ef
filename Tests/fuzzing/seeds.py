"""Small right inputs to start from: parts of the committed workbooks, and a few written here."""

import io
import pathlib
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = (ROOT / "Tests" / "OpenXMLTests" / "Fixtures", ROOT / "Tests" / "OpenDocumentTests" / "Fixtures")
#: Larger inputs slow every round down and teach nothing more.
LARGEST = 16 << 10

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = (f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{MAIN}"><dimension ref="A1:E4"/><cols><col min="2" '
         'max="3" width="9" hidden="1"/></cols><sheetData><row r="1" spans="1:5" ht="15"><c r="A1" s="1" t="s"><v>0</v></c>'
         '<c r="B1" t="inlineStr"><is><t>Libellé</t></is></c><c r="C1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c></row>'
         '<row r="2"><c r="A2"><v>6042</v></c><c r="B2" s="2"><v>45000.25</v></c><c r="C2" t="b"><v>1</v></c>'
         '<c r="D2" t="e"><v>#N/A</v></c><c r="E2" s="3"/></row><row r="4" hidden="1"><c r="A4"><v>-12.5</v></c></row>'
         '</sheetData><autoFilter ref="A1:E4"/><mergeCells count="1"><mergeCell ref="D3:E3"/></mergeCells>'
         '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/></worksheet>').encode()
NAMES = " ".join(f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for prefix, name in (
    ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("draw", "drawing")))
BODY = ('<office:body><office:spreadsheet><table:table table:name="F"><table:table-column '
        'table:number-columns-repeated="3"/><table:table-row><table:table-cell office:value-type="string"><text:p>Compte'
        '</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2" office:value-type="float" '
        'office:value="1.5"><text:p>1,5</text:p></table:table-cell></table:table-row><table:table-row '
        'table:number-rows-repeated="3"><table:table-cell table:style-name="ce1"/><table:table-cell office:value-type="date" '
        'office:date-value="2025-01-31"><text:p>31/01/2025</text:p></table:table-cell></table:table-row><table:table-row>'
        '<table:table-cell><text:p>a<text:s text:c="2"/>b<text:tab/><text:span>c</text:span></text:p><text:p>d</text:p>'
        '</table:table-cell></table:table-row><table:named-expressions><table:named-range table:name="n" '
        'table:cell-range-address="$F.$A$1"/></table:named-expressions></table:table><table:database-ranges>'
        '<table:database-range table:name="x" table:target-range-address="F.A1:F.C2" '
        'table:display-filter-buttons="true"/></table:database-ranges></office:spreadsheet></office:body>')
CONTENT = (f'<office:document-content {NAMES} office:version="1.3"><office:automatic-styles><style:style '
           f'style:name="ce1" style:family="table-cell"/></office:automatic-styles>{BODY}</office:document-content>').encode()
FLAT = (f'<?xml version="1.0"?><office:document {NAMES} office:version="1.3" '
        f'office:mimetype="application/vnd.oasis.opendocument.spreadsheet">{BODY}</office:document>').encode()
TEXTS = (b"Compte;Libell\xe9;Montant\r\n6042;\xc9tudes;1 234,50\r\n;;\r\n", "a,b\n\"x \"\"y\"\"\",2.5\n".encode(),
         "sep=;\n=\"00123\";é\n\"un\ndeux\";3\n".encode(), "a\tb\r\n1\t2\r\n".encode("utf-16"))


def parts(ends):
    """The parts of the committed workbooks whose name ends so."""
    for folder in FIXTURES:
        for path in sorted(folder.rglob("*.[xo][ld]s*")):
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    if name.endswith(ends):
                        yield archive.read(name)


def containers():
    """Archives stored and deflated, with a comment, with a prefix; and the smaller committed ones."""
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", method) as archive:
            archive.comment = b"remarque"
            archive.writestr("a.xml", "<a/>" * 20)
            archive.writestr("b/", "")
            archive.writestr("b/é.txt", "texte")
            with archive.open("c.bin", "w", force_zip64=True) as entry:
                entry.write(bytes(300))
        yield made.getvalue()
        yield b"#!/bin/sh\n" + made.getvalue()
    for folder in FIXTURES:
        for path in sorted(folder.rglob("*.[xo][ld]s*")):
            yield path.read_bytes()


def inputs(target):
    """The seeds of a target."""
    if target == "container":
        yield from containers()
    elif target in ("worksheet", "worksheet-edit"):
        yield SHEET
        for part in parts(".xml"):
            if b"<worksheet" in part[:2000] or b":worksheet" in part[:2000]:
                yield part
    elif target == "shared-strings":
        yield from parts("haredStrings.xml")
        yield f'<sst xmlns="{MAIN}"><si><t xml:space="preserve"> a_x000D_</t></si><si><r><t>b</t></r><rPh sb="0" eb="1"><t>c</t></rPh></si></sst>'.encode()
    elif target == "styles":
        yield from parts("styles.xml")
    elif target == "workbook":
        yield from parts("workbook.xml")
        yield (f'<workbook xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
               '<workbookPr date1904="1"/><sheets><sheet name="F" sheetId="1" state="hidden" r:id="a"/></sheets>'
               '<definedNames><definedName name="n" localSheetId="0">F!$A$1</definedName></definedNames></workbook>').encode()
    elif target in ("content", "content-edit"):
        yield CONTENT
        yield from parts("content.xml")
    elif target == "flat":
        yield FLAT
    elif target == "delimited":
        yield from TEXTS


def write(target, folder):
    """Puts the seeds of `target` into `folder`."""
    for number, seed in enumerate(seed for seed in inputs(target) if len(seed) <= LARGEST):
        (folder / f"seed-{number}").write_bytes(seed)
