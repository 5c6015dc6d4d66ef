"""Reading an annex as its user would: the lines of its presentations by their codes, the rows of its matrix."""

import csv
import json

from support import ROOT, Workspace, cents, mesures, sheet_rows

AGGREGATED = "Présentation agrégée"
DETAILED = "Présentation détaillée – Axe {}"
MATRIX = "Matrice"
TOTALS = ("TOTAL PAR NATURE", "TOTAL")
UNLISTED = "Hors agrégats : comptes sans ligne dans l’annexe"
FUNCTIONLESS = "Sans fonction dans l’annexe"


class Presentation:
    """The annexes of one sheet, one below the other: {code or label: {heading: cents}} by nature and by function."""

    def __init__(self, rows):
        self.blocks = []
        self.verdicts = []
        headings, part = [], None
        for row in rows:
            first, label = (row[at] if at < len(row) else None for at in (0, 1))
            if isinstance(first, str) and first.startswith("IMPACT DU BUDGET"):
                self.blocks.append({"nature": {}, "fonction": {}, "information": {}, "totals": {}})
                self.verdicts.append({})
            elif label in ("PAR NATURE", "PAR FONCTION"):
                part = "nature" if label == "PAR NATURE" else "fonction"
                headings = [(at, text) for at, text in enumerate(row[:13]) if at >= 3 and text]
                aside = [(at, text) for at, text in enumerate(row) if at >= 17 and text]
            elif isinstance(label, str) and (label.startswith("Contrôle") or label.startswith("Non renseigné :")):
                self.verdicts[-1][label] = [value for value in row[2:13] if value is not None]
            elif self.blocks and part and len(row) > 2 and isinstance(row[2], (int, float)):
                values = {"total": cents(row[2]), **{text: cents(row[at]) for at, text in headings}}
                if label is None and isinstance(first, str) and first.lower().startswith("total"):
                    self.blocks[-1]["totals"][first] = values
                else:
                    self.blocks[-1][part][str(first) if first is not None else label] = values
                if part == "nature" and len(row) > 16 and row[14] and len(str(row[14])) == 4:
                    self.blocks[-1]["information"][row[14]] = {
                        "total": cents(row[16]), **{text: cents(row[at]) for at, text in aside}}

    @property
    def headings(self):
        return [heading for heading in next(iter(self.blocks[0]["nature"].values())) if heading != "total"]


class Annex:
    """The workbook of one annex."""

    def __init__(self, path):
        self.sheets = sheet_rows(path)
        self.presentations = {name: Presentation(rows) for name, rows in self.sheets.items()
                              if name.startswith("Présentation")}
        self.header, *rows = self.sheets.get(MATRIX, [[]])
        self.rows = [dict(zip(self.header, row + [None] * (len(self.header) - len(row)))) for row in rows]

    def sums(self, key, rating=None):
        """{value of the column `key`: cents}, of the rows that the column named second rates so."""
        sums = {}
        for row in self.rows:
            if rating is None or row[rating[0]] == rating[1]:
                amount = cents(row["Montant de la réalisation"])
                sums[row[key]] = sums.get(row[key], 0) + amount
        return sums


def record(folder):
    return json.loads((folder / "run.json").read_text(encoding="utf-8"))


def annexes(folder):
    return record(folder)["result"]["annexes"]


HEADER = ["Type écriture", "Exercice", "Budget", "N° pièce", "N° bordereau", "Date pièce", "Libellé", "Montant HT",
          "Montant TVA", "Montant TTC", "Libellé tiers", "Gestionnaire", "Fonction", "Nature", "Opération"]
PROFILE = """profile: cas
title: Cas particuliers
about: Mandats inventés
required: [nature, libelle, piece, montant]
expected: [type, bordereau, date, tiers, exercice, budget, fonction, operation, gestionnaire]
constants: { sens: depense }
deduced: { mouvement: reel }
montant: { defaut: TTC }
nomenclature:
  defaut: M57_D
  par-budget: { "EAU": M49_D }
cancellations:
  type: [Ann. de mandat]
  amounts: negative
"""


def budget_document(path, annexes):
    """A budget document of one line, with the annexes."""
    path.write_text(f"""<?xml version="1.0" encoding="UTF-8"?>
<DocumentBudgetaire xmlns="http://www.minefi.gouv.fr/cp/demat/docbudgetaire"><VersionSchema V="118"/>
<EnTeteDocBudgetaire><LibelleColl V="Ville"/><IdColl V="21000000000000"/></EnTeteDocBudgetaire>
<Budget><EnTeteBudget><LibelleEtab V="Ville"/><IdEtab V="21000000000000"/><CodBud V="00"/><Nomenclature V="M57-M57_D"/></EnTeteBudget>
<BlocBudget><NatDec V="09"/><Exer V="2025"/><NatFonc V="1"/><CodTypBud V="P"/></BlocBudget>
<LigneBudget><Nature V="2313"/><ContNat V="23"/><CodRD V="D"/><MtReal V="1.00"/><OpBudg V="0"/></LigneBudget>
<Annexes>{annexes}</Annexes></Budget></DocumentBudgetaire>""", encoding="utf-8")
    return path


class CasesWorkspace(Workspace):
    """Runs the annex on a hand-made export of a few mandates."""

    def run_on(self, lines, *more, exercice="2025", annexe="both", status=0):
        source = self.folder / "cas.csv"
        with open(source, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(HEADER)
            for number, line in enumerate(lines, start=1):
                amount = f"{line.get('amount', 0) / 100:.2f}".replace(".", ",")
                writer.writerow([
                    line.get("type", "Mandat ordinaire"), exercice, line.get("budget", "VILLE"), number, 1,
                    line.get("date", f"15/03/{exercice}"), line.get("label", "TRAVAUX"), amount, "0,00", amount, "FOURNISSEUR",
                    "DGS", line.get("fonction", ""), line["nature"], line.get("operation", "")])
        (self.folder / "cas.yaml").write_text(PROFILE, encoding="utf-8")
        output = self.folder / "sortie"
        outcome = mesures(
            "run", ROOT / "pipelines" / "budget-vert.yaml", "--set", f"entree={source}", "--set", f"sortie={output}",
            "--set", f"profil={self.folder / 'cas.yaml'}", "--set", f"exercice={exercice}", "--set", f"annexe={annexe}",
            "--lang", "fr", *more)
        self.assertEqual(outcome.status, status, outcome.text[-3000:])
        # Amounts have no-break spaces.
        self.said = outcome.text.replace("\u00a0", " ")
        return outcome, output
