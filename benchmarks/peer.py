"""Reads a workbook with one of the peers, all cells typed, and keeps the result.   usage: peer.py NAME FILE"""

import sys


def calamine(path):
    import python_calamine

    return python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def fastexcel(path):
    import fastexcel

    return fastexcel.read_excel(path).load_sheet_eager(0)


def openpyxl(path):
    import openpyxl

    sheet = openpyxl.load_workbook(path, read_only=True).active
    return sum(1 for row in sheet.iter_rows(values_only=True) for _ in row)


def polars(path):
    import polars

    return polars.read_csv(path, separator=";", decimal_comma=True)


def start(name):
    """Only what it costs to start: the interpreter and the import."""
    __import__({"calamine": "python_calamine"}.get(name, name))


name, path = sys.argv[1:]
if path == "-":
    start(name)
else:
    kept = {"calamine": calamine, "fastexcel": fastexcel, "openpyxl": openpyxl, "polars": polars}[name](path)
