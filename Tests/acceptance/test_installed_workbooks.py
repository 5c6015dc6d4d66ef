"""Real workbooks that happen to be here: LibreOffice's own templates, public files beside the project; annotated, compared."""

import pathlib

from comparing import opendocument, openxml, readers
from support import (SHARED, SOFFICE, Workspace, digest, mesures, needs_python, ods_rows, raw_parts, shared_tool)
from test_features import GROWN

TITLES = ("Avis", "Remarque", "Note", "Vu le")
HEADS = 'row,Avis:list(Favorable|Neutre),Remarque,Note:number,"Vu le:date"\n'
#: (path below ../shared/data, sheet, header row)
PUBLIC = (("montreuil/NATURES - FONCTIONS v13.xlsx", "Table_Natures", 2),
          ("montpellier/VilleMTP_MTP_BudgetAnt_2005_2016.ods", None, 1))
#: From so many bytes on, comparing the trees of an OpenDocument takes minutes: what changed is named, and what the program itself verified counts.
LARGE = 500_000
TOUCHED = {"xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml", "content.xml", "styles.xml"}


def installed():
    """The spreadsheets that LibreOffice brings."""
    if not SOFFICE:
        return []
    home = pathlib.Path(SOFFICE).resolve().parent.parent
    return sorted([*home.glob("share/template/**/*.ots"), *home.glob("program/**/*.ods")])


@needs_python("lxml")
@needs_python("openpyxl")
class InstalledWorkbooks(Workspace):
    def judge(self, source, sheet, header):
        before, output = digest(source), self.folder / f"sortie{source.suffix}"
        columns = self.folder / "colonnes.csv"
        columns.write_text(HEADS + f"{header + 1},Favorable,=1+1,\"-1,5\",2025-03-01\n{header + 4},Neutre,fin,,\n", encoding="utf-8")
        named = ["--sheet", sheet] if sheet else []
        outcome = mesures("annotate", source, "--with", columns, "--header-row", header, *named, "-o", output, "--verify")
        self.assertDone(outcome)
        self.assertIn("VER003", outcome.codes)
        self.assertEqual(digest(source), before)
        if source.suffix != ".xlsx" and source.stat().st_size >= LARGE:
            parts = [raw_parts(path) for path in (source, output)]
            changed = {name for name in parts[0] if parts[0][name] != parts[1].get(name)}
            self.assertLessEqual(changed, TOUCHED, "every other part keeps its bytes; VER003 has read every cell")
            return
        if source.suffix == ".xlsx":
            package = openxml.Package(output)
            sheet = sheet or next(iter(package.sheets()))
            first = package.find(package.sheets()[sheet], TITLES[0], header)
            self.assertEqual(openxml.faults(source, output, openxml.Allowed(sheet, first, len(TITLES))), [])
            if source.stat().st_size < LARGE:
                # openpyxl takes a minute for the long ones.
                self.assertEqual(readers.openpyxl_faults(source, output, sheet, first) or [], [])
        else:
            rows = ods_rows(output)
            sheet = sheet or next(iter(rows))
            first = rows[sheet][header - 1].index(TITLES[0])
            allowed = opendocument.Allowed(sheet, first, len(TITLES), header - 1, len(rows[sheet]) + 1)
            self.assertEqual(opendocument.faults(source, output, allowed), [])
        if (SHARED / "tools" / "roundtrip.py").exists():
            lost = shared_tool("roundtrip").check(str(source), str(output), ["--no-openpyxl"])
            self.assertEqual([item for item in lost if item[0] == "E" and item[1] not in GROWN], [])

    def test_the_templates_of_libreoffice(self):
        found = installed()
        if not found:
            self.skipTest("no workbook comes with the LibreOffice that is here")
        for source in found:
            with self.subTest(source.name):
                self.judge(source, None, 4)

    def test_public_workbooks(self):
        found = [(SHARED / "data" / name, sheet, header) for name, sheet, header in PUBLIC if (SHARED / "data" / name).is_file()]
        if not found:
            self.skipTest("../shared/data is not here")
        for source, sheet, header in found:
            with self.subTest(source.name):
                self.judge(source, sheet, header)
