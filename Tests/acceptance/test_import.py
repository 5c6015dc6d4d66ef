"""What becomes of the lines: codes repaired, nothing lost, both forms of a real budget alike."""

import csv
import json

from support import EXPECTED, ROOT, SHARED, Workspace, annotated, mesures, needs_shared

PIPELINE = ROOT / "pipelines" / "budget-vert.yaml"
MONTPELLIER = ("data", "montpellier")


def table(folder, name):
    with open(folder / "donnees" / name, encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def cents(row):
    sign = -1 if row["amount"].startswith("-") else 1
    euros, _, rest = row["amount"].lstrip("-").partition(".")
    return sign * (int(euros) * 100 + int(rest.ljust(2, "0")))


class Import(Workspace):
    def test_leading_zeros_come_back_by_their_label_and_are_counted(self):
        expected = EXPECTED["budget-execute.ods"]
        folder = annotated("budget-execute.ods")
        functions = {}
        for row in table(folder, "lines.csv"):
            functions[row["fonction"]] = functions.get(row["fonction"], 0) + 1
        self.assertEqual(functions.pop(""), expected["blank_functions"])
        self.assertEqual(functions, {code: count for code, count in expected["functions"].items() if count})
        repaired = {row["cell"]: int(row["count"]) for row in table(folder, "findings.csv") if row["code"] == "IMP006"}
        # The header cells of SousFonction and of Nature, whose account 024 was stored as 24.
        self.assertEqual(repaired, {"G1": sum(expected["functions_to_repair"].values()),
                                    "F1": expected["natures_to_repair"]})

    def test_each_budget_is_read_with_its_own_account_plan(self):
        plans = {}
        for row in table(annotated("mandats-2025.xlsx"), "lines.csv"):
            plans.setdefault(row["budget"], set()).add(row["nomenclature"])
        self.assertEqual(plans, {budget: {entry["nomenclature"]}
                                 for budget, entry in EXPECTED["mandats-2025.xlsx"]["budgets"].items()})

    def test_words_that_the_export_cut_are_healed_in_the_lines(self):
        labels = [row["libelle"] for row in table(annotated("mandats-2025.xlsx"), "lines.csv")]
        self.assertTrue(any("SERVICES FINANCIERS" in label for label in labels))
        self.assertFalse([label for label in labels if label != label.strip()])

    def test_the_data_package_describes_its_tables(self):
        for name in EXPECTED:
            with self.subTest(sample=name):
                folder = annotated(name)
                package = json.loads((folder / "donnees" / "datapackage.json").read_text(encoding="utf-8"))
                for resource in package["resources"]:
                    rows = open(folder / "donnees" / resource["path"], encoding="utf-8", newline="")
                    with rows:
                        header = next(csv.reader(rows))
                    self.assertEqual(header, [field["name"] for field in resource["schema"]["fields"]])

    @needs_shared(*MONTPELLIER)
    def test_montpellier_gives_the_same_lines_from_ods_and_csv(self):
        sides = {"depense/fonctionnement": 30739238351, "depense/investissement": 9188099507,
                 "recette/fonctionnement": 33412830055, "recette/investissement": 8563397281}
        tables = []
        for form in ("ods", "csv"):
            source = SHARED.joinpath(*MONTPELLIER, f"VilleMTP_MTP_BudgetAnt_2005_2016.{form}")
            self.assertDone(mesures(
                "import", PIPELINE, "--set", f"entree={source}", "--set", f"sortie={self.folder / form}",
                "--set", "nomenclature=M14_COM_SUP3500", "--set", "exercice=2016", "--lang", "fr"))
            rows = table(self.folder / form, "lines.csv")
            self.assertEqual(len(rows), 15826)
            self.assertEqual(sum(map(cents, rows)), 1045309684426)
            found = {}
            for row in rows:
                if row["exercice"] == "2016":
                    side = f"{row['sens']}/{row['section']}"
                    found[side] = found.get(side, 0) + cents(row)
            self.assertEqual(found, sides)
            repaired = [row for row in table(self.folder / form, "findings.csv") if row["code"] == "IMP006"]
            self.assertEqual(len(repaired), 1)
            administration = {row["fonction"] for row in rows
                              if row["libelleFonction"].startswith("ADMINISTRATION GENERALE DE LA COLL")}
            self.assertEqual(administration, {"020"})
            tables.append(rows)
        self.assertEqual(tables[0], tables[1])
