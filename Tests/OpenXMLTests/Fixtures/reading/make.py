#!/usr/bin/env python3
"""Makes the reading fixtures with openpyxl and XlsxWriter, and lists what openpyxl reads in them.

usage: make.py [FOLDER]        FOLDER: where to write, by default this file's own

Each workbook NAME.xlsx gets NAME.cells: one line per non-empty cell, `sheet<TAB>cell<TAB>kind<TAB>value`, text with
`\\\\`, `\\n`, `\\r`, `\\t` escaped, dates as seconds since 1970, times as seconds.
"""
import datetime as dt
import pathlib
import sys

import openpyxl
import xlsxwriter
from openpyxl.styles import Font
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.table import Table

EPOCH = dt.datetime(1970, 1, 1)


def with_openpyxl(path):
    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = dt.datetime(2025, 1, 1)
    sheet = book.active
    sheet.title = "Mandats é & <été>"
    sheet.append(["Exercice", "Nature", "Libellé", "Montant", "Date pièce"])
    rows = [
        ["2025", "60612", "Électricité  ", 1234.56, dt.date(2025, 1, 31)],
        ["2025", "020", "DUPONT & FILS <SARL>", -0.1, dt.datetime(2025, 2, 28, 13, 45, 30)],
        ["2025", " ", "ligne 1\nligne 2\ttab", 1e21, dt.datetime(1900, 3, 1)],
        [None, "6411", "«\u00a0école\u00a0» 𝒳 œuvre", 12345678901234567, dt.datetime(1900, 1, 1)],
        ["x", None, "'=1+1", 0.1 + 0.2, dt.datetime(2016, 2, 29, 23, 59, 59, 999000)],
    ]
    for row in rows:
        sheet.append(row)
    sheet["C7"] = "'=cite"
    sheet["D8"] = "=SUM(D2:D7)"
    sheet.add_table(Table(displayName="Tableau1", ref="A1:E6"))
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet["H2"].font = Font(bold=True)

    kinds = book.create_sheet("Types")
    kinds["B2"] = True
    kinds["C2"] = False
    kinds["D2"] = "#N/A"
    kinds["D2"].data_type = "e"
    kinds["E2"] = "#DIV/0!"
    kinds["E2"].data_type = "e"
    values = [0, 1, 59, 61, 25569, 0.5, 0.999988425925926, 45678.25, 2958465.999, 0.0104166666666667, 3.5]
    formats = ["General", "0.00", "dd/mm/yyyy", "[$-40C]d mmm yyyy;@", "hh:mm", "[h]:mm:ss", "mm:ss.0", "@",
               '#,##0.00 "jours"', r"0\d", "[Red]-0.00", "yyyy-mm-dd hh:mm:ss", "0.00E+00", "_-* #,##0.00 €_-"]
    for i, value in enumerate(values):
        for j, form in enumerate(formats):
            cell = kinds.cell(row=4 + i, column=1 + j, value=value)
            cell.number_format = form
    kinds.merge_cells("A1:C1")
    kinds["A1"] = "Titre fusionné"
    kinds.merge_cells("E30:R31")
    kinds["XFD40"] = "au bout"
    hidden = book.create_sheet("Cachée")
    hidden["C4"] = 1
    hidden.sheet_state = "hidden"
    book.create_sheet("Vide").sheet_state = "veryHidden"
    book.save(path)


def with_xlsxwriter(path, options):
    book = xlsxwriter.Workbook(path, options)
    book.set_properties({"created": dt.datetime(2025, 1, 1)})
    sheet = book.add_worksheet("Données")
    date = book.add_format({"num_format": "dd/mm/yyyy"})
    bold = book.add_format({"bold": True})
    chart = book.add_chartsheet("Graphique")
    figure = book.add_chart({"type": "column"})
    figure.add_series({"values": "='Données'!$A$2:$A$3"})
    chart.set_chart(figure)
    other = book.add_worksheet("Calculs")

    for column, name in enumerate(["n°", "texte", "date", "montant", "riche"]):
        sheet.write(0, column, name, bold)
    for row in range(1, 400):
        sheet.write_number(row, 0, row)
        sheet.write_string(row, 1, f"Libellé n° {row % 37} — « à vérifier » & <b>")
        sheet.write_datetime(row, 2, dt.datetime(2024, 1, 1) + dt.timedelta(days=row, hours=row % 24), date)
        sheet.write_number(row, 3, (row * 7919 % 100003) / 100)
        if row % 50 == 0:
            sheet.write_rich_string(row, 4, "début ", bold, "gras", " fin ")
        if row % 60 == 0:
            sheet.write_blank(row, 20, None, bold)
    sheet.set_row(4, None, None, {"hidden": True})
    sheet.autofilter(0, 0, 399, 3)
    sheet.set_column("D:E", 12, None, {"hidden": True})
    other.merge_range("B2:D3", "réunies", bold)
    for row, (formula, value) in enumerate(
        [("=1+1", 2), ('="a"&"b"', "ab"), ("=1/0", "#DIV/0!"), ("=TRUE()", True), ('=""', "")]
    ):
        other.write_formula(row + 5, 0, formula, None, value)
    other.write_string(5, 3, "  espaces autour  ")
    other.write_string(6, 3, "ligne\r\nsuivante")
    other.write_number(7, 3, 1.5e308)
    other.write_number(8, 3, 5e-324)
    book.close()


def shown(text):
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")


def seconds(delta):
    return repr(round(delta.total_seconds(), 3))


def listed(cell):
    value = cell.value
    if cell.data_type == "e":
        return "error", value
    if isinstance(value, bool):
        return "boolean", "1" if value else "0"
    if isinstance(value, (int, float)):
        return "number", repr(value)
    if isinstance(value, dt.datetime):
        return "date", seconds(value - EPOCH)
    if isinstance(value, dt.time):
        return "time", seconds(dt.datetime.combine(EPOCH.date(), value) - EPOCH)
    if isinstance(value, dt.timedelta):
        return "time", seconds(value)
    # openpyxl leaves the escapes of ST_Xstring as they are.
    return "text", shown(unescape(value))


def list_cells(path):
    book = openpyxl.load_workbook(path, data_only=True)
    with open(path.with_suffix(".cells"), "w", encoding="utf-8") as out:
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.value not in (None, ""):
                        kind, value = listed(cell)
                        out.write(f"{sheet.title}\t{cell.coordinate}\t{kind}\t{value}\n")


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else __file__).resolve()
    folder = folder if folder.is_dir() else folder.parent
    with_openpyxl(folder / "openpyxl.xlsx")
    with_xlsxwriter(folder / "xlsxwriter-shared.xlsx", {})
    with_xlsxwriter(folder / "xlsxwriter-inline.xlsx", {"constant_memory": True})
    with_xlsxwriter(folder / "xlsxwriter-1904.xlsx", {"date_1904": True})
    for path in sorted(folder.glob("*.xlsx")):
        list_cells(path)


if __name__ == "__main__":
    main()
