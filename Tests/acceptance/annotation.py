"""Reading an annotated workbook as its user would: by the titles of its columns and of its lines."""

from support import cents, sheet_rows

SUMMARY = "Synthèse budget vert"
PROVENANCE = "Provenance"
RULES = "Règles"
INSIDE = "Oui"
RETAINED = "Montant budgétaire"


class Annotation:
    """The annotated sheet and the synthesis of one workbook, by cached values."""

    def __init__(self, path):
        self.sheets = sheet_rows(path)
        for self.name, rows in self.sheets.items():
            found = next((index for index, row in enumerate(rows[:60]) if RETAINED in row), None)
            if found is not None:
                break
        else:
            raise AssertionError(f"no column « {RETAINED} » in {path}: {list(self.sheets)}")
        self.header_row = found
        self.header = rows[found]
        self.lines = [row for row in rows[found + 1:] if self.value(row, RETAINED) is not None]
        self.prefixes = [title.split(" – ")[0] for title in self.header
                         if isinstance(title, str) and title.endswith("– Cotation")]

    def column(self, title):
        return self.header.index(title)

    def value(self, row, title):
        position = self.column(title)
        value = row[position] if position < len(row) else None
        return None if value == "" else value

    def amount(self, row):
        return cents(self.value(row, RETAINED))

    def inside(self, row):
        return self.value(row, "Périmètre") == INSIDE

    def total(self, keep=lambda row: True):
        return sum(self.amount(row) for row in self.lines if keep(row))

    def by_rating(self, prefix):
        """{rating: cents} over the lines in the perimeter, from the columns of one axis or of the synthesis."""
        sums = {}
        for row in filter(self.inside, self.lines):
            rated, whole = cents(self.value(row, f"{prefix} – Montant coté")), self.amount(row)
            rating, other = (self.value(row, f"{prefix} – {word}") for word in ("Cotation", "Autre cotation"))
            sums[rating] = sums.get(rating, 0) + rated
            if rated != whole:
                sums[other] = sums.get(other, 0) + whole - rated
        return sums

    def by_reason(self):
        """{reason: cents} over the lines out of the perimeter."""
        sums = {}
        for row in self.lines:
            if not self.inside(row):
                reason = self.value(row, "Périmètre")
                sums[reason] = sums.get(reason, 0) + self.amount(row)
        return sums


class Summary:
    """The synthesis sheet: {view: {rating: cents}}, the totals, what is still to rate and the perimeter."""

    def __init__(self, sheets, name=SUMMARY):
        rows = sheets[name]
        start = next(index for index, row in enumerate(rows) if row and row[0] == "Cotation")
        columns = range(rows[start].index("Montant"), rows[start].index("Part"))
        views = [(column, rows[start + 1][column]) for column in columns]
        self.views = {title: {} for _, title in views}
        self.totals = {}
        self.verdicts = {}
        self.perimeter = {}
        self.unrated = []
        end = next(index for index, row in enumerate(rows) if row and row[0] == "Périmètre")
        table = next(index for index, row in enumerate(rows) if row and str(row[0]).startswith("Contrôle")) + 1
        for row in rows[start + 2:table]:
            for column, title in views:
                value = row[column] if column < len(row) else None
                if str(row[0]).startswith("Contrôle"):
                    self.verdicts[title] = value
                elif str(row[0]).startswith("Total"):
                    self.totals[title] = cents(value)
                elif value is not None and value != "":
                    self.views[title][row[0]] = cents(value)
        for row in rows[table:end]:
            if row and row[0] == "Ligne":
                self.unrated.append([])
            elif row and self.unrated and len(row) > 2 and not str(row[0]).startswith("Ces "):
                self.unrated[-1].append((row[0], cents(row[1]), row[2]))
        for row in rows[end + 1:]:
            if row and str(row[0]).startswith("Contrôle"):
                self.verdicts["Périmètre"] = row[1]
                break
            elif row and len(row) > 1:
                self.perimeter[row[0]] = cents(row[1])
