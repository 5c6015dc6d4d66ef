"""Workbooks made by other programs, with what their cells may hold; each maker writes one file.

Values are invented. Nothing here is written by the project's own code.
"""

import datetime
import zipfile

DAY = datetime.date(2024, 2, 29)
MOMENT = datetime.datetime(2025, 12, 31, 23, 59, 58)
TEXTS = (
    "Éclairage public", "  deux espaces avant", "après  ", "ligne 1\nligne 2", "a\tb", "l'été & <l'hiver>", "00123",
    "=1+1", "+33", "-5 %", "@moi", "'apostrophe", "x" * 1000, "𝔘nicode 🌍", "_x0041_", "\u00a0insécable", "#N/A",
    "TRUE", "1 234,50",
)
NUMBERS = (
    0, 1, -1, 0.1, 0.30000000000000004, 12345678.9, -0.005, 1e15, 123456789012345, 1e-7, 2.5e10, 99999999.99, 1 / 3,
    4503599627370497.5, 1e100,
)


def xlsxwriter_types(path, **options):
    """Every type, formats, formulas with cached values, merged and hidden things, a sparse sheet."""
    import xlsxwriter
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_numbers": False,
                                      "strings_to_urls": False, **options})
    sheet = book.add_worksheet("Types")
    bold = book.add_format({"bold": True})
    formats = {name: book.add_format({"num_format": code}) for name, code in (
        ("date", "dd/mm/yyyy"), ("moment", "dd/mm/yyyy hh:mm:ss"), ("time", "hh:mm:ss"), ("span", "[h]:mm:ss"),
        ("month", "mmm-yy"), ("money", "# ##0,00 €"), ("euro", '#,##0.00 "€"'), ("percent", "0.0 %"),
        ("words", '"jour : "0'), ("colour", "[Red]0.00;[Blue]-0.00"))}
    for row, text in enumerate(TEXTS):
        sheet.write_string(row, 0, text)
    for row, number in enumerate(NUMBERS):
        sheet.write_number(row, 1, number)
    sheet.write_datetime(0, 2, DAY, formats["date"])
    sheet.write_datetime(1, 2, MOMENT, formats["moment"])
    sheet.write_datetime(2, 2, datetime.time(13, 45, 30), formats["time"])
    sheet.write_datetime(3, 2, datetime.timedelta(hours=30, minutes=15), formats["span"])
    sheet.write_datetime(4, 2, datetime.date(2025, 7, 1), formats["month"])
    for row, name in enumerate(("money", "euro", "percent", "words", "colour"), 5):
        sheet.write_number(row, 2, 1234.5, formats[name])
    sheet.write_boolean(10, 2, True)
    sheet.write_boolean(11, 2, False)
    sheet.write_formula(0, 3, "=1+1", None, 2)
    sheet.write_formula(1, 3, '="a"&"b"', None, "ab")
    sheet.write_formula(2, 3, "=1/0", None, "#DIV/0!")
    sheet.write_formula(3, 3, "=TRUE()", None, True)
    if not options.get("constant_memory"):
        sheet.write_rich_string(0, 4, "un ", bold, "mot", " gras")
        sheet.merge_range("F1:G2", "fusion")
        sheet.write_comment("A1", "une note")
        sheet.add_table("I1:J3", {"name": "Lignes", "columns": [{"header": "Code"}, {"header": "Montant"}],
                                  "data": [["00123", 10.5], ["00124", 20]]})
    sheet.set_column("H:H", None, None, {"hidden": True})
    sheet.set_row(15, None, None, {"hidden": True})
    sparse = book.add_worksheet("Loin")
    sparse.write_string(0, 0, "A1")
    sparse.write_number(2999, 300, 7)
    book.add_worksheet("Vide")
    hidden = book.add_worksheet("Cachée")
    hidden.write_string(1, 1, "B2")
    hidden.hide()
    book.define_name("Taux", "=0.2")
    book.define_name("Types!Zone", "=Types!$A$1:$B$3")
    book.close()


def openpyxl_types(path, epoch_1904=False):
    """The same kinds of values as openpyxl writes them: shared strings, no cached values but its own."""
    import openpyxl
    from openpyxl.utils.datetime import CALENDAR_MAC_1904
    book = openpyxl.Workbook()
    if epoch_1904:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    sheet.title = "Types"
    for row, text in enumerate(TEXTS, 1):
        sheet.cell(row, 1).value = text
        sheet.cell(row, 1).data_type = "s"
    for row, number in enumerate(NUMBERS, 1):
        sheet.cell(row, 2, number)
    for row, value in enumerate((DAY, MOMENT, datetime.time(6, 30), datetime.timedelta(hours=49), True, False), 1):
        sheet.cell(row, 3, value)
    sheet.merge_cells("E1:F2")
    sheet["E1"] = "fusion"
    second = book.create_sheet("Loin")
    second["ZZ400"] = 3.25
    book.create_sheet("Vide")
    book.save(path)


def with_prefix(source, path):
    """The workbook `source` with every element of its sheets in a prefix: `<x:c>` for `<c>`."""
    import re
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text = data.decode()
                text = re.sub(r"<(/?)(?=[A-Za-z])", r"<\1x:", text)
                text = text.replace(' xmlns="http', ' xmlns:x="http', 1)
                data = text.encode()
            new.writestr(name, data)


STRICT = (
    ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships",
     "http://purl.oclc.org/ooxml/officeDocument/relationships"),
)


def as_strict(source, path):
    """The workbook `source` with the namespaces of ISO/IEC 29500 strict."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            for transitional, strict in STRICT:
                data = data.replace(transitional.encode(), strict.encode())
            new.writestr(name, data)


def renamed_parts(source, path):
    """The workbook `source` with its sheets in parts of unusual names, found through relationships only."""
    import re
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith((".rels", "[Content_Types].xml")):
                data = re.sub(rb"worksheets/sheet(\d+)\.xml", rb"feuilles/f\1.part", data)
            name = re.sub(r"worksheets/(_rels/)?sheet(\d+)\.xml", r"feuilles/\1f\2.part", name)
            new.writestr(name, data)


def without_references(source, path):
    """The workbook `source` without the `r` of rows and cells, where nothing is left out."""
    import re
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = re.sub(rb'(<(?:row|c)) r="[A-Z]*\d+"', rb"\1", data)
            new.writestr(name, data)


def dense(path):
    """A full grid, for `without_references`."""
    import openpyxl
    book = openpyxl.Workbook()
    for row in range(40):
        book.active.append([row * column if column % 2 else f"{row}-{column}" for column in range(1, 12)])
    book.save(path)
