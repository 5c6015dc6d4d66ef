"""What other programs read in both workbooks."""

import warnings

NOTHING = (None, "")


def openpyxl_faults(old_path, new_path, sheet, first):
    """What openpyxl reads otherwise in the copy; `first` is the first appended column of `sheet`, from 1.

    None when it cannot read the original.
    """
    import openpyxl
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            old = openpyxl.load_workbook(old_path, rich_text=True, keep_vba=True)
        except Exception:  # whatever it raises, it cannot judge
            return None
        try:
            new = openpyxl.load_workbook(new_path, rich_text=True, keep_vba=True)
        except Exception as error:
            return [f"openpyxl cannot read the copy: {error!r}"]
    wrong = []
    if new.sheetnames[:len(old.sheetnames)] != old.sheetnames:
        return [f"sheets: {old.sheetnames} -> {new.sheetnames}"]
    for name in old.sheetnames:
        before, after = old[name], new[name]
        if hasattr(before, "_cells"):
            wrong += [f"{name}: {fault}" for fault in cell_faults(before, after)]
            wrong += [f"{name}, {what}: {a} -> {b}" for what, a, b in set_up(before, after, name == sheet, first)]
    names = [{key: (value.attr_text, value.hidden, value.comment) for key, value in book.defined_names.items()} for book in (old, new)]
    wrong += [f"name {key}: {value} -> {names[1].get(key)}" for key, value in names[0].items() if names[1].get(key) != value]
    for what, read in (("epoch", lambda b: b.epoch), ("calculation", lambda b: text(b.calculation)), ("protection", lambda b: text(b.security)),
                       ("styles", lambda b: b.named_styles[:len(old.named_styles)]),
                       ("properties", lambda b: {p.name: p.value for p in b.custom_doc_props.props})):
        if read(old) != read(new):
            wrong.append(f"{what}: {read(old)} -> {read(new)}")
    return wrong


def text(part):
    """A part of openpyxl's model as the XML that it would write."""
    from xml.etree.ElementTree import tostring
    if not hasattr(part, "to_tree"):
        return repr(part)
    tree = part.to_tree()
    return "" if tree is None else tostring(tree)


STYLE = ("font", "fill", "border", "alignment", "protection", "number_format", "style", "quotePrefix", "pivotButton")


def cell_faults(before, after):
    for place, cell in before._cells.items():
        other = after._cells.get(place)
        if other is None:
            yield f"{cell.coordinate} is gone"
            continue
        old, new = (vars(c.value) if type(c.value).__name__ in ("ArrayFormula", "DataTableFormula") else c.value for c in (cell, other))
        if str(old) != str(new) or cell.data_type != other.data_type:
            yield f"{cell.coordinate}: {old!r} -> {new!r}"
        if cell._style != other._style and any(getattr(cell, part, None) != getattr(other, part, None) for part in STYLE):
            yield f"{cell.coordinate}: another style"
        for part in ("comment", "hyperlink"):
            pair = [None if getattr(c, part, None) is None else str(getattr(c, part)) for c in (cell, other)]
            if pair[0] != pair[1]:
                yield f"{cell.coordinate}, {part}: {pair[0]} -> {pair[1]}"


def set_up(before, after, is_annotated, first):
    """(what, before, after) of all that a sheet has beside its cells."""
    from openpyxl.utils import column_index_from_string

    def rules(sheet):
        return [(str(area.sqref), rule.type, rule.priority, rule.dxfId, rule.formula, rule.stopIfTrue, repr(rule.dxf))
                for area in sheet.conditional_formatting for rule in area.rules]

    def lists(sheet):
        return [repr(rule) for rule in sheet.data_validations.dataValidation]

    reads = {
        "merged areas": lambda s: sorted(map(str, s.merged_cells.ranges)), "frozen panes": lambda s: s.freeze_panes,
        "views": lambda s: text(s.views), "state": lambda s: s.sheet_state, "properties": lambda s: text(s.sheet_properties),
        "protection": lambda s: text(s.protection), "print options": lambda s: text(s.print_options), "margins": lambda s: text(s.page_margins),
        "page": lambda s: text(s.page_setup), "headers": lambda s: text(s.HeaderFooter), "breaks": lambda s: (text(s.row_breaks), text(s.col_breaks)),
        "print titles": lambda s: str(s.print_titles), "pictures": lambda s: len(s._images), "charts": lambda s: len(s._charts),
        "pivot tables": lambda s: len(s._pivots), "scenarios": lambda s: text(s.scenarios), "format": lambda s: text(s.sheet_format),
        "rows": lambda s: {row: (d.height, d.hidden, d.outlineLevel, d.collapsed) for row, d in sorted(s.row_dimensions.items())
                           if d.height or d.hidden or d.outlineLevel or d.collapsed},
        "tables": lambda s: sorted(s.tables), "names": lambda s: {n: d.attr_text for n, d in s.defined_names.items()},
    }
    for what, read in reads.items():
        old, new = read(before), read(after)
        if old != new:
            yield what, old, new
    # What grows on the annotated sheet must still begin with, or hold, what was there.
    for what, read in (("conditional formats", rules), ("validations", lists)):
        old, new = read(before), read(after)
        if new[:len(old)] != old if what == "validations" else any(item not in new for item in old) or (not is_annotated and old != new):
            yield what, old, new
    for letter, column in before.column_dimensions.items():
        other = after.column_dimensions[letter]
        shown = [(d.width, d.hidden, d.outlineLevel, d.collapsed, d.bestFit) for d in (column, other)]
        if shown[0] != shown[1] and not (is_annotated and column_index_from_string(letter) >= first):
            yield f"column {letter}", *shown
    # Areas may be widened by the new columns, nothing else.
    for what, read in (("filter", lambda s: s.auto_filter.ref), ("print area", lambda s: s.print_area)):
        old, new = read(before), read(after)
        if old != new and not (is_annotated and old and new and old.split(":")[0] == new.split(":")[0]):
            yield what, old, new
    filters = [[repr(column) for column in sheet.auto_filter.filterColumn] for sheet in (before, after)]
    if filters[0] != filters[1]:
        yield "filter columns", *filters


def row_faults(old, new, ours, sheet):
    """What differs between {sheet: rows} of the original and of the copy; `ours` is {(row, column): value} on `sheet`."""
    wrong = []
    if list(new)[:len(old)] != list(old):
        return [f"sheets: {list(old)} -> {list(new)}"]
    for name, rows in old.items():
        others = [list(row) for row in new[name]]
        if name == sheet:
            for (row, column), value in ours.items():
                found = others[row][column] if row < len(others) and column < len(others[row]) else None
                if not same(value, found):
                    wrong.append(f"{name}, row {row + 1}, column {column + 1}: {value!r} was to be added, {found!r} is there")
                if found not in NOTHING:
                    others[row][column] = None
        for index in range(max(len(rows), len(others))):
            before, after = (trimmed(table[index]) if index < len(table) else [] for table in (rows, others))
            if before != after:
                wrong.append(f"{name}, row {index + 1}: {before} -> {after}"[:600])
                break
    return wrong


def trimmed(row):
    row = [None if value in NOTHING else value for value in row]
    while row and row[-1] is None:
        row.pop()
    return row


def same(value, found):
    if isinstance(value, float) and isinstance(found, (int, float)):
        return abs(value - found) <= 1e-9 * max(1, abs(value))
    if isinstance(value, str) and hasattr(found, "isoformat"):
        found = found.isoformat()[:10]
    return value == found
