"""Small packages to damage: zip archives written byte by byte, an OpenXML and an OpenDocument workbook."""

import struct
import zlib

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def encoded(text):
    return text if isinstance(text, bytes) else text.encode("utf-8")


# Zip archives

class Entry:
    """One entry, every field of which may lie."""

    def __init__(self, name, contents=b"", level=6, **lies):
        self.name, self.contents = encoded(name), encoded(contents)
        self.method = 8 if level else 0
        if level:
            deflater = zlib.compressobj(level, zlib.DEFLATED, -15)
            self.data = deflater.compress(self.contents) + deflater.flush()
        else:
            self.data = self.contents
        self.crc, self.size = zlib.crc32(self.contents), len(self.contents)
        self.flags, self.attributes, self.extra, self.local_extra = 0, 0, b"", b""
        self.descriptor = b""
        self.compressed = None
        self.local, self.central = {}, {}
        self.offset = None
        for key, value in lies.items():
            if not hasattr(self, key):
                raise AttributeError(key)
            setattr(self, key, value)

    def fields(self, lies):
        known = {"name": self.name, "flags": self.flags, "method": self.method, "crc": self.crc, "size": self.size,
                 "compressed": len(self.data) if self.compressed is None else self.compressed}
        return {**known, **lies}

    def header(self):
        f = self.fields(self.local)
        return struct.pack("<4sHHHIIIIHH", b"PK\3\4", 20, f["flags"], f["method"], 0x00210000, f["crc"], f["compressed"],
                           f["size"], len(f["name"]), len(self.local_extra)) + f["name"] + self.local_extra

    def record(self, offset):
        f = self.fields(self.central)
        return struct.pack("<4sHHHHIIIIHHHHHII", b"PK\1\2", 0x0314, 20, f["flags"], f["method"], 0x00210000, f["crc"],
                           f["compressed"], f["size"], len(f["name"]), len(self.extra), 0, 0, 0, self.attributes,
                           offset if self.offset is None else self.offset) + f["name"] + self.extra


def archive(entries, comment=b"", **lies):
    """A zip archive; `lies` replace fields of its end record: count, size, offset."""
    out, records = bytearray(), []
    for entry in entries:
        records.append(entry.record(len(out)))
        out += entry.header() + entry.data + entry.descriptor
    directory = b"".join(records)
    count = lies.get("count", len(entries))
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count & 0xFFFF, count & 0xFFFF, lies.get("size", len(directory)),
                      lies.get("offset", len(out)), len(comment))
    return bytes(out) + directory + end + comment


def packed(parts, level=6):
    """An archive of `parts`, a dictionary; an `Entry` among them stays as it is."""
    return archive([part if isinstance(part, Entry) else Entry(name, part, level) for name, part in parts.items()])


def crc_of_repeated(block, times):
    """The CRC of `block` written `times` times over."""
    # Appending n zero bytes is a linear map on 32 bits; maps are squared as numbers are in exponentiation.
    def apply(matrix, vector):
        total, row = 0, 0
        while vector:
            if vector & 1:
                total ^= matrix[row]
            vector >>= 1
            row += 1
        return total

    def shift(length):
        one = [0xEDB88320] + [1 << bit for bit in range(31)]
        matrix, power, bits = [1 << bit for bit in range(32)], one, length * 8
        while bits:
            if bits & 1:
                matrix = [apply(power, row) for row in matrix]
            power = [apply(power, row) for row in power]
            bits >>= 1
        return matrix

    total, length, crc, size = 0, 0, zlib.crc32(block), len(block)
    while times:
        if times & 1:
            total = apply(shift(size), total) ^ crc
            length += size
        crc, size = apply(shift(size), crc) ^ crc, size * 2
        times >>= 1
    return total


def bomb(name, block, times, before=b"", after=b"", **lies):
    """An entry that inflates to `before`, then `times` blocks, then `after`, made without inflating anything."""
    def deflated(data, last=False):
        deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
        return deflater.compress(data) + deflater.flush(zlib.Z_FINISH if last else zlib.Z_FULL_FLUSH)

    entry = Entry(name, b"", 6)
    entry.data = deflated(before) + deflated(block) * times + deflated(after, True)
    entry.size = len(before) + len(block) * times + len(after)
    # The CRC of the whole is only worth its price where the end is reached.
    entry.crc = crc_of_repeated(block, times) if not before and not after else 0
    for key, value in lies.items():
        setattr(entry, key, value)
    return entry


# OpenXML

def relations(*rows):
    lines = "".join(
        f'<Relationship Id="{identity}" Type="{kind if ":" in kind else RELATIONS + "/" + kind}" Target="{target}"{more}/>'
        for identity, kind, target, more in (row if len(row) == 4 else (*row, "") for row in rows))
    return DECLARATION + f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def sheet(rows, before="", after="", head=""):
    return (DECLARATION + head + f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}">{before}<sheetData>{rows}</sheetData>'
            f'{after}</worksheet>')


def cells(*texts, row=1):
    inside = "".join(f'<c r="{chr(65 + at)}{row}" t="inlineStr"><is><t>{text}</t></is></c>'
                     for at, text in enumerate(texts))
    return f'<row r="{row}">{inside}</row>'


PLAIN = cells("Nature", "Libelle") + '<row r="2"><c r="A2"><v>6042</v></c><c r="B2" t="s"><v>0</v></c></row>'


def strings(items="<si><t>texte</t></si>", head="", more='count="1" uniqueCount="1"'):
    return DECLARATION + head + f'<sst xmlns="{MAIN}" {more}>{items}</sst>'


def styles(formats="", cell_formats='<xf numFmtId="0"/>', more=""):
    return (DECLARATION + f'<styleSheet xmlns="{MAIN}">{formats}<fonts count="1"><font/></fonts><fills count="1"><fill/>'
            '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
            f'<cellXfs count="1">{cell_formats}</cellXfs>{more}</styleSheet>')


def openxml(rows=PLAIN, **parts):
    """The parts of an OpenXML workbook of one sheet; `parts` replace them by their short names, None leaves one out."""
    short = {
        "types": "[Content_Types].xml", "package": "_rels/.rels", "workbook": "xl/workbook.xml",
        "links": "xl/_rels/workbook.xml.rels", "sheet": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml",
        "styles": "xl/styles.xml",
    }
    base = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    made = {
        "types": DECLARATION + f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{base}sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{base}worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{base}sharedStrings+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{base}styles+xml"/></Types>',
        "package": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "workbook": workbook(),
        "links": relations(("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "sharedStrings", "sharedStrings.xml"),
                           ("rId3", "styles", "styles.xml")),
        "sheet": sheet(rows),
        "strings": strings(),
        "styles": styles(),
    }
    result = {}
    for name, contents in made.items():
        contents = parts.pop(name, contents)
        if contents is not None:
            result[short[name]] = contents
    result.update(parts.pop("extra", {}))
    if parts:
        raise KeyError(str(parts))
    return result


def workbook(sheets='<sheet name="Feuille" sheetId="1" r:id="rId1"/>', before="", after="", head=""):
    return (DECLARATION + head + f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{before}<sheets>{sheets}</sheets>{after}'
            '</workbook>')


def xlsx(rows=PLAIN, **parts):
    return packed(openxml(rows, **parts))


# OpenDocument

def document(rows, styling="", before="", after="", head=""):
    names = " ".join(f'xmlns:{name}="{ODF}{space}:1.0"' for name, space in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("number", "datastyle")))
    return (DECLARATION + head + f'<office:document-content {names} xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'office:version="1.2"><office:automatic-styles>{styling}</office:automatic-styles><office:body>'
            f'<office:spreadsheet>{before}<table:table table:name="Feuille">{rows}</table:table>{after}'
            '</office:spreadsheet></office:body></office:document-content>')


def text_cell(text, more=""):
    return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


def row(*inside, more=""):
    return f"<table:table-row{more}>{''.join(inside)}</table:table-row>"


ODS_PLAIN = row(text_cell("Nature"), text_cell("Libelle")) + row(
    '<table:table-cell office:value-type="float" office:value="6042"><text:p>6042</text:p></table:table-cell>',
    text_cell("texte"))


def opendocument(content=None, **parts):
    made = {
        "mimetype": Entry("mimetype", MIMETYPE, 0),
        "content.xml": document(ODS_PLAIN) if content is None else content,
        "styles.xml": DECLARATION + f'<office:document-styles xmlns:office="{ODF}office:1.0" office:version="1.2"/>',
        "META-INF/manifest.xml": manifest(),
    }
    made.update(parts.pop("extra", {}))
    return made


def manifest(inside=""):
    return (DECLARATION + f'<manifest:manifest xmlns:manifest="{ODF}manifest:1.0" manifest:version="1.2">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/>'
            f'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{inside}'
            '</manifest:file-entry></manifest:manifest>')


def ods(rows=ODS_PLAIN, extra=None, **more):
    return packed(opendocument(document(rows, **more), extra=extra or {}))
