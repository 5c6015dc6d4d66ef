"""Reading an annex as its user would: the lines of its presentations by their codes, the rows of its matrix."""

from support import cents, sheet_rows

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
