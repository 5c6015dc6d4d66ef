"""Two invented years with known causes: exports made by openpyxl, a measure, packs in two versions, decisions."""

import csv

from support import ROOT, mesures

MEASURE = """\
measure: essai
version: 1
title: Essai
kind: partition
source: Essai
licence: EUPL-1.2
categories:
  - { id: favorable, label: Favorable, code: F, sign: 1, fill: B5E3D5, ink: 004D3A, chart: 56BFA0 }
  - { id: defavorable, label: Défavorable, code: D, sign: -1, fill: F6C9A8, ink: 6B2A00, chart: E8833A }
  - { id: neutre, label: Neutre, code: N, sign: 0, fill: D9D9D9, ink: "333333", chart: BFBFBF }
  - { id: non-cote, label: Non coté, code: C, fill: D6E4F5, ink: 1B3A66, chart: 8DB4E2 }
absence: { id: non-renseigne, label: Non renseigné, code: "", fill: FFF2B3, ink: 5C4700, chart: F2D64B }
axes:
  - { id: climat, number: 1, label: Axe 1 – Climat, short: Axe 1, packs: [climat.yaml] }
  - { id: vivant, number: 6, label: Axe 6 – Vivant, short: Axe 6, packs: [vivant.yaml] }
perimeter:
  other-exercice: Autre exercice
  periods:
    - from: 2024
      axes: [climat, vivant]
      because: Essai
      source: Essai
      confidence: verified
      rules:
        - &fonctionnement
          id: fonctionnement
          when: { section: fonctionnement }
          exclude: Fonctionnement
          because: Essai
          source: Essai
          confidence: verified
        - { id: etudes, when: { nature: "2031" }, exclude: Études, because: Essai, source: Essai, confidence: verified }
    - from: 2025
      axes: [climat, vivant]
      because: Essai
      source: Essai
      confidence: verified
      rules:
        - id: fonctionnement
          when: { section: fonctionnement }
          exclude: Fonctionnement
          because: Essai
          source: Essai
          confidence: verified
synthesis:
  label: Cotation synthétique
  short: Synthèse
  code: S
  mixed: { id: mixte, label: Mixte, code: M, fill: E3CFEA, ink: 4A2359, chart: C39BD3 }
  source: Essai
  confidence: inferred
  neutre-et-non-cote: neutre
  axe-non-renseigne: ignorer
""".replace("        - &fonctionnement\n          id", "        - id")

PACK = """\
pack: essai/{axis}
version: {version}
title: Essai
measure: essai
axis: {axis}
source: Essai
licence: EUPL-1.2
rules:
{rules}"""

#: (id, when, what it says); in version 2 roads are défavorable.
CLIMATE = (
    ("cyclable", "{ libelle: piste cyclable }", "rate: favorable"),
    ("voirie", '{ nature: "2151" }', "rate: neutre"),
    ("vehicules", '{ nature: "2182*" }', "rate: defavorable"),
    ("ecole", '{ nature: "2313" }', "split: { favorable: 40 %, neutre: 60 % }"),
    ("etudes", '{ nature: ["2031", "2128"] }', "rate: neutre"),
)
LIVING = (
    ("haies", "{ libelle: haie }", "rate: favorable"),
    ("reste", '{ nature: "2*" }', "rate: neutre"),
)

PIPELINE = """\
pipeline: {name}
title: {title}
exercice: {year}
import: {{ file: export.xlsx, profile: {profile}, profiles: {root}/pipelines/profiles, nomenclatures: {root}/pipelines/nomenclatures }}
transform: {{ measure: mesure.yaml, decisions: {decisions}{suggest} }}
export: {{ folder: sortie, report: false }}
"""

DECISIONS = ("measure,axis,budget,exercice,bordereau,piece,rang,operation,nature,fonction,libelle,montant,categorie,part,autre,"
             "auteur,date,motif,regle,categorie_programme").split(",")

HEADERS = ("Exercice", "Budget", "Section", "Sens", "Mandat", "Nature", "Fonction", "Opération", "Objet", "Montant TTC")


def pack(axis, rules, version):
    said = "".join(
        f"  - id: {name}\n    when: {when}\n    {what}\n    because: Essai\n    source: Essai\n    confidence: verified\n"
        for name, when, what in rules)
    return PACK.format(axis=axis, version=version, rules=said)


def euros(cents):
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02}"


def line(piece, operation, nature, label, cents, section="I", fonction="845"):
    return {"piece": piece, "operation": operation, "nature": nature, "label": label, "cents": cents, "section": section,
            "fonction": fonction}


def export(path, year, lines, has_pieces=True):
    """An export made by openpyxl; codes are text."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Mandats"
    kept = [place for place, header in enumerate(HEADERS) if has_pieces or header != "Mandat"]
    sheet.append([HEADERS[place] for place in kept])
    for row in lines:
        cells = [year, "VG", row["section"], "D", row["piece"], row["nature"], row["fonction"], row["operation"],
                 row["label"], row["cents"] / 100]
        sheet.append([cells[place] for place in kept])
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            if isinstance(cell.value, str):
                cell.number_format = "@"
    book.save(path)


def write_decisions(path, year, decided, has_pieces=True):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, DECISIONS, restval="", lineterminator="\n")
        writer.writeheader()
        for axis, row, category, *rest in decided:
            part, other = rest or ("1", "")
            writer.writerow({
                "measure": "essai", "axis": axis, "budget": "VG", "exercice": str(year),
                "piece": str(row["piece"]) if has_pieces else "", "rang": "1", "operation": row["operation"],
                "nature": row["nature"], "fonction": row["fonction"], "libelle": row["label"],
                "montant": euros(row["cents"]), "categorie": category, "part": part, "autre": other,
                "auteur": "A. Martin", "date": f"{year}-11-20"})


def run(folder, year, lines, climate=CLIMATE, living=LIVING, version=1, decided=(), past=(), title=None, has_pieces=True,
        profile="auto", measure=MEASURE):
    """Runs a year in `folder`, and gives its output folder.

    `decided` are (axis, line, category) or (axis, line, category, part, other); so are decisions of the `past`, whose
    suggestions are accepted.
    """
    folder.mkdir(parents=True)
    export(folder / "export.xlsx", year, lines, has_pieces)
    (folder / "mesure.yaml").write_text(measure, encoding="utf-8")
    (folder / "climat.yaml").write_text(pack("climat", climate, version), encoding="utf-8")
    (folder / "vivant.yaml").write_text(pack("vivant", living, 1), encoding="utf-8")
    if decided:
        write_decisions(folder / "decisions.csv", year, decided, has_pieces)
    if past:
        write_decisions(folder / "passe.csv", year - 1, past)
    (folder / "pipeline.yaml").write_text(PIPELINE.format(
        name=f"essai-{year}", title=title or f"Essai {year}", year=year, profile=profile, root=ROOT,
        decisions="decisions.csv" if decided else '""',
        suggest=', suggest: { from: passe.csv, accept: ">= 0.98" }' if past else ""), encoding="utf-8")
    done = mesures("run", folder / "pipeline.yaml", "--lang", "fr")
    if done.status != 0:
        raise AssertionError(done.text)
    return folder / "sortie"
