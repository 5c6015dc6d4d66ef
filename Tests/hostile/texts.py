"""Delimited text, and files that are not what their name says."""

import gzip
import random
import struct

from containers import larger_xlsx
from packages import ODS_PLAIN, cells, document, ods, opendocument, xlsx
from registry import EITHER, READ, REFUSED, case

HEAD = "Nature;Libellé;Montant\n"


def text(contents, encoding="utf-8"):
    return contents.encode(encoding)


case("empty.csv", lambda: b"")
case("one-byte.csv", lambda: b"a", EITHER)
case("byte-order-mark-only.csv", lambda: b"\xef\xbb\xbf", EITHER)
case("line-ends-only.csv", lambda: b"\r\n" * 100_000, EITHER)
case("quote-never-closed.csv", lambda: text(HEAD + '6042;"abc\n' * 100_000), EITHER)
case("quote-never-closed-20MB.csv", lambda: text(HEAD + '6042;"' + "a;b\n" * 5_000_000), EITHER)
case("quotes-ten-million.csv", lambda: text(HEAD + '"' * 10_000_000), EITHER)
case("quotes-in-the-middle.csv", lambda: text(HEAD + 'a"b;"c"d;e""f\n' * 1000), EITHER)
case("line-of-30MB.csv", lambda: text(HEAD + "a" * 30_000_000), EITHER)
case("one-line-of-million-columns.csv", lambda: text("a;" * 1_000_000 + "\n"), EITHER)
case("million-columns-each-row.csv", lambda: text(("1;" * 20_000 + "\n") * 50), EITHER)
case("two-million-rows.csv", lambda: text(HEAD + "6042;x;1\n" * 2_000_000), EITHER)
case("separators-only.csv", lambda: b";" * 5_000_000, EITHER)
case("nul-bytes.csv", lambda: text(HEAD) + b"6042;a\0b;1\n", EITHER)
case("nul-only.csv", lambda: b"\0" * 10_000)
case("control-characters.csv", lambda: text(HEAD + "6042;\x1b[2J\x07\x08;1\n"), EITHER)
case("carriage-returns-only.csv", lambda: text(HEAD.replace("\n", "\r") + "6042;x;1\r" * 1000), EITHER)
case("mixed-line-ends.csv", lambda: text(HEAD + "6042;x;1\r\n6043;y;2\r6044;z;3\n"), EITHER)
case("ragged.csv", lambda: text(HEAD + "".join(";".join("a" * (n % 7)) + "\n" for n in range(10_000))), EITHER)
case("invalid-utf8.csv", lambda: text(HEAD + "é;" * 200) + b"\xff\xfe\xff;\x81\x8d\n", EITHER)
case("undefined-windows-1252.csv", lambda: b"Nature;Libell\xe9\n6042;\x81\x8d\x8f\x90\x9d\n", EITHER)
case("half-utf16.csv", lambda: text(HEAD + "6042;x;1\n", "utf-16")[:-1], EITHER)
case("utf16-lone-surrogate.csv", lambda: b"\xff\xfea\0;\0\x00\xd8b\0\n\0", EITHER)
case("utf16-without-mark.csv", lambda: text(HEAD + "6042;x;1\n", "utf-16-le"), EITHER)
case("utf32.csv", lambda: text(HEAD + "6042;x;1\n", "utf-32"), EITHER)
case("separator-line.csv", lambda: text("sep=;\n" + HEAD + "6042;x;1\n"), EITHER)
case("formula-injection.csv", lambda: text(HEAD + '6042;"=cmd|\' /C calc\'!A0";-5\n6042;@SUM(1);+33\n'), EITHER, shows="@SUM(1)")
case("one-long-field-each-row.csv", lambda: text(HEAD + ("6042;" + "x" * 40_000 + ";1\n") * 500), EITHER)


def random_bytes(seed, count):
    chance = random.Random(seed)
    return bytes(chance.randrange(256) for _ in range(count))


for _number in range(20):
    case(f"random-{_number:02}.csv", lambda _number=_number: random_bytes(_number, 3_000), EITHER)

# Kinds
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HTML = "<html><body><table>" + "<tr><td>6042</td><td>été</td></tr>" * 3 + "</table></body></html>"
case("kind-xlsx-named.csv", lambda: xlsx(), READ, shows="6042")
case("kind-xlsx-named.ods", lambda: xlsx(), READ, shows="6042")
case("kind-ods-named.xlsx", lambda: ods(), READ, shows="6042")
case("kind-csv-named.xlsx", lambda: text(HEAD + "6042;x;1\n"), READ, shows="6042")
case("kind-csv-named.xls", lambda: text(HEAD.replace(";", "\t") + "6042\tx\t1\n"), READ, shows="6042")
case("kind-html-named.xls", lambda: text(HTML), EITHER)
case("kind-html-deep.xls", lambda: text("<html><table>" + "<tr><td>" * 200_000), EITHER)
case("kind-html-spans.xls", lambda: text(
    '<html><table><tr><td colspan="2147483647" rowspan="2147483647">x</td><td>y</td></tr></table>'), EITHER)
case("kind-html-many-spans.xls", lambda: text(
    "<html><table>" + '<tr><td colspan="16384" rowspan="65534">x</td></tr>' * 2_000 + "</table>"), EITHER)
case("kind-html-nested-tables.xls", lambda: text("<html>" + "<table><tr><td>" * 50_000), EITHER)
case("kind-spreadsheetml.xml", lambda: spreadsheetml('<Row><Cell><Data ss:Type="Number">6042</Data></Cell></Row>'), EITHER)
case("kind-spreadsheetml-index.xml", lambda: spreadsheetml(
    '<Row ss:Index="1048576"><Cell ss:Index="16384"><Data ss:Type="Number">1</Data></Cell></Row>'), EITHER)
case("kind-spreadsheetml-index-2-63.xml", lambda: spreadsheetml(
    '<Row ss:Index="9223372036854775807"><Cell ss:Index="9223372036854775807"><Data ss:Type="Number">1</Data></Cell></Row>'
    "<Row><Cell/><Cell/></Row>"), EITHER)
case("kind-spreadsheetml-merge.xml", lambda: spreadsheetml(
    '<Row><Cell ss:MergeAcross="2147483647" ss:MergeDown="2147483647"><Data ss:Type="String">x</Data></Cell><Cell/></Row>'), EITHER)
case("kind-spreadsheetml-laughs.xml", lambda: text(
    '<?xml version="1.0"?><!DOCTYPE Workbook [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row><Cell><Data>&b;</Data></Cell></Row>'
    "</Table></Worksheet></Workbook>"))
case("kind-flat.fods", lambda: flat(ODS_PLAIN), EITHER)
case("kind-flat-repeated.fods", lambda: flat(
    '<table:table-row table:number-rows-repeated="2147483647"><table:table-cell table:number-columns-repeated="16384" '
    'office:value-type="float" office:value="1"/></table:table-row>'), EITHER)
case("kind-flat-deep.fods", lambda: flat("<table:table-row-group>" * 300_000), EITHER)
case("kind-flat-xxe.fods", lambda: flat(ODS_PLAIN.replace("texte", "&a;"), "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"))
case("kind-ole.xls", lambda: OLE + b"\0" * 4000)
case("kind-ole-cut.xls", lambda: OLE)
case("kind-ole-encrypted.xlsx", lambda: ole("EncryptedPackage"))
case("kind-ole-cyclic.xls", lambda: ole("Workbook", cyclic=True))
case("kind-ole-random.xls", lambda: OLE + random_bytes(7, 5_000))
case("kind-pdf.xlsx", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
case("kind-gzip.csv", lambda: gzip.compress(text(HEAD), mtime=0))
case("kind-random.xlsx", lambda: b"\0" + random_bytes(1, 3_000), EITHER)
case("kind-xml.xml", lambda: b"<?xml version='1.0'?><a/>")
case("kind-xml-deep.xml", lambda: b"<?xml version='1.0'?>" + b"<a>" * 300_000)
case("kind-xlsb.xlsb", lambda: xlsx(types=xlsb_types()), EITHER)
case("kind-cut-in-the-signature.xlsx", lambda: larger_xlsx()[:3], EITHER)


def spreadsheetml(rows):
    return text('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
                '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
                'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
                f'<Worksheet ss:Name="F"><Table>{rows}</Table></Worksheet></Workbook>')


def flat(rows, head=""):
    return text(document(rows, head=head).replace("office:document-content", "office:document").replace(
        "<office:document ", '<office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet" '))


def xlsb_types():
    return ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.bin" '
            'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>')


def ole(stream, cyclic=False):
    """A compound file of one stream: header, allocation table, directory."""
    header = OLE + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * (512 - len(header) - 4)
    table = struct.pack("<II", 0xFFFFFFFD, 1 if cyclic else 0xFFFFFFFE) + b"\xff" * 504

    def item(name, kind, child):
        raw = (name + "\0").encode("utf-16-le")
        return (raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child) + b"\0" * 36
                + struct.pack("<IQ", 0xFFFFFFFE, 0))

    directory = item("Root Entry", 5, 0 if cyclic else 1) + item(stream, 2, 0xFFFFFFFF)
    return header + table + directory.ljust(512, b"\0")


# Cut
def balance():
    return text(HEAD + "".join(f'60{n};"objet {n}; é";{n},50\n' for n in range(100)))


for _part in range(50):
    case(f"truncated-{_part:02}-50ths.csv", lambda _part=_part: balance()[:len(balance()) * _part // 50],
         REFUSED if _part == 0 else EITHER)
