"""What past decisions suggest, how well they foretell one another, and how far raters agree."""

import collections
import csv
import io
import json
import random
import shutil

from support import INPUTS, ROOT, SAMPLES, Workspace, annotated, mesures, needs_python, settings, workbook_of

COLUMNS = ("measure,axis,budget,exercice,bordereau,piece,rang,operation,nature,fonction,libelle,montant,categorie,part,autre,"
           "auteur,date,motif,regle,categorie_programme").split(",")
MANDATES = INPUTS[0]
PROFILE = SAMPLES / "profils" / "mandats-val-garance.yaml"


def decision(number, operation, nature, category, euros, exercice="2025", label=None):
    return {
        "measure": "budget-vert", "axis": "attenuation", "budget": "VG", "exercice": exercice, "piece": str(number),
        "rang": "1", "operation": operation, "nature": nature, "fonction": "845", "libelle": label or f"LOT {number}",
        "montant": f"{euros}.00", "categorie": category, "part": "1", "auteur": "A. Martin", "date": "2025-11-20"}


def write_decisions(path, decisions):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(decisions)
    return path


def export(path, lines, headers=("Exercice", "Budget", "Section", "Sens", "Mandat", "Nature", "Fonction", "Opération",
                                 "Objet", "Montant TTC")):
    """An export made by openpyxl; a line is (number, operation, nature, label, euros)."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Mandats"
    sheet.append(headers)
    for number, operation, nature, label, euros in lines:
        sheet.append([2025, "VG", "I", "D", number, nature, "845", operation, label, euros])
    for row in sheet.iter_rows(min_row=2, min_col=6, max_col=8):
        for cell in row:
            cell.number_format = "@"
    book.save(path)
    return path


def values(path, sheet):
    """The values of a sheet, row by row, as openpyxl reads them."""
    import openpyxl

    book = openpyxl.load_workbook(path, data_only=True, read_only=True)
    rows = list(book[sheet].iter_rows(values_only=True))
    book.close()
    return rows


class Evaluate(Workspace):
    def evaluated(self, decisions, *more):
        path = write_decisions(self.folder / "decisions.csv", decisions)
        outcome = mesures("evaluate", path, *more, "--format", "json")
        self.assertDone(outcome)
        return json.loads(outcome.out)["axes"][0]

    def test_a_known_structure_gives_its_figures(self):
        # Nature decides, but for every tenth line, which says otherwise.
        draw = random.Random(6)
        decisions = []
        for number in range(400):
            nature = draw.choice(["2151", "2152", "2183", "2313"])
            right = {"2151": "favorable", "2152": "favorable", "2183": "defavorable", "2313": "neutre"}[nature]
            wrong = {"favorable": "neutre", "defavorable": "favorable", "neutre": "defavorable"}[right]
            decisions.append(decision(
                number, f"OP{number // 4}", nature, wrong if number % 10 == 9 else right, draw.randrange(100, 900)))
        axis = self.evaluated(decisions)
        self.assertTrue(axis["learns"])
        new = axis["heldOut"][1]
        self.assertEqual((new["operation"], new["groups"]), ("new", 100))
        # What nature tells, line by line, from the lines of other operations.
        right = cents = 0
        for own in decisions:
            counts = collections.Counter(other["categorie"] for other in decisions
                                         if other["nature"] == own["nature"] and other["operation"] != own["operation"])
            if counts.most_common(1)[0][0] == own["categorie"]:
                right += 1
                cents += round(float(own["montant"]) * 100)
        self.assertEqual(right, 360)
        for name in ("nature", "suggestions"):
            accuracy = new["accuracy"][name]
            self.assertEqual((accuracy["right"], accuracy["lines"], accuracy["rightCents"]), (right, 400, cents), name)
        common = collections.Counter(own["categorie"] for own in decisions).most_common(1)[0][1]
        self.assertEqual(new["accuracy"]["majority"]["right"], common)
        self.assertLess(new["accuracy"]["suggestions"]["low"], 0.9)
        self.assertGreater(new["accuracy"]["suggestions"]["high"], 0.9)
        self.assertLess(new["calibrationError"], 0.05)
        # A tenth of noise: no line may be promised at 0.95 or more.
        self.assertEqual([coverage["lines"] for coverage in new["coverage"][1:]], [0, 0])
        self.assertEqual(sum(bin["lines"] for bin in new["reliability"]), 400)

    def test_random_ratings_teach_nothing(self):
        for seed in range(8):
            draw = random.Random(seed)
            axis = self.evaluated([
                decision(number, f"OP{number // 4}", draw.choice(["2151", "2183", "2313"]),
                         draw.choice(["favorable", "neutre", "defavorable"]), draw.randrange(100, 900))
                for number in range(400)])
            self.assertFalse(axis["learns"], seed)
        outcome = mesures("evaluate", self.folder / "decisions.csv", "--lang", "fr")
        self.assertDone(outcome)
        self.assertIn("Rien ne s'apprend de ces décisions : ", outcome.out.decode())
        outcome = mesures("evaluate", self.folder / "decisions.csv", "--lang", "en")
        self.assertIn("Nothing can be learned from these decisions", outcome.out.decode())

    def test_years_are_foretold_by_earlier_ones(self):
        decisions = [decision(number, f"OP{number}", "2151" if number % 2 else "2183",
                              "favorable" if number % 2 else "defavorable", 100, exercice="2024" if number < 60 else "2025")
                     for number in range(100)]
        axis = self.evaluated(decisions)
        self.assertEqual([(year["exercice"], year["earlier"]) for year in axis["years"]], [("2025", 60)])
        self.assertEqual(axis["years"][0]["accuracy"]["suggestions"]["right"], 40)
        self.assertEqual(axis["years"][0]["accuracy"]["majority"]["right"], 20)

    @needs_python("openpyxl")
    def test_an_annotated_workbook_and_an_export(self):
        workbook = workbook_of(annotated(MANDATES))
        outcome = mesures("evaluate", workbook, SAMPLES / MANDATES, "--profile", PROFILE, "--format", "json")
        self.assertDone(outcome)
        axis = json.loads(outcome.out)["axes"][0]
        rows = values(workbook, "TOUS")
        header = next(row for row in rows if "Axe 1 – Cotation" in row)
        place = header.index("Axe 1 – Cotation")
        rated = collections.Counter(row[place] for row in rows[rows.index(header) + 1:] if row[place])
        del rated["Non renseigné"]
        self.assertEqual({rating["lines"] for rating in axis["ratings"]}, set(rated.values()))
        self.assertEqual(axis["undecided"]["matched"], sum(rated.values()))

    def test_what_is_no_rating(self):
        self.assertEqual(mesures("evaluate", SAMPLES / MANDATES, "--profile", PROFILE).codes, ["RAT001"])
        path = self.folder / "decisions.csv"
        path.write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
        outcome = mesures("evaluate", path)
        self.assertDone(outcome)
        self.assertIn("Rien ne s'apprend", outcome.out.decode())


@needs_python("openpyxl")
class Suggest(Workspace):
    """`transform: suggest:` on an export of openpyxl, whose accounts no rule knows."""

    LINES = [
        (1, "OP3", "2151", "LOT NEUF", 100), (2, "NOUVELLE", "2183", "LOT NEUF", 200), (3, "NOUVELLE", "2151", "AUTRE", 300),
        (4, "NOUVELLE", "2161", "TABLEAU", 400)]

    def pipeline(self, suggest, decisions=None):
        """A pipeline with no rule that speaks, so that all lines are open."""
        folder = self.folder / "pipelines"
        if not folder.exists():
            shutil.copytree(ROOT / "pipelines", folder)
            for pack in (folder / "rules" / "budget-vert").glob("*.yaml"):
                text = pack.read_text(encoding="utf-8")
                axis = next(line for line in text.splitlines() if line.startswith("axis:"))
                pack.write_text(
                    f"pack: {pack.stem}\nversion: 1\ntitle: Rien\nmeasure: budget-vert\n{axis}\nsource: Essai\n"
                    "licence: EUPL-1.2\nrules:\n  - id: jamais\n    when: { nature: \"9\" }\n    rate: neutre\n    because: Rien\n"
                    "    source: Essai\n    confidence: observed\n", encoding="utf-8")
        text = (folder / "budget-vert.yaml").read_text(encoding="utf-8")
        path = folder / "essai.yaml"
        path.write_text(text.replace("transform:\n", f"transform:\n  suggest: {suggest}\n"), encoding="utf-8")
        return path

    def past(self, categories=("favorable", "defavorable")):
        """A hundred and twenty operations in which the nature decides."""
        return write_decisions(self.folder / "passe.csv", [
            decision(1000 + number, f"OP{number // 2}", "2151" if number % 2 else "2183", categories[number % 2 == 0],
                     100 + number, exercice="2024", label=f"LOT ANCIEN {number}") for number in range(240)])

    def run_it(self, suggest, *more, status=0):
        source = export(self.folder / "export.xlsx", self.LINES)
        output = self.folder / "sortie"
        shutil.rmtree(output, ignore_errors=True)
        outcome = mesures("run", self.pipeline(suggest), *settings(source, output), *more, "--set", "profil=auto")
        self.assertDone(outcome, status)
        return outcome, output

    def table(self, output):
        rows = values(workbook_of(output), "Mandats")
        return [dict(zip(rows[0], row)) for row in rows[1:]]

    def test_suggestions_have_their_columns_and_are_no_ratings(self):
        self.past()
        outcome, output = self.run_it("{ from: ../passe.csv }")
        self.assertIn("SUG001", outcome.codes)
        self.assertNotIn("SUG002", outcome.codes)
        rows = self.table(output)
        self.assertEqual([row["Axe 1 – Suggestion"] for row in rows][:3], ["Favorable", "Défavorable", "Favorable"])
        self.assertTrue(all(row["Axe 1 – Cotation"] == "Non renseigné" for row in rows))
        self.assertGreater(float(rows[1]["Axe 1 – Probabilité"]), 0.98)
        self.assertIn("120 décisions sur 120 (mêmes nature et fonction)", rows[1]["Axe 1 – Preuves"])
        self.assertIn("« LOT ANCIEN", rows[1]["Axe 1 – Preuves"])
        self.assertIn("1 décision sur 1 (mêmes nature, fonction et opération)", rows[0]["Axe 1 – Preuves"])
        # An account of which nothing is known, and a word that nobody wrote.
        self.assertFalse(rows[3]["Axe 1 – Suggestion"])

    def test_accepted_suggestions_are_ratings_marked_and_counted(self):
        self.past()
        for accept in (">= 0.98", "≥ 0.98", "98 %"):
            outcome, output = self.run_it(f'{{ from: ../passe.csv, accept: "{accept}" }}')
            self.assertIn("SUG002", outcome.codes)
            rows = self.table(output)
            self.assertEqual([row["Axe 1 – Cotation"] for row in rows],
                             ["Favorable", "Défavorable", "Favorable", "Non renseigné"])
            self.assertEqual(rows[0]["Axe 1 – Règle"], "suggestion (favorable)")
            self.assertIn("à vérifier", rows[0]["Axe 1 – À vérifier"])
            # Axis 6 has no past decisions: it is not touched.
            self.assertTrue(all(row["Axe 6 – Cotation"] == "Non renseigné" for row in rows))
        self.assertIn("3 lignes (600,00\u00a0€)", outcome.text)
        provenance = dict(tuple(row[:2]) for row in values(workbook_of(output), "Provenance") if len(row) > 1)
        self.assertEqual(float(provenance["Axe 1 : suggestions acceptées comme cotations, lignes"]), 3)
        self.assertEqual(float(provenance["Axe 1 : suggestions acceptées comme cotations, montant"]), 600)

    def test_stages_apart_give_the_same_bytes(self):
        self.past()
        _, output = self.run_it('{ from: ../passe.csv, accept: ">= 0.98" }')
        together = workbook_of(output).read_bytes()
        shutil.rmtree(output)
        for stage in ("import", "transform", "export"):
            self.assertDone(mesures(stage, self.folder / "pipelines" / "essai.yaml",
                                    *settings(self.folder / "export.xlsx", output), "--set", "profil=auto"))
        self.assertEqual(workbook_of(output).read_bytes(), together)

    def test_random_decisions_suggest_nothing(self):
        draw = random.Random(3)
        write_decisions(self.folder / "passe.csv", [
            decision(1000 + number, f"OP{number // 2}", "2151" if number % 2 else "2183",
                     draw.choice(["favorable", "defavorable"]), 100) for number in range(240)])
        outcome, output = self.run_it('{ from: ../passe.csv, accept: ">= 0.98" }')
        self.assertIn("SUG003", outcome.codes)
        self.assertTrue(all(not row["Axe 1 – Suggestion"] for row in self.table(output)))

    def test_an_acceptance_that_means_nothing(self):
        self.past()
        for accept in ("0.4", "souvent", "1.2"):
            outcome, _ = self.run_it(f'{{ from: ../passe.csv, accept: "{accept}" }}', status=2)
            self.assertEqual(outcome.codes, ["SUG004"])


@needs_python("openpyxl")
class Compare(Workspace):
    def corrected(self, name, change):
        """A copy of the annotated mandates in which openpyxl makes `change`s: {row: (rating, reason)}."""
        import openpyxl

        source = workbook_of(annotated(MANDATES))
        book = openpyxl.load_workbook(source)
        sheet = book["TOUS"]
        header = next(row for row in sheet.iter_rows() if any(cell.value == "Axe 1 – Cotation" for cell in row))
        places = {cell.value: cell.column for cell in header}
        for row, (rating, reason) in change.items():
            sheet.cell(row, places["Axe 1 – Cotation"]).value = rating
            sheet.cell(row, places["Axe 1 – Justification"]).value = reason
        path = self.folder / name
        book.save(path)
        return path

    def rated(self):
        """{row: (rating, amount)} of the annotated mandates, axis 1."""
        rows = values(workbook_of(annotated(MANDATES)), "TOUS")
        top = next(index for index, row in enumerate(rows) if "Axe 1 – Cotation" in row)
        header = rows[top]
        rating, amount = header.index("Axe 1 – Cotation"), header.index("Montant budgétaire")
        return {index + 1: (row[rating], round(abs(float(row[amount])) * 100)) for index, row in enumerate(rows)
                if index > top and row[rating] not in ("", None, "Non renseigné")}

    @staticmethod
    def kappa(pairs):
        """Cohen's kappa of (first, second, weight), as the formula says."""
        whole = sum(weight for _, _, weight in pairs)
        observed = sum(weight for one, other, weight in pairs if one == other) / whole
        classes = {rating for pair in pairs for rating in pair[:2]}
        expected = sum(sum(w for one, _, w in pairs if one == rating) * sum(w for _, other, w in pairs if other == rating)
                       for rating in classes) / whole ** 2
        return observed, (observed - expected) / (1 - expected)

    def test_agreement_and_disputes(self):
        rated = self.rated()
        turned = [row for row in rated if rated[row][0] == "Favorable"][:40]
        first = self.corrected("a.xlsx", {})
        second = self.corrected("b.xlsx", {row: ("Neutre", "Sans effet") for row in turned})
        outcome = mesures("compare", "--raters", first, second, "--profile", PROFILE, "--format", "json")
        self.assertDone(outcome)
        result = json.loads(outcome.out)
        self.assertEqual(result["raters"], ["a", "b"])
        axis = result["axes"][0]
        self.assertEqual((axis["lines"], axis["disputedLines"]), (len(rated), 40))
        self.assertEqual(axis["disputedCents"], sum(rated[row][1] for row in turned))
        pairs = [(rating, "Neutre" if row in turned else rating, amount) for row, (rating, amount) in rated.items()]
        for name, own in (("byLine", [(one, other, 1) for one, other, _ in pairs]), ("byEuro", pairs)):
            observed, kappa = self.kappa(own)
            self.assertAlmostEqual(axis["pairs"][0][name]["observed"], observed, places=9)
            self.assertAlmostEqual(axis["pairs"][0][name]["kappa"], kappa, places=9)
        cents = [abs(dispute["cents"]) for dispute in axis["disputes"]]
        self.assertEqual(cents, sorted(cents, reverse=True))
        self.assertEqual(axis["disputes"][0]["ratings"][1],
                         {"rater": "b", "rating": "neutre", "reason": "Sans effet"})
        self.assertEqual(result["axes"][1]["disputedLines"], 0)
        # The same lines as CSV.
        table = mesures("compare", "--raters", first, second, "--profile", PROFILE, "--format", "csv")
        self.assertDone(table)
        rows = list(csv.DictReader(io.StringIO(table.out.decode())))
        self.assertEqual(len(rows), 40)
        self.assertEqual({(row["a – cotation"], row["b – cotation"]) for row in rows}, {("favorable", "neutre")})
        self.assertIn("40, ", mesures("compare", "--raters", first, second, "--profile", PROFILE, "--lang", "fr").text)

    def test_three_raters_have_fleiss_kappa(self):
        rated = self.rated()
        turned = [row for row in rated if rated[row][0] == "Favorable"][:30]
        files = [self.corrected("a.xlsx", {}), self.corrected("b.xlsx", {row: ("Neutre", "") for row in turned}),
                 self.corrected("c.xlsx", {row: ("Défavorable", "") for row in turned[:10]})]
        outcome = mesures("compare", "--raters", *files, "--profile", PROFILE, "--format", "json")
        self.assertDone(outcome)
        axis = json.loads(outcome.out)["axes"][0]
        self.assertEqual(len(axis["pairs"]), 3)
        counts = []
        for row, (rating, _) in rated.items():
            counts.append(collections.Counter([
                rating, "Neutre" if row in turned else rating, "Défavorable" if row in turned[:10] else rating]))
        observed = sum(sum(n * (n - 1) for n in count.values()) / 6 for count in counts) / len(counts)
        parts = sum(counts, collections.Counter())
        expected = sum((n / (3 * len(counts))) ** 2 for n in parts.values())
        self.assertAlmostEqual(axis["together"]["byLine"]["kappa"], (observed - expected) / (1 - expected), places=9)

    def test_decisions_are_raters_too(self):
        first = write_decisions(self.folder / "a.csv", [decision(n, "OP1", "2151", "favorable", 100) for n in range(4)])
        second = write_decisions(self.folder / "b.csv", [
            decision(n, "OP1", "2151", "neutre" if n == 3 else "favorable", 100) for n in range(1, 6)])
        outcome = mesures("compare", "--raters", first, second, "--format", "json")
        self.assertDone(outcome)
        axis = json.loads(outcome.out)["axes"][0]
        self.assertEqual((axis["lines"], axis["disputedLines"], axis["disputedCents"]), (3, 1, 10000))

    def test_refusals(self):
        first = write_decisions(self.folder / "a.csv", [decision(1, "OP1", "2151", "favorable", 100)])
        other = write_decisions(self.folder / "b.csv", [decision(2, "OP1", "2151", "favorable", 100)])
        for arguments, status, code in (([first], 2, "RAT005"), ([first, other], 65, "CMP001"), (["--raters", first], 2, "RAT004"),
                                        (["--raters", first, other], 65, "RAT003"),
                                        (["--raters", first, SAMPLES / MANDATES, "--profile", PROFILE], 65, "RAT001")):
            outcome = mesures("compare", *arguments)
            self.assertEqual((outcome.status, outcome.codes), (status, [code]), outcome.text)

    def test_words_that_no_measure_has_are_told(self):
        row = next(iter(self.rated()))
        first, second = self.corrected("a.xlsx", {}), self.corrected("b.xlsx", {row: ("bof", "")})
        outcome = mesures("compare", "--raters", first, second, "--profile", PROFILE)
        self.assertDone(outcome)
        self.assertIn("RAT002", outcome.codes)
