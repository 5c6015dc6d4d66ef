"""What people do to an annotated workbook between two runs, done without any code of the project."""

import copy
import zipfile

from support import OFFICE, TABLE, TEXT


def rewritten(source, target, change):
    """`source` with every XML part that `change(name, bytes)` gives something for."""
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w") as after:
        for entry in before.infolist():
            data = before.read(entry)
            if entry.filename.endswith((".xml", ".rels")):
                data = change(entry.filename, data) or data
            after.writestr(entry, data)
    return target


def renamed(source, target, sheet, name):
    """`source` with its sheet `sheet` renamed wherever it is spoken of, as a spreadsheet program does."""
    return rewritten(source, target, lambda _, data: data.replace(sheet.encode(), name.encode()))


def set_cell(source, target, sheet, row, column, value):
    """`source` with another text or number in one cell; rows and columns from 1."""
    if str(source).endswith(".ods"):
        return set_ods_cell(source, target, sheet, row, column, value)
    import openpyxl
    book = openpyxl.load_workbook(source)
    book[sheet].cell(row, column).value = value
    book.save(target)
    return target


def set_ods_cell(source, target, sheet, row, column, value):
    from lxml import etree

    def change(name, data):
        if name != "content.xml":
            return None
        root = etree.fromstring(data, etree.XMLParser(huge_tree=True))
        table = next(table for table in root.iter(TABLE + "table") if table.get(TABLE + "name") == sheet)
        line = apart(list(table.iter(TABLE + "table-row")), row - 1, TABLE + "number-rows-repeated")
        cells = [cell for cell in line if cell.tag in (TABLE + "table-cell", TABLE + "covered-table-cell")]
        cell = apart(cells, column - 1, TABLE + "number-columns-repeated")
        for child in cell.findall(TEXT + "p"):
            cell.remove(child)
        for key in [key for key in cell.attrib if key.startswith(OFFICE)]:
            del cell.attrib[key]
        if value is not None:
            number = isinstance(value, (int, float))
            cell.set(OFFICE + "value-type", "float" if number else "string")
            if number:
                cell.set(OFFICE + "value", str(value))
            etree.SubElement(cell, TEXT + "p").text = str(value)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return rewritten(source, target, change)


def apart(elements, position, repeats):
    """The element at `position`, on its own: what is repeated with it is split from it."""
    for element in elements:
        count = int(element.get(repeats, "1"))
        if position >= count:
            position -= count
            continue
        parent, place = element.getparent(), element.getparent().index(element)
        for before, length in ((True, position), (False, count - position - 1)):
            if length:
                twin = copy.deepcopy(element)
                twin.set(repeats, str(length))
                parent.insert(place if before else parent.index(element) + 1, twin)
        element.attrib.pop(repeats, None)
        return element
    raise AssertionError("no such cell")
