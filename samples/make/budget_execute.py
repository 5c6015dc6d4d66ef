"""The sample executed budget, as one city publishes it: ODS written by LibreOffice.

Nature and SousFonction are numeric cells, so 020 is stored as 20 and 01 as an empty cell.
Every nature label starts with a space, some labels are truncated, three amounts are negative.

LibreOffice stamps the time of the run in meta.xml and in the zip entries. `normalise` sets both to a fixed
time and copies every other byte as LibreOffice wrote it.
"""

import pathlib
import random
import re
import shutil
import subprocess
import tempfile
import zipfile

import xlsxwriter

from accounts import (FUNCTIONS, FUNCTIONING_RECEIPTS, FUNCTIONING_SPENDING, INVESTMENT_RECEIPTS, INVESTMENT_SPENDING,
                      ORDRE, repays_a_loan, tally)
from mandats import FIXED_TIME, number

HEADERS = ["Collectivite", "Budget", "Exercice", "I_F", "D_R", "Nature", "SousFonction", "Exécuté",
           "Libellé nature", "Libellé fonction"]
LINES = 800
STAMP = "2026-01-12T09:00:00"


def rows():
    draw = random.Random(57)
    made, seen = [], set()
    sides = [("F", "D", FUNCTIONING_SPENDING, 5), ("I", "D", INVESTMENT_SPENDING, 6),
             ("F", "R", FUNCTIONING_RECEIPTS, 2), ("I", "R", INVESTMENT_RECEIPTS, 2)]
    pool = [side for side in sides for _ in range(side[3])]
    while len(made) < LINES:
        section, sens, accounts, _ = draw.choice(pool)
        code, label, _, without_function = draw.choice(accounts)
        function = "01" if without_function else draw.choice(list(FUNCTIONS))
        if (section, sens, code, function) in seen:
            continue
        seen.add((section, sens, code, function))
        cents = draw.randint(40_000, 90_000_000) if draw.random() < 0.8 else draw.randint(100, 40_000)
        nature_label = label.upper() if draw.random() < 0.7 else label
        if len(nature_label) > 29 and draw.random() < 0.1:
            nature_label = nature_label[:29]
        made.append({
            "section": section, "sens": sens, "nature": code, "fonction": function, "cents": cents,
            "nature_label": " " + nature_label,
            # Opérations non ventilables: the function cell and its label are both empty.
            "fonction_label": "" if function == "01" else FUNCTIONS[function].upper(),
            "truncated": len(nature_label) == 29 and nature_label.lower() != label.lower(),
        })
    for line in draw.sample([line for line in made if line["section"] == "F"], 3):
        line["cents"] = -line["cents"] // 20
    return made


def write(path: pathlib.Path, lines):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        source = folder / (path.stem + ".xlsx")
        book = xlsxwriter.Workbook(str(source))
        book.set_properties({"created": FIXED_TIME, "title": "Budget exécuté 2025"})
        sheet = book.add_worksheet("Feuille1")
        bold = book.add_format({"bold": True})
        money = book.add_format({"num_format": "#,##0.00"})
        sheet.write_row(0, 0, HEADERS, bold)
        for index, line in enumerate(lines, start=1):
            sheet.write_string(index, 0, "VAL GARANCE")
            sheet.write_number(index, 1, 1)
            sheet.write_number(index, 2, 2025)
            sheet.write_string(index, 3, line["section"])
            sheet.write_string(index, 4, line["sens"])
            sheet.write_number(index, 5, int(line["nature"]))
            if line["fonction"] != "01":
                sheet.write_number(index, 6, int(line["fonction"]))
            sheet.write_number(index, 7, number(line["cents"]), money)
            sheet.write_string(index, 8, line["nature_label"])
            if line["fonction_label"]:
                sheet.write_string(index, 9, line["fonction_label"])
        sheet.set_column(8, 9, 48)
        book.close()
        subprocess.run(
            [shutil.which("soffice") or "libreoffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
             "--convert-to", "ods", "--outdir", str(folder), str(source)],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        normalise(folder / (path.stem + ".ods"), path)


def normalise(written: pathlib.Path, path: pathlib.Path):
    """Fixed dates in meta.xml and in the container, entries in the order of LibreOffice, bytes otherwise untouched."""
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(path, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "meta.xml":
                content = re.sub(
                    rb"<(meta:creation-date|dc:date)>[^<]*<", lambda m: b"<" + m[1] + b">" + STAMP.encode() + b"<",
                    content)
            copy = zipfile.ZipInfo(entry.filename, FIXED_TIME.timetuple()[:6])
            copy.external_attr = 0
            copy.create_system = 0
            stored = entry.filename == "mimetype" or entry.is_dir()
            copy.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            target.writestr(copy, content, compresslevel=None if stored else 9)


def expected(lines):
    sides, repaired = {}, {}
    for line in lines:
        entry = sides.setdefault(f"{line['sens']}/{line['section']}", {"lines": 0, "cents": 0})
        entry["lines"] += 1
        entry["cents"] += line["cents"]
        if line["fonction"].startswith("0") and line["fonction"] != "01":
            repaired[line["fonction"]] = repaired.get(line["fonction"], 0) + 1
    return {
        "sheet": "Feuille1", "headers": HEADERS, "lines": len(lines), "cents": sum(line["cents"] for line in lines),
        # No column tells real movements: an account that only movements of order use is one.
        "in_perimeter": tally(
            line for line in lines if (line["section"], line["sens"]) == ("I", "D")
            and line["nature"] not in ORDRE and not repays_a_loan(line["nature"])),
        "sens_section": dict(sorted(sides.items())), "functions_to_repair": dict(sorted(repaired.items())),
        "natures_to_repair": sum(line["nature"].startswith("0") for line in lines),
        "blank_functions": sum(line["fonction"] == "01" for line in lines),
        "functions": {code: sum(line["fonction"] == code for line in lines) for code in sorted(FUNCTIONS)},
        "negative": sum(line["cents"] < 0 for line in lines),
        "truncated_labels": sum(line["truncated"] for line in lines),
    }
