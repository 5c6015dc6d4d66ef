"""An ODS and its annotated copy: which parts may differ, and by what."""

import re
import zipfile
from copy import deepcopy

from comparing import openxml
from comparing.trees import canonical, differences, local, parsed, unspliced
from support import OFFICE, TABLE, raw_parts

REPEATED = {"rows": TABLE + "number-rows-repeated", "columns": TABLE + "number-columns-repeated"}
CELLS = (TABLE + "table-cell", TABLE + "covered-table-cell")
ROWS, COLUMNS = TABLE + "table-row", TABLE + "table-column"
TARGET = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}target-range-address"
STYLE_NAME = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}name"
# The root may get the declaration of a namespace that new markup needs; its attributes are compared as a tree.
CHANGEABLE = {b"document-content", b"table", b"table-row", b"table-cell", b"covered-table-cell", b"table-column", b"database-range",
              b"content-validations", b"named-expressions", b"database-ranges", b"automatic-styles"}
#: No sheet has a used cell beyond; fillers go further and are compared as runs.
WIDEST = 80


class Allowed:
    """What an annotation of `sheet` may add: columns `first`… `first + count - 1` from 0 in rows `header`… `last` from 0."""

    def __init__(self, sheet, first, count, header, last, adds_sheets=False):
        self.sheet, self.first, self.columns, self.adds_sheets = sheet, first, range(first, first + count), adds_sheets
        self.rows = range(header, last + 1)


def faults(old_path, new_path, allowed):
    """Every difference that the annotation may not make, in words."""
    old, new = raw_parts(old_path), raw_parts(new_path)
    wrong = [f"part lost: {name}" for name in old if name not in new]
    if list(new)[:len(old)] != list(old) and [name for name in new if name in old] != list(old):
        wrong.append(f"parts in another order: {list(new)}")
    if list(new)[0] != "mimetype":
        wrong.append("mimetype is not first")
    if not allowed.adds_sheets:
        wrong += [f"part added: {name}" for name in new if name not in old]
    with zipfile.ZipFile(old_path) as before, zipfile.ZipFile(new_path) as after:
        for name, raw in old.items():
            if name not in new or raw == new[name]:
                continue
            pair = [container.read(name) for container in (before, after)]
            if name == "content.xml":
                found = content_faults(*pair, allowed)
            elif allowed.adds_sheets and name in ("styles.xml", "settings.xml", "META-INF/manifest.xml"):
                found = [str(d) for d in differences(*map(parsed, pair)) if d.what != "added"]
            else:
                found = ["changed, and nothing asked for it"]
            wrong += [f"{name}: {fault}" for fault in found]
    return wrong


def content_faults(before, after, allowed):
    old, new = parsed(before), parsed(after)
    wrong = []
    lost = unspliced(before, after, CHANGEABLE)
    if lost is not None:
        wrong.append(f"bytes of the original lost: {lost[:120]!r}")
    sheets = [{table.get(TABLE + "name"): table for table in root.find(f".//{OFFICE}spreadsheet").findall(TABLE + "table")}
              for root in (old, new)]
    if list(sheets[1])[:len(sheets[0])] != list(sheets[0]) or (len(sheets[1]) > len(sheets[0]) and not allowed.adds_sheets):
        wrong.append(f"sheets: {list(sheets[0])} -> {list(sheets[1])}")
    for name, table in sheets[0].items():
        other = sheets[1].get(name)
        if other is None:
            continue
        if name != allowed.sheet:
            if canonical(table) != canonical(other):
                wrong.append(f"sheet {name} changed")
        else:
            wrong += sheet_faults(table, other, allowed)
    # What is around the tables.
    for root in (old, new):
        for table in root.find(f".//{OFFICE}spreadsheet").findall(TABLE + "table"):
            table.getparent().remove(table)
    wrong += [str(d) for d in differences(old, new, identity) if not around_allowed(d, allowed)]
    return wrong


def identity(element):
    kind = local(element)
    if kind in ("named-range", "named-expression", "database-range", "content-validation"):
        return element.get(TABLE + "name")
    return element.get(STYLE_NAME) if STYLE_NAME in element.attrib else None


def around_allowed(difference, allowed):
    steps = re.sub(r"\[[^]]*\]", "", difference.path)
    spreadsheet = "document-content/body/spreadsheet"
    if difference.what == "attribute" and steps == f"{spreadsheet}/database-ranges/database-range@target-range-address":
        return extends(difference.old, difference.new, allowed)
    if difference.what != "added":
        return False
    if steps.startswith("document-content/automatic-styles/"):
        return steps.count("/") == 2
    if steps in (f"{spreadsheet}/content-validations", f"{spreadsheet}/content-validations/content-validation"):
        return True
    element = difference.element
    if steps == f"{spreadsheet}/named-expressions":
        return all(child.get(TABLE + "name").startswith("_mesures.") for child in element)
    if steps == f"{spreadsheet}/named-expressions/named-range":
        return element.get(TABLE + "name").startswith("_mesures.")
    if steps in (f"{spreadsheet}/database-ranges", f"{spreadsheet}/database-ranges/database-range"):
        return allowed.adds_sheets
    return steps == f"{spreadsheet}/table" and allowed.adds_sheets


def extends(old, new, allowed):
    """Whether a range of the sheet only became wider, to a column of ours."""
    def place(text):
        letters, row = re.search(r"\$?([A-Z]+)\$?(\d+)$", text).groups()
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        return column - 1, int(row) - 1
    before, after = place(old), place(new)
    return old.split(":")[0] == new.split(":")[0] and before[1] == after[1] and before[0] == allowed.first - 1 and (
        after[0] in allowed.columns)


def shell(element):
    """An element without its repeats: its name, attributes and insides."""
    attributes = {name: value for name, value in element.attrib.items() if name not in REPEATED.values()}
    inside = tuple(canonical(child) for child in element if child.tag not in CELLS)
    return element.tag, tuple(sorted(attributes.items())), (element.text or "").strip(), inside


def groups(element, table):
    """The groups and headers that a row or column stands in."""
    path, parent = [], element.getparent()
    while parent is not table:
        path.append((parent.tag, tuple(sorted(parent.attrib.items()))))
        parent = parent.getparent()
    return tuple(path)


def repeat(element, of):
    return int(element.get(REPEATED[of], "1"))


def rows_of(table):
    """[(count, what the row is, its cells as [(count, shell)])]"""
    found = []
    for row in table.iter(ROWS):
        attributes = tuple(sorted((name, value) for name, value in row.attrib.items() if name != REPEATED["rows"]))
        others = tuple(canonical(child) for child in row if child.tag not in CELLS)
        cells = [(repeat(cell, "columns"), shell(cell)) for cell in row if cell.tag in CELLS]
        found.append((repeat(row, "rows"), (attributes, others, groups(row, table)), cells))
    return found


EMPTY = (TABLE + "table-cell", (), "", ())


def cell_at(cells, column):
    for count, cell in cells:
        if column < count:
            return cell
        column -= count
    return EMPTY


def sheet_faults(old, new, allowed):
    wrong = []
    if dict(old.attrib) != dict(new.attrib):
        wrong.append(f"attributes of the sheet: {dict(old.attrib)} -> {dict(new.attrib)}")
    skips = {ROWS, COLUMNS, TABLE + "table-row-group", TABLE + "table-header-rows", TABLE + "table-rows",
             TABLE + "table-column-group", TABLE + "table-header-columns", TABLE + "table-columns"}
    wrong += rest_faults(old, new, skips, allowed)
    wrong += column_faults(old, new, allowed)
    before, after = rows_of(old), rows_of(new)
    totals = [sum(count for count, _, _ in rows) for rows in (before, after)]
    if totals[1] > max(1048576, totals[0]) or totals[1] < totals[0]:
        wrong.append(f"rows: {totals[0]} -> {totals[1]}")
    row = at = used = 0
    for count, kind, cells in before:
        while count and at < len(after) and len(wrong) < 6:
            step = min(count, after[at][0] - used)
            if kind != after[at][1]:
                wrong.append(f"row {row + 1}: {kind} -> {after[at][1]}")
            wrong += row_faults(cells, after[at][2], row, step, allowed)
            row, count, used = row + step, count - step, used + step
            if used == after[at][0]:
                at, used = at + 1, 0
    return wrong


def rest_faults(old, new, skips, allowed):
    """What differs beside rows and columns; conditional formats on our columns may be added to the others."""
    ours = {openxml.letters(column + 1) for column in allowed.columns}
    rests = []
    for table in (old, new):
        rest = deepcopy(table)
        for child in list(rest):
            if child.tag in skips:
                rest.remove(child)
        rest.attrib.clear()
        rests.append(rest)
    for difference in differences(*rests, identity):
        formats = [] if difference.what != "added" else [difference.element] if local(difference.element) == "conditional-format" else (
            list(difference.element) if local(difference.element) == "conditional-formats" else [])
        ranges = [letters for item in formats for letters in re.findall(r"\.\$?([A-Z]+)\$?\d", item.get(TARGET, ""))]
        if not ranges or not ours.issuperset(ranges):
            yield f"beside the rows: {difference}"


def row_faults(old, new, row, count, allowed):
    if old == new:
        return []
    widths = [sum(count for count, _ in cells) for cells in (old, new)]
    if widths[1] > max(16384, widths[0]):
        return [f"row {row + 1}: {widths[1]} columns"]
    for column in range(max(min(widths[0], WIDEST), min(widths[1], WIDEST))):
        before, after = cell_at(old, column), cell_at(new, column)
        if before == after:
            continue
        ours = column in allowed.columns and all(line in allowed.rows for line in (row, row + count - 1))
        # An empty cell may appear to reach our columns; what is ours stands where nothing was.
        if ours and not before[3] and not before[2] or after == EMPTY and column >= widths[0]:
            continue
        return [f"row {row + 1}, column {column + 1}: {str(before)[:200]} -> {str(after)[:200]}"]
    ends = [cell_at(cells, WIDEST) for cells in (old, new)]
    return [] if ends[0] == ends[1] else [f"row {row + 1}, beyond: {ends[0]} -> {ends[1]}"]


def column_faults(old, new, allowed):
    def expanded(table):
        found = []
        for column in table.iter(COLUMNS):
            found += [(shell(column), groups(column, table))] * min(repeat(column, "columns"), WIDEST)
        return found[:WIDEST]
    before, after = expanded(old), expanded(new)
    total = sum(repeat(column, "columns") for column in new.iter(COLUMNS))
    wrong = [f"{total} columns"] if total > 16384 else []
    for column, kind in enumerate(before):
        other = after[column] if column < len(after) else None
        if kind == other:
            continue
        if column in allowed.columns and other is not None:
            # A new column has a width of its own and keeps what cells take from it.
            continue
        wrong.append(f"column {column + 1}: {kind} -> {other}")
        break
    return wrong
