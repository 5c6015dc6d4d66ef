"""Small inputs for the fuzzer to begin with, the same at each run: by target, name and bytes."""

import gzip
import io
import zipfile
import zlib

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def sheet(rows, before="", after=""):
    return f'{DECLARATION}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def sheets():
    table = "".join(
        f'<row r="{row}" spans="1:3"><c r="A{row}" s="1"><v>{45000 + row}.5</v></c><c r="B{row}" t="s"><v>{row % 4}</v></c>'
        f'<c r="C{row}"><v>-{row}.25</v></c></row>' for row in range(2, 9))
    header = '<row r="1"><c r="A1" t="inlineStr"><is><t>Date</t></is></c><c r="B1" t="inlineStr"><is><t>Régie</t></is></c>' \
             '<c r="C1" t="str"><v>Montant</v></c></row>'
    yield "table", sheet(
        header + table, '<dimension ref="A1:C8"/><sheetViews><sheetView workbookViewId="0"/></sheetViews>'
        '<cols><col min="1" max="2" width="9"/><col min="3" max="3" hidden="1"/></cols>',
        '<autoFilter ref="A1:C8"/><mergeCells count="1"><mergeCell ref="A2:B3"/></mergeCells>'
        '<conditionalFormatting sqref="C2:C8"><cfRule type="cellIs" priority="1"/></conditionalFormatting>'
        '<dataValidations count="1"><dataValidation sqref="A2"/></dataValidations><pageMargins left="1"/>')
    yield "kinds", sheet(
        '<row r="3" hidden="1"><c r="B3" t="b"><v>1</v></c><c r="C3" t="e"><v>#N/A</v></c><c r="D3" t="d"><v>2025-02-28</v></c>'
        '<c r="E3"><f t="shared" ref="E3:E4" si="0">A1&amp;"x"</f><v>1E-3</v></c><c r="F3" s="2"/></row>'
        '<row><c><v>1</v></c><c t="s"><v>3</v></c></row><row r="1048576"><c r="XFD1048576"><v>9007199254740993</v></c></row>')
    yield "texts", sheet(
        '<row r="1"><c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>gr</t></r><r><t xml:space="preserve"> as </t></r>'
        '<rPh sb="0" eb="1"><t>x</t></rPh></is></c><c r="B1" t="inlineStr"><is><t>a_x000D_&#233;&#x1F600;&lt;</t></is></c>'
        '<c r="C1" t="str"><f>B1</f><v><![CDATA[<v> & ]]></v></c><!-- note --></row><row r="2"/><?pi x?>')
    yield "prefixed", f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="n"><x:v>1</x:v></x:c></x:row>' \
                      '</x:sheetData></x:worksheet>'
    yield "empty", sheet("")
    yield "wide", sheet('<row r="1"><c r="B1"><v>2</v></c><c r="A1"><v>1</v></c></row>' + "<row/>" * 40).encode("utf-16")


def strings():
    yield "strings", f'{DECLARATION}<sst xmlns="{MAIN}" count="9" uniqueCount="4"><si><t>Régie</t></si><si/>' \
                     '<si><r><rPr><b/></rPr><t>un</t></r><r><t xml:space="preserve"> deux</t></r><phoneticPr fontId="1"/></si>' \
                     '<si><t>_x0041_&amp;&#10;<![CDATA[<]]></t></si></sst>'
    yield "many", f'<sst xmlns="{MAIN}">' + "".join(f"<si><t>texte {index}</t></si>" for index in range(40)) + "</sst>"


def styles():
    yield "styles", f'''<styleSheet xmlns="{MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>
<numFmt numFmtId="165" formatCode="[h]:mm;@"/><numFmt numFmtId="166" formatCode="[Red]#,##0.00\\ &quot;day&quot;;_-* 0"/></numFmts>
<fonts count="1"><font><sz val="11"/></font></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/>
<xf numFmtId="165"/><xf numFmtId="14"><alignment wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal"/>
</cellStyles><dxfs count="1"><dxf/></dxfs><extLst><ext uri="x"/></extLst></styleSheet>'''
    yield "least", f'<styleSheet xmlns="{MAIN}"/>'


WORKBOOK = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr date1904="1"/><bookViews><workbookView activeTab="0"/>' \
           '</bookViews><sheets><sheet name="Feuille &amp; fils" sheetId="1" state="hidden" r:id="r1"/></sheets><definedNames>' \
           '<definedName name="_xlnm.Print_Area" localSheetId="0">Feuille!$A$1:$C$9</definedName></definedNames>' \
           '<calcPr calcId="1"/></workbook>'
TABLE = f'<table xmlns="{MAIN}" id="1" name="T" displayName="T" ref="A1:D2" totalsRowCount="0"><autoFilter ref="A1:D2"/>' \
        '<tableColumns count="4"><tableColumn id="1" name="a"/><tableColumn id="2" name="b"/><tableColumn id="3" name="c"/>' \
        '<tableColumn id="4" name="d"/></tableColumns><tableStyleInfo name="x"/></table>'


def relationships(*targets):
    each = "".join(f'<Relationship Id="r{index}" Type="{OFFICE}/{kind}" Target="{target}"/>'
                   for index, (kind, target) in enumerate(targets, 1))
    return f'<Relationships xmlns="{PACKAGE}/relationships">{each}</Relationships>'


BOOK_RELATIONS = relationships(("worksheet", "/xl/worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"),
                               ("styles", "./styles.xml"), ("theme", "../xl/theme.xml"))
CONTENT_TYPES = f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.' \
                'openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ' \
                f'ContentType="{TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ' \
                f'ContentType="{TYPES}.worksheet+xml"/></Types>'
ROOT_RELATIONS = relationships(("officeDocument", "/xl/workbook.xml"))


def parts():
    yield "all", "\0".join([WORKBOOK, BOOK_RELATIONS, ROOT_RELATIONS, CONTENT_TYPES, relationships(
        ("table", "../tables/table1.xml")), TABLE])
    yield "table", "\0\0\0\0\0" + TABLE
    yield "workbook", WORKBOOK


SPACES = " ".join(f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for prefix, name in [
    ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("number", "datastyle")])
SPACES += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def tables():
    cells = [
        '<table:table-cell office:value-type="float" office:value="-12.50" calcext:value-type="float"><text:p>x</text:p></table:table-cell>',
        '<table:table-cell table:style-name="ce1" office:value-type="date" office:date-value="2024-02-29T13:45:30" '
        'calcext:value-type="date"><text:p>29/02/2024</text:p></table:table-cell>',
        '<table:table-cell office:value-type="string" calcext:value-type="string"><text:p>Régie &amp; fils</text:p></table:table-cell>',
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>',
        '<table:table-cell office:value-type="time" office:time-value="PT12H30M05.5S"><text:p>12:30</text:p></table:table-cell>',
        '<table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>',
        '<table:covered-table-cell table:number-columns-repeated="2"/>',
        '<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2" office:value-type="string">'
        '<text:p>a <text:s text:c="3"/><text:tab/><text:span>b</text:span></text:p><text:p>c</text:p>'
        '<office:annotation><text:p>note</text:p></office:annotation></table:table-cell>',
        '<table:table-cell table:number-columns-repeated="16370"/>',
    ]
    row = "<table:table-row>" + "".join(cells[:3]) + "</table:table-row>"
    yield "usual", '<table:table table:name="F"><table:table-column table:number-columns-repeated="3"/>' + row * 5 + \
        '<table:table-row table:number-rows-repeated="1048571"><table:table-cell table:number-columns-repeated="16384"/>' \
        '</table:table-row></table:table>'
    yield "kinds", '<table:table table:name="F" table:style-name="ta1"><table:table-column table:visibility="collapse"/>' \
        '<table:table-header-rows><table:table-row table:visibility="filter">' + "".join(cells) + "</table:table-row>" \
        '</table:table-header-rows><table:table-row-group>' + row + "</table:table-row-group>" \
        '<table:table-row table:number-rows-repeated="3">' + "".join(cells[:2]) + '</table:table-row></table:table>' \
        '<table:table table:name="G"/><table:named-expressions/><table:database-ranges><table:database-range table:name="d" ' \
        'table:target-range-address="F.A1:F.D3" table:display-filter-buttons="true"/></table:database-ranges>'


def content(body, root="document-content", attributes=""):
    return f'{DECLARATION}<office:{root} {SPACES} office:version="1.3"{attributes}><office:automatic-styles>' \
        '<style:style style:name="ce1" style:family="table-cell"/></office:automatic-styles><office:body>' \
        f'<office:spreadsheet>{body}</office:spreadsheet></office:body></office:{root}>'


def contents():
    for name, body in tables():
        yield name, content(body)
    yield "comments", content('<!-- a --><table:table table:name="F"><table:table-row><table:table-cell><text:p>'
                              '<![CDATA[<x>]]>&#233;</text:p></table:table-cell></table:table-row></table:table>')


def flat():
    for name, body in tables():
        yield name, content(body, "document", f' office:mimetype="{ODS}"')


def texts():
    yield "semicolons", "exercice;libellé;montant\n2024;\"a;b \"\"c\"\"\";1 234,50\n2025;Régie\nsuite;-3\n\n"
    yield "commas", "a,b,c\r\n1,2.5,\"x\ny\"\r\n,,\r\n"
    yield "tabs", "\ufeffa\tb\n1\t2\n"
    yield "named", "sep=|\na|b\n'1'|2\n"
    yield "latin", "libellé;prix\nété;5 €\n".encode("cp1252")
    yield "wide", "a;b\né;😀\n".encode("utf-16")
    yield "long", "".join(f"ligne {index};{index}.5;\"t\"\n" for index in range(60))


def columns():
    yield "columns", "row;Note;N:number;D:date;C:list(a|b)\n3;x;1,5;2025-12-31;a\n4;\"y;z\";;;\n"
    yield "commas", "row,a\n2,1\n5,2\n"


class Stream(io.BytesIO):
    """A file that is only written to, from beginning to end."""

    def tell(self):
        raise OSError

    seek = tell


def archive(parts, method=zipfile.ZIP_DEFLATED, streamed=False, comment=b""):
    """A zip archive; streamed, the sizes follow the data."""
    file = Stream() if streamed else io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.comment = comment
        for name, data in parts:
            entry = zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else method
            archive.writestr(entry, data)
    return file.getvalue()


def archives():
    few = [("mimetype", ODS), ("dossier/", ""), ("é.txt", "texte " * 30), ("b.xml", "<b/>")]
    yield "deflated", archive(few)
    yield "stored", archive(few, zipfile.ZIP_STORED, comment=b"comment")
    yield "streamed", archive(few, streamed=True)
    wide = io.BytesIO()
    with zipfile.ZipFile(wide, "w") as file, file.open(zipfile.ZipInfo("a", (2025, 1, 1, 0, 0, 0)), "w", force_zip64=True) as entry:
        entry.write(b"zip64")
    yield "zip64", wide.getvalue()
    yield "empty", archive([])


def compound(names):
    """A compound file ([MS-CFB] 2.2 to 2.6) of one sector of allocation and one of directory."""
    head = bytearray(512)
    head[:8] = bytes.fromhex("D0CF11E0A1B11AE1")
    for offset, value, size in [(24, 0x3E, 2), (26, 3, 2), (28, 0xFFFE, 2), (30, 9, 2), (32, 6, 2), (44, 1, 4), (48, 1, 4),
                                (56, 4096, 4), (60, 0xFFFFFFFE, 4), (68, 0xFFFFFFFE, 4), (76, 0, 4)]:
        head[offset:offset + size] = value.to_bytes(size, "little")
    head[80:] = b"\xff" * 432
    table = b"\xfd\xff\xff\xff\xfe\xff\xff\xff" + b"\xff" * 504
    directory = bytearray(512)
    for index, name in enumerate(names):
        text = (name + "\0").encode("utf-16-le")
        directory[128 * index:128 * index + len(text)] = text
        directory[128 * index + 64:128 * index + 68] = len(text).to_bytes(2, "little") + bytes([5 if index == 0 else 2, 1])
        directory[128 * index + 68:128 * index + 80] = b"\xff" * 12
    return bytes(head) + table + bytes(directory)


def workbooks():
    cells = dict(sheets())
    yield "xlsx", archive([
        ("[Content_Types].xml", CONTENT_TYPES), ("_rels/.rels", ROOT_RELATIONS), ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELATIONS), ("xl/worksheets/sheet1.xml", cells["texts"]),
        ("xl/sharedStrings.xml", dict(strings())["strings"]), ("xl/styles.xml", dict(styles())["least"])], zipfile.ZIP_STORED)
    for name, text in contents():
        yield f"ods-{name}", archive([("mimetype", ODS), ("content.xml", text)], zipfile.ZIP_STORED)
    yield from ((f"flat-{name}", text) for name, text in flat())
    yield from ((f"csv-{name}", text) for name, text in texts())
    yield "xls", compound(["Root Entry", "Workbook"])
    yield "encrypted", compound(["Root Entry", "EncryptedPackage"])
    yield "html", "<html><body><table><tr><td>1</td></tr></table></body></html>"
    yield "totem", '<?xml version="1.0"?><DocumentBudgetaire xmlns="http://www.minefi.gouv.fr/cp/demat/docbudgetaire"/>'
    yield "pdf", "%PDF-1.7"


def old_books():
    spreadsheet, excel = (f"urn:schemas-microsoft-com:office:{name}" for name in ("spreadsheet", "excel"))
    yield "types", (
        f'<?xml version="1.0"?><Workbook xmlns="{spreadsheet}" xmlns:ss="{spreadsheet}" xmlns:x="{excel}"><Styles><Style '
        'ss:ID="s1"><NumberFormat ss:Format="[h]:mm:ss"/></Style></Styles><Worksheet ss:Name="A"><Table><Column ss:Index="2" '
        'ss:Hidden="1"/><Row ss:Index="2"><Cell><Data ss:Type="String">é<B>t</B>é</Data></Cell><Cell ss:Index="3" '
        'ss:MergeAcross="1"><Data ss:Type="Number">-1.5E-3</Data></Cell></Row><Row ss:Hidden="1"><Cell ss:StyleID="s1"><Data '
        'ss:Type="DateTime">1899-12-31T06:30:00.000</Data></Cell><Cell ss:Formula="=1/0"><Data ss:Type="Error">#DIV/0!</Data>'
        '<Comment><ss:Data>x</ss:Data></Comment></Cell></Row></Table><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible>'
        '</x:WorksheetOptions></Worksheet></Workbook>')


def pages():
    yield "table", ("<html><head><meta charset=utf-8><style>td{}</style></head><body><h1>Titre</h1><table><caption>Mandats"
                    "</caption><thead><tr><th>Compte<th colspan=2>Libellé</thead><tr style='display:none'><td>6042<td rowspan=2>"
                    "A&nbsp;&amp;<br>B<td x:num=\"1234.5\">1 234,50</tr><tr><td><table><tr><td>x</table><script>1</script></tr>"
                    "</table><table><tr><td>2</table></body></html>")
    yield "bare", "<table>\n<tr><td>a</td></tr>".encode("cp1252")
    yield "wide", "<table><tr><td>é</td></tr></table>".encode("utf-16")


def budgets():
    namespace = "http://www.minefi.gouv.fr/cp/demat/docbudgetaire"
    budget = (
        '<VersionSchema V="118"/><Scellement md5="0"/><EnTeteDocBudgetaire><IdColl V="21"/></EnTeteDocBudgetaire><Budget>'
        '<EnTeteBudget><CodBud V="00"/><Nomenclature V="M57-M57_D"/></EnTeteBudget><BlocBudget><NatDec V="09"/><Exer V="2024"/>'
        '<NatFonc V="{vote}"/></BlocBudget><LigneBudget><Nature V="2188"/><Fonction V="90020"/><ContFon V="900"/><CodRD V="D"/>'
        '<MtReal V="-10.50"/><OpBudg V="0"/><MtSup Code="ICNE" V="1"/><CaracSup Code="Section" V="I"/></LigneBudget>'
        '<LigneBudget calculated="true"><CodRD V="R"/></LigneBudget>{annexes}</Budget>')
    annexes = ('<Annexes><DATA_CONCOURS><CONCOURS><LibOrgaBenef V="x"/><CodNatJurBenefCA V="P3"/><MtSubv V="1.00"/></CONCOURS>'
               '</DATA_CONCOURS><DATA_BUDGETVERT><BUDGETVERT><MtReal V="1"/></BUDGETVERT></DATA_BUDGETVERT></Annexes>')
    yield "function", (f'<?xml version="1.0" encoding="ISO-8859-1"?><DocumentBudgetaire xmlns="{namespace}">'
                       f'{budget.format(vote=2, annexes=annexes)}</DocumentBudgetaire>')
    yield "cfu", (f'<c:CompteFinancierUnique xmlns:c="u"><x/><DocumentBudgetaire xmlns="{namespace}">'
                  f'{budget.format(vote=3, annexes="")}</DocumentBudgetaire></c:CompteFinancierUnique>')
    yield "empty", (f'<DocumentBudgetaire xmlns="{namespace}">{budget.format(vote=1, annexes="<Annexes/>")}'
                    '</DocumentBudgetaire>').encode("utf-16")


def compressed():
    for name, data in budgets():
        data = data if isinstance(data, bytes) else data.encode()
        yield name, gzip.compress(data, mtime=0)
    yield "two", gzip.compress(b"<a/>", mtime=0) + gzip.compress(b"", mtime=0)


def streams():
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n * n}</v></c></row>' for n in range(1, 60)).encode()
    kinds = {"usual": (6, zlib.Z_DEFAULT_STRATEGY), "fast": (1, zlib.Z_DEFAULT_STRATEGY), "fixed": (6, zlib.Z_FIXED),
             "literals": (6, zlib.Z_HUFFMAN_ONLY), "runs": (6, zlib.Z_RLE), "stored": (0, zlib.Z_DEFAULT_STRATEGY)}
    for number, (name, (level, strategy)) in enumerate(kinds.items()):
        packer = zlib.compressobj(level, zlib.DEFLATED, -15, 8, strategy)
        yield name, bytes([number]) + packer.compress(rows) + packer.flush(zlib.Z_FULL_FLUSH) + packer.compress(rows[:300]) + packer.flush()
    yield "runs-long", b"\x07" + zlib.compress(b"a" * 9_000, 9)[2:-4]


SEEDS = {
    "container": archives, "xlsx-sheet": sheets, "xlsx-edit": sheets, "shared-strings": strings, "styles": styles,
    "xlsx-parts": parts, "ods-content": contents, "ods-edit": contents, "flat-ods": flat, "csv": texts, "columns": columns,
    "workbook": workbooks, "spreadsheetml": old_books, "html": pages, "budget": budgets, "gzip": compressed, "rewriting": streams,
}


def seeds(target):
    """The inputs of a target, by name."""
    return {name: data if isinstance(data, bytes) else data.encode() for name, data in SEEDS[target]()}
