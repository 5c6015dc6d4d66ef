"""Every total of an annotated workbook equals the total of its source, to the cent."""

from annotation import PROVENANCE, SUMMARY, Annotation, Summary
from support import EXPECTED, INPUTS, SAMPLES, Workspace, annotated, digest, needs_python, workbook_of

SOURCE = {"mandats-2025.xlsx": EXPECTED["mandats-2025.xlsx"]["retained"],
          "budget-execute.ods": EXPECTED["budget-execute.ods"]["cents"],
          "balance.csv": EXPECTED["balance.csv"]["cents"]}


@needs_python("openpyxl")
@needs_python("lxml")
class Totals(Workspace):
    def each(self):
        for name in INPUTS:
            with self.subTest(sample=name):
                yield name, Annotation(workbook_of(annotated(name)))

    def test_every_line_of_the_source_is_counted(self):
        for name, annotation in self.each():
            self.assertEqual(len(annotation.lines), EXPECTED[name]["lines"])
            self.assertEqual(annotation.total(), SOURCE[name])

    def test_ratings_and_out_of_perimeter_add_up_to_the_source(self):
        for name, annotation in self.each():
            outside = sum(annotation.by_reason().values())
            self.assertGreaterEqual(len(annotation.prefixes), 3, "two axes and the synthesis")
            for prefix in annotation.prefixes:
                ratings = annotation.by_rating(prefix)
                self.assertNotIn(None, ratings, f"{prefix}: a line in the perimeter has no rating")
                self.assertEqual(sum(ratings.values()) + outside, SOURCE[name], prefix)

    def test_the_synthesis_sheet_shows_the_sums_of_the_lines(self):
        for name, annotation in self.each():
            summary = Summary(annotation.sheets)
            self.assertEqual(len(summary.views), len(annotation.prefixes))
            for (title, shown), prefix in zip(summary.views.items(), annotation.prefixes):
                summed = {rating: amount for rating, amount in annotation.by_rating(prefix).items() if amount}
                self.assertEqual({rating: amount for rating, amount in shown.items() if amount}, summed, title)
                self.assertEqual(summary.totals[title], annotation.total(annotation.inside))
            self.assertEqual(summary.perimeter["Total des lignes"], SOURCE[name])
            self.assertEqual(summary.perimeter["Total lu dans la source"], SOURCE[name])
            self.assertEqual(set(summary.verdicts.values()), {"OK"})

    def test_the_perimeter_is_real_investment_spending_without_loans(self):
        for name, annotation in self.each():
            inside = [row for row in annotation.lines if annotation.inside(row)]
            found = {"lines": len(inside), "cents": sum(map(annotation.amount, inside))}
            self.assertEqual(found, EXPECTED[name]["in_perimeter"], annotation.by_reason())

    def test_each_budget_counts_the_amount_that_it_records(self):
        annotation = Annotation(workbook_of(annotated("mandats-2025.xlsx")))
        for budget, expected in EXPECTED["mandats-2025.xlsx"]["budgets"].items():
            mine = annotation.total(lambda row: annotation.value(row, "Budget") == budget)
            self.assertEqual(mine, expected["retained"], f"budget {budget}: {expected['basis']}")

    def test_rules_rate_what_a_reader_would_expect(self):
        annotation = Annotation(workbook_of(annotated("mandats-2025.xlsx")))
        ratings = {}
        for row in annotation.lines:
            label = annotation.value(row, "Libellé")
            for word in ("PISTE CYCLABLE", "VOIE DOUCE"):
                if word in label and annotation.inside(row):
                    ratings.setdefault(word, set()).add(annotation.value(row, "Axe 1 – Cotation"))
        self.assertEqual(ratings, {"PISTE CYCLABLE": {"Favorable"}, "VOIE DOUCE": {"Favorable"}})

    def test_provenance_names_the_source_and_its_fingerprint(self):
        for name, annotation in self.each():
            self.assertIn(SUMMARY, annotation.sheets)
            text = "\n".join(str(cell) for row in annotation.sheets[PROVENANCE] for cell in row if cell is not None)
            self.assertIn(name, text)
            self.assertIn(digest(SAMPLES / name), text)
