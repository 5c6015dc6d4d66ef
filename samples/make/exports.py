"""Small samples of the layouts that finance software and open data really use, one file each, in `samples/exports`.

Everything in them is invented; the layouts and the quirks were seen in real files. Each is written by another producer
than `mesures`: openpyxl, XlsxWriter, LibreOffice, Python's csv. `expected.json` says what each must add up to, from the
lines themselves, and how many cells have each quirk.
"""

import csv
import datetime
import io
import json
import pathlib
import random
import shutil
import subprocess
import tempfile
import zipfile

import openpyxl
import xlsxwriter

from accounts import FUNCTIONING_RECEIPTS, FUNCTIONING_SPENDING, FUNCTIONS, INVESTMENT_RECEIPTS, INVESTMENT_SPENDING, ORDRE
from budget_execute import FIXED_TIME, normalise

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "exports"
SIDES = (("F", "D", FUNCTIONING_SPENDING, 10), ("I", "D", INVESTMENT_SPENDING, 8),
         ("F", "R", FUNCTIONING_RECEIPTS, 5), ("I", "R", INVESTMENT_RECEIPTS, 4))
# Accounts that both plans, M14 and M57, have, with one section and one chapter.
COMMON = {
    ("F", "D"): ["60611", "60612", "60632", "6064", "6156", "617", "6182", "6232", "6262", "627"],
    ("I", "D"): ["2031", "2111", "2128", "21318", "2138", "2151", "2152", "2188", "2312", "2313"],
    ("F", "R"): ["70311", "70323", "7062", "752", "7066"], ("I", "R"): ["10222", "1321", "1322", "1323"],
}


# Functions of the plan M14, which ended with 2023.
OLD_FUNCTIONS = {
    "020": "Administration générale de la collectivité", "211": "Écoles maternelles", "212": "Écoles primaires",
    "321": "Bibliothèques et médiathèques", "411": "Salles de sport, gymnases", "64": "Crèches et garderies",
    "814": "Éclairage public", "822": "Voirie communale et routes", "823": "Espaces verts urbains",
}


def lines(seed, common=False, ordre=True, functions=FUNCTIONS):
    """Budget lines of one year, both sections, both senses, each nature once."""
    draw = random.Random(seed)
    made = []
    for section, sens, accounts, count in SIDES:
        known = {account[0]: account for account in accounts}
        chosen = [known[code] for code in COMMON[section, sens] if code in known] if common else draw.sample(accounts, count)
        for code, label, chapter, without_function in chosen[:count]:
            is_ordre = code in ORDRE
            if is_ordre and not ordre:
                continue
            function = "01" if without_function else draw.choice(list(functions))
            made.append({
                "section": section, "sens": sens, "mouvement": "ordre" if is_ordre else "reel", "chapitre": chapter,
                "nature": code, "label": label, "fonction": function,
                "fonction_label": functions.get(function, "Opérations non ventilables"),
                "cents": draw.randint(1_000, 90_000_000) * (-1 if draw.random() < 0.06 else 1)})
    return made


def tally(made, section=True, mouvement=True):
    """What an import must find, by sens, section and movement."""
    totals = {}
    for line in made:
        key = "/".join((
            {"D": "depense", "R": "recette"}[line["sens"]],
            {"F": "fonctionnement", "I": "investissement"}[line["section"]] if section else "",
            line["mouvement"] if mouvement else ""))
        entry = totals.setdefault(key, [0, 0])
        entry[0] += 1
        entry[1] += line["cents"]
    return {"lines": len(made), "cents": sum(line["cents"] for line in made), "totals": dict(sorted(totals.items()))}


def euros(cents):
    return cents / 100


def point(cents):
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def comma(cents):
    return point(cents).replace(".", ",")


# Writing, by each producer.

def write_csv(name, rows, encoding="utf-8", separator=";", end="\r\n"):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=end).writerows(rows)
    (FOLDER / name).write_bytes(text.getvalue().encode(encoding))


def write_openpyxl(name, sheets, finish=None):
    """`sheets` as {title: rows}; openpyxl stamps the container with the hour, so its times are set again."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    book.properties.created = book.properties.modified = FIXED_TIME
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row, values in enumerate(rows, start=1):
            for column, value in enumerate(values, start=1):
                if value is not None:
                    sheet.cell(row, column, value)
    if finish:
        finish(book)
    with tempfile.TemporaryDirectory() as folder:
        written = pathlib.Path(folder) / name
        book.save(written)
        with zipfile.ZipFile(written) as source, zipfile.ZipFile(FOLDER / name, "w") as target:
            for entry in source.infolist():
                content = source.read(entry)
                if entry.filename == "docProps/core.xml":
                    content = restamped(content)
                copy = zipfile.ZipInfo(entry.filename, FIXED_TIME.timetuple()[:6])
                copy.create_system = 0
                copy.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(copy, content, compresslevel=9)


def restamped(core):
    import re
    return re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>2026-01-12T09:00:00Z", core)


def write_xlsxwriter(name, rows, sheet="Export"):
    book = xlsxwriter.Workbook(str(FOLDER / name))
    book.set_properties({"created": FIXED_TIME})
    made = book.add_worksheet(sheet)
    dated = book.add_format({"num_format": "dd/mm/yyyy"})
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if isinstance(value, datetime.date):
                made.write_datetime(row, column, value, dated)
            elif isinstance(value, str):
                made.write_string(row, column, value)
            elif value is not None:
                made.write_number(row, column, value)
    book.close()


def write_libreoffice(name, rows):
    """An ODS that LibreOffice makes of a workbook."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        source = folder / (pathlib.Path(name).stem + ".xlsx")
        book = xlsxwriter.Workbook(str(source))
        book.set_properties({"created": FIXED_TIME})
        sheet = book.add_worksheet("Extrait")
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                if isinstance(value, str):
                    sheet.write_string(row, column, value)
                elif value is not None:
                    sheet.write_number(row, column, value)
        book.close()
        subprocess.run(
            [shutil.which("soffice") or "libreoffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
             "--convert-to", "ods", "--outdir", str(folder), str(source)],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        normalise(folder / name, FOLDER / name)


# The layouts.

NBSP = "\u00a0"


def astre_credits():
    """A credit statement by function: titles, facts, a merged header of three rows that comes back, separators, a footer."""
    draw = random.Random(12)
    header = ["Fonction" + NBSP, "Total Budget" + NBSP, "Reste Engagé + Eng Proposé + Réservé" + NBSP,
              "Mandaté/Liquidé" + NBSP, "Disponible pour mandater/liquider" + NBSP, "Disponible pour réserver" + NBSP,
              "% Réal Mandaté" + NBSP, "% Réal Mandaté + Engagé + Réservé" + NBSP]
    rows = [[], [], [None, "Détail budget"], [], [None, "Situation au 21 Février 2025 à 09:26"],
            [None, "Organisme", "VILLE", "VILLE DE VALCLAIR"], [None, "Budget", "1", "BUDGET PRINCIPAL"],
            [None, "Exercice", 2025, "BUDGET PRINCIPAL VALCLAIR"]]
    merges, made, written = [], [], 0
    blocks = (("F - Fonctionnement", "F", ("011 - CHARGES A CARACTERE GENERAL", "012 - CHARGES DE PERSONNEL")),
              ("I - Investissement", "I", ("21 - IMMOBILISATIONS CORPORELLES", "23 - IMMOBILISATIONS EN COURS")))
    for title, section, chapters in blocks:
        rows.append([None, title])
        merges.append(f"B{len(rows)}:I{len(rows)}")
        for chapter in chapters:
            rows.append([None, chapter])
            merges.append(f"B{len(rows)}:I{len(rows)}")
            rows += [[None] + header, [], []]
            merges += [f"{letter}{len(rows) - 2}:{letter}{len(rows)}" for letter in "BCDEFGHI"]
            subtotal = 0
            for code in draw.sample(sorted(FUNCTIONS), 5):
                spent = draw.randint(0, 80_000_000)
                budget = draw.randint(0, 90_000_000)
                share = "-" if budget < 5_000_000 else round(spent / budget * 100, 2)
                rows.append([None, f"{code} - {FUNCTIONS[code].upper()[:30]}", euros(budget), 0, euros(spent),
                             euros(budget - spent), euros(budget - spent), share, share])
                made.append({"section": section, "sens": "D", "mouvement": "", "cents": spent, "fonction": code,
                             "chapitre": chapter.split(" ")[0]})
                subtotal += spent
            rows.append([None, "Total chapitre " + chapter.split(" ")[0], None, None, euros(subtotal)])
            written += 1
    rows += [[], [None, "Type de nomenclature", "M57"], [None, "Elément de nomenclature", "Tous"],
             [None, "Exercice du filtre", 2025, "Fonction", 12]]

    def finish(book):
        sheet = book.worksheets[0]
        for merge in merges:
            sheet.merge_cells(merge)

    write_openpyxl("astre-etat-credits.xlsx", {"Lignes_Astre_2025_D": rows}, finish)
    return dict(tally(made), profile="astre-etat-credits", quirks={
        "chapitres": sorted({line["chapitre"] for line in made}), "subtotals": written,
        "fonctions": sorted({line["fonction"] for line in made}), "budget": "1", "exercice": "2025"})


def astre_nomenclature():
    made = lines(13, common=True, functions=OLD_FUNCTIONS)
    rows = [["Nomenclature M57 (extraction AstreGF)"] + [None] * 8 + ["Nomenclature Opendata"],
            ["Sens", "Nature Mvt", "Section", "Chapitre - Code", "Chapitre - Libellé", f"Nature{NBSP}- Code",
             f"Nature{NBSP}- Libellé", f"Fonction{NBSP}- Code", f"Fonction{NBSP}- Libellé", "Niveau 1 - Section",
             "Niveau 2 - Catégorie", "Niveau 3 - Type", "Niveau a - Politique", "Niveau b - Sous Politique"]]
    for line in made:
        # Codes with leading zeros are text, the others numbers, in the same column.
        nature = line["nature"] if line["nature"].startswith("0") else int(line["nature"])
        function = line["fonction"] if line["fonction"].startswith("0") else int(line["fonction"])
        rows.append([
            {"D": "DEPENSE", "R": "RECETTE"}[line["sens"]], {"reel": "REELLE", "ordre": "ORDRE"}[line["mouvement"]],
            {"F": "FONCTIONNEMENT", "I": "INVESTISSEMENT"}[line["section"]], line["chapitre"], "CHAPITRE",
            nature, line["label"].upper()[:30], function, line["fonction_label"].upper()[:30], "A", "B", "-", "-", "-"])
        line["cents"] = 0

    def finish(book):
        sheet = book.worksheets[0]
        sheet.merge_cells("A1:I1")
        sheet.merge_cells("J1:N1")
        sheet.freeze_panes = "A3"
        sheet.auto_filter.ref = f"A2:N{len(rows)}"
        hidden = book.create_sheet("Feuil9")
        hidden["A1"], hidden["B1"] = "001 - SOLDE", '=MID(A1,1,FIND("-",A1,1)-2)'
        hidden.sheet_state = "hidden"

    write_openpyxl("astre-nomenclature.xlsx", {"Table_Natures": rows}, finish)
    return dict(tally(made), profile="astre-nomenclature", quirks={
        "text_codes": sum(line["fonction"].startswith("0") for line in made)})


def cedi():
    """Codes with a letter and padding, records padded to 1000 characters, a nameless column, windows-1252."""
    made = lines(14)
    header = ["Département", "Budget", "Type nomenclature", "Exercice", "Type fichier", "Date vote", "Dépense/Recette",
              "Investissement/Fonctionnement", "Réel/Ordre id/Ordre diff", "Chapitre", "Sous-chapitre", "Opération",
              "Article", "Rubrique fonctionnelle", "Libellé", "Code devise", "Montant", ""]
    records = [header]
    for line in made:
        records.append([
            "C099", "B00", "M57", "2025", "CA", "07/04/2026", line["sens"], line["section"],
            "OR" if line["mouvement"] == "reel" else ("OE" if line["section"] == "F" else "OI"), "C" + line["chapitre"],
            "", "", ("A" + line["nature"]).ljust(8), ("R" + line["fonction"]).ljust(8),
            line["label"].replace(",", ".").replace("'", "’"), "E", point(line["cents"]).removesuffix(".00"), ""])
    text = "".join(",".join(record).ljust(1000) + "\n" for record in records)
    (FOLDER / "cedi.csv").write_bytes(text.encode("cp1252"))
    return dict(tally(made), profile="cedi", quirks={
        "natures": sorted({line["nature"] for line in made}), "fonctions": sorted({line["fonction"] for line in made}),
        "budget": "00", "apostrophes": sum("’" in record[14] for record in records[1:])})


def montpellier():
    """The same data in CSV (windows-1252) as the sample `budget-execute.ods`: functions without their zeros."""
    made = lines(15, common=True)
    rows = [["Collectivite", "Budget", "Exercice", "I_F", "D_R", "Nature", "SousFonction", "Exécuté", "Libellé nature",
             "Libellé fonction"]]
    for line in made:
        rows.append(["VALCLAIR", "1", "2025", line["section"], line["sens"], line["nature"].lstrip("0"),
                     line["fonction"].lstrip("0") if line["fonction"] != "01" else "", comma(line["cents"]),
                     " " + line["label"], line["fonction_label"] if line["fonction"] != "01" else ""])
    write_csv("budget-execute.csv", rows, "cp1252")
    return dict(tally(made), profile="budget-execute", quirks={
        "zeros_lost": sum(line["fonction"].startswith("0") and line["fonction"] != "01" for line in made)})


def helios():
    draw = random.Random(16)
    rows = [["ID", "CODE_DEPARTEMENT", "CODE_INSEE_BC", "TYPE_BUDGET_COLLECTIVITE", "COLLEC", "NOMENCLATURE", "TYPE MANDAT",
             "DATE_EMISSION", "NUM_MANDAT", "NUMERO_LIGNE", "COMPTE_NATURE", "OBJET_MANDAT", "MONTANT_PAIEMENT",
             "DATE_PAIEMENT", "Nature JURIDIQUE", "NOM", "TYPE_IMMATRICULATION", "IMMATRICULATION"]]
    made = []
    for number in range(24):
        nature = draw.choice(["65748", "657362", "20422", "65738"])
        cents = draw.randint(10_000, 900_000)
        day = datetime.date(2025, 1, 10) + datetime.timedelta(days=11 * number)
        made.append({"section": "I" if nature.startswith("2") else "F", "sens": "D", "mouvement": "reel", "cents": cents,
                     "nature": nature, "date": day.isoformat()})
        rows.append([
            number + 1, "'49", "'49999", "'01", "VALCLAIR", "73-M57", "1-Mandat(s) ordinaire(s)", day.strftime("%d/%m/%Y"),
            f"{1200 + number}", "1", int(nature), f"SUBVENTION {2025} TRANCHE {number + 1}", euros(cents),
            (day + datetime.timedelta(days=9)).strftime("%d/%m/%Y"), "6-Association", "ASSOCIATION FICTIVE DU LAC", "SIRET",
            99900000000018 if number == 7 else "99900000000018"])
    write_libreoffice("helios-mandats.ods", rows)
    return dict(tally(made), profile="helios-mandats", quirks={
        "dates": sorted({line["date"] for line in made}), "natures": sorted({line["nature"] for line in made}),
        "budget": "01", "type": "Mandat(s) ordinaire(s)", "nomenclature": "M57_D"})


def chorus_payments():
    draw = random.Random(17)
    rows = [["N° EJ", "N° poste EJ", "Fournisseur payé (DP)", None, "Branche", None, "Code taxe 1",
             "No TVA 3 (COM-RIDET ou TAHITI)", "Référentiel de programmation", None, "Société", "Exercice comptable", "N° DP",
             "N° poste DP", "Date de dernière opération sur la DP", "Centre financier", None, "Domaine fonctionnel", None,
             "Montant payé"]]
    made = []
    for number in range(20):
        cents = draw.randint(50_000, 9_000_000)
        day = datetime.date(2025, 2, 3) + datetime.timedelta(days=13 * number)
        made.append({"section": "F", "sens": "D", "mouvement": "reel", "cents": cents})
        rows.append([
            f"{2100000000 + number:010d}"[:10] if number % 3 else f"00{21000000 + number}", "1", f"{1000990 + number}",
            "ASSOCIATION FICTIVE DES GENETS", "#", "#", "#", "#", f"0163500101{number % 3:02d}", "Fonds fictif", "ADCE",
            2025, f"{100500000 + number:012d}", "1", day, "0163-CDJS-D099", "DELEGATION FICTIVE", "0163-02-16",
            "Développement fictif", euros(cents)])

    def finish(book):
        for cell in book.worksheets[0]["O"][1:]:
            cell.number_format = "DD/MM/YYYY"

    write_openpyxl("chorus-paiements.xlsx", {"1. Extraction": rows}, finish)
    return dict(tally(made, section=False), profile="chorus-paiements", quirks={
        "tiers": "ASSOCIATION FICTIVE DES GENETS", "gestionnaire": "0163-CDJS-D099", "programme": "0163-02-16",
        "piece": "000100500000", "operation": "0021000000"})


def chorus_budget():
    draw = random.Random(18)
    rows = [["INF-BUD-53"], ["Suivi des crédits"], ["Exercice comptable", 2025], ["Périmètre : fictif"], [],
            ["Centre financier", "Centre financier", "Centre de coûts", "Centre de coûts", "Fonds", "Fonds",
             "Domaine fonctionnel", "Domaine fonctionnel", "Compte budgétaire", "Compte budgétaire",
             "Bascule des EJ non soldés", "Montant engagé", "Montant certifié non soldé", "Montant pré-enregistré",
             "Montant facturé", "Montant payé"]]
    made = []
    for number in range(18):
        cents = draw.randint(50_000, 9_000_000)
        made.append({"section": "F", "sens": "D", "mouvement": "reel", "cents": cents})
        rows.append(["0163-CDJS-D099", "DELEGATION FICTIVE", "#", "#", "#", "#", "0163-02-16", "Développement fictif", str(61 + number % 3),
                     "Transferts fictifs", 0, euros(cents + 5000), 0, 0, euros(cents), euros(cents)])
    write_xlsxwriter("chorus-inf-bud-53.xlsx", rows, "INF_BUD_53")
    return dict(tally(made, section=False), profile="chorus-inf-bud-53", quirks={
        "exercice": "2025", "libelleNature": "Transferts fictifs", "service": ""})


def paris():
    made = lines(19)
    rows = [["Exercice Comptable", "Section Budgétaire (I/F)", "Sens (Dépense / Recette)", "Type d'opération (R/O/I/M)",
             "Chapitre Budgétaire - Clé", "Chapitre Budgétaire - Texte", "chapitre niveau vote texte descriptif",
             "Nature budgétaire clé", "Nature budgétaire texte", "Fonction clé", "Fonction texte",
             "mandaté-titré après régul"]]
    multiple = 0
    for number, line in enumerate(made):
        is_multiple = number % 9 == 4 and line["mouvement"] == "reel"
        multiple += is_multiple
        rows.append(["2025", line["section"], {"D": "Dépense", "R": "Recette"}[line["sens"]],
                     {"reel": "R", "ordre": "I" if number % 2 else "O"}[line["mouvement"]], line["chapitre"], "Chapitre",
                     "Vote", "#VALEURMULTI" if is_multiple else line["nature"], line["label"], line["fonction"],
                     line["fonction_label"], point(line["cents"])])
    write_csv("paris-ca.csv", rows, "utf-8-sig")
    return dict(tally(made), profile="paris-ca", quirks={"multiple": multiple})


def toulouse():
    made = lines(20, common=True, functions=OLD_FUNCTIONS)
    rows = [["Nature AP/EPCP", "Code fonction", "Libellé fonction", "Code article", "Libellé article", "Mt Voté BP"]]
    rows += [[{"D": "Dépense", "R": "Recette"}[line["sens"]], line["fonction"], line["fonction_label"], line["nature"],
              line["label"], comma(line["cents"])] for line in made]
    write_csv("toulouse-bp.csv", rows)
    return dict(tally(made), profile="toulouse-bp", quirks={})


def toulouse_metropole_ca():
    made = lines(21)
    rows = [["entite_financiere", "nomenclature", "depenses_recettes", "investissement_fonctionnement", "code_chapitre",
             "libelle_chapitre", "code_article", "libelle_article", "code_presentation_croisee",
             "libelle_presentation_croisee", "type_mouvement", "montant_realise"]]
    rows += [["01", "M57", {"D": "Dépenses", "R": "Recettes"}[line["sens"]],
              {"F": "Fonctionnement", "I": "Investissement"}[line["section"]], line["chapitre"], "Chapitre", line["nature"],
              line["label"], line["fonction"], line["fonction_label"], {"reel": "Réel", "ordre": "Ordre"}[line["mouvement"]],
              point(line["cents"])] for line in made]
    write_csv("toulouse-metropole-ca.csv", rows)
    return dict(tally(made), profile="toulouse-metropole-ca", quirks={})


def toulouse_metropole_budget():
    made = [line for line in lines(22) if line["cents"]]
    rows = [["entite_juridique", "decision_budgetaire", "exercice", "entite_financiere", "nomenclature_comptable",
             "type_de_mouvements", "section", "chapitre_budgetaire", "libelle_chapitre_budgetaire", "chapitre_par_nature",
             "nature_comptable", "libelle_nature_comptable", "fonction", "libelle_fonction", "mt_depenses", "mt_recettes"]]
    for line in made:
        amounts = [euros(line["cents"]), 0] if line["sens"] == "D" else [0, euros(line["cents"])]
        rows.append(["TM", "BP", "2025", "01", "M57", {"reel": "Réel", "ordre": "Ordre"}[line["mouvement"]],
                     {"F": "Fonctionnement", "I": "Investissement"}[line["section"]], "90", "Chapitre", line["chapitre"],
                     line["nature"], line["label"], line["fonction"], line["fonction_label"], *amounts])
    # One row has both: two lines.
    both = next(line for line in made if line["sens"] == "D" and line["section"] == "F" and line["mouvement"] == "reel")
    rows[1 + made.index(both)][15] = 1234.56
    made.append(dict(both, sens="R", cents=123_456))
    write_xlsxwriter("toulouse-metropole-budget.xlsx", rows)
    return dict(tally(made), profile="toulouse-metropole-budget", quirks={"rows": len(made) - 1})


def blagnac():
    made = [line for line in lines(23, common=True, functions=OLD_FUNCTIONS) if line["cents"]]
    rows = [["Code fonction", "Libellé fonction", "Article", "Libellé Article", "MT Voté BP Dépense", "MT Voté BP Recette"]]
    rows += [[line["fonction"], line["fonction_label"], line["nature"], line["label"],
              comma(line["cents"]) if line["sens"] == "D" else "", comma(line["cents"]) if line["sens"] == "R" else ""]
             for line in made]
    write_csv("blagnac-bp.csv", rows, "cp1252")
    return dict(tally(made), profile="blagnac-bp", quirks={})


def brest():
    made = lines(24, common=True, functions=OLD_FUNCTIONS)
    rows = [["Dépense / Recette", "Code ss-chap / ss-fonc régltr", "Code chap. / fonction", "Lib. chap. / fonction",
             "Code article / nature réglementaire", "Lib. article / nature", "Budg. primitif imp. bud."]]
    rows += [[{"D": "Dépense", "R": "Recette"}[line["sens"]], line["fonction"], line["fonction"][:1], "Fonction",
              line["nature"], line["label"], comma(line["cents"])] for line in made]
    write_csv("brest-bp.csv", rows)
    return dict(tally(made), profile="brest-bp", quirks={})


def nantes():
    made = lines(25, common=True, functions=OLD_FUNCTIONS)
    rows = [["Dépenses/Recettes", "Code sous-fonction", "Libellé sous-fonction", "Code article", "Libellé article", "Montant"]]
    rows += [[{"D": "Dépenses", "R": "Recettes"}[line["sens"]], line["fonction"], line["fonction_label"], line["nature"],
              line["label"], f"{comma(line['cents'])} €"] for line in made]
    write_csv("nantes-bp.csv", rows)
    return dict(tally(made), profile="nantes-bp", quirks={})


def sailly():
    made = lines(26, common=True, functions=OLD_FUNCTIONS)
    rows = [["sens", "axe1", "compte", " prevu "]]
    rows += [[{"D": "depense", "R": "recette"}[line["sens"]], f"{line['fonction']} - {line['fonction_label']}",
              f"{line['nature']} - {line['label']}", point(line["cents"])] for line in made]
    write_csv("sailly.csv", rows, separator=",")
    return dict(tally(made), profile="sailly", quirks={"natures": sorted({line["nature"] for line in made})})


def angers():
    made = lines(27, functions=OLD_FUNCTIONS)
    rows = [["Entité financière", "Mode de gestion", "Section", "Mouvements", "Numéro chapitre", "Libellé chapitre",
             "Numéro article", "Libellé article", "Numéro fonction", "Libellé fonction", "Numéro sous fonction",
             "Libellé sous fonction", "Montant"]]
    rows += [["01", {"D": "Dépense", "R": "Recette"}[line["sens"]],
              {"F": "Fonctionnement", "I": "Investissement"}[line["section"]], {"reel": "Réel", "ordre": "Ordre"}[line["mouvement"]],
              line["chapitre"], "Chapitre", line["nature"], line["label"], int(line["fonction"][:1]), "Fonction",
              int(line["fonction"]), line["fonction_label"], euros(line["cents"])] for line in made]
    write_xlsxwriter("angers-bp.xlsx", rows)
    return dict(tally(made), profile="angers-bp", quirks={
        "zeros_lost": sum(line["fonction"].startswith("0") for line in made)})


def la_rochelle():
    made = lines(28, ordre=False)
    rows = [["budg_exercice", "budg_cat", "budg_code_budget", "budg_budget", "budg_section", "budg_dep_rec",
             "budg_ss_fction_code", "budg_ss_fction", "budg_montant"]]
    rows += [["2025", "BP", "01", "Budget principal", {"F": "Fonctionnement", "I": "Investissement"}[line["section"]],
              {"D": "Dépenses", "R": "Recettes"}[line["sens"]], line["fonction"], line["fonction_label"], point(line["cents"])]
             for line in made]
    write_csv("la-rochelle-bp.csv", rows)
    return dict(tally(made, mouvement=False), profile="la-rochelle-bp", quirks={})


def defects():
    """A list of mandates with what people report: two titles, quoted headers, ="…" codes, spaces in amounts, odd dates."""
    draw = random.Random(29)
    rows = [["Commune de Valclair"], ["Mandats émis du 01/01/2025 au 31/12/2025"],
            ['"Exercice"', '"Budget"', '"N° mandat"', '"N° bordereau"', '"Date mandat"', '"Objet"', '"Montant TTC"',
             '"Tiers"', '"Fonction"', '"Nature"']]
    made, dates = [], ["10/06/2025", "3/2/2025", "2025-06-10 00:00:00", "23/02/2017-17/01/2019", "2022-12--01_2025-12-31"]
    for number in range(20):
        cents = draw.randint(1_000, 40_000_000)
        nature, label, _, _ = draw.choice([account for account in FUNCTIONING_SPENDING if account[0] not in ORDRE])
        text = f"{cents // 100:,}".replace(",", " " if number % 2 else NBSP) + f",{cents % 100:02d}"
        if number % 7 == 3:
            cents, text = -cents, f"({text})"
        made.append({"section": "F", "sens": "D", "mouvement": "reel", "cents": cents})
        rows.append([2025, f'="01"', number + 1, 1, dates[number % 5], label.upper(), text, "FOURNISSEUR FICTIF",
                     f'="{draw.choice(["020", "025", "331"])}"', f"'{nature}"])
    rows.append(["TOTAL GENERAL", None, None, None, None, None, comma(sum(line["cents"] for line in made))])

    def finish(book):
        # Texts that begin with = are written as texts, not as formulas.
        for row in book.worksheets[0].iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    cell.data_type = "s"

    write_openpyxl("mandats-defauts.xlsx", {"Mandats": rows}, finish)
    return dict(tally(made), profile="mandats", quirks={
        "budget": "01", "odd_dates": sum(number % 5 > 2 for number in range(20)), "total": True})


def dgfip(with_function):
    made, rows = [], []
    header = ["EXER", "IDENT", "NDEPT", "LBUDG"] + (["MODVTHEL"] if with_function else []) + [
        "INSEE", "CBUDG", "CTYPE", "CSTYP", "NOMEN", "siren", "CREGI", "CACTI", "SECTEUR", "FINESS", "CODBUD1", "CATEG", "BAL"]
    header += (["FONCTION"] if with_function else []) + [
        "COMPTE", "BEDEB", "BECRE", "OBNETDEB", "OBNETCRE", "ONBDEB", "ONBCRE", "OOBDEB", "OOBCRE", "SD", "SC"]
    if not with_function:
        header = [name.upper() for name in header]
    draw = random.Random(30 + with_function)
    rows.append(header)
    for line in lines(31 + with_function):
        amount = abs(line["cents"])
        debit, credit, ordre_debit, ordre_credit = 0, 0, 0, 0
        if line["sens"] == "D":
            debit, ordre_debit = amount, amount if line["mouvement"] == "ordre" else (amount // 3 if draw.random() < 0.3 else 0)
        else:
            credit, ordre_credit = amount, amount if line["mouvement"] == "ordre" else (amount // 4 if draw.random() < 0.3 else 0)
        for sens, whole, ordre in (("D", debit, ordre_debit), ("R", credit, ordre_credit)):
            for mouvement, cents in (("reel", whole - ordre), ("ordre", ordre)):
                if cents:
                    made.append(dict(line, sens=sens, mouvement=mouvement, cents=cents))
        function = ("93" if line["section"] == "F" else "90") + line["fonction"]
        rows.append(["2025", "99900000000018", "099", "VALCLAIR"] + (["FON"] if with_function else []) + [
            "999", "1", "101", "00", "M57", "999000000", "084", "40", "00", "", "", "Commune", "DEF"]
            + ([function] if with_function else []) + [
            line["nature"], "0", "0", comma(debit), comma(credit), "0", "0", comma(ordre_debit), comma(ordre_credit),
            comma(max(0, debit - credit)), comma(max(0, credit - debit))])
    name = "dgfip-balance-fonction" if with_function else "dgfip-balance"
    write_csv(name + ".csv", rows, "iso-8859-1")
    return dict(tally(made), profile=name, quirks={
        "rows": len(rows) - 1, "fonctions": sorted({line["fonction"] for line in made}) if with_function else []})


def ofgl():
    draw = random.Random(33)
    header = ["Exercice", "Outre-mer", "Code Insee 2024 Région", "Nom 2024 Région", "Code Insee 2024 Département",
              "Nom 2024 Département", "Code Siren 2024 EPCI", "Nom 2024 EPCI", "Strate population 2024", "Code Insee 2024 Commune",
              "Nom 2024 Commune", "Catégorie", "Code Siren Collectivité", "Code Insee Collectivité", "Libellé Budget", "Agrégat",
              "Montant BP", "Montant BA", "Montant flux BP-BA", "Montant", "Montant en millions", "Population totale",
              "Montant en € par habitant", "Compte 2024 Disponible"]
    made, rows = [], [header]
    for place in ("VALCLAIR", "RIVEBELLE"):
        for aggregate in ("Dépenses d'équipement", "Achats et charges externes", "Frais de personnel", "Encours de dette",
                          "Recettes de fonctionnement", "Subventions versées"):
            principal, annexe = draw.randint(100_000, 900_000_000), draw.randint(0, 50_000_000)
            cents = principal + annexe
            made.append({"section": "F", "sens": "D", "mouvement": "", "cents": cents})
            rows.append(["2024", "Non", "99", "Région fictive", "099", "Département fictif", "999000001", "CC DU LAC", "4", "99001",
                         place, "COM", "999000" + ("018" if place == "VALCLAIR" else "026"), "99001", place, aggregate,
                         point(principal), point(annexe), "0", point(cents), f"{cents / 1e8:.6f}", "5210", "123.4", "Oui"])
    write_csv("ofgl.csv", rows, "utf-8-sig")
    return {"lines": len(made), "cents": sum(line["cents"] for line in made), "profile": "ofgl",
            "totals": {"//": [len(made), sum(line["cents"] for line in made)]}, "quirks": {"exercice": "2024"}}


SHAPES = {
    "astre-etat-credits.xlsx": astre_credits, "astre-nomenclature.xlsx": astre_nomenclature, "cedi.csv": cedi,
    "budget-execute.csv": montpellier, "helios-mandats.ods": helios, "chorus-paiements.xlsx": chorus_payments,
    "chorus-inf-bud-53.xlsx": chorus_budget, "paris-ca.csv": paris, "toulouse-bp.csv": toulouse,
    "toulouse-metropole-ca.csv": toulouse_metropole_ca, "toulouse-metropole-budget.xlsx": toulouse_metropole_budget,
    "blagnac-bp.csv": blagnac, "brest-bp.csv": brest, "nantes-bp.csv": nantes, "sailly.csv": sailly, "angers-bp.xlsx": angers,
    "la-rochelle-bp.csv": la_rochelle, "mandats-defauts.xlsx": defects, "dgfip-balance.csv": lambda: dgfip(False),
    "dgfip-balance-fonction.csv": lambda: dgfip(True), "ofgl.csv": ofgl,
}


def write():
    FOLDER.mkdir(exist_ok=True)
    expected = {name: make() for name, make in SHAPES.items()}
    document = json.dumps(expected, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (FOLDER / "expected.json").write_text(document, encoding="utf-8")
    print(f"exports: {len(expected)} formes")


if __name__ == "__main__":
    write()
