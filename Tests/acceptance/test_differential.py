"""Every cell of a corpus, read by the command and by other readers: openpyxl, python-calamine, libxml2."""

import csv
import datetime
import math
import re
import zipfile

import corpus
from support import (SAMPLES, SHARED, SOFFICE, Workspace, convert, needs_python, needs_soffice, ods_rows, trimmed)
from test_reading import dumped, expected_of_xlsx

EPOCHS = {False: datetime.datetime(1899, 12, 30), True: datetime.datetime(1904, 1, 1)}


def same_number(one, other):
    return math.isclose(one, other, rel_tol=1e-15, abs_tol=0.0)


class Differential(Workspace):
    """`self.folder` holds what the makers wrote."""

    def assertSame(self, found, wanted, what, same):
        self.assertEqual([name for name, _ in found], [name for name, _ in wanted], what)
        for (name, rows), (_, others) in zip(found, wanted):
            rows, others = trimmed([list(row) for row in rows]), trimmed([list(row) for row in others])
            self.assertEqual(len(rows), len(others), f"{what} › {name}: rows")
            for number, (row, other) in enumerate(zip(rows, others), 1):
                width = max(len(row), len(other))
                row, other = row + [None] * (width - len(row)), other + [None] * (width - len(other))
                for column, (one, two) in enumerate(zip(row, other), 1):
                    if not same(one, two):
                        self.fail(f"{what} › {name} › row {number}, column {column}: {one!r}, not {two!r}")

    # What the others give

    def xlsx_corpus(self):
        made = {}
        for name, maker, options in (
                ("xlsxwriter", corpus.xlsxwriter_types, {}),
                ("xlsxwriter-inline", corpus.xlsxwriter_types, {"constant_memory": True}),
                ("xlsxwriter-1904", corpus.xlsxwriter_types, {"date_1904": True}),
                ("openpyxl", corpus.openpyxl_types, {}),
                ("openpyxl-1904", corpus.openpyxl_types, {"epoch_1904": True}),
                ("dense", corpus.dense, {})):
            made[name] = self.folder / f"{name}.xlsx"
            maker(made[name], **options)
        for name, source, change in (
                ("prefixed", "xlsxwriter", corpus.with_prefix), ("strict", "openpyxl", corpus.as_strict),
                ("renamed", "xlsxwriter", corpus.renamed_parts),
                ("no-references", "dense", corpus.without_references)):
            made[name] = self.folder / f"{name}.xlsx"
            change(made[source], made[name])
        if SOFFICE:
            for name in ("xlsxwriter", "openpyxl"):
                folder = self.folder / f"office-{name}"
                folder.mkdir()
                made[f"libreoffice-{name}"] = convert(made[name], folder, "xlsx")
        made["samples"] = SAMPLES / "mandats-2025.xlsx"
        return made

    @needs_python("xlsxwriter")
    def test_xlsx_as_openpyxl_reads_it(self):
        def same(one, two):
            if isinstance(one, (int, float)) and isinstance(two, (int, float)):
                return isinstance(one, bool) == isinstance(two, bool) and same_number(one, two)
            if isinstance(one, dict) and isinstance(two, dict) and "date" in one and "date" in two:
                # openpyxl rounds a moment to the millisecond.
                gap = datetime.datetime.fromisoformat(one["date"]) - datetime.datetime.fromisoformat(two["date"])
                return abs(gap) <= datetime.timedelta(milliseconds=1)
            if isinstance(one, str) and isinstance(two, str):
                # openpyxl leaves the escapes of inline strings as they stand; the command resolves them, as Excel does.
                return one in (two, unescaped(two))
            return one == two

        for name, path in self.xlsx_corpus().items():
            if name == "strict":
                continue  # openpyxl finds no sheet in it.
            with self.subTest(file=name):
                self.assertSame(dumped(path), expected_of_xlsx(path), name, same)

    @needs_python("python_calamine")
    @needs_python("xlsxwriter")
    def test_xlsx_as_calamine_reads_it(self):
        for name, path in self.xlsx_corpus().items():
            if name == "prefixed":
                continue  # calamine gives only empty sheets.
            with self.subTest(file=name):
                self.assertSame(dumped(path), calamine_rows(path), name, same_as_calamine(name.endswith("1904")))

    @needs_python("xlsxwriter")
    def test_the_scanner_sees_what_libxml2_sees(self):
        for name, path in self.xlsx_corpus().items():
            with self.subTest(file=name):
                self.assertSame(dumped(path), rows_by_libxml2(path), name, same_as_markup)

    @needs_soffice
    @needs_python("xlsxwriter")
    def test_ods_as_its_markup_and_calamine_read_it(self):
        made = {"samples": SAMPLES / "budget-execute.ods"}
        for name, maker in (("xlsxwriter", corpus.xlsxwriter_types), ("openpyxl", corpus.openpyxl_types)):
            source = self.folder / f"{name}.xlsx"
            maker(source)
            folder = self.folder / f"ods-{name}"
            folder.mkdir()
            made[name] = convert(source, folder, "ods")
        for name, path in made.items():
            with self.subTest(file=name):
                self.assertSame(dumped(path), list(ods_rows(path).items()), name, same_as_ods_markup)
                try:
                    import python_calamine  # noqa: F401
                except ImportError:
                    continue
                self.assertSame(dumped(path), calamine_rows(path), name, same_as_calamine(False))

    def test_csv_as_python_reads_it(self):
        rows = [["code", "libellé", "montant", "note"]] + [
            [f"{number:05}", text, f"{number},50", "" if number % 3 else 'dit "oui"']
            for number, text in enumerate(("été ; hiver", "ligne 1\nligne 2", "  espaces", "x" * 1000, "€uro"))]
        for encoding in ("utf-8", "utf-8-sig", "windows-1252", "utf-16", "utf-16-le", "utf-16-be"):
            for separator in ";,\t|":
                with self.subTest(encoding=encoding, separator=separator):
                    path = self.folder / f"{encoding}-{ord(separator)}.csv"
                    with open(path, "w", encoding=encoding, newline="") as file:
                        csv.writer(file, delimiter=separator).writerows(rows)
                    (_, found), = dumped(path)
                    self.assertSame([("f", found)], [("f", [[field or None for field in row] for row in rows])],
                                    path.name, lambda one, two: one == two)

    def test_real_workbooks_of_authorities(self):
        folder = SHARED / "data"
        if not folder.is_dir():
            self.skipTest("../shared/data is not here")
        found = [path for path in sorted(folder.rglob("*")) if path.suffix in (".ods", ".xlsx")
                 and path.stat().st_size < 3 << 20]
        self.assertTrue(found)
        for path in found:
            with self.subTest(file=path.name):
                wanted = list(ods_rows(path).items()) if path.suffix == ".ods" else rows_by_libxml2(path)
                self.assertSame(dumped(path), wanted, path.name,
                                same_as_ods_markup if path.suffix == ".ods" else same_as_markup)


def unescaped(text):
    """`_xHHHH_` resolved, as ECMA-376 part 1, 22.9.2.19 says."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def calamine_rows(path):
    import python_calamine
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    sheets = []
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        rows = [[None if value == "" else value for value in row] for row in sheet.to_python(skip_empty_area=False)]
        sheets.append((name, rows))
    return sheets


def same_as_calamine(uses_1904):
    """How a value of the command compares with calamine's."""
    epoch = EPOCHS[uses_1904]

    def same(one, two):
        if isinstance(one, dict):
            (kind, held), = one.items()
            if kind == "error":
                # calamine gives the error's name, or nothing for some.
                return two in (held, None) or two == held.lstrip("#")
            if kind == "date":
                moment = datetime.datetime.fromisoformat(held)
                if isinstance(two, (int, float)):
                    two = epoch + datetime.timedelta(days=two)
                elif isinstance(two, datetime.time):
                    return False
                elif isinstance(two, datetime.date) and not isinstance(two, datetime.datetime):
                    two = datetime.datetime.combine(two, datetime.time())
                return isinstance(two, datetime.datetime) and abs(two - moment) <= datetime.timedelta(milliseconds=1)
            # calamine leaves the durations of OpenDocument as they are written.
            written = re.fullmatch(r"PT(\d+)H(\d+)M(\d+)S", two) if isinstance(two, str) else None
            if written:
                hours, minutes, rest = map(int, written.groups())
                two = datetime.timedelta(hours=hours, minutes=minutes, seconds=rest)
            seconds = (two.hour * 3600 + two.minute * 60 + two.second if isinstance(two, datetime.time)
                       else two.total_seconds() if isinstance(two, datetime.timedelta) else None)
            return seconds is not None and abs(seconds - held) < 0.001
        if isinstance(one, bool) or isinstance(two, bool):
            return one is two
        if isinstance(one, (int, float)) and isinstance(two, (int, float)):
            return same_number(one, two)
        # calamine drops the tabs of OpenDocument.
        return one == two or isinstance(one, str) and one.replace("\t", "") == two

    return same


MAIN = ("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}", "{http://purl.oclc.org/ooxml/spreadsheetml/main}")
RELATIONSHIP = ("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
                "{http://purl.oclc.org/ooxml/officeDocument/relationships}id")


def local(element):
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def rich_text(element):
    """The text of `si` or `is`: of its `t` and those of its runs, phonetic runs left out."""
    texts = []
    for child in element:
        if local(child) == "t":
            texts.append(child.text or "")
        elif local(child) == "r":
            texts += [run.text or "" for run in child if local(run) == "t"]
    return unescaped("".join(texts))


def rows_by_libxml2(path):
    """[(name, rows)]: the cells as they are written; numbers stay numbers, whatever their format."""
    from lxml import etree
    with zipfile.ZipFile(path) as archive:
        def root(part):
            return etree.fromstring(archive.read(part), etree.XMLParser(huge_tree=True))

        book = root("xl/workbook.xml")
        targets = {item.get("Id"): item.get("Target") for item in root("xl/_rels/workbook.xml.rels")}
        strings = []
        if "xl/sharedStrings.xml" in archive.namelist():
            strings = [rich_text(item) for item in root("xl/sharedStrings.xml") if local(item) == "si"]
        sheets = []
        for entry in book.iter("{*}sheet"):
            target = targets[next(entry.get(key) for key in RELATIONSHIP if entry.get(key))]
            part = target.lstrip("/") if target.startswith("/") else "xl/" + target
            sheets.append((entry.get("name"), sheet_by_libxml2(root(part), strings)))
    return sheets


def sheet_by_libxml2(root, strings):
    rows, position = [], 0
    for row in root.iter("{*}row"):
        position = int(row.get("r", position + 1))
        rows += [[] for _ in range(position - len(rows))]
        values = rows[position - 1]
        column = 0
        for cell in row:
            if local(cell) != "c":
                continue
            reference = re.match("[A-Z]+", cell.get("r", ""))
            column = column_number(reference[0]) if reference else column + 1
            values += [None] * (column - len(values))
            values[column - 1] = value_by_libxml2(cell, strings)
    return rows


def column_number(letters):
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def value_by_libxml2(cell, strings):
    kind = cell.get("t", "n")
    inner = {local(child): child for child in cell}
    if kind == "inlineStr":
        return (rich_text(inner["is"]) or None) if "is" in inner else None
    text = inner["v"].text if "v" in inner else None
    if text is None:
        return None
    if kind == "s":
        return strings[int(text)] or None
    if kind == "str":
        return unescaped(text) or None
    if kind == "b":
        return text.strip() in ("1", "true")
    if kind == "e":
        return {"error": text}
    if kind == "d":
        return {"date": text}
    return float(text)


def same_as_markup(one, two):
    """Dates and times are numbers in the markup; the others say whether they are the right ones."""
    if isinstance(one, dict) and ("date" in one or "time" in one):
        return isinstance(two, (float, dict))
    if isinstance(one, bool) or isinstance(two, bool):
        return one is two
    if isinstance(one, (int, float)) and isinstance(two, (int, float)):
        return same_number(one, two)
    return one == two


def same_as_ods_markup(one, two):
    if isinstance(one, dict):
        (kind, held), = one.items()
        if kind == "date":
            return isinstance(two, str) and held.startswith(two[:19])
        # LibreOffice shows times and errors as text; the markup's text is what it shows.
        return isinstance(two, str)
    if isinstance(one, bool) or isinstance(two, bool):
        return one is two
    if isinstance(one, (int, float)) and isinstance(two, (int, float)):
        return same_number(one, two)
    return one == two
