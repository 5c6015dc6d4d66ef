#!/usr/bin/env python3
"""Makes the compact tables of this folder from the planDeCompte.xml files of the account plans.

Usage: make.py FOLDER [OUTPUT]

FOLDER holds <year>/<norme>/<variant>/planDeCompte.xml, as published by odm-budgetaire.org (composants/normes).
Only facts are taken: codes, labels, chapters, sections, which movement each account admits, deletions. The XML files
themselves carry an LGPL header and are not copied; the table keeps their SHA-256. `mesures nomenclature import` makes the
same bytes of the same file.

Known traps: the year is the folder's (M42 of 2022 declares 2020); the variant is the folder's (M57_P of 2023 declares
M57_D); labels may begin or end with spaces; codes are text.
"""
import csv
import hashlib
import io
import pathlib
import sys
import xml.etree.ElementTree as tree

WANTED = [
    ("M57_D", 2022), ("M57_D", 2023), ("M57_D", 2024), ("M57_A", 2022), ("M57_A", 2023), ("M57_A", 2024),
    ("M57_P", 2023), ("M57_P", 2024), ("M57", 2022), ("M4", 2024), ("M41", 2024), ("M42", 2022), ("M43", 2024),
    ("M44", 2022), ("M49_A", 2024), ("M49_D", 2024), ("M14_COM_SUP3500", 2024), ("M52", 2024), ("M61", 2024),
    ("M71", 2024),
]
COLUMNS = [
    "type", "code", "libelle", "parent", "section", "DR", "RR", "DOES", "ROES", "DOIS", "ROIS", "DEquip", "REquip",
    "supprime",
]


def clean(text):
    # `;` parts the fields of a table, and nothing is quoted.
    return " ".join((text or "").replace(";", ",").split())


def record(kind, node, parent=""):
    row = dict.fromkeys(COLUMNS, "")
    row.update(type=kind, code=clean(node.get("Code")), libelle=clean(node.get("Libelle")), parent=parent)
    if kind.startswith("chapitre"):
        row["section"] = {"F": "fonctionnement", "I": "investissement"}[node.get("Section")]
    if kind == "compte":
        for name in ("DR", "RR", "DOES", "ROES", "DOIS", "ROIS"):
            row[name] = clean(node.get(name))
        for name in ("DEquip", "REquip"):
            row[name] = "1" if node.get(name) == "1" else ""
    if node.get("Supprime") == "1":
        row["supprime"] = (node.get("SupprimeDepuis") or "")[:10] or "oui"
    return row


def nested(kind, parent_node, tag, parent=""):
    for node in parent_node.findall(tag):
        row = record(kind, node, parent)
        yield row
        yield from nested(kind, node, tag, row["code"])


def table(root):
    nature, fonction = root.find("Nature"), root.find("Fonction")
    rows = [record("chapitre", node) for node in nature.findall("Chapitres/Chapitre")]
    rows += nested("compte", nature.find("Comptes"), "Compte")
    if fonction is not None:
        rows += [record("chapitre-fonction", node) for node in fonction.findall("Chapitres/Chapitre")]
        heads = fonction.find("RefFonctionnelles")
        if heads is not None:
            rows += nested("fonction", heads, "RefFonc")
    chapters = {row["code"] for row in rows if row["type"] == "chapitre"}
    seen = set()
    kept = []
    for row in rows:
        key = (row["type"], row["code"])
        if key in seen:
            print(f"  twice: {key} {row['libelle']}", file=sys.stderr)
            continue
        seen.add(key)
        kept.append(row)
        for name in ("DR", "RR", "DOES", "ROES", "DOIS", "ROIS"):
            if row[name] and row[name] not in chapters:
                print(f"  {key}: chapter {row[name]} is not declared", file=sys.stderr)
    return kept


def main():
    source = pathlib.Path(sys.argv[1])
    target = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else pathlib.Path(__file__).parent
    index = []
    for variant, year in WANTED:
        (path,) = source.glob(f"{year}/*/{variant}/planDeCompte.xml")
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        root = tree.fromstring(content)
        rows = table(root)
        out = io.StringIO()
        out.write(f"# Nomenclature {variant}, exercice {year} : comptes, chapitres, fonctions\n")
        out.write("# Source : odm-budgetaire.org, composants/normes, planDeCompte.xml ; seuls les faits en sont extraits\n")
        out.write("# Le fichier d'origine porte la licence LGPL v2 ou suivante (ODM print-comp, axYus, 2010)\n")
        out.write(f"# Il se déclare {root.get('Declinaison')}, exercice {root.get('Exer')}\n")
        out.write(f"# SHA-256 du fichier d'origine : {digest}\n")
        writer = csv.DictWriter(out, COLUMNS, delimiter=";", lineterminator="\n", quoting=csv.QUOTE_NONE)
        writer.writeheader()
        writer.writerows(rows)
        name = f"{variant}-{year}.csv"
        (target / name).write_text(out.getvalue(), encoding="utf-8")
        counts = {kind: sum(row["type"] == kind for row in rows) for kind in ("chapitre", "compte", "fonction")}
        index.append([variant, year, name, root.get("Norme"), *counts.values(), digest])
        print(variant, year, counts, file=sys.stderr)
    with open(target / "index.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(["nomenclature", "exercice", "fichier", "norme", "chapitres", "comptes", "fonctions", "sha256"])
        writer.writerows(index)


main()
