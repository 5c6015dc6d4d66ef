"""Annotating an annotated workbook: the same bytes, nothing doubled, no correction lost unsaid."""

import json
import pathlib

from annotation import PROVENANCE, RULES, SUMMARY, Annotation, Summary
from people import renamed, set_cell
from support import (SAMPLES, Workspace, annotate, annotated, convert, digest, mesures, needs_python, needs_soffice,
                     sheet_rows, workbook_of)

PACKAGES = ("mandats-2025.xlsx", "budget-execute.ods")


@needs_python("openpyxl")
@needs_python("lxml")
class AnnotatingAgain(Workspace):
    def again(self, name, source, *more, folder="encore"):
        """Runs the pipeline of sample `name` on `source`."""
        profile = SAMPLES / "profils" / "mandats-val-garance.yaml" if name.startswith("mandats") else "auto"
        return annotate(source, self.folder / folder, "--set", f"profil={profile}", *more)

    def rating(self, workbook, prefix="Axe 1", wanted="Favorable"):
        """A line rated `wanted` as a whole: the annotation, and the row and column of its rating, from 1."""
        annotation = Annotation(workbook)
        position = next(
            index for index, row in enumerate(annotation.lines) if annotation.inside(row)
            and annotation.value(row, f"{prefix} – Cotation") == wanted and annotation.value(row, f"{prefix} – Part") == 1)
        rows = annotation.sheets[annotation.name]
        row = next(index for index in range(annotation.header_row + 1, len(rows))
                   if rows[index] is annotation.lines[position])
        return annotation, row + 1, annotation.column(f"{prefix} – Cotation") + 1

    def test_a_run_on_its_own_output_gives_the_same_bytes(self):
        for name in PACKAGES:
            with self.subTest(name):
                first = workbook_of(annotated(name))
                done = self.again(name, first, "--verify", "--format", "json", folder=name)
                self.assertDone(done)
                second = workbook_of(self.folder / name)
                self.assertEqual(second.name, first.name, "no -annote-annote")
                self.assertEqual(digest(second), digest(first))
                notes = {finding["code"]: finding["values"] for finding in json.loads(done.err)["findings"]}
                columns = "23" if name == "mandats-2025.xlsx" else "22"
                self.assertEqual(notes["VER006"], {"columns": columns, "sheets": "8"})
                lines = [pathlib.Path(folder, "donnees", "lines.csv").read_bytes()
                         for folder in (annotated(name), self.folder / name)]
                self.assertEqual(lines[0], lines[1])

    def test_the_workbook_of_a_text_is_stable_too(self):
        first = workbook_of(annotated("balance.csv"))
        self.assertDone(self.again("balance", first, folder="un"))
        second = workbook_of(self.folder / "un")
        self.assertDone(self.again("balance", second, folder="deux"))
        self.assertEqual(digest(workbook_of(self.folder / "deux")), digest(second))
        before, after = Annotation(first), Annotation(second)
        self.assertEqual(before.header, after.header)
        self.assertEqual(before.lines, after.lines)

    @needs_soffice
    def test_what_another_program_saved_is_found_again(self):
        for name in PACKAGES:
            with self.subTest(name):
                first = workbook_of(annotated(name))
                saved = convert(first, self.folder / ("lo-" + name), first.suffix[1:])
                self.assertDone(self.again(name, saved, "--verify", folder=name))
                before, after = Annotation(first), Annotation(workbook_of(self.folder / name))
                self.assertEqual(list(before.sheets), list(after.sheets))
                self.assertEqual(before.header, after.header)
                self.assertEqual([before.value(row, "Axe 1 – Cotation") for row in before.lines],
                                 [after.value(row, "Axe 1 – Cotation") for row in after.lines])
                self.assertEqual(Summary(before.sheets).views, Summary(after.sheets).views)
                source = {row[0]: row[1] for row in after.sheets[PROVENANCE] if len(row) > 1}["Fichier source"]
                self.assertEqual(source, name, "the lines are those of the first source")

    def test_sheets_keep_the_names_that_people_gave_them(self):
        for name in PACKAGES:
            with self.subTest(name):
                first = workbook_of(annotated(name))
                mine = renamed(first, self.folder / name, SUMMARY, "Ma synthèse à moi")
                self.assertDone(self.again(name, mine, folder="o-" + name))
                second = workbook_of(self.folder / ("o-" + name))
                expected = ["Ma synthèse à moi" if sheet == SUMMARY else sheet for sheet in sheet_rows(first)]
                self.assertEqual(list(sheet_rows(second)), expected)
                before = Summary(sheet_rows(first))
                after = Summary(sheet_rows(second), "Ma synthèse à moi")
                self.assertEqual((before.views, before.unrated), (after.views, after.unrated))

    def test_a_correction_is_never_undone_unsaid(self):
        for name in PACKAGES:
            with self.subTest(name):
                annotation, row, column = self.rating(workbook_of(annotated(name)), wanted="Défavorable")
                corrected = set_cell(workbook_of(annotated(name)), self.folder / name, annotation.name, row, column, "Neutre")
                refused = self.again(name, corrected, folder="o-" + name)
                self.assertEqual((refused.status, refused.codes[-1]), (65, "PIP010"), refused.text)
                import openpyxl
                cell = f"{openpyxl.utils.get_column_letter(column)}{row}"
                self.assertIn(f"{cell} « Neutre » ≠ « Défavorable »", refused.text)
                self.assertFalse((self.folder / ("o-" + name)).exists())
                self.assertDone(self.again(name, corrected, "--replace-ratings", folder="o-" + name))
                after = Annotation(workbook_of(self.folder / ("o-" + name)))
                self.assertEqual(after.header, annotation.header)
                self.assertEqual([after.value(line, "Axe 1 – Cotation") for line in after.lines],
                                 [annotation.value(line, "Axe 1 – Cotation") for line in annotation.lines])

    def test_inspect_tells_what_the_program_wrote(self):
        for name in PACKAGES:
            with self.subTest(name):
                told = json.loads(mesures("inspect", workbook_of(annotated(name)), "--format", "json").out)
                plain = json.loads(mesures("inspect", SAMPLES / name, "--format", "json").out)
                self.assertEqual(told["import"], plain["import"])
                written = {sheet["name"] for sheet in told["sheets"] if sheet["written"]}
                annexes = {"Annexe agrégée", "Annexe axe 1", "Annexe axe 6"}
                self.assertEqual(written - annexes - {"Repères"}, {SUMMARY, RULES, PROVENANCE, "Listes"})
                self.assertLessEqual(annexes, written)
                columns = [sheet["writtenColumns"] for sheet in told["sheets"] if sheet["writtenColumns"]]
                # 20, what was written among them, and the keys of the annex: that of the budget too, where there are several.
                self.assertEqual([len(some) for some in columns], [23 if name == "mandats-2025.xlsx" else 22])
                self.assertEqual({column["owner"] for column in columns[0]}, {"budget_vert"})
                text = mesures("inspect", workbook_of(annotated(name)), "--lang", "fr").text
                self.assertIn("colonnes écrites par un passage précédent", text)


@needs_python("openpyxl")
class ColumnsAgain(Workspace):
    def annotate(self, source, output, text):
        columns = self.folder / "colonnes.csv"
        columns.write_text(text, encoding="utf-8")
        done = mesures("annotate", source, "--with", columns, "-o", output, "--verify", "--format", "json")
        self.assertDone(done)
        return output

    def test_the_same_columns_give_the_same_bytes(self):
        text = "row,Avis:list(a|b),Avis !,Vu le:date\n2,a,=x,2025-01-31\n4,b,,\n900,,loin,\n"
        for name in PACKAGES:
            with self.subTest(name):
                suffix = pathlib.Path(name).suffix
                first = self.annotate(SAMPLES / name, self.folder / ("un" + suffix), text)
                second = self.annotate(first, self.folder / ("deux" + suffix), text)
                self.assertEqual(digest(first), digest(second))

    def test_values_are_replaced_and_other_columns_stay(self):
        for name in PACKAGES:
            with self.subTest(name):
                suffix = pathlib.Path(name).suffix
                first = self.annotate(SAMPLES / name, self.folder / ("un" + suffix), "row,A,B\n2,x,y\n3,x,y\n")
                second = self.annotate(first, self.folder / ("deux" + suffix), "row,B,C\n3,z,w\n")
                before, after = sheet_rows(SAMPLES / name), sheet_rows(second)
                self.assertEqual(list(before), list(after))
                sheet = next(iter(before))
                header = after[sheet][0]
                self.assertEqual(header[-3:], ["A", "B", "C"])
                width = len(header)
                rows = [(row + [None] * width)[:width] for row in after[sheet][1:4]]
                self.assertEqual([row[-3:] for row in rows],
                                 [["x", None, None], ["x", "z", "w"], [None, None, None]])
