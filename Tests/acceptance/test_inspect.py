"""What `inspect` tells of what lies around the cells, and `dump --columns` of some of them."""

import json
import unittest

from corpus import xlsxwriter_types
from support import SAMPLES, Workspace, convert, defined_names, mesures, needs_python, needs_soffice


def inspected(path):
    outcome = mesures("inspect", path, "--format", "json")
    # 1: no profile fits, so that it is no export; what it holds is told all the same.
    if outcome.status not in (0, 1):
        raise AssertionError(outcome.text[-3000:])
    return json.loads(outcome.out)


def around(told):
    """{sheet: what lies around its cells}"""
    return {sheet["name"]: {key: sheet.get(key) for key in ("extent", "tables", "filter", "merges", "hiddenColumns", "hidden")}
            for sheet in told["sheets"]}


@needs_python("xlsxwriter")
class Around(Workspace):
    def setUp(self):
        super().setUp()
        self.made = self.folder / "types.xlsx"
        xlsxwriter_types(self.made)

    def test_names_and_tables_of_xlsx(self):
        told = inspected(self.made)
        types = around(told)["Types"]
        self.assertEqual(types, {"extent": "A1:J19", "tables": [{"name": "Lignes", "range": "I1:J3"}], "filter": None,
                                 "merges": ["F1:G2"], "hiddenColumns": ["H"], "hidden": False})
        self.assertTrue(around(told)["Cachée"]["hidden"])
        self.assertEqual(around(told)["Loin"]["extent"], "A1:KO3000")
        self.assertEqual(around(told)["Vide"]["extent"], None)
        self.assertEqual(told["names"], [{"name": "Taux", "text": "0.2", "hidden": False},
                                         {"name": "Zone", "text": "Types!$A$1:$B$3", "sheet": "Types", "hidden": False}])
        text = mesures("inspect", self.made, "--lang", "fr").text
        for line in ("tableau « Lignes » : I1:J3", "Taux = 0.2", "Zone (« Types ») = Types!$A$1:$B$3", "colonnes masquées : H"):
            self.assertIn(line, text)

    @needs_soffice
    def test_names_and_tables_of_ods(self):
        told = inspected(convert(self.made, self.folder / "ods", "ods"))
        types = around(told)["Types"]
        self.assertEqual((types["tables"], types["merges"], types["hiddenColumns"]),
                         ([{"name": "Lignes", "range": "I1:J3"}], ["F1:G2"], ["H"]))
        names = {name["name"]: name for name in told["names"]}
        self.assertEqual(names["Zone"]["sheet"], "Types")
        self.assertIn("$A$1:.$B$3", names["Zone"]["text"])
        self.assertIn("0.2", names["Taux"]["text"])
        self.assertNotIn("sheet", names["Taux"])

    def test_the_sample(self):
        told = inspected(SAMPLES / "mandats-2025.xlsx")
        import openpyxl
        book = openpyxl.load_workbook(SAMPLES / "mandats-2025.xlsx")
        for sheet in book.worksheets:
            with self.subTest(sheet.title):
                said = around(told)[sheet.title]
                self.assertEqual({table["name"]: table["range"] for table in said["tables"]},
                                 {table.displayName: table.ref for table in sheet.tables.values()})
                self.assertEqual(sorted(said["merges"]), sorted(str(merged) for merged in sheet.merged_cells.ranges))
        self.assertEqual({name["name"] for name in told["names"] if "sheet" not in name}, set(defined_names(book)))


class Columns(Workspace):
    def test_some_columns_are_the_same_as_in_the_whole(self):
        for name in ("mandats-2025.xlsx", "budget-execute.ods", "balance.csv"):
            with self.subTest(name):
                whole = json.loads(mesures("dump", SAMPLES / name).out)["sheets"]
                some = json.loads(mesures("dump", SAMPLES / name, "--columns", "b,D:F").out)["sheets"]
                self.assertEqual([sheet["name"] for sheet in some], [sheet["name"] for sheet in whole])
                for one, other in zip(some, whole):
                    for row, full in zip(one["rows"], other["rows"]):
                        kept = [value if column in (1, 3, 4, 5) else None for column, value in enumerate(full)]
                        while kept and kept[-1] is None:
                            kept.pop()
                        self.assertEqual(row, kept)

    def test_what_are_no_columns(self):
        for columns in ("", "A,", "1", "D:A", "XFE", "A-C", "é"):
            with self.subTest(columns):
                self.assertEqual(mesures("dump", SAMPLES / "balance.csv", "--columns", columns).status, 2)


if __name__ == "__main__":
    unittest.main()
