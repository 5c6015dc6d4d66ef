"""SpreadsheetML 2003 and HTML tables that are cut, changed, nested or spread absurdly."""

import random

from markup import EXTERNAL, FILE, HTTP, LAUGHS, LOOP, PARAMETER, QUADRATIC
from registry import EITHER, READ, REFUSED, case

SS = "urn:schemas-microsoft-com:office:spreadsheet"
CELL = '<Cell><Data ss:Type="String">6042</Data></Cell>'


def book(table=f"<Row>{CELL}</Row>", before="", root="", after=""):
    return (f'<?xml version="1.0"?>\n{before}<Workbook xmlns="{SS}" xmlns:ss="{SS}" '
            f'xmlns:x="urn:schemas-microsoft-com:office:excel"{root}>'
            f'<Worksheet ss:Name="A"><Table>{table}</Table>{after}</Worksheet></Workbook>').encode()


def page(table, before="", after="</table></body></html>"):
    return f"<html><head>{before}</head><body><table border=1>{table}{after}".encode()


def larger_book():
    return book("".join(f'<Row><Cell><Data ss:Type="Number">{n}</Data></Cell>{CELL}</Row>\n' for n in range(400)))


def larger_page():
    return page("".join(f"<tr><td>{n}</td><td>&eacute;tudes</td></tr>\n" for n in range(400)))


for _extension, _whole, _cut in (("xml.xls", larger_book, REFUSED), ("html.xls", larger_page, EITHER)):
    for _part in range(50):
        case(f"truncated-{_part:02}-50ths.{_extension}",
             lambda _whole=_whole, _part=_part: _whole()[:len(_whole()) * _part // 50], REFUSED if _part == 0 else _cut)
    for _number in range(40):
        def flipped(_whole=_whole, _number=_number):
            data, chance = bytearray(_whole()), random.Random(_number)
            for _ in range(1 + _number % 3):
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            return bytes(data)
        case(f"flipped-{_number:02}.{_extension}", flipped, EITHER)

for _label, _dtd in (("laughs", LAUGHS), ("quadratic", QUADRATIC), ("xxe-file", FILE), ("xxe-http", HTTP),
                     ("xxe-parameter", PARAMETER), ("xxe-external", EXTERNAL), ("loop", LOOP)):
    case(f"{_label}.xml.xls", lambda _dtd=_dtd: book(f'<Row><Cell><Data ss:Type="String">&a;&a11;</Data></Cell></Row>', _dtd),
         # A document type longer than what is looked at hides the root.
         codes="XML002 CLA006")
    case(f"{_label}.html.xls", lambda _dtd=_dtd: _dtd.encode() + page("<tr><td>&a;&a11;"), EITHER)

# SpreadsheetML: places
for _label, _rows, _statuses in (
        ("index-huge", '<Row ss:Index="9223372036854775807"/>', REFUSED), ("index-2-64", '<Row ss:Index="18446744073709551616"/>', REFUSED),
        ("index-decreasing", '<Row ss:Index="9"/><Row ss:Index="3"/>', REFUSED), ("index-zero", '<Row ss:Index="0"/>', REFUSED),
        ("span-huge", f'<Row ss:Span="9223372036854775807"/><Row>{CELL}</Row>', REFUSED),
        ("cell-index-huge", '<Row><Cell ss:Index="99999999"/></Row>', REFUSED),
        ("cell-index-twice", f'<Row>{CELL}<Cell ss:Index="1"/></Row>', REFUSED),
        ("merge-huge", '<Row><Cell ss:MergeAcross="2147483647" ss:MergeDown="2147483647"/></Row>', REFUSED),
        ("merge-whole", f'<Row><Cell ss:MergeAcross="16383" ss:MergeDown="1048575"/></Row><Row>{CELL}</Row>', READ),
        ("merge-many", f'<Row>{CELL}</Row>' + '<Row><Cell ss:MergeAcross="16383" ss:MergeDown="500000"/></Row>' * 20_000, READ),
        ("columns-million", '<Column ss:Hidden="1"/>' * 100_000, REFUSED),
        ("columns-span", '<Column ss:Hidden="1" ss:Span="16383"/>', EITHER),
        ("number-million-digits", f'<Row><Cell><Data ss:Type="Number">{"9" * 1_000_000}</Data></Cell></Row>', REFUSED),
        ("date-bad", '<Row><Cell><Data ss:Type="DateTime">9999-99-99T99:99:99</Data></Cell></Row>', REFUSED),
        ("date-long-fraction", f'<Row><Cell><Data ss:Type="DateTime">2025-01-01T00:00:00.{"9" * 100_000}</Data></Cell></Row>', READ),
        ("type-unknown", '<Row><Cell><Data ss:Type="Étrange">x</Data></Cell></Row>', READ),
        ("data-in-data", '<Row><Cell><Data ss:Type="String">a<ss:Data ss:Type="Number">b</ss:Data></Data></Cell></Row>', EITHER),
        ("row-in-row", f"<Row><Row>{CELL}</Row></Row>", EITHER), ("far-cells", "".join(
            f'<Row><Cell ss:Index="16384"><Data ss:Type="String">x</Data></Cell></Row>' for _ in range(20_000)), READ),
        ("far-row", f'<Row ss:Index="1048576">{CELL}</Row>', READ),
        ("deep", "<b>" * 100_000 + "</b>" * 100_000, REFUSED), ("deep-font", "<Row><Cell><Data ss:Type='String'>" + "<b>" * 1_000, REFUSED),
        ("huge-attribute", f'<Row a="{"x" * 12_000_000}"/>', EITHER), ("attributes-many", "<Row " + " ".join(
            f'a{n}=""' for n in range(50_000)) + "/>", REFUSED),
        ("namespaces-many", "".join(f'<b xmlns:n{n}="u:{n}">' for n in range(255)) + "</b>" * 255, EITHER),
        ("huge-text", f'<Row><Cell><Data ss:Type="String">{"x" * 12_000_000}</Data></Cell></Row>', EITHER),
        ("huge-comment", f"<!-- {'x' * 12_000_000} -->", EITHER), ("huge-name", f"<{'x' * 5_000_000}/>", EITHER)):
    case(f"xml-{_label}.xls", lambda _rows=_rows: book(_rows), _statuses)
case("xml-sheets-many.xls", lambda: book(after="</Worksheet>" + '<Worksheet ss:Name="x"/>' * 9_000 + '<Worksheet ss:Name="z">'), EITHER)
case("xml-sheets-beyond.xls", lambda: book(after="</Worksheet>" + '<Worksheet ss:Name="x"/>' * 20_000 + '<Worksheet ss:Name="z">'))
case("xml-no-sheet.xls", lambda: f'<Workbook xmlns="{SS}"/>'.encode())
case("xml-utf16-lone-surrogate.xls", lambda: book().decode().replace("6042", "@").encode("utf-16").replace(b"@\0", b"\0\xd8"), EITHER)
case("xml-utf16-odd.xls", lambda: book().decode().encode("utf-16") + b"\0", EITHER)
case("xml-utf7.xls", lambda: book().replace(b'"1.0"', b'"1.0" encoding="UTF-7"'))
case("xml-invalid-utf8.xls", lambda: book().replace(b"6042", b"\xff\xfe\xfa"))

# HTML
for _label, _rows, _statuses in (
        ("colspan-million", "<tr>" + "<td colspan=1000000>x" * 1_000, REFUSED), ("colspan-sum", "<tr>" + "<td colspan=16000>x" * 3, REFUSED),
        ("colspan-2-64", "<tr><td colspan=18446744073709551616>x", REFUSED), ("colspan-negative", "<tr><td colspan=-3>x", READ),
        ("colspan-each-row", "<tr><td colspan=16384>x</td></tr>" * 50_000, READ),
        ("rowspan-million", "<tr>" + "<td rowspan=1000000>x" * 10_000, REFUSED), ("rowspan-2-64", "<tr><td rowspan=18446744073709551616>x<td>y", READ),
        ("rowspan-long", "<tr>" + "<td rowspan=65000>x" * 999 + "<tr><td>y" * 60_000, READ),
        ("rowspan-stairs", "<tr>" + "<td rowspan=65000 colspan=2><td>" * 400 + "<tr><td rowspan=2>y<td><td>z" * 30_000, READ),
        ("both-spans", "<tr><td rowspan=65000 colspan=16384>x" + "<tr><td>y" * 10_000, REFUSED),
        ("deep", "<tr><td>" + "<b>" * 100_000, REFUSED), ("deep-ends", "<tr><td>" + "<b>" * 200 + "</i>" * 100_000, EITHER),
        ("deep-tables", "<tr><td><table>" * 100_000, REFUSED), ("rows-beyond", "<tr>" * 1_100_000, REFUSED),
        ("cells-beyond", "<tr>" + "<td>x" * 20_000, REFUSED), ("far-cells", "<tr><td colspan=16383><td>x</td></tr>" * 20_000, READ),
        ("attributes-many", "<tr " + " ".join(f"a{n}" for n in range(50_000)) + "><td>x", REFUSED),
        ("huge-attribute", f'<tr><td title="{"x" * 12_000_000}">y', EITHER), ("huge-text", f'<tr><td>{"x" * 12_000_000}', EITHER),
        ("huge-comment", f"<!-- {'x' * 12_000_000}", EITHER), ("huge-script", f"<tr><td><script>{'<a ' * 3_000_000}", EITHER),
        ("breaks-million", "<tr><td>a" + "<br>" * 1_000_000 + "b", EITHER), ("entities-million", "<tr><td>" + "&eacute;" * 500_000, EITHER),
        ("less-than-million", "<tr><td>" + "<" * 1_000_000, EITHER), ("quotes-open", "<tr><td a='" + "x>" * 100_000, EITHER),
        ("nul", "<tr><td>a\0b<td>c", EITHER), ("numeric-entities", "<tr><td>&#0;&#xD800;&#99999999999;&#x110000;&bogus;", READ)):
    case(f"html-{_label}.xls", lambda _rows=_rows: page(_rows), _statuses)
case("html-tables-many.xls", lambda: b"<table><tr><td>x</table>" * 9_000, EITHER)
case("html-tables-beyond.xls", lambda: b"<table><tr><td>x</table>" * 20_000)
case("html-tables-same-title.xls", lambda: b"<h1>x</h1><table><tr><td>x</table>" * 9_000, EITHER)
case("html-no-table.xls", lambda: b"<html><p>Session expir\xe9e", codes="HTM001")
case("html-invalid-utf8.xls", lambda: page("<tr><td>@", '<meta charset="utf-8">').replace(b"@", b"\xff\xfe\xc3"), READ)
case("html-unknown-charset.xls", lambda: page("<tr><td>x", '<meta charset="klingon">'), codes="XML003")
case("html-random.xls", lambda: b"<html><table>" + random.Random(1).randbytes(500_000), EITHER)
case("html-random-tags.xls", lambda: b"<html><table>" + "".join(random.Random(2).choices(
    ["<tr>", "<td>", "</td>", "<table>", "</table>", "<p>", "</p>", "<b>", "</b>", "<th rowspan=3>", "x", "<li>", "<select>", "<option>"],
    k=100_000)).encode(), EITHER)
