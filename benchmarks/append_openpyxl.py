"""Appends columns with openpyxl: load, append, save.   usage: append_openpyxl.py XLSX CSV OUT"""

import csv
import sys

import openpyxl

source, columns, target = sys.argv[1:]
workbook = openpyxl.load_workbook(source)
sheet = workbook.active
first = sheet.max_column
with open(columns, encoding="utf-8", newline="") as file:
    for index, values in enumerate(csv.reader(file, delimiter=";")):
        row = 1 if index == 0 else int(values[0])
        for column, value in enumerate(values[1:], 1):
            sheet.cell(row, first + column, value)
workbook.save(target)
