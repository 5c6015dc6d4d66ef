"""The sample list of mandates: what a finance package exports when asked for its mandates.

Every quirk is one that was measured on a real export: an Excel table under a frozen header, hidden first
columns, blank codes written as one space, labels padded with spaces and cut at 60 characters with a spurious
space, cancelled mandates, codes as text, true dates, amounts as whole numbers or with cents.
"""

import datetime
import random
import pathlib

import xlsxwriter

from accounts import repays_a_loan, tally
from vocabulary import PURCHASES

HEADERS = [
    "Type écriture", "Nb. ann/rej", "Exercice", "Budget", "N° pièce", "N° bordereau", "Date pièce", "Libellé",
    "Montant HT", "Montant TVA", "Montant TTC", "Libellé tiers", "Gestionnaire", "Fonction", "Nature", "Opération",
    "Pgm (opé)", "Service", "Antenne",
]
MANDATES = 1500
CANCELLATIONS = 11
CUT_AT = 60
# What each budget records: the main budget with its VAT, the budgets registered for VAT without it.
BASIS = {"01": "TTC", "02": "HT", "03": "HT", "05": "HT"}
NOMENCLATURE = {"01": "M57_D", "02": "M49_D", "03": "M49_D", "05": "M43"}
FIXED_TIME = datetime.datetime(2026, 1, 12, 9, 0, 0)


def cut(label):
    """The label as the package writes it: a space after its 60th character, then padding."""
    healed = label
    if len(label) > CUT_AT:
        label = label[:CUT_AT] + " " + label[CUT_AT:]
    return healed, label


def rows():
    """The mandates in the order of the sheet, amounts in cents."""
    draw = random.Random(2025)
    weighted = [purchase for purchase in PURCHASES for _ in range(purchase.weight)]
    made, pieces, bordereaux = [], {}, {}
    day = datetime.date(2025, 1, 8)
    for index in range(MANDATES):
        purchase = PURCHASES[index] if index < len(PURCHASES) else draw.choice(weighted)
        day = datetime.date(2025, 1, 8) + datetime.timedelta(days=index * 340 // MANDATES)
        piece = pieces[purchase.budget] = pieces.get(purchase.budget, 0) + 1
        if piece % 7 == 1:
            bordereaux[purchase.budget] = bordereaux.get(purchase.budget, 0) + 1
        euros = draw.randint(purchase.low, purchase.high)
        net = euros * 100 + (0 if purchase.whole or draw.random() < 0.35 else draw.randint(1, 99))
        tax = net * purchase.vat // 100 if purchase.vat else 0
        label = purchase.label.format(place=draw.choice(purchase.places), n=draw.randint(1, 9))
        healed, written = cut(label)
        made.append({
            "type": "Mandat ordinaire", "cancelled": " ", "budget": purchase.budget, "piece": piece,
            "bordereau": bordereaux[purchase.budget], "date": day, "label": written, "healed": healed,
            "ht": net, "tva": tax, "ttc": net + tax, "tiers": draw.choice(purchase.suppliers),
            "manager": purchase.service[:4].strip(), "fonction": purchase.fonction, "nature": purchase.nature,
            "operation": purchase.operation, "programme": " " if purchase.operation == " " else purchase.operation[:3],
            "service": purchase.service, "antenne": draw.choice(["NORD", "SUD"]) if draw.random() < 0.1 else " ",
        })
    # A cancellation repeats a mandate with the opposite amounts, entirely or in part.
    for rank, origin in enumerate(sorted(draw.sample(range(200, MANDATES - 200), CANCELLATIONS))):
        mandate = dict(made[origin])
        share = 1 if rank % 3 else 2
        net = -(mandate["ht"] // share)
        tax = -(mandate["tva"] // share)
        piece = pieces[mandate["budget"]] = pieces[mandate["budget"]] + 1
        mandate.update(
            type="Ann. de mandat", cancelled="1", piece=piece, ht=net, tva=tax, ttc=net + tax,
            date=mandate["date"] + datetime.timedelta(days=12))
        made.insert(origin + 40 + rank, mandate)
    return made


def padded(text, width):
    return text.ljust(width)


def number(cents):
    """What the cell holds: a whole number when there are no cents."""
    return cents // 100 if cents % 100 == 0 else float(f"{cents // 100}.{cents % 100:02d}") if cents >= 0 else -number(-cents)


def write(path: pathlib.Path, lines):
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"})
    book.set_properties({
        "title": "Liste des mandats 2025", "subject": "Échantillon inventé", "author": "Direction des finances",
        "company": "Val Garance (collectivité fictive)", "created": FIXED_TIME,
    })
    book.set_calc_mode("auto")
    sheet = book.add_worksheet("TOUS")
    follow = book.add_worksheet("Suivi")
    head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True, "valign": "vcenter"})
    money = book.add_format({"num_format": "#,##0.00"})
    date = book.add_format({"num_format": "dd/mm/yyyy"})
    text = book.add_format({"num_format": "@"})
    red = book.add_format({"font_color": "#9C0006", "bg_color": "#FFC7CE"})

    last = len(lines)
    sheet.add_table(0, 0, last, len(HEADERS) - 1, {
        "name": "Tableau1", "style": "Table Style Medium 2",
        "columns": [{"header": title, "header_format": head} for title in HEADERS],
    })
    for index, line in enumerate(lines, start=1):
        for column, value in enumerate([line["type"], line["cancelled"], "2025", line["budget"]]):
            sheet.write_string(index, column, value, text)
        sheet.write_number(index, 4, line["piece"])
        sheet.write_number(index, 5, line["bordereau"])
        sheet.write_datetime(index, 6, line["date"], date)
        # A few labels and third parties come without padding, as in the real export.
        loose = index % 190 == 0
        sheet.write_string(index, 7, line["label"] if loose else padded(line["label"], 128))
        for column, key in enumerate(["ht", "tva", "ttc"], start=8):
            sheet.write_number(index, column, number(line[key]), money)
        sheet.write_string(index, 11, line["tiers"] if loose else padded(line["tiers"], 40))
        for column, key in enumerate(
                ["manager", "fonction", "nature", "operation", "programme", "service", "antenne"], start=12):
            sheet.write_string(index, column, line[key], text)

    sheet.set_row(0, 32)
    sheet.set_column(0, 1, 12, None, {"hidden": True})
    for first, final, width in [(2, 6, 10), (7, 7, 60), (8, 10, 14), (11, 11, 34), (12, 18, 13)]:
        sheet.set_column(first, final, width)
    sheet.freeze_panes(1, 8)
    sheet.conditional_format(1, 10, last, 10, {"type": "cell", "criteria": "<", "value": 0, "format": red})
    sheet.conditional_format(1, 0, last, 0, {
        "type": "formula", "criteria": '=$A2="Ann. de mandat"', "format": red})
    sheet.data_validation(1, 3, last, 3, {
        "validate": "list", "source": sorted(BASIS), "error_title": "Budget", "error_message": "Budget inconnu"})
    sheet.write_comment("K1", "Montant toutes taxes comprises, avant récupération de la TVA.", {"author": "Finances"})
    sheet.write_comment("N12", "Fonction à confirmer avec le service.", {"author": "Finances"})
    sheet.ignore_errors({"number_stored_as_text": f"A2:S{last + 1}"})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, last, len(HEADERS) - 1)
    sheet.set_header("&LVal Garance&C&BListe des mandats 2025&R&D")
    sheet.set_footer("&LDirection des finances&RPage &P sur &N")

    write_follow_up(book, follow, lines, head, money)
    book.define_name("Montants_TTC", f"=TOUS!$K$2:$K${last + 1}")
    book.define_name("Taux_alerte", "=0.25")
    book.define_name("Suivi!Choix_budget", "=Suivi!$B$16")
    sheet.activate()
    book.close()


def write_follow_up(book, sheet, lines, head, money):
    """The officer's own sheet: a merged title, live totals, a chart, a choice by drop-down."""
    last = len(lines) + 1
    title = book.add_format({"bold": True, "font_size": 14, "align": "center", "valign": "vcenter"})
    percent = book.add_format({"num_format": "0.0%"})
    bold = book.add_format({"bold": True})
    italic = book.add_format({"italic": True})
    sheet.merge_range("A1:E1", "Suivi des mandats 2025 par budget", title)
    sheet.set_row(0, 26)
    sheet.write_rich_string("A2", "Montants ", bold, "TTC", " et ", bold, "HT", ", annulations ", italic, "déduites")
    sheet.write_row("A4", ["Budget", "Nomenclature", "Mandats", "Total TTC", "Part"], head)
    total = sum(line["ttc"] for line in lines)
    for rank, budget in enumerate(sorted(BASIS)):
        row = 4 + rank
        mine = [line for line in lines if line["budget"] == budget]
        ttc = sum(line["ttc"] for line in mine)
        sheet.write_string(row, 0, budget)
        sheet.write_string(row, 1, NOMENCLATURE[budget])
        sheet.write_formula(row, 2, f"=COUNTIF(TOUS!$D$2:$D${last},A{row + 1})", None, len(mine))
        sheet.write_formula(row, 3, f"=SUMIFS(Montants_TTC,TOUS!$D$2:$D${last},A{row + 1})", money, number(ttc))
        sheet.write_formula(row, 4, f"=IF($D$9=0,0,D{row + 1}/$D$9)", percent, ttc / total)
    sheet.write_string("A9", "Total", bold)
    sheet.write_formula("C9", "=SUM(C5:C8)", None, len(lines))
    sheet.write_formula("D9", "=SUM(D5:D8)", money, number(total))
    sheet.write_formula("D10", "=SUM(Tableau1[Montant TTC])", money, number(total))
    sheet.write_string("A10", "Contrôle sur le tableau")
    sheet.write_formula("E10", '=IF(ROUND(D9-D10,2)=0,"OK","ÉCART")', None, "OK")
    sheet.write_string("A12", "Alerte au-delà de")
    sheet.write_formula("B12", "=Taux_alerte", percent, 0.25)
    sheet.write_string("A13", "Note sur\ndeux lignes", book.add_format({"text_wrap": True}))
    chosen = "02"
    sheet.write_string("A16", "Budget choisi", bold)
    sheet.write_string("B16", chosen)
    sheet.data_validation("B16", {"validate": "list", "source": "=$A$5:$A$8"})
    sheet.write_formula("C16", f"=SUMIFS(TOUS!$I$2:$I${last},TOUS!$D$2:$D${last},Choix_budget)", money,
                        number(sum(line["ht"] for line in lines if line["budget"] == chosen)))
    sheet.conditional_format("D5:D8", {"type": "data_bar", "bar_color": "#63BE7B", "data_bar_2010": True})
    sheet.conditional_format("E5:E8", {
        "type": "cell", "criteria": ">", "value": "Taux_alerte",
        "format": book.add_format({"bold": True, "font_color": "#C00000"})})
    sheet.write_comment("D9", "Doit être égal au total de la liste.", {"author": "Finances"})
    sheet.set_column("A:A", 24)
    sheet.set_column("B:E", 16)
    chart = book.add_chart({"type": "column"})
    chart.add_series({
        "name": "=Suivi!$D$4", "categories": "=Suivi!$A$5:$A$8", "values": "=Suivi!$D$5:$D$8",
        "data_labels": {"value": False}})
    chart.set_title({"name": "Mandats par budget"})
    chart.set_legend({"none": True})
    sheet.insert_chart("G3", chart, {"object_position": 2})
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.set_footer("&CSuivi")


def expected(lines):
    """The control totals and the count of each quirk, from the rows themselves."""
    budgets = {}
    for line in lines:
        line["retained"] = line[BASIS[line["budget"]].lower()]
        entry = budgets.setdefault(line["budget"], {
            "nomenclature": NOMENCLATURE[line["budget"]], "basis": BASIS[line["budget"]], "lines": 0,
            "ht": 0, "tva": 0, "ttc": 0, "retained": 0})
        entry["lines"] += 1
        for key in ("ht", "tva", "ttc"):
            entry[key] += line[key]
        entry["retained"] += line["retained"]
    cut_labels = [line for line in lines if len(line["healed"]) > CUT_AT]
    mid_word = [line for line in cut_labels if line["healed"][CUT_AT - 1] != " " and line["healed"][CUT_AT] != " "]
    return {
        "sheet": "TOUS", "headers": HEADERS, "lines": len(lines), "budgets": dict(sorted(budgets.items())),
        "ttc": sum(line["ttc"] for line in lines), "ht": sum(line["ht"] for line in lines),
        "retained": sum(entry["retained"] for entry in budgets.values()),
        "in_perimeter": tally((line for line in lines if not repays_a_loan(line["nature"])), "retained"),
        "cancellations": {
            "lines": sum(line["type"] == "Ann. de mandat" for line in lines),
            "retained": sum(line["retained"] for line in lines if line["type"] == "Ann. de mandat"),
        },
        "quirks": {
            "blank_fonction": sum(line["fonction"] == " " for line in lines),
            "blank_operation": sum(line["operation"] == " " for line in lines),
            "blank_antenne": sum(line["antenne"] == " " for line in lines),
            "labels_cut": len(cut_labels), "labels_cut_inside_a_word": len(mid_word),
            "ht_equals_ttc": sum(line["tva"] == 0 for line in lines),
            "amounts_with_a_longer_decimal": sum(
                f"{number(line[key]):.16G}" != repr(number(line[key])).removesuffix(".0")
                for line in lines for key in ("ht", "tva", "ttc")),
            "whole_amounts": sum(line["ttc"] % 100 == 0 for line in lines),
        },
    }
