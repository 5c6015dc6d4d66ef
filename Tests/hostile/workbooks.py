"""OpenXML workbooks whose cells, strings, styles or relationships are absurd."""

from packages import MAIN, PLAIN, Entry, cells, openxml, packed, relations, sheet, strings, styles, workbook, xlsx
from registry import EITHER, READ, REFUSED, case


def row(inside, more=""):
    return f"<row{more}>{inside}</row>"


def value(reference, text="1", more=""):
    return f'<c r="{reference}"{more}><v>{text}</v></c>'


# Dimensions and places
case("dimension-full.xlsx", lambda: xlsx(sheet=sheet(PLAIN, '<dimension ref="A1:XFD1048576"/>')), READ, shows="6042")
case("dimension-absurd.xlsx", lambda: xlsx(sheet=sheet(PLAIN, '<dimension ref="A0:ZZZZZZ99999999999999999999"/>')), READ)
case("dimension-reversed.xlsx", lambda: xlsx(sheet=sheet(PLAIN, '<dimension ref="Z9:A1"/>')), READ)
case("far-cell.xlsx", lambda: xlsx(row(value("XFD1048576"), ' r="1048576"')), READ)
case("far-column.xlsx", lambda: xlsx(row(value("XFD1"), ' r="1"')), READ)
case("far-cells-in-each-row.xlsx",
     lambda: xlsx("".join(row(value(f"XFD{n}"), f' r="{n}"') for n in range(1, 20_001))), READ)
PLACES = {
    "column-beyond": ("XFE1", 1), "row-beyond": ("A1048577", 1048577), "row-2-31": ("A2147483648", 2147483648),
    "row-2-32": ("A4294967297", 4294967297), "row-2-63": ("A9223372036854775808", 9223372036854775808),
    "row-2-64": ("A18446744073709551617", 18446744073709551617), "row-zero": ("A0", 0), "row-negative": ("A-1", -1),
    "forty-letters": ("A" * 40 + "1", 1), "no-row": ("A", 1), "no-column": ("1", 1), "empty": ("", 1), "garbage": ("é€#", 1),
    "range": ("A1:B2", 1), "dollars": ("$A$1", 1), "leading-zeros": ("A" + "0" * 1000 + "1", 1), "spaces": (" A1 ", 1),
}
for _label, (_reference, _row) in PLACES.items():
    case(f"reference-{_label}.xlsx", lambda _reference=_reference, _row=_row: xlsx(row(value(_reference), f' r="{_row}"')),
         EITHER)
for _label, _row in (("text", "abc"), ("decimal", "1.5"), ("exponent", "1e3"), ("empty", ""), ("hexadecimal", "0x1")):
    case(f"row-number-{_label}.xlsx", lambda _row=_row: xlsx(row("<c><v>1</v></c>", f' r="{_row}"')), EITHER)
case("rows-descending.xlsx", lambda: xlsx("".join(row(value(f"A{n}"), f' r="{n}"') for n in range(50, 0, -1))), EITHER)
case("row-twice.xlsx", lambda: xlsx(row(value("A1"), ' r="1"') * 2), EITHER)
case("cells-descending.xlsx", lambda: xlsx(row(value("C1") + value("B1") + value("A1"), ' r="1"')), EITHER)
case("cell-twice.xlsx", lambda: xlsx(row(value("A1") * 2, ' r="1"')), EITHER)
case("cell-of-another-row.xlsx", lambda: xlsx(row(value("A7"), ' r="1"')), EITHER)
case("last-row-then-more.xlsx", lambda: xlsx(row(value("A1048576"), ' r="1048576"') + row("<c><v>1</v></c>")), EITHER)
case("20000-cells-without-references.xlsx", lambda: xlsx(row("<c><v>1</v></c>" * 20_000)), EITHER)
case("million-empty-rows.xlsx", lambda: xlsx("<row/>" * 1_048_576), READ)
case("1048577-rows.xlsx", lambda: xlsx("<row/>" * 1_048_575 + row("<c><v>1</v></c>") * 2), EITHER)

# Shared strings and styles by number
for _label, _index in (("out-of-range", "1"), ("negative", "-1"), ("2-31", "2147483648"), ("2-64", "18446744073709551616"),
                       ("text", "abc"), ("empty", ""), ("decimal", "0.5"), ("long", "9" * 100_000)):
    case(f"string-index-{_label}.xlsx", lambda _index=_index: xlsx(row(value("A1", _index, ' t="s"'), ' r="1"')),
         EITHER if _label in ("empty", "decimal") else REFUSED)
    case(f"style-index-{_label}.xlsx", lambda _index=_index: xlsx(row(value("A1", "1", f' s="{_index}"'), ' r="1"')), EITHER)
case("string-without-table.xlsx", lambda: xlsx(strings=None, links=relations(("rId1", "worksheet", "worksheets/sheet1.xml"))))
case("string-count-lies.xlsx", lambda: xlsx(strings=strings(more='count="4294967295" uniqueCount="4294967295"')), READ)
case("string-count-2-63.xlsx", lambda: xlsx(strings=strings(more='count="9223372036854775807" uniqueCount="-1"')), READ)
case("strings-400000-runs.xlsx", lambda: xlsx(strings=strings("<si>" + "<r><t>a</t></r>" * 400_000 + "</si>")), EITHER)
case("strings-million-empty.xlsx", lambda: xlsx(strings=strings("<si/>" * 1_000_000)), EITHER)
case("string-of-20MB.xlsx", lambda: xlsx(strings=strings(f"<si><t>{'a' * 20_000_000}</t></si>")), EITHER)
case("one-long-string-in-each-row.xlsx", lambda: xlsx(
    "".join(row(value(f"A{n}", "0", ' t="s"'), f' r="{n}"') for n in range(1, 50_001)),
    strings=strings(f"<si><t>{'a' * 32_000}</t></si>")), READ)
case("styles-65000.xlsx", lambda: xlsx(styles=styles(cell_formats='<xf numFmtId="14"/>' * 65_000)), READ)
case("styles-format-60000-sections.xlsx", lambda: xlsx(
    styles=styles(f'<numFmts><numFmt numFmtId="200" formatCode="{"0;" * 60_000}"/></numFmts>', '<xf numFmtId="200"/>')), EITHER)
case("styles-format-open-quote.xlsx", lambda: xlsx(
    styles=styles('<numFmts><numFmt numFmtId="200" formatCode="&quot;yyyy[[[\\"/></numFmts>', '<xf numFmtId="200"/>')), EITHER)
case("styles-format-brackets.xlsx", lambda: xlsx(
    styles=styles(f'<numFmts><numFmt numFmtId="200" formatCode="{"[" * 100_000}"/></numFmts>', '<xf numFmtId="200"/>')), EITHER)
case("styles-format-id-overflow.xlsx", lambda: xlsx(styles=styles(
    cell_formats='<xf numFmtId="99999999999999999999"/>')), EITHER)
case("styles-100000-formats.xlsx", lambda: xlsx(styles=styles(
    "<numFmts>" + "".join(f'<numFmt numFmtId="{n}" formatCode="0.{n}"/>' for n in range(100_000)) + "</numFmts>")), EITHER)

# Values
VALUES = {"1e400": "1e400", "nan": "NaN", "inf": "INF", "minus-inf": "-INF", "hexadecimal": "0x1F", "comma": "1,5", "spaces": " 1 ",
          "empty": "", "million-digits": "9" * 1_000_000, "million-decimals": "0." + "0" * 1_000_000 + "1",
          "exponent-overflow": "1e99999999999999999999", "tiny": "1e-99999", "minus": "-", "two-points": "1.2.3"}
for _label, _text in VALUES.items():
    case(f"number-{_label}.xlsx", lambda _text=_text: xlsx(row(value("A1", _text), ' r="1"')), EITHER)
    case(f"date-{_label}.xlsx", lambda _text=_text: xlsx(
        row(value("A1", _text, ' s="0"'), ' r="1"'), styles=styles(cell_formats='<xf numFmtId="14"/>')), EITHER)
for _label, _text in (("negative", "-1"), ("zero", "0"), ("leap-bug", "60"), ("beyond-9999", "2958466"), ("huge", "1e300"),
                      ("2-63", "9223372036854775808"), ("fraction", "0.999999999999")):
    case(f"date-{_label}.xlsx", lambda _text=_text: xlsx(
        row(value("A1", _text, ' s="0"'), ' r="1"'), styles=styles(cell_formats='<xf numFmtId="14"/>')), EITHER)
for _label, _text in (("bad", "2025-13-45"), ("zone", "2025-01-01T00:00:00+25:00"), ("year-99999", "99999-01-01"), ("text", "hier"),
                      ("long", "2" * 100_000)):
    case(f"iso-date-{_label}.xlsx", lambda _text=_text: xlsx(row(value("A1", _text, ' t="d"'), ' r="1"')), EITHER)
for _label, _kind, _text in (("boolean", "b", "2"), ("error", "e", "#ÉTRANGE!"), ("unknown-type", "zz", "1"), ("boolean-text", "b", "oui")):
    case(f"value-{_label}.xlsx", lambda _kind=_kind, _text=_text: xlsx(row(value("A1", _text, f' t="{_kind}"'), ' r="1"')), EITHER)
case("escapes-null.xlsx", lambda: xlsx(cells("_x0000__xD800__xFFFF__x005F_")), EITHER)

# Formulas are data
case("formula-10MB.xlsx", lambda: xlsx(row(f'<c r="A1"><f>{"1+" * 5_000_000}1</f><v>1</v></c>', ' r="1"')), EITHER)
case("formula-parentheses.xlsx", lambda: xlsx(row(f'<c r="A1"><f>{"(" * 500_000}</f><v>1</v></c>', ' r="1"')), EITHER)
case("formula-full-sheet.xlsx", lambda: xlsx(
    row('<c r="A1"><f t="array" ref="A1:XFD1048576">1</f><v>1</v></c>', ' r="1"')), EITHER)
case("formula-shared-index.xlsx", lambda: xlsx(row('<c r="A1"><f t="shared" si="4294967295"/><v>1</v></c>', ' r="1"')), EITHER)
case("formula-web.xlsx", lambda: xlsx(
    row('<c r="A1"><f>WEBSERVICE("http://127.0.0.1:9/")</f><v>1</v></c>', ' r="1"')), EITHER)

# Ranges over everything
for _label, _after in (("full", '<mergeCell ref="A1:XFD1048576"/>'), ("absurd", '<mergeCell ref="A0:ZZZZ99999999999"/>'),
                       ("50000-overlapping", '<mergeCell ref="A1:Z50"/>' * 50_000)):
    case(f"merge-{_label}.xlsx", lambda _after=_after: xlsx(sheet=sheet(PLAIN, after=f"<mergeCells>{_after}</mergeCells>")), EITHER)
case("columns-over-all.xlsx", lambda: xlsx(
    sheet=sheet(PLAIN, '<cols>' + '<col min="1" max="16384" hidden="1"/>' * 50_000 + "</cols>")), EITHER)
case("columns-absurd.xlsx", lambda: xlsx(
    sheet=sheet(PLAIN, '<cols><col min="-1" max="99999999999999999999" hidden="1"/><col min="5" max="2"/></cols>')), EITHER)
case("columns-4-billion.xlsx", lambda: xlsx(
    sheet=sheet(PLAIN, '<cols><col min="1" max="4294967295" hidden="1"/></cols>')), EITHER)
case("validation-absurd.xlsx", lambda: xlsx(sheet=sheet(PLAIN, after=(
    '<dataValidations count="1"><dataValidation sqref="A1:XFD1048576 ' + "A1 " * 200_000 + '"/></dataValidations>'))), EITHER)

# Relationships and parts
SHEET = "worksheets/sheet1.xml"
LINKS = {
    "missing-part": (("rId1", "worksheet", "worksheets/absent.xml"),),
    "missing-id": (("rId9", "worksheet", SHEET),),
    "twice-same-id": (("rId1", "worksheet", SHEET), ("rId1", "worksheet", SHEET)),
    "itself": (("rId1", "worksheet", "workbook.xml"),),
    "cyclic-strings": (("rId1", "worksheet", SHEET), ("rId2", "sharedStrings", SHEET)),
    "cyclic-styles": (("rId1", "worksheet", SHEET), ("rId3", "styles", "workbook.xml")),
    "traversal": (("rId1", "worksheet", "../../../../etc/passwd"),),
    "absolute": (("rId1", "worksheet", "/etc/passwd"),),
    "file": (("rId1", "worksheet", "file:///etc/passwd", ' TargetMode="External"'),),
    "unc": (("rId1", "worksheet", "\\\\127.0.0.1\\share\\x", ' TargetMode="External"'),),
    "http": (("rId1", "worksheet", "http://127.0.0.1:9/x", ' TargetMode="External"'),),
    "empty-target": (("rId1", "worksheet", ""),),
    "percent": (("rId1", "worksheet", "worksheets/%2e%2e/%00"),),
    "folder": (("rId1", "worksheet", "worksheets/"),),
    "wrong-type": (("rId1", "theme", SHEET),),
    "none": (),
}
for _label, _rows in LINKS.items():
    case(f"links-{_label}.xlsx", lambda _rows=_rows: xlsx(links=relations(*_rows)), EITHER if _label in (
        "twice-same-id", "cyclic-strings", "cyclic-styles", "wrong-type") else REFUSED)
case("links-missing.xlsx", lambda: xlsx(links=None))
case("package-links-missing.xlsx", lambda: xlsx(package=None), EITHER)
case("package-links-cycle.xlsx", lambda: xlsx(package=relations(("rId1", "officeDocument", "_rels/.rels"))))
case("package-links-to-a-sheet.xlsx", lambda: xlsx(package=relations(("rId1", "officeDocument", "xl/worksheets/sheet1.xml"))))
case("types-missing.xlsx", lambda: xlsx(types=None))
case("workbook-missing.xlsx", lambda: xlsx(workbook=None))
case("sheet-missing.xlsx", lambda: xlsx(sheet=None))
case("links-100000.xlsx", lambda: xlsx(links=relations(
    *[(f"rId{n}", "worksheet", SHEET) for n in range(1, 100_001)])), EITHER)
case("signatures-50000.xlsx", lambda: signed(50_000), READ)
case("two-sheets-one-part.xlsx", lambda: xlsx(workbook=workbook(
    '<sheet name="A" sheetId="1" r:id="rId1"/><sheet name="B" sheetId="2" r:id="rId1"/>')), EITHER)
case("no-sheets.xlsx", lambda: xlsx(workbook=workbook("")), EITHER)
case("sheets-same-name.xlsx", lambda: xlsx(workbook=workbook('<sheet name="A" sheetId="1" r:id="rId1"/>' * 2)), EITHER)
case("sheet-without-id.xlsx", lambda: xlsx(workbook=workbook('<sheet name="A" sheetId="1"/>')))
case("sheet-name-traversal.xlsx", lambda: xlsx(workbook=workbook('<sheet name="../../evil" sheetId="1" r:id="rId1"/>')), EITHER)
case("sheet-name-escapes.xlsx", lambda: xlsx(
    workbook=workbook('<sheet name="a&#10;b&#x9;&#x202E;c" sheetId="1" r:id="rId1"/>')), EITHER)
case("sheet-name-of-a-megabyte.xlsx", lambda: xlsx(workbook=workbook(f'<sheet name="{"a" * 1_000_000}" sheetId="1" r:id="rId1"/>')),
     EITHER)
case("5000-sheets.xlsx", lambda: five_thousand(), READ)
case("names-100000.xlsx", lambda: xlsx(workbook=workbook(
    after="<definedNames>" + "".join(f'<definedName name="n{n}">Feuille!$A$1</definedName>' for n in range(100_000))
    + "</definedNames>")), READ)
case("plain-zip.zip", lambda: packed({"a.txt": b"bonjour"}), REFUSED, "CLA")
case("word-document.docx", lambda: packed({**openxml(workbook=None, links=None, sheet=None, strings=None, styles=None,
     package=relations(("rId1", "officeDocument", "word/document.xml"))), "word/document.xml": "<w:document/>"}))


def five_thousand():
    count = 5_000
    parts = openxml(
        workbook=workbook("".join(f'<sheet name="F{n}" sheetId="{n}" r:id="rId{n}"/>' for n in range(1, count + 1))),
        links=relations(*[(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, count + 1)],
                        ("s", "sharedStrings", "sharedStrings.xml")))
    content = Entry("x", sheet(PLAIN))
    for number in range(2, count + 1):
        entry = Entry(f"xl/worksheets/sheet{number}.xml", b"", 0)
        entry.method, entry.data, entry.crc, entry.size = content.method, content.data, content.crc, content.size
        parts[f"xl/worksheets/sheet{number}.xml"] = entry
    return packed(parts)


def signed(count):
    parts = openxml()
    types = parts["[Content_Types].xml"]
    kind = "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"
    parts["[Content_Types].xml"] = types.replace("</Types>", "".join(
        f'<Override PartName="/s/{n}.xml" ContentType="{kind}"/>' for n in range(count)) + "</Types>")
    return packed({**parts, **{f"s/{n}.xml": Entry(f"s/{n}.xml", b"", 0) for n in range(count)}})
