"""Makes the workbooks that the editing tests change: one per producer and per quirk. Run in this folder."""
import datetime, io, struct, zipfile, zlib
import openpyxl, xlsxwriter
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

DAY = datetime.datetime(2025, 1, 31)
HEADERS = ["Nature", "Libellé", "Montant", "Date"]
LINES = [("2151", "Piste cyclable", 1200.5, DAY), ("6061", "Énergie\nbâtiments", -3.1, DAY), ("2313", " École ", 0, DAY)]


def png():
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
                      + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b""))


def report(name):
    """XlsxWriter: a table with totals, and all that lives around one."""
    book = xlsxwriter.Workbook(name)
    book.set_properties({"created": DAY})
    money, date = book.add_format({"num_format": "#,##0.00", "align": "right"}), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Mandats 2025")
    sheet.write("A1", "Mandats émis")
    sheet.add_table(2, 0, 6, 3, {"name": "Mandats", "total_row": True, "columns": [
        {"header": h, **extra} for h, extra in zip(HEADERS, [{"total_string": "Total"}, {},
        {"total_function": "sum", "format": money}, {"format": date}])], "data": LINES})
    sheet.freeze_panes(3, 1)
    sheet.set_column("A:A", 9)
    sheet.set_column("B:B", 30, None, {"hidden": True})
    sheet.set_column("D:XFD", 11)
    sheet.conditional_format("C4:C6", {"type": "cell", "criteria": "<", "value": 0, "format": book.add_format({"font_color": "red"})})
    sheet.data_validation("A4:A6", {"validate": "length", "criteria": "between", "minimum": 2, "maximum": 8})
    sheet.write_comment("B4", "Vérifier le marché")
    sheet.insert_image("H10", "point.png", {"image_data": png()})
    sheet.repeat_rows(2)
    sheet.set_landscape()
    sheet.print_area("A1:D7")
    sheet.set_footer("&P / &N")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='Mandats 2025'!$C$4:$C$6"})
    sheet.insert_chart("H2", chart)
    other = book.add_worksheet("L'annexe")
    other.write_formula("A1", "=SUM(Mandats[Montant])", None, 1197.4)
    other.write_url("A2", "internal:'Mandats 2025'!A1")
    hidden = book.add_worksheet("Cachée")
    hidden.hide()
    book.define_name("Seuil", "=L'annexe!$A$1".replace("L'annexe", "'L''annexe'"))
    book.close()


def grid(name):
    """openpyxl: a filtered grid with borders, banded rows and a gap, styles written after the sheets."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Budget"
    thin = Border(*[Side(style="thin")] * 4)
    sheet.append(["Export du 31/01/2025"])
    sheet.append(HEADERS)
    for line in LINES:
        sheet.append(line)
    sheet.cell(8, 1, "6688").border = thin
    for cell in sheet[2]:
        cell.font, cell.fill, cell.alignment = Font(bold=True), PatternFill("solid", "FFDDEBF7"), Alignment(wrap_text=True)
    for row in (3, 4, 5):
        for cell in sheet[row]:
            cell.border = thin
            if row % 2:
                cell.fill = PatternFill("solid", "FFF2F2F2")
        sheet.cell(row, 4).number_format = "dd/mm/yyyy"
    sheet.cell(4, 5).border = thin
    sheet.auto_filter.ref = "A2:D8"
    sheet.print_area = "A1:D8"
    sheet.merge_cells("A1:D1")
    book.create_sheet("Suite")["B2"] = "=Budget!C3*2"
    book.save(name)


def package(name, sheet, workbook="", strict=False, styles=None, wide=False, signed=False, extra=()):
    """A package written by hand."""
    main = "http://purl.oclc.org/ooxml/spreadsheetml/main" if strict else "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://purl.oclc.org/ooxml/officeDocument/relationships" if strict else "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}worksheet+xml"/>'
            + (f'<Override PartName="/xl/styles.xml" ContentType="{kinds}styles+xml"/>' if styles else "")
            + ('<Override PartName="/_xmlsignatures/origin.sigs" ContentType="application/vnd.openxmlformats-package.digital-signature-origin"/>'
               '<Override PartName="/_xmlsignatures/sig1.xml" ContentType="application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"/>' if signed else "") + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{rel}/officeDocument" Target="xl/workbook.xml"/>'
            + ('<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/>' if signed else "") + "</Relationships>",
        "xl/workbook.xml": f'<x:workbook xmlns:x="{main}" xmlns:q="{rel}">{workbook}<x:sheets><x:sheet name="Feuille" sheetId="7" q:id="rId9"/></x:sheets></x:workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" Type="{rel}/worksheet" Target="/xl/worksheets/sheet1.xml"/>'
            + (f'<Relationship Id="rId3" Type="{rel}/styles" Target="styles.xml"/>' if styles else "") + "</Relationships>",
        **({"xl/styles.xml": styles.replace("MAIN", main)} if styles else {}),
        "xl/worksheets/sheet1.xml": sheet.replace("MAIN", main).encode("utf-16" if wide else "utf-8"),
        **dict(extra),
    }
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in parts.items():
            archive.writestr(zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0)), text if isinstance(text, bytes) else text.encode())


ODD = ('<?xml version="1.0"?><s:worksheet xmlns:s="MAIN"><!-- <sheetData> --><s:sheetData>'
       "<s:row><s:c t='inlineStr'><s:is><s:t>Nature</s:t></s:is></s:c><s:c><s:v>1</s:v></s:c></s:row>"
       "<s:row/><s:row><s:c><s:v>2</s:v></s:c><s:c><s:f>A3&lt;1</s:f><s:v>0</s:v></s:c><s:c><s:v/></s:c></s:row>"
       "</s:sheetData></s:worksheet>")
STYLES = ('<styleSheet xmlns="MAIN"><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>'
          '<cellXfs count="1"><xf/></cellXfs></styleSheet>')

if __name__ == "__main__":
    report("editing-report.xlsx")
    grid("editing-grid.xlsx")
    package("editing-odd.xlsx", ODD)
    package("editing-strict.xlsx", ODD, strict=True, styles=STYLES)
    package("editing-locked.xlsx", ODD, workbook='<x:workbookProtection lockStructure="1"/>')
    package("editing-empty.xlsx", '<worksheet xmlns="MAIN"><sheetData/></worksheet>')
    package("editing-signed.xlsx", ODD, signed=True, extra={
        "_xmlsignatures/origin.sigs": b"",
        "_xmlsignatures/_rels/origin.sigs.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
            'Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/signature" Target="sig1.xml"/></Relationships>',
        "_xmlsignatures/sig1.xml": '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>'})
    package("editing-utf16.xlsx", ODD.replace('"1.0"', '"1.0" encoding="UTF-16"'), wide=True)
