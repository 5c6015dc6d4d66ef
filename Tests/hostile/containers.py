"""Archives that lie, overflow, hide or stop short."""

import random
import struct

from packages import (Entry, archive, bomb, cells, document, ods, opendocument, openxml, packed, sheet, text_cell, row,
                      xlsx)
from registry import EITHER, READ, REFUSED, case

ZEROS = b"\0" * (1 << 20)


def replaced(parts, name, entry):
    return packed({**parts, name: entry})


def entries(parts):
    return [part if isinstance(part, Entry) else Entry(name, part) for name, part in parts.items()]


def xlsx_with(**lies):
    """The small workbook whose sheet's entry lies."""
    parts = openxml()
    name = "xl/worksheets/sheet1.xml"
    return replaced(parts, name, Entry(name, parts[name], **lies))


SHEET = "xl/worksheets/sheet1.xml"
HEAD, TAIL = sheet("").encode().split(b"</sheetData>")
ROW = b"<row><c><v>1</v></c></row>" * 40_000

# Bombs: small files that inflate to gigabytes
case("bomb-4GiB-sheet.xlsx", lambda: replaced(openxml(), SHEET, bomb(SHEET, ZEROS, 4095)), REFUSED, "XLS XML")
case("bomb-4GiB-spaces-sheet.xlsx",
     lambda: replaced(openxml(), SHEET, bomb(SHEET, b" " * (1 << 20), 4000, HEAD, b"</sheetData>" + TAIL)), REFUSED,
     "ZIP012 ZIP013")
case("bomb-4GiB-strings.xlsx",
     lambda: replaced(openxml(), "xl/sharedStrings.xml", bomb("xl/sharedStrings.xml", ZEROS, 4095)))
case("bomb-4GiB-styles.xlsx", lambda: replaced(openxml(), "xl/styles.xml", bomb("xl/styles.xml", ZEROS, 4095)))
case("bomb-4GiB-workbook.xlsx", lambda: replaced(openxml(), "xl/workbook.xml", bomb("xl/workbook.xml", ZEROS, 4095)))
case("bomb-4GiB-types.xlsx",
     lambda: replaced(openxml(), "[Content_Types].xml", bomb("[Content_Types].xml", ZEROS, 4095)))
case("bomb-4GiB-content.ods", lambda: replaced(opendocument(), "content.xml", bomb("content.xml", ZEROS, 4095)))
case("bomb-4GiB-manifest.ods",
     lambda: replaced(opendocument(), "META-INF/manifest.xml", bomb("META-INF/manifest.xml", ZEROS, 4095)), EITHER)
case("bomb-1GiB-unused-part.xlsx",
     lambda: packed({**openxml(), "xl/media/image1.bin": bomb("xl/media/image1.bin", ZEROS, 1024)}), READ, shows="6042")
case("bomb-1GiB-lying-size.xlsx", lambda: replaced(openxml(), SHEET, bomb(SHEET, ZEROS, 1024, size=1000)), REFUSED,
     "ZIP010 XLS XML")
case("bomb-one-cell-of-1GiB.xlsx", lambda: replaced(openxml(), SHEET, bomb(
    SHEET, b"a" * (1 << 20), 1024, HEAD + b'<row r="1"><c r="A1" t="inlineStr"><is><t>',
    b"</t></is></c></row></sheetData>" + TAIL)))
case("bomb-one-paragraph-of-1GiB.ods", lambda: replaced(opendocument(), "content.xml", bomb(
    "content.xml", b"a" * (1 << 20), 1024, document("").encode().split(b"</table:table>")[0]
    + b'<table:table-row><table:table-cell office:value-type="string"><text:p>')))
case("bomb-one-attribute-of-1GiB.xlsx", lambda: replaced(openxml(), SHEET, bomb(
    SHEET, b"a" * (1 << 20), 1024, HEAD + b'<row r="1"><c r="A1" t="', b'"/></row></sheetData>' + TAIL)))
case("bomb-one-tag-of-1GiB.ods", lambda: replaced(opendocument(), "content.xml", bomb(
    "content.xml", b"a" * (1 << 20), 1024, document("").encode().split(b"</table:table>")[0] + b"<table:table-row x")))
case("bomb-one-comment-of-1GiB.xlsx", lambda: replaced(openxml(), SHEET, bomb(
    SHEET, b"a" * (1 << 20), 1024, HEAD + b"<!--", b"--></sheetData>" + TAIL)), EITHER)
case("bomb-one-string-of-1GiB.xlsx", lambda: replaced(openxml(), "xl/sharedStrings.xml", bomb(
    "xl/sharedStrings.xml", b"a" * (1 << 20), 1024,
    b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>')))
case("bomb-2-million-rows.xlsx", lambda: replaced(openxml(), SHEET, bomb(
    SHEET, ROW, 50, HEAD, b"</sheetData>" + TAIL, crc=0)), late=True)

# Overlaps and copies
def overlapping(count):
    """Entries of their own names that share the compressed bytes of the last: the bomb without recursion."""
    kernel = Entry("xl/kernel", b"\0" * 1_000_000)
    out = kernel.header() + kernel.data
    records = b"".join(Entry(f"xl/{number}", b"").record(0) for number in range(count))
    parts = b"".join(entry.header() + entry.data for entry in entries(openxml()))
    records += kernel.record(0)
    return out + parts + records + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count + 1, count + 1, len(records),
                                               len(out) + len(parts), 0)


def overlap_by_offset():
    made = entries(openxml())
    made[-1].offset = 0
    made[-1].local["name"] = made[0].name
    return archive(made)


def quoted():
    """Local headers inside another entry's stored bytes, each agreeing with the directory: the quoted overlap."""
    inner = Entry("xl/inner.xml", b"<a/>", 0)
    hidden = inner.header() + inner.data
    outer = Entry("xl/outer.bin", hidden, 0)
    inner.offset = len(outer.header())
    parts = entries(openxml())
    out, records = bytearray(outer.header() + outer.data), [outer.record(0), inner.record(0)]
    for entry in parts:
        records.append(entry.record(len(out)))
        out += entry.header() + entry.data
    directory = b"".join(records)
    return bytes(out) + directory + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, len(records), len(records),
                                                len(directory), len(out), 0)


case("overlapping-entries.xlsx", lambda: overlapping(5000), REFUSED, "ZIP")
case("overlap-by-offset.xlsx", overlap_by_offset, REFUSED, "ZIP")
case("overlap-quoted.xlsx", quoted, REFUSED, "ZIP008")
case("60000-empty-entries.xlsx",
     lambda: packed({**openxml(), **{f"vide/{n}": Entry(f"vide/{n}", b"", 0) for n in range(60_000)}}), READ, shows="6042")
case("70000-empty-entries.xlsx",
     lambda: packed({**openxml(), **{f"vide/{n}": Entry(f"vide/{n}", b"", 0) for n in range(70_000)}}), REFUSED, "ZIP")
case("duplicate-entry.xlsx", lambda: archive(entries(openxml()) + [Entry(SHEET, sheet(cells("autre")))]), REFUSED, "ZIP007")
case("case-duplicate-entry.xlsx",
     lambda: archive(entries(openxml()) + [Entry(SHEET.upper(), sheet(cells("autre")))]), REFUSED, "ZIP007")

# Names
NAMES = {"traversal": "../../../../tmp/mesures-evil", "absolute": "/etc/mesures-evil", "drive": "C:\\mesures-evil",
         "backslash": "xl\\..\\..\\evil", "nul": "xl/a\0.xml", "long": "x" * 65_000, "invalid-utf8": b"xl/\xff\xfe.xml",
         "escape": "xl/\x1b[2Jevil", "newline": "xl/a\nb"}
for _label, _name in NAMES.items():
    case(f"name-{_label}.xlsx", lambda _name=_name: archive(entries(openxml()) + [Entry(_name, b"evil")]), EITHER)
case("symlink.xlsx", lambda: archive(entries(openxml()) + [Entry("xl/link", b"/etc/passwd", attributes=0o120777 << 16)]),
     READ)

# Lying sizes and headers
case("lying-size-small.xlsx", lambda: xlsx_with(size=10), REFUSED, "ZIP010 ZIP")
case("lying-size-large.xlsx", lambda: xlsx_with(size=0x7FFFFFFF), REFUSED, "ZIP010 ZIP")
case("lying-size-4GiB.xlsx", lambda: xlsx_with(size=0xFFFFFFFE), REFUSED, "ZIP")
case("lying-size-zip64-without-field.xlsx", lambda: xlsx_with(size=0xFFFFFFFF), REFUSED, "ZIP")
case("lying-size-zip64-2-62.xlsx", lambda: xlsx_with(
    size=0xFFFFFFFF, extra=struct.pack("<HHQ", 1, 8, 1 << 62), local_extra=struct.pack("<HHQQ", 1, 16, 1 << 62, 0)), REFUSED, "ZIP")
case("lying-size-zip64-2-64.xlsx", lambda: xlsx_with(
    size=0xFFFFFFFF, extra=struct.pack("<HHQ", 1, 8, (1 << 64) - 1)), REFUSED, "ZIP")
case("lying-compressed-small.xlsx", lambda: xlsx_with(compressed=10), REFUSED, "ZIP")
case("lying-compressed-large.xlsx", lambda: xlsx_with(compressed=1 << 30), REFUSED, "ZIP")
case("lying-compressed-overflow.xlsx", lambda: xlsx_with(
    compressed=0xFFFFFFFF, extra=struct.pack("<HHQ", 1, 8, (1 << 63) - 1)), REFUSED, "ZIP")
case("lying-count.xlsx", lambda: archive(entries(openxml()), count=3), REFUSED, "ZIP002")
case("lying-directory-size.xlsx", lambda: archive(entries(openxml()), size=0x7FFFFFFF), REFUSED, "ZIP002")
case("lying-directory-offset.xlsx", lambda: archive(entries(openxml()), offset=0x7FFFFFFF), REFUSED, "ZIP002")
case("offset-beyond.xlsx", lambda: xlsx_with(offset=0x7FFFFFF0), REFUSED, "ZIP")
case("local-name-differs.xlsx", lambda: xlsx_with(local={"name": b"xl/worksheets/sheet2.xml"}), REFUSED, "ZIP004")
case("local-method-differs.xlsx", lambda: xlsx_with(local={"method": 0}), REFUSED, "ZIP004")
case("local-size-differs.xlsx", lambda: xlsx_with(local={"size": 1}), REFUSED, "ZIP004")
case("wrong-crc.xlsx", lambda: xlsx_with(crc=0xDEADBEEF), REFUSED, "ZIP003")
case("wrong-crc-stored.xlsx", lambda: xlsx_with(level=0, crc=0xDEADBEEF), REFUSED, "ZIP003")
case("wrong-crc-strings.xlsx", lambda: replaced(openxml(), "xl/sharedStrings.xml", Entry(
    "xl/sharedStrings.xml", openxml()["xl/sharedStrings.xml"], crc=1)), REFUSED, "ZIP003")
case("wrong-crc-content.ods",
     lambda: replaced(opendocument(), "content.xml", Entry("content.xml", opendocument()["content.xml"], crc=1)), REFUSED, "ZIP003")
case("wrong-crc-unused.xlsx", lambda: archive(entries(openxml()) + [Entry("xl/other.bin", b"abc", crc=1)]), READ)
case("encrypted-entry.xlsx", lambda: xlsx_with(flags=1), REFUSED, "ZIP005")
case("strongly-encrypted-entry.xlsx", lambda: xlsx_with(flags=0x41), REFUSED, "ZIP005")
for _method in (1, 6, 9, 12, 14, 93, 95, 98, 99):
    case(f"method-{_method}.xlsx", lambda _method=_method: xlsx_with(method=_method), REFUSED, "ZIP006")
case("deflate-garbage.xlsx", lambda: xlsx_with(data=b"\xff" * 300), REFUSED, "ZIP009 ZIP010")
case("deflate-empty.xlsx", lambda: xlsx_with(data=b""), REFUSED, "ZIP009 ZIP010")
case("deflate-unfinished.xlsx", lambda: xlsx_with(data=Entry("a", sheet(cells("a") * 50)).data[:-20]), REFUSED, "ZIP")
case("deflate-then-more.xlsx", lambda: xlsx_with(data=Entry("a", openxml()[SHEET]).data + b"hidden"), REFUSED, "ZIP009")
case("deflate-far-distance.xlsx", lambda: xlsx_with(data=b"\x4b\x04\x82\xff\x03\x00"), REFUSED, "ZIP")
case("disk-numbers.xlsx", lambda: archive(entries(openxml()))[:-18] + struct.pack("<HHHHIIH", 3, 2, 7, 7, 9, 9, 0), REFUSED, "ZIP")
case("end-record-only.zip", lambda: archive([]), REFUSED, "CLA ZIP")
case("long-comment.xlsx", lambda: archive(entries(openxml()), comment=b"PK\5\6" * 16_000), READ, shows="6042")
case("comment-with-end-record.xlsx",
     lambda: archive(entries(openxml()), comment=archive([Entry("evil", b"evil")])), EITHER)
case("prefixed.xlsx", lambda: b"PK\3\4 something before" + archive(entries(openxml())), EITHER)
case("local-header-and-nothing.xlsx", lambda: b"PK\3\4", REFUSED, "ZIP001")
case("zip64-end-absurd.xlsx", lambda: zip64_end((1 << 62), (1 << 62), (1 << 62)), REFUSED, "ZIP002")
case("zip64-end-wrapping.xlsx", lambda: zip64_end(7, (1 << 64) - 10, 20), REFUSED, "ZIP002")
case("zip64-locator-beyond.xlsx", lambda: zip64_end(7, 1, 1, locator=1 << 61), REFUSED, "ZIP002")


def zip64_end(count, size, offset, locator=None):
    plain = archive(entries(openxml()))
    body, start = plain[:-22], len(plain) - 22
    return (body + struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, offset)
            + struct.pack("<4sIQI", b"PK\6\7", 0, start if locator is None else locator, 1)
            + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0))


# Cut and changed
def larger_xlsx():
    rows = cells("Nature", "Libelle", "Montant") + "".join(cells(f"60{n}", f"objet {n * 7919 % 1000}", f"{n}.5", row=n)
                                                            for n in range(2, 60))
    return xlsx(rows)


def larger_ods():
    return ods("".join(row(text_cell(f"60{n}"), text_cell(f"objet {n * 7919 % 1000}")) for n in range(60)))


for _extension, _whole in (("xlsx", larger_xlsx), ("ods", larger_ods)):
    for _part in range(50):
        case(f"truncated-{_part:02}-50ths.{_extension}",
             lambda _whole=_whole, _part=_part: _whole()[:len(_whole()) * _part // 50])
    for _number in range(60):
        def flipped(_whole=_whole, _number=_number):
            data, chance = bytearray(_whole()), random.Random(_number)
            for _ in range(1 + _number % 3):
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            return bytes(data)
        case(f"flipped-{_number:02}.{_extension}", flipped, EITHER)
