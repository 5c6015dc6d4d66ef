"""Every layout of an export is read as what it is, quirk by quirk; damaged, it is read rightly or refused with a reason."""

import csv
import io
import json
import random
import re
import unittest
from decimal import Decimal

from support import ROOT, SAMPLES, SHARED, Workspace, mesures, needs_python, needs_shared, ods_rows

EXPORTS = SAMPLES / "exports"
EXPECTED = json.loads((EXPORTS / "expected.json").read_text(encoding="utf-8"))
PIPELINE = ROOT / "pipelines" / "budget-vert.yaml"
# Fields that the nomenclature fills in from others: where the others are gone, these go too.
DEDUCED = {"section", "mouvement", "chapitre", "libelleNature", "libelleFonction", "nomenclature"}


def inspected(path, *more):
    outcome = mesures("inspect", path, "--format", "json", "--lang", "fr", *more)
    if outcome.status not in (0, 1):
        raise AssertionError(f"{path}: {outcome.text[-3000:]}")
    return json.loads(outcome.out)


def totals(told):
    return {"/".join((total["sens"], total["section"], total["mouvement"])): [total["lines"], total["cents"]]
            for total in told["import"]["totals"]}


def imported(path, folder, profile="auto"):
    """The outcome of an import and its lines, as dictionaries without their place in the sheet."""
    outcome = mesures("import", PIPELINE, "--set", f"entree={path}", "--set", f"sortie={folder}", "--set",
                      f"profil={profile}", "--lang", "fr")
    table = folder / "donnees" / "lines.csv"
    if outcome.status != 0:
        return outcome, None
    with open(table, encoding="utf-8", newline="") as rows:
        found = list(csv.DictReader(rows))
    for line in found:
        del line["line"], line["row"]
    return outcome, found


def values(found, field):
    return sorted({line[field] for line in found})


def findings(folder):
    with open(folder / "donnees" / "findings.csv", encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


ORDRE = "Dépenses d'ordre = recettes d'ordre, budget "
KNOWN = "Lignes dont la nature est connue de leur nomenclature"
USABLE = "Lignes dont la nature est utilisable dans leur sens, leur section et leur mouvement"
#: The controls that invented lines leave open, which need neither balance nor be on the right accounts; all others hold.
OPEN = {
    "angers-bp.xlsx": [ORDRE + "01", KNOWN],
    "budget-execute.csv": ["Lignes avec fonction, des nomenclatures à fonctions"],
    "cedi.csv": [ORDRE + "00"],
    "dgfip-balance-fonction.csv": [ORDRE + "99900000000018", USABLE],
    "dgfip-balance.csv": [ORDRE + "99900000000018", USABLE],
    "helios-mandats.ods": [USABLE],
    "toulouse-metropole-budget.xlsx": [ORDRE + "01", USABLE],
    "toulouse-metropole-ca.csv": [ORDRE + "01"],
}


class Shapes(Workspace):
    def test_each_layout_is_chosen_by_evidence_and_adds_up(self):
        for name, expected in EXPECTED.items():
            with self.subTest(name):
                told = inspected(EXPORTS / name)
                self.assertIn("import", told, told["findings"])
                found = told["import"]
                self.assertEqual(found["profile"], expected["profile"])
                self.assertEqual((found["lines"], found["totalCents"]), (expected["lines"], expected["cents"]))
                self.assertEqual(totals(told), expected["totals"])
                self.assertEqual([control["name"] for control in found["controls"] if not control["holds"]], OPEN.get(name, []))
                self.assertIn("colonnes reconnues", found["reason"])

    def lines(self, name):
        outcome, found = imported(EXPORTS / name, self.folder / name)
        self.assertDone(outcome)
        return found, EXPECTED[name]["quirks"]

    def test_astre_titles_merged_header_repeated_separators_footer(self):
        found, quirks = self.lines("astre-etat-credits.xlsx")
        self.assertEqual(values(found, "chapitre"), quirks["chapitres"])
        self.assertEqual(values(found, "fonction"), quirks["fonctions"])
        self.assertEqual((values(found, "budget"), values(found, "exercice")), ([quirks["budget"]], [quirks["exercice"]]))
        self.assertEqual(values(found, "section"), ["fonctionnement", "investissement"])
        said = {row["code"]: row for row in findings(self.folder / "astre-etat-credits.xlsx")}
        self.assertIn("54", said["IMP034"]["what"])  # a row of the footer with a number under the amounts
        held = [control for control in inspected(EXPORTS / "astre-etat-credits.xlsx")["import"]["controls"]
                if control["name"].startswith(f"{quirks['subtotals']} sous-totaux")]
        self.assertEqual([control["holds"] for control in held], [True])

    def test_astre_nomenclature_super_header_nbsp_mixed_codes_no_amounts(self):
        found, quirks = self.lines("astre-nomenclature.xlsx")
        self.assertEqual({line["amount"] for line in found}, {"0.00"})
        self.assertEqual(sum(line["fonction"].startswith("0") for line in found), quirks["text_codes"])
        self.assertIn("IMP031", {row["code"] for row in findings(self.folder / "astre-nomenclature.xlsx")})

    def test_cedi_letters_padding_nameless_column_windows_1252(self):
        found, quirks = self.lines("cedi.csv")
        self.assertEqual((values(found, "nature"), values(found, "fonction")), (quirks["natures"], quirks["fonctions"]))
        self.assertEqual(values(found, "budget"), [quirks["budget"]])
        self.assertEqual(sum("’" in line["libelle"] for line in found), quirks["apostrophes"])
        self.assertFalse([line for line in found if line["libelle"] != line["libelle"].strip()])

    def test_montpellier_zeros_come_back(self):
        found, quirks = self.lines("budget-execute.csv")
        self.assertGreater(quirks["zeros_lost"], 0)
        self.assertEqual(sum(line["fonction"].startswith("0") for line in found), quirks["zeros_lost"])
        self.assertFalse([line for line in found if line["libelleNature"].startswith(" ")])

    def test_helios_glued_codes_apostrophes_text_dates_float_codes(self):
        found, quirks = self.lines("helios-mandats.ods")
        for field, key in (("date", "dates"), ("nature", "natures")):
            self.assertEqual(values(found, field), quirks[key])
        for field in ("budget", "type", "nomenclature"):
            self.assertEqual(values(found, field), [quirks[field]])

    def test_chorus_doubled_columns_nulls_zeros_kept(self):
        found, quirks = self.lines("chorus-paiements.xlsx")
        for field in ("tiers", "gestionnaire", "programme"):
            self.assertEqual(values(found, field), [quirks[field]])
        self.assertEqual((found[0]["piece"], found[0]["operation"]), (quirks["piece"], quirks["operation"]))
        found, quirks = self.lines("chorus-inf-bud-53.xlsx")
        for field in ("exercice", "libelleNature", "service"):
            self.assertEqual(values(found, field), [quirks[field]])

    def test_paris_many_natures_in_one_are_none(self):
        found, quirks = self.lines("paris-ca.csv")
        self.assertEqual(sum(line["nature"] == "" for line in found), quirks["multiple"])

    def test_two_amount_columns_may_give_two_lines(self):
        found, quirks = self.lines("toulouse-metropole-budget.xlsx")
        self.assertEqual(len(found), quirks["rows"] + 1)
        said = {row["code"]: row for row in findings(self.folder / "toulouse-metropole-budget.xlsx")}
        self.assertEqual(said["IMP030"]["count"], "1")

    def test_rows_that_give_two_lines_are_not_annotated_as_one(self):
        source, folder = EXPORTS / "toulouse-metropole-budget.xlsx", self.folder / "run"
        outcome = mesures("run", PIPELINE, "--set", f"entree={source}", "--set", f"sortie={folder}", "--lang", "fr")
        self.assertEqual((outcome.status, "IMP033" in outcome.codes), (65, True), outcome.text[-800:])

    def test_sailly_code_and_label_in_one_cell(self):
        found, quirks = self.lines("sailly.csv")
        self.assertEqual(values(found, "nature"), quirks["natures"])

    def test_angers_functions_are_numbers(self):
        found, quirks = self.lines("angers-bp.xlsx")
        self.assertEqual(sum(line["fonction"].startswith("0") for line in found), quirks["zeros_lost"])

    def test_defects_that_people_report(self):
        found, quirks = self.lines("mandats-defauts.xlsx")
        self.assertEqual(values(found, "budget"), [quirks["budget"]])
        self.assertFalse([line for line in found if not line["nature"].isdigit() or not line["fonction"].isdigit()])
        self.assertEqual(sum(re.fullmatch(r"\d{4}-\d\d-\d\d", line["date"]) is None for line in found), quirks["odd_dates"])
        self.assertIn("IMP027", {row["code"] for row in findings(self.folder / "mandats-defauts.xlsx")})
        written = [control for control in inspected(EXPORTS / "mandats-defauts.xlsx")["import"]["controls"]
                   if control["name"].startswith("Total écrit")]
        self.assertEqual([control["holds"] for control in written], [True])

    def test_balances_give_real_and_ordre_lines_and_plain_functions(self):
        found, quirks = self.lines("dgfip-balance-fonction.csv")
        self.assertEqual(values(found, "fonction"), quirks["fonctions"])
        self.assertEqual(values(found, "mouvement"), ["ordre", "reel"])
        found, quirks = self.lines("dgfip-balance.csv")
        self.assertGreater(len(found), quirks["rows"])

    def test_ofgl_year_in_the_headers(self):
        found, quirks = self.lines("ofgl.csv")
        self.assertEqual(values(found, "exercice"), [quirks["exercice"]])


class Profiles(Workspace):
    def test_a_written_profile_reads_back_and_gives_the_same_import(self):
        for name in [*EXPECTED, "../balance.csv", "../mandats-2025.xlsx", "../budget-execute.ods"]:
            with self.subTest(name):
                draft = self.folder / "brouillon.yaml"
                first = inspected(EXPORTS / name, "--write-profile", draft)
                again = inspected(EXPORTS / name, "--profile", draft)
                self.assertEqual(again["import"]["profile"], "brouillon")
                self.assertEqual(totals(again), totals(first))
                one, other = (imported(EXPORTS / name, self.folder / kind, profile)[1]
                              for kind, profile in (("auto", "auto"), ("draft", draft)))
                self.assertEqual(one, other)

    def test_a_draft_for_what_cannot_be_imported_says_what_is_missing(self):
        source, draft = self.folder / "autre.csv", self.folder / "autre.yaml"
        source.write_text("Exercice;Sens;Section;Article;Somme due\n2025;D;F;60611;12,50\n2025;D;F;60612;7,10\n", encoding="utf-8")
        outcome = mesures("inspect", source, "--write-profile", draft, "--lang", "fr")
        self.assertEqual((outcome.status, "PRF004" in outcome.codes), (1, True), outcome.text)
        text = draft.read_text(encoding="utf-8")
        self.assertIn("# Il manque : montant", text)
        self.assertIn("Somme due", text)
        draft.write_text(text + 'required: [nature, section, sens, montant]\n', encoding="utf-8")
        draft.write_text(draft.read_text(encoding="utf-8").replace("aliases:\n", "aliases:\n  montant: [Somme due]\n"), encoding="utf-8")
        self.assertEqual(inspected(source, "--profile", draft)["import"]["totalCents"], 1960)

    def test_a_mistake_in_a_profile_has_its_line_column_and_suggestion(self):
        profile = self.folder / "faute.yaml"
        for text, code, place, near in (
                ("profile: x\ntitle: X\nbase: mandat\n", "PRF003", "faute.yaml:3:7", "mandats"),
                ("profile: x\ntitle: X\nbase: mandats\nsepartors: [chapitre]\n", "YML010", "faute.yaml:4:1", "separators"),
                ("profile: x\ntitle: X\nbase: mandats\nglued: { natur: code }\n", "YML010", "faute.yaml:4:10", "nature"),
                ("profile: x\ntitle: X\nbase: mandats\nglued: { nature: codes }\n", "YML018", "faute.yaml:4:18", "code"),
                ("profile: x\ntitle: X\nrequired: [nature]\namounts: { net: [N] }\nlines: [{ amount: nett }]\n", "YML010",
                 "faute.yaml:5:19", "net")):
            with self.subTest(text):
                profile.write_text(text, encoding="utf-8")
                outcome = mesures("inspect", SAMPLES / "balance.csv", "--profile", profile, "--lang", "fr")
                self.assertEqual(outcome.status, 2)
                for word in (code, place, near):
                    self.assertIn(word, outcome.text)


@needs_python("openpyxl")
class Ambiguous(Workspace):
    def test_two_profiles_that_fit_alike_are_named(self):
        """Two profiles of a folder of one's own that ask for the same columns: neither is chosen."""
        import shutil
        folder = self.folder / "pipelines"
        shutil.copytree(ROOT / "pipelines", folder)
        profiles = folder / "profiles"
        (profiles / "autre-balance.yaml").write_text(
            (profiles / "balance.yaml").read_text(encoding="utf-8").replace("profile: balance", "profile: autre-balance"),
            encoding="utf-8")
        aliases = profiles / "aliases.yaml"
        aliases.write_text(aliases.read_text(encoding="utf-8").replace("balance, scdl", "balance, autre-balance, scdl"),
                           encoding="utf-8")
        outcome = mesures("inspect", SAMPLES / "balance.csv", "--pipelines", folder, "--lang", "fr")
        self.assertIn("PRF007", outcome.codes, outcome.text)
        self.assertIn("balance, autre-balance", outcome.text)


# Damage. A table is a list of rows of texts and numbers; each damage changes one in place or gives another.

def grid(name):
    """The rows of a sample's first sheet, by a reader that is not ours, and the encoding of a text."""
    path = EXPORTS / name
    if name.endswith(".csv"):
        data = path.read_bytes()
        for encoding in ("utf-8-sig", "cp1252"):
            try:
                text = data.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
        separator = ";" if text.split("\n")[0].count(";") > 2 else ","
        return [list(row) for row in csv.reader(io.StringIO(text), delimiter=separator)], separator
    if name.endswith(".ods"):
        # OpenDocument has doubles only: a code of digits is a whole number for whoever reads it.
        whole = lambda value: int(value) if isinstance(value, float) and value.is_integer() else value
        return [[whole(value) for value in row] for row in next(iter(ods_rows(path).values()))], None
    import openpyxl
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)], None


def header_rows(rows):
    """The rows that are the header, from 0: the widest row of texts, and where it comes back."""
    first = max(range(min(len(rows), 20)), key=lambda row: (
        sum(isinstance(value, str) and value.strip() != "" and not re.fullmatch(r"[-\d ,.]+", value) for value in rows[row]), -row))
    return [row for row in range(len(rows)) if rows[row] == rows[first]]


def padded(rows):
    width = max(map(len, rows))
    return [list(row) + [None] * (width - len(row)) for row in rows]


def blocks(rows, header):
    """The columns, those without header together with the one before."""
    groups = []
    for column, value in enumerate(rows[header]):
        same = column and value is not None and value == rows[header][column - 1]
        if groups and (value is None or value == "" or same):
            groups[-1].append(column)
        else:
            groups.append([column])
    return groups


def rearranged(rows, order, header):
    """The columns in another order, from the header on: a title above it is no column."""
    return [row if place < header else [row[column] for group in order for column in group]
            for place, row in enumerate(padded(rows))]


def shuffled(rows, header):
    groups = blocks(padded(rows), header[0])
    random.Random(len(groups)).shuffle(groups)
    return rearranged(rows, groups, header[0])


def reversed_columns(rows, header):
    return rearranged(rows, blocks(padded(rows), header[0])[::-1], header[0])


def titled(rows, header):
    return [["Commune de Valclair"], ["Édité le 12/01/2026"], []] + rows


def shifted(rows, header):
    return [[], []] + [[None] + list(row) for row in rows]


def upper_case(rows, header):
    import unicodedata
    plain = lambda text: "".join(c for c in unicodedata.normalize("NFD", text.upper()) if not unicodedata.combining(c))
    return [[plain(value) if place in header and isinstance(value, str) else value for value in row]
            for place, row in enumerate(rows)]


def spaced_headers(rows, header):
    return [["  " + value.replace(" ", "\u00a0") + "\u00a0 " if place in header and isinstance(value, str) and value else value
             for value in row] for place, row in enumerate(rows)]


def text_amounts(rows, header):
    def french(value):
        if isinstance(value, float):
            return f"{value:,.2f}".replace(",", "\u202f").replace(".", ",")
        if isinstance(value, str) and re.fullmatch(r"-?\d+[.,]\d\d", value):
            return re.sub(r"(?<=\d)(?=(\d{3})+[.,])", "\u00a0", value).replace(".", ",") + " €"
        return value
    return [[french(value) for value in row] for row in rows]


def repeated_header(rows, header):
    middle = (header[-1] + len(rows)) // 2
    return rows[:middle] + [[], rows[header[0]], []] + rows[middle:]


def misread(rows, header):
    def wrong(value):
        return value.encode("utf-8").decode("cp1252", "replace") if isinstance(value, str) else value
    return [[wrong(value) for value in row] for row in rows]


def other_columns(rows, header):
    full = lambda row: sum(value not in (None, "") for value in row) > 2
    return [["Commentaire" if place in header else "vu", *row, "Visa" if place in header else "X"] if full(row) else [None, *row]
            for place, row in enumerate(padded(rows))]


def without_header(rows, header):
    return [row for place, row in enumerate(rows) if place not in header]


DAMAGES = {
    "columns shuffled": shuffled, "columns reversed": reversed_columns, "a title more": titled, "moved away from A1": shifted,
    "headers in capitals without accents": upper_case, "headers with spaces": spaced_headers, "amounts as French text": text_amounts,
    "header repeated": repeated_header, "UTF-8 read as windows-1252": misread, "other columns added": other_columns,
    "no header": without_header,
}
# What must be read rightly, not merely refused; a list without titles has no other place for its facts.
HARMLESS = {"columns shuffled", "columns reversed", "a title more", "moved away from A1", "headers in capitals without accents",
            "headers with spaces", "amounts as French text", "header repeated", "other columns added"}


@needs_python("openpyxl")
class Damaged(Workspace):
    def write(self, name, rows, separator):
        if separator:
            path = self.folder / "abime.csv"
            with open(path, "w", encoding="utf-8", newline="") as target:
                csv.writer(target, delimiter=separator).writerows([["" if value is None else value for value in row] for row in rows])
            return path
        import openpyxl
        book = openpyxl.Workbook()
        sheet = book.active
        for place, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                if value is not None:
                    cell = sheet.cell(place, column, value)
                    if isinstance(value, str):
                        cell.data_type = "s"
        path = self.folder / "abime.xlsx"
        book.save(path)
        return path

    def judge(self, path, right, harmless, gone=()):
        """Read rightly, or refused with a finding that names what is missing; what differs is said."""
        folder = self.folder / "sortie"
        outcome, found = imported(path, folder)
        if found is None:
            self.assertEqual(outcome.status, 65, outcome.text[-1500:])
            self.assertFalse(harmless, f"refused: {outcome.text[-1500:]}")
            self.assertTrue(set(outcome.codes) & {"PRF004", "PRF005", "PRF006", "PRF007", "PRF010", "PRF015", "IMP002", "IMP020"},
                            outcome.text[-1500:])
            return "refused"
        differing = {field for one, other in zip(right, found) for field in one if one[field] != other[field]}
        if len(found) == len(right) and not differing:
            return "read"
        said = findings(folder)
        self.assertFalse(harmless, f"{len(found)} lines for {len(right)}, {differing}, {[row['what'] for row in said]}")
        self.assertEqual(len(found), len(right))
        self.assertNotIn("amount", differing)
        texts = " ".join(row["what"] for row in said)
        unsaid = {field for field in differing if f"« {field} »" not in texts and not re.search(rf"\b{field}\b", texts)}
        self.assertLessEqual(unsaid, DEDUCED, f"{differing}: {texts}")
        return "said"

    def test_ten_damages_of_each_layout(self):
        for name in EXPECTED:
            rows, separator = grid(name)
            header = header_rows(rows)
            right = imported(EXPORTS / name, self.folder / "juste")[1]
            for damage, change in DAMAGES.items():
                with self.subTest(name=name, damage=damage):
                    path = self.write(name, change([list(row) for row in rows], header), separator)
                    self.judge(path, right, damage in HARMLESS)

    def test_a_column_less_or_renamed(self):
        """Each column in turn: without it or under a name that nobody knows, nothing wrong is read in silence."""
        for name in EXPECTED:
            rows, separator = grid(name)
            header = header_rows(rows)
            right = imported(EXPORTS / name, self.folder / "juste")[1]
            for column, title in enumerate(rows[header[0]]):
                if not isinstance(title, str) or not title.strip():
                    continue
                less = [row[:column] + row[column + 1:] for row in rows]
                renamed = [[("Xyzzy" if place in header and here == column else value) for here, value in enumerate(row)]
                           for place, row in enumerate(rows)]
                misspelt = [[(value[:3] + value[4:] + "q" if place in header and here == column else value)
                             for here, value in enumerate(row)] for place, row in enumerate(rows)]
                for damage, changed in (("less", less), ("renamed", renamed), ("misspelt", misspelt)):
                    with self.subTest(name=name, damage=damage, column=title):
                        self.judge(self.write(name, changed, separator), right, False)


class Real(Workspace):
    """Files that were published, with their totals computed here."""

    def cedi(self, name, encoding):
        path = SHARED / "data" / "gironde" / name
        wanted, count = {}, 0
        with open(path, encoding=encoding, newline="") as rows:
            for row in list(csv.reader(rows))[1:]:
                cents = int(Decimal(row[16].strip()) * 100)
                key = "/".join(({"D": "depense", "R": "recette"}[row[6]], {"F": "fonctionnement", "I": "investissement"}[row[7]],
                                "reel" if row[8] == "OR" else "ordre"))
                entry = wanted.setdefault(key, [0, 0])
                entry[0] += 1
                entry[1] += cents
                count += 1
        told = inspected(path)
        self.assertEqual((told["import"]["profile"], told["import"]["lines"]), ("cedi", count))
        self.assertEqual(totals(told), dict(sorted(wanted.items())))
        natures = {row["nature"] for row in imported(path, self.folder)[1]}
        self.assertTrue(all(nature.isdigit() for nature in natures))

    @needs_shared("data", "gironde", "cedi_2012_CA.csv")
    def test_gironde_in_utf_8(self):
        self.cedi("cedi_2012_CA.csv", "utf-8")

    @needs_shared("data", "gironde", "cedi_2015_CA_orig_c89c716.csv")
    def test_gironde_in_windows_1252(self):
        self.cedi("cedi_2015_CA_orig_c89c716.csv", "cp1252")

    @needs_shared("data", "montreuil")
    @needs_python("openpyxl")
    def test_montreuil(self):
        import openpyxl
        for path in sorted((SHARED / "data" / "montreuil").glob("*.xlsx")):
            with self.subTest(path.name):
                sheet = openpyxl.load_workbook(path, read_only=True)["Table_Natures"]
                wanted = {}
                for row in list(sheet.iter_rows(values_only=True))[2:]:
                    if row[0] is None:
                        continue
                    key = "/".join(({"DEPENSE": "depense", "RECETTE": "recette"}[row[0]], row[2].lower(),
                                    {"REELLE": "reel", "ORDRE": "ordre"}[row[1]]))
                    wanted.setdefault(key, [0, 0])[0] += 1
                told = inspected(path)
                self.assertEqual(told["import"]["profile"], "astre-nomenclature")
                self.assertEqual(totals(told), dict(sorted(wanted.items())))


if __name__ == "__main__":
    unittest.main()
