"""A drop-down corrected in the annotated workbook changes the synthesis when the workbook is calculated again.

XLSX is edited with openpyxl, ODS in its XML; LibreOffice calculates both. `test_recalculation.py` looks at the samples first.
"""

import zipfile

from annotation import SUMMARY, Annotation, Summary
from features import books
from features.books import repacked
from support import (OFFICE, TABLE, TEXT, Workspace, annotate, annotated, convert_all, needs_python, needs_soffice,
                     sheet_rows, workbook_of)

CELLS = (TABLE + "table-cell", TABLE + "covered-table-cell")


def split_run(parent, element, attribute, offset):
    """The element of a run of equal ones that stands for the one at `offset`, made alone."""
    from copy import deepcopy
    count = int(element.get(attribute, "1"))
    at = parent.index(element)
    for where, size in ((at, offset), (at + (offset > 0) + 1, count - offset - 1)):
        if size:
            other = deepcopy(element)
            other.set(attribute, str(size))
            parent.insert(where, other)
    element.attrib.pop(attribute, None)
    return element


def find_run(parent, tags, attribute, position):
    """The child of `parent` at `position`, counting repeats, made alone."""
    for element in [element for element in parent.iter(*tags)]:
        count = int(element.get(attribute, "1"))
        if position < count:
            return split_run(element.getparent(), element, attribute, position)
        position -= count
    raise AssertionError("no such cell")


def written(source, target, sheet, row, column, value):
    """The ODS `source` with text or a number in one cell, as `target`."""
    from lxml import etree

    def change(name, data):
        if name != "content.xml":
            return data
        root = etree.fromstring(data, etree.XMLParser(huge_tree=True))
        table = next(table for table in root.iter(TABLE + "table") if table.get(TABLE + "name") == sheet)
        line = find_run(table, (TABLE + "table-row",), TABLE + "number-rows-repeated", row)
        cell = find_run(line, CELLS, TABLE + "number-columns-repeated", column)
        for paragraph in cell.findall(TEXT + "p"):
            cell.remove(paragraph)
        for name in ("value", "string-value"):
            cell.attrib.pop(OFFICE + name, None)
        if isinstance(value, str):
            cell.set(OFFICE + "value-type", "string")
        else:
            cell.set(OFFICE + "value-type", "percentage")
            cell.set(OFFICE + "value", str(value))
        etree.SubElement(cell, TEXT + "p").text = str(value)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")

    repacked(source, target, change)
    return target


def corrected(source, target, sheet, cells):
    """The workbook `source` with `cells`, {(row, column): value} from 0, as `target`."""
    if source.suffix == ".ods":
        for (row, column), value in cells.items():
            source = written(source, target.with_name(f"{row}-{column}-{target.name}"), sheet, row, column, value)
        source.rename(target)
    else:
        import openpyxl
        book = openpyxl.load_workbook(source, keep_vba=source.suffix == ".xlsm")
        for (row, column), value in cells.items():
            book[sheet].cell(row + 1, column + 1).value = value
        book.save(target)
    return target


def candidate(annotation, prefix, rating):
    """The first line rated so, wholly: its row, from 0, and its values."""
    for index, row in enumerate(annotation.sheets[annotation.name][annotation.header_row + 1:], annotation.header_row + 1):
        row = row + [None] * (len(annotation.header) - len(row))
        if annotation.value(row, "Périmètre") == "Oui" and annotation.value(row, f"{prefix} – Cotation") == rating and (
                annotation.value(row, f"{prefix} – Part") == 1):
            return index, row
    return None


@needs_soffice
@needs_python("openpyxl")
@needs_python("lxml")
class Live(Workspace):
    def sources(self):
        """{name: annotated workbook}: two samples, and workbooks with formats, protection and tables of their own."""
        found = {name: workbook_of(annotated(name)) for name in ("mandats-2025.xlsx", "budget-execute.ods")}
        made = books.made(None)
        for name in ("xlsxwriter-tables.xlsx", "xlsxwriter-layout.xlsx", "opendocument-rich.ods", "opendocument-layout.ods"):
            self.assertDone(annotate(made[name], self.folder / name))
            found[name] = workbook_of(self.folder / name)
        return found

    def test_a_correction_moves_its_amount_and_nothing_else(self):
        expected, files = {}, {}
        for name, source in self.sources().items():
            annotation = Annotation(source)
            prefix = annotation.prefixes[0]
            for rating, other in (("Favorable", "Neutre"), ("Défavorable", "Favorable"), ("Neutre", "Défavorable")):
                found = candidate(annotation, prefix, rating)
                if found:
                    break
            self.assertTrue(found, f"{name}: no line to correct")
            row, values = found
            cells = {(row, annotation.column(f"{prefix} – Cotation")): other}
            whole = self.folder / f"entier-{name}"
            files[name, "whole"] = corrected(source, whole, annotation.name, cells)
            # Forty percent to the rating that it had, the rest to another.
            cells = {(row, annotation.column(f"{prefix} – Part")): 0.4, (row, annotation.column(f"{prefix} – Autre cotation")): other}
            files[name, "part"] = corrected(source, self.folder / f"part-{name}", annotation.name, cells)
            expected[name] = Summary(annotation.sheets), annotation.amount(values), rating, other
        for to in ("ods", "xlsx"):
            chosen = {key: path for key, path in files.items() if (path.suffix == ".xlsx") == (to == "ods")}
            for (name, which), path in convert_all(chosen, self.folder / f"calculated-{to}", to, recalculates=True).items():
                with self.subTest(name, corrected=which):
                    before, amount, rating, other = expected[name]
                    after = Summary(sheet_rows(path))
                    moved = amount
                    if which == "part":
                        moved -= (abs(amount) * 4 + 5) // 10 * (1 if amount >= 0 else -1)
                    view = next(iter(before.views))
                    wanted = dict(before.views[view])
                    wanted[rating] = wanted.get(rating, 0) - moved
                    wanted[other] = wanted.get(other, 0) + moved
                    self.assertEqual({k: v for k, v in after.views[view].items() if v}, {k: v for k, v in wanted.items() if v})
                    self.assertEqual(set(after.verdicts.values()), {"OK"})
                    self.assertEqual(after.perimeter, before.perimeter)

    def test_the_synthesis_is_formulas(self):
        for name, source in self.sources().items():
            with self.subTest(name):
                with zipfile.ZipFile(source) as container:
                    if source.suffix == ".ods":
                        self.assertIn(b"SUMIFS", container.read("content.xml"))
                    else:
                        self.assertTrue(any(b"SUMIFS" in container.read(part) for part in container.namelist()
                                            if part.startswith("xl/worksheets/")))
                self.assertIn(SUMMARY, sheet_rows(source))
