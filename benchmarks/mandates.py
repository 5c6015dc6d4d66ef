"""A deterministic list of mandates as a finance package exports it: 19 columns, any number of rows, as XLSX.

usage: mandates.py FILE ROWS        (needs XlsxWriter)

The quirks are those of the sample `mandats-2025.xlsx`: blank codes as one space, labels padded and cut at 60 characters,
codes as text, true dates, HT + TVA = TTC, some cancellations.
"""

import datetime
import random
import sys

import xlsxwriter

from workbooks import ACTS, FONCTIONS, FORMS, NAMES, OBJECTS, PIECES, SERVICES, TRADES

HEADERS = [
    "Type écriture", "Nb. ann/rej", "Exercice", "Budget", "N° pièce", "N° bordereau", "Date pièce", "Libellé", "Montant HT",
    "Montant TVA", "Montant TTC", "Libellé tiers", "Gestionnaire", "Fonction", "Nature", "Opération", "Pgm (opé)", "Service",
    "Antenne",
]
NATURES = (
    "60611 60612 60621 60632 6064 6068 611 6132 615221 615231 61558 6156 617 6182 6184 62268 6232 6247 6262 6283 64111 64131 "
    "6451 6453 65748 65568 66111 2031 2051 2111 2128 21312 21318 21351 2151 2152 21538 21828 21838 21848 2188 2312 2313 2315"
).split()


def main():
    path, count = sys.argv[1], int(sys.argv[2])
    book = xlsxwriter.Workbook(path, {"constant_memory": False, "strings_to_numbers": False})
    book.set_properties({"created": datetime.datetime(2026, 1, 12, 9)})
    sheet = book.add_worksheet("TOUS")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    draw = random.Random(19 * 31 + count)
    suppliers = [f"{draw.choice(TRADES)} {draw.choice(NAMES)} {draw.choice(FORMS)}".ljust(60) for _ in range(4000)]
    first = datetime.date(2025, 1, 8)
    sheet.write_row(0, 0, HEADERS)
    for row in range(1, count + 1):
        cancels = row % 140 == 0
        net = draw.randint(100, 9_000_000) * (-1 if cancels else 1)
        tax = net // 5
        label = f"{draw.choice(ACTS)} {draw.choice(OBJECTS)} {draw.choice(PIECES)}{draw.randint(1, 40_000)}".upper()
        if len(label) > 60:
            label = label[:60] + " " + label[60:]
        operation = draw.choice(["ECOLE-0", "VOIRIE-", "PARC-"]) + str(draw.randint(1, 60)) if row % 4 == 0 else " "
        sheet.write_string(row, 0, "Ann. de mandat" if cancels else "Mandat ordinaire")
        sheet.write_string(row, 1, "1" if cancels else " ")
        sheet.write_string(row, 2, "2025")
        sheet.write_string(row, 3, "01" if row % 5 else "05")
        sheet.write_number(row, 4, row)
        sheet.write_number(row, 5, row // 7)
        sheet.write_number(row, 6, (first + datetime.timedelta(days=row * 340 // count)).toordinal() - 693594, day)
        sheet.write_string(row, 7, label.ljust(128))
        sheet.write_number(row, 8, net / 100)
        sheet.write_number(row, 9, tax / 100)
        sheet.write_number(row, 10, (net + tax) / 100)
        sheet.write_string(row, 11, draw.choice(suppliers))
        sheet.write_string(row, 12, SERVICES[row % len(SERVICES)][:4].strip())
        sheet.write_string(row, 13, draw.choice(FONCTIONS) if row % 5 else " ")
        sheet.write_string(row, 14, draw.choice(NATURES))
        sheet.write_string(row, 15, operation)
        sheet.write_string(row, 16, operation[:3])
        sheet.write_string(row, 17, SERVICES[row % len(SERVICES)])
        sheet.write_string(row, 18, "NORD" if row % 10 == 0 else " ")
    book.close()


if __name__ == "__main__":
    main()
