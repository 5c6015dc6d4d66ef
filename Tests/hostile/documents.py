"""OpenDocument spreadsheets that repeat, nest or name absurdly."""

from packages import (MIMETYPE, ODS_PLAIN, Entry, document, manifest, ods, opendocument, packed, row, text_cell)
from registry import EITHER, READ, REFUSED, case

EMPTY = "<table:table-cell/>"


def columns(count, inside=""):
    return f'<table:table-cell table:number-columns-repeated="{count}"{inside}/>'


def repeated(count):
    return f' table:number-rows-repeated="{count}"'


NUMBER = ' office:value-type="float" office:value="1"'
# Empty repeats are how a usual sheet ends; repeats of values are bombs.
case("rows-repeated-to-the-end.ods", lambda: ods(ODS_PLAIN + row(columns(16384), more=repeated(1048574))), READ, shows="6042")
case("rows-repeated-empty-2-31.ods", lambda: ods(ODS_PLAIN + row(EMPTY, more=repeated(2147483647))), EITHER)
case("rows-repeated-empty-2-63.ods", lambda: ods(ODS_PLAIN + row(EMPTY, more=repeated(9223372036854775807))), EITHER)
case("rows-repeated-empty-2-64.ods", lambda: ods(ODS_PLAIN + row(EMPTY, more=repeated(18446744073709551616))), EITHER)
case("rows-repeated-full.ods", lambda: ods(row(text_cell("x"), more=repeated(1048576))), EITHER)
case("rows-repeated-values-beyond.ods", lambda: ods(row(text_cell("x"), more=repeated(2147483647))), EITHER)
case("rows-repeated-values-2-63.ods", lambda: ods(row(text_cell("x"), more=repeated(9223372036854775807))), EITHER)
case("rows-and-columns-repeated.ods", lambda: ods(row(columns(16384, NUMBER), more=repeated(1048576))), EITHER)
case("rows-repeated-thrice.ods", lambda: ods(row(text_cell("x"), more=repeated(1048576)) * 3), EITHER)
case("rows-repeated-long-text.ods", lambda: ods(row(text_cell("x" * 1_000_000), more=repeated(100_000))), EITHER)
case("columns-repeated-beyond.ods", lambda: ods(row(columns(16385, NUMBER))), EITHER)
case("columns-repeated-2-31.ods", lambda: ods(row(columns(2147483647, NUMBER))), EITHER)
case("columns-repeated-2-63.ods", lambda: ods(row(columns(9223372036854775807, NUMBER))), EITHER)
case("columns-repeated-2-64.ods", lambda: ods(row(columns(18446744073709551616, NUMBER))), EITHER)
case("columns-repeated-empty-2-63.ods", lambda: ods(row(columns(9223372036854775807), text_cell("x"))), EITHER)
case("columns-repeated-sum-overflows.ods", lambda: ods(row(columns(9223372036854775807) * 3, text_cell("x"))), EITHER)
case("columns-repeated-10000-times.ods", lambda: ods(row(columns(16384, NUMBER) * 10_000)), EITHER)
case("column-definitions-2-63.ods", lambda: ods(
    '<table:table-column table:number-columns-repeated="9223372036854775807" table:visibility="collapse"/>' * 2 + ODS_PLAIN),
     EITHER)
case("column-definitions-million.ods", lambda: ods(
    '<table:table-column table:visibility="collapse" table:number-columns-repeated="16384"/>' * 100_000 + ODS_PLAIN), EITHER)
for _label, _count in (("zero", "0"), ("negative", "-1"), ("text", "abc"), ("empty", ""), ("decimal", "1.5"), ("signed", "+2")):
    case(f"rows-repeated-{_label}.ods", lambda _count=_count: ods(row(text_cell("x"), more=repeated(_count))), EITHER)
    case(f"columns-repeated-{_label}.ods", lambda _count=_count: ods(row(columns(_count, NUMBER))), EITHER)
case("far-cell.ods", lambda: ods(row(EMPTY, more=repeated(1048575)) + row(columns(16383), text_cell("x"))), READ)
case("million-short-rows.ods", lambda: ods(row(EMPTY) * 1_048_576), READ)
case("1048577-rows.ods", lambda: ods(row(EMPTY, more=repeated(1048576)) + row(text_cell("x"))), EITHER)

# Spaces, one element
for _label, _count in (("2-31", "2147483647"), ("2-63", "9223372036854775807"), ("2-64", "18446744073709551616"),
                       ("negative", "-1"), ("zero", "0"), ("text", "abc"), ("million", "1000000")):
    case(f"spaces-{_label}.ods", lambda _count=_count: ods(row(text_cell(f'a<text:s text:c="{_count}"/>b'))), EITHER)
case("spaces-many.ods", lambda: ods(row(text_cell('<text:s text:c="30000"/>' * 100_000))), EITHER)
case("spaces-in-each-row.ods", lambda: ods(row(text_cell('<text:s text:c="32000"/>'), more=repeated(1_000_000))), EITHER)
case("paragraphs-million.ods", lambda: ods(row(text_cell("</text:p><text:p>" * 1_000_000))), EITHER)
case("tabs-million.ods", lambda: ods(row(text_cell("<text:tab/>" * 1_000_000))), EITHER)
case("annotation-deep.ods", lambda: ods(row(
    f'<table:table-cell office:value-type="string">{"<office:annotation>" * 100_000}{"</office:annotation>" * 100_000}'
    "<text:p>x</text:p></table:table-cell>")), EITHER)

# Values
VALUES = {"float-text": ("float", 'office:value="abc"'), "float-empty": ("float", 'office:value=""'), "float-missing": ("float", ""),
          "float-1e400": ("float", 'office:value="1e400"'), "float-nan": ("float", 'office:value="NaN"'),
          "float-comma": ("float", 'office:value="1,5"'), "float-million-digits": ("float", f'office:value="{"9" * 1_000_000}"'),
          "date-bad": ("date", 'office:date-value="2025-13-45"'), "date-zero": ("date", 'office:date-value="0000-00-00"'),
          "date-99999": ("date", 'office:date-value="99999-12-31"'), "date-negative": ("date", 'office:date-value="-0044-03-15"'),
          "date-long": ("date", f'office:date-value="{"2" * 100_000}"'), "date-missing": ("date", ""),
          "time-bad": ("time", 'office:time-value="PT25H61M61S"'), "time-overflow": ("time", 'office:time-value="PT99999999999999999999H"'),
          "time-text": ("time", 'office:time-value="midi"'), "time-empty": ("time", 'office:time-value=""'),
          "boolean-text": ("boolean", 'office:boolean-value="peut-être"'), "unknown-type": ("étrange", ""),
          "percentage-inf": ("percentage", 'office:value="INF"'), "currency-missing": ("currency", 'office:currency="EUR"')}
for _label, (_kind, _more) in VALUES.items():
    case(f"value-{_label}.ods", lambda _kind=_kind, _more=_more: ods(row(
        f'<table:table-cell office:value-type="{_kind}" {_more}><text:p>x</text:p></table:table-cell>')), EITHER)

# Structure
case("spans-huge.ods", lambda: ods(row(
    text_cell("x", ' table:number-columns-spanned="2147483647" table:number-rows-spanned="2147483647"'))), EITHER)
case("spans-2-64.ods", lambda: ods(row(
    text_cell("x", ' table:number-columns-spanned="18446744073709551616" table:number-rows-spanned="-3"'))), EITHER)
case("styles-cycle.ods", lambda: ods(
    row(text_cell("x", ' table:style-name="a"')),
    styling='<style:style style:name="a" style:family="table-cell" style:parent-style-name="b"/>'
    '<style:style style:name="b" style:family="table-cell" style:parent-style-name="a"/>'), EITHER)
case("styles-itself.ods", lambda: ods(
    row(text_cell("x", ' table:style-name="a"')),
    styling='<style:style style:name="a" style:family="table-cell" style:parent-style-name="a"/>'), EITHER)
case("styles-100000-deep.ods", lambda: ods(row(text_cell("x", ' table:style-name="s0"')), styling="".join(
    f'<style:style style:name="s{n}" style:family="table-cell" style:parent-style-name="s{n + 1}"/>' for n in range(100_000))), EITHER)
case("number-style-map-cycle.ods", lambda: ods(ODS_PLAIN, styling=(
    '<number:number-style style:name="n"><style:map style:condition="value()&gt;0" style:apply-style-name="n"/>'
    "</number:number-style>")), EITHER)
case("table-source-outside.ods", lambda: ods(
    '<table:table-source xlink:href="file:///etc/passwd" table:table-name="x"/>' + ODS_PLAIN), READ)
case("dde-link.ods", lambda: ods(ODS_PLAIN, after=(
    '<table:dde-links><table:dde-link><office:dde-source office:dde-application="cmd" office:dde-topic="/c calc"/>'
    "</table:dde-link></table:dde-links>")), READ)
case("table-name-traversal.ods", lambda: packed(opendocument(
    document(ODS_PLAIN).replace('table:name="Feuille"', 'table:name="../../evil"'))), EITHER)
case("no-table.ods", lambda: packed(opendocument(document("").replace('<table:table table:name="Feuille"></table:table>', ""))),
     EITHER)
case("5000-tables.ods", lambda: ods(ODS_PLAIN + "</table:table>" + "".join(
    f'<table:table table:name="F{n}">{ODS_PLAIN}</table:table>' for n in range(5_000)) + '<table:table table:name="Z">'), READ)
case("named-ranges-100000.ods", lambda: ods(ODS_PLAIN, after="<table:named-expressions>" + "".join(
    f'<table:named-range table:name="n{n}" table:cell-range-address="$Feuille.$A$1"/>' for n in range(100_000))
    + "</table:named-expressions>"), EITHER)
case("encrypted.ods", lambda: packed({**opendocument(), "META-INF/manifest.xml": manifest(
    '<manifest:encryption-data manifest:checksum="x"/>'), "content.xml": bytes(range(256)) * 8}), REFUSED, "ODS ODF ZIP OPD CLA XML")
case("encrypted-package.ods", lambda: packed({
    "mimetype": Entry("mimetype", MIMETYPE, 0), "META-INF/manifest.xml": manifest(
        '<manifest:encryption-data manifest:checksum="x"/>').replace("content.xml", "encrypted-package"),
    "encrypted-package": bytes(range(256)) * 8}), REFUSED)
case("text-document.odt", lambda: packed({
    "mimetype": Entry("mimetype", "application/vnd.oasis.opendocument.text", 0),
    "content.xml": document("").replace("office:spreadsheet", "office:text")}), EITHER)
case("content-missing.ods", lambda: packed({"mimetype": Entry("mimetype", MIMETYPE, 0)}))
case("formula-10MB.ods", lambda: ods(row(text_cell("x", f' table:formula="of:={"1+" * 5_000_000}1"'))), EITHER)
