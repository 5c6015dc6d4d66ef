#!/usr/bin/env python3
"""Makes `agregats-annexe-verte.csv`: the line of the green annex that each account goes to.

Usage: make_agregats.py FOLDER [OUTPUT]

FOLDER holds two tables of the State's tool for the annex, as a third party published them (ECOBUDGET-CAB, CA du
Boulonnais, commit 80147dd): `agregats_all_nomenclatures.csv`, dated 2024-07-08, and `taxonomy_pres_agregee.csv`, the
layout of the annex.

Known defect: five accounts have an aggregate that the annex does not have, for a cell was dragged down in a spreadsheet
(216 is A150 in M4, then A151 in M41, A152 in M43, …). Such an aggregate is replaced by the one that every other account of
the same label has; the value of the source and the reason stay beside it. Aggregates of operating expenses (R…) are
for information in the annex; those of the M4 family are not in its layout, and are kept.
"""
import csv
import hashlib
import pathlib
import re
import sys

COLUMNS = ["type", "nomenclature", "compte", "agregat", "libelle", "agregat-source", "raison"]


def clean(text):
    return " ".join(text.replace(";", ",").split())


def layout(path):
    """The lines of the annex, by code: those of investment on the left, those for information on the right."""
    labels = {}
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            for code, label in zip(row, row[1:]):
                if re.fullmatch(r"[AR][0-9]{3}", code):
                    labels[code] = clean(label)
    return labels


def main():
    folder = pathlib.Path(sys.argv[1])
    target = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else pathlib.Path(__file__).parent
    source = folder / "agregats_all_nomenclatures.csv"
    labels = layout(folder / "taxonomy_pres_agregee.csv")
    with open(source, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    usual = {}
    for row in rows:
        if row["AGR_DEBIT"] in labels:
            usual.setdefault(clean(row["LIBELLE_AGREGAT_DEBIT"]), set()).add(row["AGR_DEBIT"])
    accounts = []
    for row in rows:
        found, label = row["AGR_DEBIT"], clean(row["LIBELLE_AGREGAT_DEBIT"])
        entry = ["compte", row["LIBELLE_NOMENCLATURE"], row["NUMERO_COMPTE"], found, label, "", ""]
        if found.startswith("A") and found not in labels:
            (right,) = usual[label]
            entry[3:] = [right, label, found,
                         f"recopie incrémentée : {found} n'est pas une ligne de l'annexe, « {label} » est {right} partout ailleurs"]
            print("corrected:", entry, file=sys.stderr)
        accounts.append(entry)
    accounts.sort(key=lambda entry: (entry[1], entry[2]))
    with open(target / "agregats-annexe-verte.csv", "w", encoding="utf-8", newline="") as file:
        file.write("# Agrégats de l'annexe « Impact du budget pour la transition écologique », par compte\n")
        file.write("# Source : table de l'outil de l'État du 8 juillet 2024, publiée dans ECOBUDGET-CAB (80147dd) ; "
                   "faits extraits\n")
        file.write(f"# SHA-256 du fichier d'origine : {hashlib.sha256(source.read_bytes()).hexdigest()}\n")
        writer = csv.writer(file, delimiter=";", lineterminator="\n", quoting=csv.QUOTE_NONE)
        writer.writerow(COLUMNS)
        for code in sorted(labels):
            writer.writerow(["agregat", "", "", code, labels[code], "", ""])
        writer.writerows(accounts)


main()
