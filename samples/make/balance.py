"""The sample balance: windows-1252, semicolons, CRLF, decimal commas, a label with a semicolon in quotes."""

import pathlib
import random

from accounts import (FUNCTIONS, FUNCTIONING_RECEIPTS, FUNCTIONING_SPENDING, INVESTMENT_RECEIPTS, INVESTMENT_SPENDING,
                      ORDRE, WATER, repays_a_loan, tally)

HEADERS = ["Exercice", "Budget", "Nomenclature", "Section", "Sens", "Mouvement", "Chapitre", "Article",
           "Libellé article", "Fonction", "Libellé fonction", "Montant réalisé"]
MAIN_LINES, WATER_LINES = 240, 60
# A movement of order is an expense and a receipt: depreciation with its allowance, a subsidy with the part of it taken back.
COUNTERPARTS = {"6811": "28", "777": "1391"}


def rows():
    draw = random.Random(4957)
    made, seen = [], set()
    sides = [("Fonctionnement", "Dépense", FUNCTIONING_SPENDING, 4), ("Investissement", "Dépense", INVESTMENT_SPENDING, 6),
             ("Fonctionnement", "Recette", FUNCTIONING_RECEIPTS, 2), ("Investissement", "Recette", INVESTMENT_RECEIPTS, 2)]
    pool = [side for side in sides for _ in range(side[3])]
    while len(made) < MAIN_LINES:
        section, sens, accounts, _ = draw.choice(pool)
        code, label, chapter, without_function = draw.choice(accounts)
        function = "01" if without_function else draw.choice(list(FUNCTIONS))
        key = (section, sens, code, function)
        if key in seen:
            continue
        seen.add(key)
        made.append({
            "budget": "Budget principal", "nomenclature": "M57_D", "section": section, "sens": sens,
            "mouvement": "Ordre" if code in ORDRE else "Réel", "chapter": chapter, "code": code, "label": label,
            "fonction": function, "fonction_label": FUNCTIONS.get(function, "Opérations non ventilables"),
            "cents": draw.randint(5_000, 40_000_000)})
    while len(made) < MAIN_LINES + WATER_LINES:
        code, label, chapter, section, sens, mouvement = WATER[(len(made) - MAIN_LINES) % len(WATER)]
        made.append({
            "budget": "Eau potable", "nomenclature": "M49_D", "section": section, "sens": sens,
            "mouvement": mouvement, "chapter": chapter, "code": code, "label": label, "fonction": "",
            "fonction_label": "", "cents": draw.randint(5_000, 15_000_000)})
    # Typographic apostrophes are one byte (0x92) in windows-1252 and none in ISO-8859-1.
    for line in made[::5]:
        line["label"] = line["label"].replace("'", "’")
        line["fonction_label"] = line["fonction_label"].replace("'", "’")
    made[17]["label"] += " ; régularisation"
    made[40]["cents"] = -made[40]["cents"] // 50
    made[125]["cents"] = -made[125]["cents"] // 80
    settle(made)
    return made


def settle(lines):
    """Gives the lines of order that answer others what these sum to, in equal parts, the last one with the rest."""
    for budget in {line["budget"]: None for line in lines}:
        of_budget = [line for line in lines if line["budget"] == budget and line["mouvement"] == "Ordre"]
        for code, answered in COUNTERPARTS.items():
            total = sum(line["cents"] for line in of_budget if line["code"].startswith(answered))
            answers = [line for line in of_budget if line["code"] == code]
            for place, line in enumerate(answers):
                line["cents"] = total // len(answers)
                if place == len(answers) - 1:
                    line["cents"] = total - total // len(answers) * place


def comma(cents):
    magnitude = abs(cents)
    return f"{'-' if cents < 0 else ''}{magnitude // 100},{magnitude % 100:02d}"


def quoted(text):
    return '"' + text.replace('"', '""') + '"' if ";" in text or '"' in text else text


def write(path: pathlib.Path, lines):
    records = [HEADERS] + [
        ["2025", line["budget"], line["nomenclature"], line["section"], line["sens"], line["mouvement"], line["chapter"],
         line["code"], line["label"], line["fonction"], line["fonction_label"], comma(line["cents"])] for line in lines]
    text = "".join(";".join(quoted(field) for field in record) + "\r\n" for record in records)
    path.write_bytes(text.encode("windows-1252"))


def expected(lines):
    sides, budgets = {}, {}
    for line in lines:
        for table, key in ((sides, f"{line['sens'][0]}/{line['section'][0]}/{line['mouvement'][0]}"),
                           (budgets, line["budget"])):
            entry = table.setdefault(key, {"lines": 0, "cents": 0})
            entry["lines"] += 1
            entry["cents"] += line["cents"]
    return {"headers": HEADERS, "lines": len(lines), "cents": sum(line["cents"] for line in lines),
            "in_perimeter": tally(
                line for line in lines if (line["section"], line["sens"], line["mouvement"])
                == ("Investissement", "Dépense", "Réel") and not repays_a_loan(line["code"])),
            "sens_section_mouvement": dict(sorted(sides.items())), "budgets": dict(sorted(budgets.items()))}
