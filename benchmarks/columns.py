"""Writes the six columns that the benchmarks append.   usage: columns.py CSV ROWS

What annotating a budget appends: a rating with its drop-down, the rule, its reason, a part, an amount, a date.
"""

import sys

RATINGS = ("Favorable", "Défavorable", "Neutre", "Non coté")


def main(path, count):
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(f"row;Cotation:list({'|'.join(RATINGS)});Règle;Justification;Part:number;Montant coté:number;"
                   "Vu le:date\r\n")
        for row in range(count):
            file.write(
                f"{row + 2};{RATINGS[row * 7 % 4]};attenuation/regle-{row % 300};"
                f"Compte {2000 + row % 700} : voir la fiche {row % 90};{('1', '0,4', '0,6')[row % 3]};"
                f"{row * 37 % 100000},{row % 100:02d};2026-{row % 12 + 1:02d}-{row % 28 + 1:02d}\r\n")


main(sys.argv[1], int(sys.argv[2]))
