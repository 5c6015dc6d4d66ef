"""XML that expands, reaches outside, nests, or is not XML; put into each part that is read."""

from packages import (DECLARATION, ODS_PLAIN, PLAIN, cells, document, manifest, ods, opendocument, openxml, packed, relations,
                      sheet, strings, styles, text_cell, row, workbook, xlsx)
from registry import EITHER, READ, REFUSED, case

LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)) + "]>"
QUADRATIC = f"<!DOCTYPE x [<!ENTITY a '{'a' * 100_000}'>]>"
FILE = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
HTTP = "<!DOCTYPE x [<!ENTITY a SYSTEM 'http://127.0.0.1:9/evil'>]>"
PARAMETER = "<!DOCTYPE x [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]>"
EXTERNAL = "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/evil.dtd'>"
LOOP = "<!DOCTYPE x [<!ENTITY a '&b;'><!ENTITY b '&a;'>]>"


def in_parts(head, use):
    """The same attack through each part that is read."""
    yield "sheet.xlsx", xlsx(sheet=sheet(cells(use), head=head))
    yield "strings.xlsx", xlsx(strings=strings(f"<si><t>{use}</t></si>", head=head))
    yield "workbook.xlsx", xlsx(workbook=workbook(f'<sheet name="{use}" sheetId="1" r:id="rId1"/>', head=head))
    yield "content.ods", ods(row(text_cell(use)), head=head)


for _label, _head, _use in (("laughs", LAUGHS, "&a11;"), ("quadratic", QUADRATIC, "&a;" * 10_000), ("xxe-file", FILE, "&a;"),
                            ("xxe-http", HTTP, "&a;"), ("xxe-parameter", PARAMETER, "x"), ("external-dtd", EXTERNAL, "x"),
                            ("entity-loop", LOOP, "&a;")):
    for _where in ("sheet.xlsx", "strings.xlsx", "workbook.xlsx", "content.ods"):
        case(f"{_label}-{_where}",
             lambda _head=_head, _use=_use, _where=_where: dict(in_parts(_head, _use))[_where])

for _name, _head in (("types", "types"), ("package", "package"), ("links", "links"), ("styles", "styles")):
    case(f"laughs-{_name}.xlsx", lambda _head=_head: xlsx(**{
        _head: openxml()[{"types": "[Content_Types].xml", "package": "_rels/.rels", "links": "xl/_rels/workbook.xml.rels",
                          "styles": "xl/styles.xml"}[_head]].replace(DECLARATION, DECLARATION + LAUGHS)}))

# Depth and width
DEEP = 300_000


def attributes(count, prefix=""):
    return "".join(f' {prefix}a{n}="u{n}"' for n in range(count))


case("deep-elements-sheet.xlsx", lambda: xlsx("<row><c><is>" * 3 + "<x>" * DEEP + "</x>" * DEEP), EITHER)
case("deep-unclosed-sheet.xlsx", lambda: xlsx("<x>" * DEEP))
case("deep-elements-strings.xlsx", lambda: xlsx(strings=strings("<si>" + "<r>" * DEEP + "</r>" * DEEP + "</si>")), EITHER)
case("deep-elements-workbook.xlsx", lambda: xlsx(workbook=workbook(after="<x>" * DEEP + "</x>" * DEEP)), EITHER)
case("deep-elements-styles.xlsx", lambda: xlsx(styles=styles(more="<x>" * DEEP + "</x>" * DEEP)), EITHER)
case("deep-elements-links.xlsx", lambda: xlsx(links="<x>" * DEEP + "</x>" * DEEP))
case("deep-spans.ods", lambda: ods(row(text_cell("<text:span>" * 200_000 + "x" + "</text:span>" * 200_000))), EITHER)
case("deep-groups.ods", lambda: ods("<table:table-row-group>" * DEEP + ODS_PLAIN + "</table:table-row-group>" * DEEP), EITHER)
case("deep-column-groups.ods", lambda: ods(
    "<table:table-column-group>" * DEEP + "</table:table-column-group>" * DEEP + ODS_PLAIN), EITHER)
case("deep-sub-tables.ods", lambda: ods(
    "<table:table-row><table:table-cell><table:table>" * 50_000
    + "</table:table></table:table-cell></table:table-row>" * 50_000), EITHER)
case("300000-attributes-sheet.xlsx", lambda: xlsx(f"<row{attributes(DEEP)}/>"), EITHER)
case("300000-same-attributes-sheet.xlsx", lambda: xlsx("<row" + ' a="1"' * DEEP + "/>"), EITHER)
case("300000-attributes-strings.xlsx",
     lambda: xlsx(strings=strings(f"<si{attributes(DEEP)}><t>x</t></si>")), EITHER)
case("300000-attributes-workbook.xlsx",
     lambda: xlsx(workbook=workbook(before=f"<x{attributes(DEEP)}/>")), EITHER)
case("300000-attributes-content.ods", lambda: ods(row(text_cell("x", attributes(DEEP)))), EITHER)
case("100000-namespaces-workbook.xlsx",
     lambda: xlsx(workbook=workbook(before=f"<x{attributes(100_000, 'xmlns:')}/>")), EITHER)
case("100000-namespaces-sheet.xlsx",
     lambda: xlsx(f"<row{attributes(100_000, 'xmlns:')}/>"), EITHER)
case("100000-namespaces-content.ods", lambda: ods(
    row(text_cell("x", attributes(100_000, "xmlns:")))), EITHER)
case("nested-namespaces-workbook.xlsx", lambda: xlsx(workbook=workbook(
    before="".join(f'<a{n}:x xmlns:a{n}="u{n}">' for n in range(200)) + "".join(f"</a{n}:x>" for n in reversed(range(200))))),
     EITHER)
case("30MB-attribute-sheet.xlsx", lambda: xlsx(f'<row spans="{"1" * 30_000_000}"/>'), EITHER)
case("30MB-attribute-content.ods", lambda: ods(row(text_cell("x", f' table:formula="{"1" * 30_000_000}"'))), EITHER)
case("30MB-name-sheet.xlsx", lambda: xlsx(f'<{"x" * 30_000_000}/>'), EITHER)
case("20MB-cdata-sheet.xlsx", lambda: xlsx(
    f'<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[{"]" * 20_000_000}]]></t></is></c></row>'), EITHER)
case("10MB-processing-instruction.xlsx", lambda: xlsx(f'<?x {"?" * 10_000_000}?>' + PLAIN), EITHER)
case("million-comments.xlsx", lambda: xlsx("<!---->" * 1_000_000 + PLAIN), READ, shows="6042")

# Not well formed
BROKEN = {
    "unclosed": "<row><c><v>1", "crossed": "<row><c></row></c>", "stray-close": "</row>", "stray-ampersand": cells("a & b"),
    "undefined-entity": cells("&nbsp;"), "stray-less-than": cells("a < b"), "duplicate-attribute": '<row r="1" r="2"/>',
    "unquoted-attribute": "<row r=1/>", "no-value-attribute": "<row r/>", "nul": cells("a\0b"), "control": cells("a\x01b"),
    "charref-zero": cells("&#0;"), "charref-overflow": cells("&#99999999999999999999;"), "charref-surrogate": cells("&#xD800;"),
    "charref-beyond": cells("&#x110000;"), "charref-empty": cells("&#;"), "undeclared-prefix": "<q:row/>",
    "end-in-tag": "<row r=\"1\"><c ", "end-in-comment": "<!-- ", "end-in-cdata": "<row><c><v><![CDATA[ ",
}
for _label, _rows in BROKEN.items():
    _statuses = EITHER if _label in (
        "nul", "control", "duplicate-attribute", "undeclared-prefix", "unquoted-attribute", "no-value-attribute",
        "stray-close") else REFUSED
    case(f"xml-{_label}.xlsx", lambda _rows=_rows: xlsx(_rows), _statuses)
    case(f"xml-{_label}-strings.xlsx", lambda _rows=_rows: xlsx(strings=strings(
        _rows.replace("<row", "<si").replace("</row", "</si"))), EITHER)
for _label, _text in {"stray-ampersand": "a & b", "undefined-entity": "&nbsp;", "charref-zero": "&#0;",
                      "charref-overflow": "&#99999999999999999999;", "charref-surrogate": "&#xD800;",
                      "stray-less-than": "a < b", "unclosed": "<text:p>", "nul": "a\0b"}.items():
    case(f"xml-{_label}.ods", lambda _text=_text: ods(row(text_cell(_text))), EITHER if _label == "nul" else REFUSED)
case("xml-empty-part.xlsx", lambda: xlsx(sheet=""))
case("xml-empty-content.ods", lambda: packed({**opendocument(), "content.xml": b""}))
case("xml-two-roots.xlsx", lambda: xlsx(workbook=workbook() + "<x/>"))
case("xml-two-roots-sheet.xlsx", lambda: xlsx(sheet=sheet(PLAIN) + "<x/>"), EITHER)
case("xml-text-only.xlsx", lambda: xlsx(sheet="bonjour"))
case("xml-binary.xlsx", lambda: xlsx(sheet=bytes(range(256)) * 64))
case("xml-other-root.xlsx", lambda: xlsx(sheet="<html/>"))
case("xml-other-root.ods", lambda: packed({**opendocument(), "content.xml": "<html/>"}))

# Encodings
INVALID = {"invalid-utf8": b"\xff\xfe\xfa", "overlong": b"\xc0\xaf", "surrogate": b"\xed\xa0\x80", "truncated-utf8": b"\xe2\x82",
           "beyond-unicode": b"\xf4\x90\x80\x80"}
for _label, _bytes in INVALID.items():
    case(f"{_label}-sheet.xlsx", lambda _bytes=_bytes: xlsx(sheet=sheet(cells("@")).encode().replace(b"@", _bytes)))
    case(f"{_label}-strings.xlsx", lambda _bytes=_bytes: xlsx(strings=strings("<si><t>@</t></si>").encode().replace(b"@", _bytes)))
    case(f"{_label}-content.ods", lambda _bytes=_bytes: packed(
        opendocument(document(row(text_cell("@"))).encode().replace(b"@", _bytes))))
case("utf16-sheet.xlsx", lambda: xlsx(sheet=sheet(PLAIN).replace("UTF-8", "UTF-16").encode("utf-16")), EITHER)
case("utf16-content.ods", lambda: packed(opendocument(document(ODS_PLAIN).replace("UTF-8", "UTF-16").encode("utf-16"))), EITHER)
case("utf16-lone-surrogate.xlsx", lambda: xlsx(
    sheet=sheet(cells("@")).replace("UTF-8", "UTF-16").encode("utf-16-le").replace(b"@\0", b"\0\xd8")), EITHER)
case("latin1-sheet.xlsx", lambda: xlsx(sheet=sheet(cells("été")).replace("UTF-8", "ISO-8859-1").encode("latin-1")), EITHER)
case("unknown-encoding.xlsx", lambda: xlsx(sheet=sheet(PLAIN).replace("UTF-8", "KLINGON-8")), EITHER)
case("utf32-sheet.xlsx", lambda: xlsx(sheet=sheet(PLAIN).replace("UTF-8", "UTF-32").encode("utf-32")), EITHER)
case("utf7-sheet.xlsx", lambda: xlsx(sheet=sheet(PLAIN).replace("UTF-8", "UTF-7")), EITHER)
