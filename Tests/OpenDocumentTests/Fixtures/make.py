#!/usr/bin/env python3
"""Makes the OpenDocument fixtures with LibreOffice, from workbooks that openpyxl writes.

Usage: make.py        (needs openpyxl and soffice; run from anywhere)
"""
import datetime
import os
import subprocess
import tempfile

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

HERE = os.path.dirname(os.path.abspath(__file__))


def types():
    book = Workbook()
    sheet = book.active
    sheet.title = "Types d'essai"
    sheet.append(["texte", "nombre", "pourcentage", "euros", "date", "horodatage", "durée", "vrai", "erreur", "calcul"])
    sheet.append([
        "  deux espaces  dedans", 1234.5678901234, 0.125, 21928.7, datetime.date(2024, 2, 29),
        datetime.datetime(2024, 2, 29, 13, 45, 30), datetime.timedelta(hours=30, minutes=15), True, "=NA()",
        "=B2*2",
    ])
    sheet.append(["ligne 1\nligne 2onglet & <b> \"é\"", -0.1, None, 1e21, None, None, None, False, "=1/0", "=\"\""])
    for cell, code in (("C2", "0.0%"), ("D2", '#,##0.00 "€"'), ("E2", "dd/mm/yyyy"), ("F2", "dd/mm/yyyy hh:mm:ss"),
                       ("G2", "[h]:mm:ss")):
        sheet[cell].number_format = code
    sheet["A5"] = "fusion"
    sheet.merge_cells("A5:C6")
    sheet["E8"] = "loin"
    sheet.column_dimensions["D"].hidden = True
    sheet.row_dimensions[8].hidden = True
    hidden = book.create_sheet("Cachée")
    hidden["B2"] = "secret"
    hidden.sheet_state = "hidden"
    return book


def budget():
    book = Workbook()
    sheet = book.active
    sheet.title = "Exécution"
    sheet.append(["Budget primitif 2025"])
    sheet.append([])
    headers = ["Nature", "Fonction", "Libellé", "Mandaté"]
    sheet.append(headers)
    for cell in sheet[3]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", start_color="1F4E79")
        cell.alignment = Alignment(wrap_text=True)
    for number in range(40):
        label = "Identique" if 10 <= number < 15 else f"Libellé {number}"
        sheet.append([60612, 20, label, 100.0 if 10 <= number < 15 else number * 10 + 0.25])
    for row in range(4, 44):
        sheet.cell(row, 4).number_format = "#,##0.00"
        sheet.cell(row, 3).fill = PatternFill("solid", start_color="FFF2CC" if row % 2 else "FFFFFF")
    sheet.auto_filter.ref = "A3:D43"
    sheet.freeze_panes = "A4"
    check = DataValidation(type="list", formula1='"20,01,64"', allow_blank=True)
    check.add("B4:B43")
    sheet.add_data_validation(check)
    sheet.conditional_formatting.add(
        "D4:D43", CellIsRule(operator="greaterThan", formula=["300"], fill=PatternFill(bgColor="FFC7CE")))
    other = book.create_sheet("Calculs")
    other["A1"] = "=SUM(Exécution.D4:D43)".replace("Exécution.", "Exécution!")
    other["A2"] = "Total"
    return book


def objects():
    book = Workbook()
    sheet = book.active
    sheet.title = "Données d'essai"
    for row in (["Service", "Montant"], ["Voirie", 1200.5], ["Écoles", 800], ["Culture", 300]):
        sheet.append(row)
    sheet["A2"].comment = Comment("Avec les trottoirs", "Direction des finances")
    for number, cell in ((1, "D2"), (2, "D20")):
        chart = BarChart()
        chart.title = f"Graphique de la direction {number}"
        chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=4), titles_from_data=True)
        chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=4))
        sheet.add_chart(chart, cell)
    check = DataValidation(type="list", formula1='"Voirie,Écoles,Culture"', allow_blank=True)
    check.add("A2:A4")
    sheet.add_data_validation(check)
    book.defined_names["MonNom"] = DefinedName("MonNom", attr_text="'Données d''essai'!$B$2:$B$4")
    return book


def main():
    for make in (types, budget, objects):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, make.__name__ + ".xlsx")
            make().save(path)
            subprocess.run(
                ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "ods",
                 "--outdir", HERE, path], check=True, stdout=subprocess.DEVNULL)


main()
