"""`mesures annotate`: columns of one's own on any workbook, and nothing else changed."""

import json
import zipfile

from support import (SAMPLES, SHARED, Workspace, annotate, mesures, needs_python, needs_shared, raw_parts, sheet_rows)

MONTREUIL = ("data", "montreuil", "NATURES - FONCTIONS v13.xlsx")
COLUMNS = "row,Avis:list(Favorable|Neutre),Remarque\n3,Favorable,=1+1\n15075,Neutre,fin\n"


@needs_python("openpyxl")
class Annotate(Workspace):
    def columns(self, text=COLUMNS):
        path = self.folder / "colonnes.csv"
        path.write_text(text, encoding="utf-8")
        return path

    @needs_shared(*MONTREUIL)
    def test_two_columns_touch_the_sheet_the_styles_the_strings_and_the_names_alone(self):
        import openpyxl

        source, output = SHARED.joinpath(*MONTREUIL), self.folder / "avis.xlsx"
        done = mesures("annotate", source, "--with", self.columns(), "--sheet", "Table_Natures",
                       "--header-row", "2", "-o", output)
        self.assertEqual(done.status, 0, done.text)
        before, after = raw_parts(source), raw_parts(output)
        self.assertEqual(list(before), list(after))
        changed = {part for part in before if before[part] != after[part]}
        # The workbook part has the hidden names that find the columns again; the texts stand in the shared strings.
        self.assertEqual(changed, {"xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml",
                                   "xl/sharedStrings.xml"})
        book = openpyxl.load_workbook(output)
        sheet = book["Table_Natures"]
        self.assertEqual([sheet.cell(2, 15).value, sheet.cell(2, 16).value], ["Avis", "Remarque"])
        self.assertEqual([sheet.cell(3, 15).value, sheet.cell(3, 16).value], ["Favorable", "=1+1"])
        self.assertEqual(sheet.cell(3, 16).data_type, "s", "text that looks like a formula stays text")
        self.assertEqual(sheet.cell(15075, 16).value, "fin")
        self.assertEqual(sheet.auto_filter.ref, "A2:N15075")
        self.assertEqual(sheet.freeze_panes, "A3")
        self.assertEqual(book["Feuil9"].sheet_state, "hidden")
        with zipfile.ZipFile(output) as container:
            hidden = next(part for part in container.namelist() if b"MID(C1,1,FIND" in container.read(part))
        self.assertNotIn(hidden, changed)

    def test_every_format_takes_columns(self):
        for name in ("mandats-2025.xlsx", "budget-execute.ods", "balance.csv"):
            with self.subTest(sample=name):
                output = self.folder / ("sortie" + (".ods" if name.endswith("ods") else ".xlsx"))
                done = mesures("annotate", SAMPLES / name, "--with", self.columns("row,Note:number\n2,\"1,5\"\n"), "-o", output)
                self.assertEqual(done.status, 0, done.text)
                shown = mesures("dump", output, "--format", "csv").out.decode("utf-8").splitlines()
                self.assertTrue(shown[0].endswith(",Note"), shown[0])
                self.assertTrue(shown[1].endswith(",1.5"), shown[1])

    def test_a_wrong_column_file_is_one_finding_and_no_output(self):
        for text, code in (("ligne,A\n2,x\n", "COL001"), ("row,A,A\n2,x,y\n", "COL003"), ("row,A\n2,x\n2,y\n", "COL004"),
                           ("row,A:number\n2,douze\n", "COL005"), ("row,A\n1,x\n", "COL006")):
            with self.subTest(code=code):
                output = self.folder / "sortie.xlsx"
                done = mesures("annotate", SAMPLES / "mandats-2025.xlsx", "--with", self.columns(text), "-o", output)
                self.assertEqual((done.status, done.codes), (2, [code]), done.text)
                self.assertFalse(output.exists())


@needs_python("openpyxl")
class Verified(Workspace):
    """`--verify` reads the copy again and says what it found."""

    def note(self, outcome, code):
        self.assertDone(outcome)
        found = [finding for finding in json.loads(outcome.err)["findings"] if finding["code"] == code]
        self.assertEqual(len(found), 1, outcome.text)
        return found[0]["values"]

    def test_annotating_says_what_is_kept(self):
        columns = self.folder / "colonnes.csv"
        columns.write_text("row,Note:number,Avis:list(a|b)\n2,\"1,5\",a\n3,,b\n", encoding="utf-8")
        for name, code in (("mandats-2025.xlsx", "VER003"), ("budget-execute.ods", "VER003"), ("balance.csv", "VER002")):
            with self.subTest(name):
                output = self.folder / ("sortie" + (".ods" if name.endswith("ods") else ".xlsx"))
                said = self.note(mesures("annotate", SAMPLES / name, "--with", columns, "-o", output, "--verify",
                                         "--format", "json"), code)
                # Two headers and three values; LibreOffice and openpyxl count the others.
                self.assertEqual(said["appended"], "5")
                rows = sheet_rows(output)
                held = sum(value not in (None, "") for sheet in rows.values() for row in sheet for value in row)
                self.assertEqual(int(said["cells"]) + 5, held)
                if code == "VER003":
                    before, after = raw_parts(SAMPLES / name), raw_parts(output)
                    changed = {part for part in before if before[part] != after.get(part)}
                    self.assertEqual(set(said["changed"].split(", ")), changed)
                    self.assertEqual((int(said["parts"]), int(said["same"])), (len(before), len(before) - len(changed)))

    def test_a_run_is_verified_and_compressed_as_asked(self):
        source = SAMPLES / "mandats-2025.xlsx"
        small, fast = self.folder / "small", self.folder / "fast"
        self.note(annotate(source, small, "--verify", "--compression", "9", "--format", "json"),
                  "VER003")
        self.note(annotate(source, fast, "--verify", "--compression", "1", "--format", "json"),
                  "VER003")
        sizes = [next(folder.glob("*-annote.xlsx")).stat().st_size for folder in (small, fast)]
        self.assertLess(sizes[0], sizes[1])
        self.assertEqual(annotate(source, small, "--compression", "10").status, 2)
