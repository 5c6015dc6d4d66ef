"""Deterministic workbooks that look like the exports of a French local authority: 15 columns, any number of rows.

usage: workbooks.py FOLDER ROWS     writes ROWS.csv, ROWS.ods, ROWS-inline.xlsx, ROWS-shared.xlsx (needs XlsxWriter)

The same number of rows gives the same bytes everywhere. Names and labels are made up.
"""

import datetime
import os
import random
import sys
import zipfile

import xlsxwriter

HEADERS = [
    "Exercice", "Budget", "Sens", "Section", "Chapitre", "Article", "Fonction", "Opération", "Service", "Tiers",
    "Libellé", "Montant prévu", "Montant réalisé", "Date mandat", "N° mandat",
]
# Columns, from 0, that are not text.
WHOLE = (0, 14)
AMOUNTS = (11, 12)
DATE = 13

BUDGETS = [
    "00100 - Budget principal", "00200 - Budget annexe de l'eau", "00300 - Budget annexe assainissement",
    "00400 - Budget annexe des transports urbains", "00500 - Zone d'activités économiques « Les Érables »",
]
# Chapitres by sens and section.
CHAPITRES = {
    ("D", "F"): ["011", "012", "014", "65", "66", "67", "042", "023"],
    ("R", "F"): ["70", "73", "74", "75", "76", "77", "013", "042", "002"],
    ("D", "I"): ["20", "204", "21", "23", "16", "040", "041", "26"],
    ("R", "I"): ["10", "13", "16", "21", "040", "041", "021", "024"],
}
FONCTIONS = (
    "01 020 021 022 023 026 11 12 13 20 211 212 213 251 255 311 313 321 322 33 40 411 412 413 414 421 422 510 520 521 "
    "523 60 61 63 64 70 71 72 810 811 812 813 814 815 816 821 822 823 824 830 831 832 833 90 91 92 94 95"
).split()
SERVICE_KINDS = ["Direction", "Service", "Pôle", "Mission"]
SERVICES = [
    "des finances", "de l'éducation", "de la voirie", "des espaces verts", "de la culture", "des sports",
    "de l'état civil", "des ressources humaines", "de l'urbanisme", "du patrimoine bâti", "de la petite enfance",
    "des affaires générales", "de l'eau et de l'assainissement", "de la propreté urbaine", "de la communication",
    "des systèmes d'information",
]
NAMES = [
    "DUPONT", "LEFÈVRE", "MARTIN", "BÉRANGER", "FRANÇOIS", "GARNIER", "LEGRAND", "MÜLLER", "PÉRÈS", "ROUSSEAU",
    "CHÂTELAIN", "NOËL", "GÉRARD", "BARTHÉLÉMY", "LE GOFF", "KERGUÉLEN", "D'ORNANO", "SAINT-AMANT", "BRIÈRE",
    "VAUTRIN", "COLLIN", "HUGUENOT",
]
FORMS = ["SARL", "SAS", "SA", "EURL", "SCOP", "ASSOCIATION", "ETS", "GROUPEMENT", "SCI", "RÉGIE"]
TRADES = [
    "TRAVAUX PUBLICS", "ÉLECTRICITÉ", "BÂTIMENT", "SERVICES", "ÉNERGIE", "TRANSPORT", "ESPACES VERTS", "INFORMATIQUE",
    "CONSEIL", "& FILS",
]
ACTS = [
    "Fourniture de", "Entretien et réparation de", "Maintenance annuelle de", "Acquisition de", "Location de",
    "Travaux de réfection de", "Étude préalable relative à", "Subvention pour", "Participation aux frais de",
    "Remboursement de", "Prestation de", "Marché à bons de commande :",
]
OBJECTS = [
    "la voirie communale", "matériel pédagogique", "l'éclairage public", "la chaufferie de l'école Jules-Ferry",
    "denrées alimentaires", "véhicules de service", "logiciels métiers", "mobilier scolaire", "la médiathèque",
    "l'église Saint-Étienne", "carburants et lubrifiants", "la piscine intercommunale", "réseaux d'eau potable",
    "vêtements de travail", "la crèche « Les P'tits Loups »", "la salle des fêtes", "produits d'entretien",
    "télécommunications", "l'aire d'accueil", "la taxe foncière & divers",
]
PIECES = [
    "- lot n°", "- facture n°", "- tranche ", "- réf. ", "- avenant n°", "- exercice antérieur n°", "- situation n°",
]
EPOCH = datetime.date(1899, 12, 30).toordinal()
FIRST_DAY = datetime.date(2021, 1, 1).toordinal()


def rows(count):
    """The rows, as tuples; None is an empty cell, a date is its proleptic Gregorian ordinal."""
    source = random.Random(20240607 * 31 + count)
    draw, choose = source.random, source.choice
    services = [f"{choose(SERVICE_KINDS)} {service}" for service in SERVICES for _ in range(4)]
    tiers = [
        f"{choose(FORMS)} {choose(NAMES)} {choose(TRADES)}" + (f" {i}" if i % 3 else "")
        for i in range(max(50, min(20000, count // 20)))
    ]
    label_count = max(20, count // 5)
    labels = [
        f"{choose(ACTS)} {choose(OBJECTS)} {choose(PIECES)}{i * 7 + int(draw() * 7)}" for i in range(label_count)]
    operations = [f"OP{2015 + i % 11}-{i:03d} {choose(OBJECTS)}" for i in range(120)]
    kinds = source.choices([("D", "F"), ("D", "I"), ("R", "F"), ("R", "I")], weights=[58, 17, 15, 10], k=count)
    for i in range(count):
        sens, section = kinds[i]
        exercice = 2021 + int(i * 5 / count)
        chapitre = choose(CHAPITRES[(sens, section)])
        if section == "F":
            classe = "6" if sens == "D" else "7"
        else:
            classe = "2" if sens == "D" else "1"
        article = f"{classe}{int(draw() * 9999):04d}"[: (4 if draw() < 0.4 else 5)]
        operation = choose(operations) if section == "I" and draw() < 0.7 else None
        planned = round(10 ** (1.5 + draw() * 4.2), 2)
        fate = draw()
        done = None if fate < 0.06 else (planned if fate < 0.2 else round(planned * draw(), 2))
        if fate > 0.97:
            done = -done
        if draw() < 0.05:
            planned = None
        day = FIRST_DAY + (exercice - 2021) * 365 + int(draw() * 365)
        yield (
            exercice, BUDGETS[0 if draw() < 0.7 else 1 + int(draw() * 4)], sens, section, chapitre, article,
            choose(FONCTIONS), operation, services[int(draw() * 64)], tiers[int(draw() * len(tiers))],
            labels[int(draw() * label_count)], planned, done, day if done is not None else None,
            i * 3 + int(draw() * 3) + 1 if done is not None else None,
        )


def write_xlsx(path, count, inline):
    """With inline strings, or with shared ones."""
    workbook = xlsxwriter.Workbook(path, {
        "constant_memory": inline, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties({"created": datetime.datetime(2024, 6, 7)})
    sheet = workbook.add_worksheet("Budget")
    bold = workbook.add_format({"bold": True, "bg_color": "#DDDDDD"})
    money = workbook.add_format({"num_format": "#,##0.00"})
    day = workbook.add_format({"num_format": "dd/mm/yyyy"})
    sheet.set_column(9, 10, 40)
    sheet.freeze_panes(1, 0)
    for column, header in enumerate(HEADERS):
        sheet.write_string(0, column, header, bold)
    for row, values in enumerate(rows(count), 1):
        for column, value in enumerate(values):
            if value is None:
                continue
            if column in AMOUNTS:
                sheet.write_number(row, column, value, money)
            elif column == DATE:
                sheet.write_number(row, column, value - EPOCH, day)
            elif column in WHOLE:
                sheet.write_number(row, column, value)
            else:
                sheet.write_string(row, column, value)
    workbook.close()


NAMESPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in (
    ("meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"),
    ("fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
    ("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
    ("style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
    ("number", "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"),
    ("calcext", "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"),
    ("of", "urn:oasis:names:tc:opendocument:xmlns:of:1.2"),
    ("xlink", "http://www.w3.org/1999/xlink"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
))
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
STYLES = (
    '<office:scripts/><office:font-face-decls/><office:automatic-styles>'
    '<style:style style:name="co1" style:family="table-column">'
    '<style:table-column-properties fo:break-before="auto" style:column-width="2.258cm"/></style:style>'
    '<style:style style:name="co2" style:family="table-column">'
    '<style:table-column-properties fo:break-before="auto" style:column-width="8.2cm"/></style:style>'
    '<style:style style:name="ro1" style:family="table-row"><style:table-row-properties style:row-height="0.452cm" '
    'fo:break-before="auto" style:use-optimal-row-height="true"/></style:style>'
    '<style:style style:name="ta1" style:family="table" style:master-page-name="Default">'
    '<style:table-properties table:display="true" style:writing-mode="lr-tb"/></style:style>'
    '<number:number-style style:name="N4"><number:number number:decimal-places="2" number:min-decimal-places="2" '
    'number:min-integer-digits="1" number:grouping="true"/></number:number-style>'
    '<number:date-style style:name="N36" number:automatic-order="true"><number:day number:style="long"/>'
    '<number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text>'
    '<number:year number:style="long"/></number:date-style>'
    '<style:style style:name="ce1" style:family="table-cell" style:parent-style-name="Default">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="ce2" style:family="table-cell" style:parent-style-name="Default" '
    'style:data-style-name="N4"/>'
    '<style:style style:name="ce3" style:family="table-cell" style:parent-style-name="Default" '
    'style:data-style-name="N36"/></office:automatic-styles>'
)
BEFORE_ROWS = (
    '<office:body><office:spreadsheet><table:calculation-settings table:automatic-find-labels="false" '
    'table:use-regular-expressions="false" table:use-wildcards="true"/>'
    '<table:table table:name="Budget" table:style-name="ta1">'
    '<table:table-column table:style-name="co1" table:number-columns-repeated="9" '
    'table:default-cell-style-name="Default"/>'
    '<table:table-column table:style-name="co2" table:number-columns-repeated="2" '
    'table:default-cell-style-name="Default"/>'
    '<table:table-column table:style-name="co1" table:number-columns-repeated="16373" '
    'table:default-cell-style-name="Default"/>'
)
AFTER_ROWS = (
    '</table:table><table:named-expressions/></office:spreadsheet></office:body></office:document-content>')
OTHER_PARTS = (
    ("styles.xml", f'{DECLARATION}<office:document-styles {NAMESPACES} office:version="1.3"><office:styles>'
     '<style:style style:name="Default" style:family="table-cell"/></office:styles><office:automatic-styles>'
     '<style:page-layout style:name="Mpm1"/></office:automatic-styles><office:master-styles>'
     '<style:master-page style:name="Default" style:page-layout-name="Mpm1"/></office:master-styles>'
     '</office:document-styles>'),
    ("meta.xml", f'{DECLARATION}<office:document-meta {NAMESPACES} office:version="1.3"><office:meta>'
     '<meta:generator>benchmarks/workbooks.py</meta:generator></office:meta></office:document-meta>'),
    ("META-INF/manifest.xml", f'{DECLARATION}<manifest:manifest '
     'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
     '<manifest:file-entry manifest:full-path="/" manifest:version="1.3" '
     'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
     + "".join(f'<manifest:file-entry manifest:full-path="{part}" manifest:media-type="text/xml"/>'
               for part in ("content.xml", "styles.xml", "meta.xml"))
     + '</manifest:manifest>'),
)


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def french(value):
    """An amount as a French reader sees it."""
    text = f"{abs(value):,.2f}".replace(",", "\u202f").replace(".", ",")
    return ("-" if value < 0 else "") + text


def ods_cell(column, value):
    """What follows the name of a cell's tag, its end included."""
    if value is None:
        return "/>"
    if column == DATE:
        day = datetime.date.fromordinal(value)
        kind = f'date" office:date-value="{day.isoformat()}" calcext:value-type="date'
        text, style = f"{day:%d/%m/%Y}", "ce3"
    elif column in AMOUNTS:
        kind = f'float" office:value="{value:.15g}" calcext:value-type="float'
        text, style = french(value), "ce2"
    elif column in WHOLE:
        kind, text, style = f'float" office:value="{value}" calcext:value-type="float', value, None
    else:
        kind, text, style = 'string" calcext:value-type="string', escaped(value), None
    styled = f' table:style-name="{style}"' if style else ""
    return f'{styled} office:value-type="{kind}"><text:p>{text}</text:p></table:table-cell>'


def ods_row(values):
    """A row, equal neighbours as one repeated cell, as LibreOffice writes them."""
    cells = []
    for column, value in enumerate(values):
        cell = ods_cell(column, value)
        if cells and cells[-1][0] == cell:
            cells[-1][1] += 1
        else:
            cells.append([cell, 1])
    while cells and cells[-1][0] == "/>":
        cells.pop()
    return '<table:table-row table:style-name="ro1">' + "".join(
        "<table:table-cell" + (f' table:number-columns-repeated="{repeats}"' if repeats > 1 else "") + cell
        for cell, repeats in cells) + "</table:table-row>"


def write_ods(path, count):
    def entry(name, method=zipfile.ZIP_DEFLATED):
        info = zipfile.ZipInfo(name, (2024, 6, 7, 0, 0, 0))
        info.compress_type = method
        return info

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        archive.writestr(entry("mimetype", zipfile.ZIP_STORED), "application/vnd.oasis.opendocument.spreadsheet")
        with archive.open(entry("content.xml"), "w", force_zip64=True) as part:
            part.write(
                f'{DECLARATION}<office:document-content {NAMESPACES} office:version="1.3">{STYLES}{BEFORE_ROWS}'
                .encode())
            part.write(('<table:table-row table:style-name="ro1">' + "".join(
                '<table:table-cell table:style-name="ce1" office:value-type="string" calcext:value-type="string">'
                f"<text:p>{escaped(header)}</text:p></table:table-cell>" for header in HEADERS)
                + "</table:table-row>").encode())
            waiting = []
            for values in rows(count):
                waiting.append(ods_row(values))
                if len(waiting) == 2000:
                    part.write("".join(waiting).encode())
                    waiting.clear()
            part.write("".join(waiting).encode())
            left = 1048576 - count - 1
            if left > 0:
                part.write((
                    f'<table:table-row table:style-name="ro1" table:number-rows-repeated="{left}">'
                    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>').encode())
            part.write(AFTER_ROWS.encode())
        for name, text in OTHER_PARTS:
            archive.writestr(entry(name), text)


def write_csv(path, count):
    def field(column, value):
        if value is None:
            return ""
        if column in AMOUNTS:
            return f"{value:.2f}".replace(".", ",")
        if column == DATE:
            return datetime.date.fromordinal(value).strftime("%d/%m/%Y")
        text = str(value)
        return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ';"\n') else text

    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(";".join(HEADERS) + "\r\n")
        for values in rows(count):
            file.write(";".join(field(column, value) for column, value in enumerate(values)) + "\r\n")


def main():
    folder, count = sys.argv[1], int(sys.argv[2])
    os.makedirs(folder, exist_ok=True)

    def make(ending, write):
        # Under another name until it is whole.
        path = os.path.join(folder, f"{count}{ending}")
        write(path + ".part")
        os.replace(path + ".part", path)

    make(".csv", lambda path: write_csv(path, count))
    make(".ods", lambda path: write_ods(path, count))
    make("-inline.xlsx", lambda path: write_xlsx(path, count, inline=True))
    make("-shared.xlsx", lambda path: write_xlsx(path, count, inline=False))


if __name__ == "__main__":
    main()
