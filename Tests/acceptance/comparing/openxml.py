"""An XLSX and its annotated copy: which parts may differ, and by what."""

import posixpath
import re
import zipfile

from comparing.trees import differences, local, parsed, unspliced
from support import raw_parts

RELATIONSHIPS = re.compile(r"/relationships/(\w+)$")
#: What appending columns may change of a part, by the type of the relationship that leads to it.
CHANGEABLE = {
    "worksheet": {b"dimension", b"row", b"cols", b"col", b"dataValidations", b"autoFilter"},
    "officeDocument": {b"definedNames", b"definedName", b"sheets", b"calcPr"},
    "styles": {b"numFmts", b"fonts", b"fills", b"borders", b"cellStyleXfs", b"cellXfs", b"dxfs"},
    "sharedStrings": {b"sst"},
    "table": {b"table", b"autoFilter", b"tableColumns"},
}


def letters(number):
    """The letters of a column, from 1."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def number(reference):
    """The column and row, from 1, of a reference."""
    found = re.fullmatch(r"\$?([A-Z]+)\$?(\d+)", reference)
    column = 0
    for letter in found.group(1):
        column = column * 26 + ord(letter) - 64
    return column, int(found.group(2))


def area(reference):
    """(first column, first row, last column, last row) of a range."""
    first, _, last = reference.replace("$", "").partition(":")
    return (*number(first), *number(last or first))


def columns_of(sqref):
    """Every column that ranges touch."""
    return {column for part in sqref.split() for column in range(area(part)[0], area(part)[2] + 1)}


class Package:
    """A package: its parts, where its relationships lead."""

    def __init__(self, path):
        self.path = path
        self.container = zipfile.ZipFile(path)
        self.names = {name.lower(): name for name in self.container.namelist()}
        self.raw = raw_parts(path)
        self.workbook = next(target for kind, target, _ in self.links("").values() if kind == "officeDocument")
        self.kinds = {self.workbook: "officeDocument"}
        for kind, target, _ in self.links(self.workbook).values():
            self.kinds.setdefault(target, kind)
        for sheet in [target for target, kind in self.kinds.items() if kind == "worksheet"]:
            for kind, target, _ in self.links(sheet).values():
                self.kinds.setdefault(target, kind)

    def data(self, part):
        return self.container.read(self.names[part.lower()])

    def links(self, part):
        """{Id: (type, part, whether external)} of a part."""
        folder, name = posixpath.split(part)
        links = posixpath.join(folder, "_rels", name + ".rels")
        if links.lower() not in self.names:
            return {}
        found = {}
        for link in parsed(self.data(links)):
            target, external = link.get("Target"), link.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
                target = self.names.get(target.lower(), target)
            kind = RELATIONSHIPS.search(link.get("Type"))
            found[link.get("Id")] = (kind.group(1) if kind else link.get("Type"), target, external)
        return found

    def find(self, part, text, row):
        """The column, from 1, of the cell of `row`, from 1, that holds `text` itself; None without one."""
        root = parsed(self.data(part))
        places = Places(root).places
        return next((number(places[cell])[0] for cell in root.iter("{*}c") if places[cell].endswith(str(row))
                     and number(places[cell])[1] == row and "".join(cell.itertext("{*}t")) == text), None)

    def sheets(self):
        """{name: part}, in their order."""
        links = self.links(self.workbook)
        return {sheet.get("name"): links[next(value for key, value in sheet.attrib.items() if key.endswith("}id"))][1]
                for sheet in parsed(self.data(self.workbook)).iter() if local(sheet) == "sheet"
                and local(sheet.getparent()) == "sheets"}


class Allowed:
    """What an annotation of `sheet` may add: columns `first`… `first + count - 1` from 1; sheets too when `adds_sheets`."""

    def __init__(self, sheet, first, count, adds_sheets=False):
        self.sheet, self.columns, self.adds_sheets = sheet, set(range(first, first + count)), adds_sheets
        self.last_before = first - 1

    def extends(self, old, new):
        """Whether a range was only made wider, from the last column before ours to one of ours."""
        try:
            before, after = area(old), area(new)
        except AttributeError:
            return False
        return (before[0], before[1], before[3]) == (after[0], after[1], after[3]) and (
            before[2] >= self.last_before and after[2] in self.columns)


def faults(old_path, new_path, allowed):
    """Every difference that the annotation may not make, in words."""
    old, new = Package(old_path), Package(new_path)
    wrong = [f"part lost: {name}" for name in old.raw if name not in new.raw]
    if not allowed.adds_sheets:
        wrong += [f"part added: {name}" for name in new.raw if name not in old.raw]
    if [name for name in new.raw if name in old.raw] != list(old.raw):
        wrong.append(f"parts in another order: {list(new.raw)}")
    sheets, others = old.sheets(), new.sheets()
    if list(others)[:len(sheets)] != list(sheets) or (len(others) > len(sheets) and not allowed.adds_sheets):
        wrong.append(f"sheets: {list(sheets)} -> {list(others)}")
    annotated = sheets[allowed.sheet]
    tables = {target for kind, target, _ in old.links(annotated).values() if kind == "table"}
    for name, raw in old.raw.items():
        if name not in new.raw or raw == new.raw[name]:
            continue
        kind = old.kinds.get(name)
        before, after = old.data(name), new.data(name)
        if name == annotated:
            found = sheet_faults(before, after, allowed)
        elif kind == "table" and name in tables:
            found = [str(d) for d in differences(parsed(before), parsed(after), table_identity) if not table_allowed(d, allowed)]
        elif kind == "officeDocument":
            found = [str(d) for d in differences(parsed(before), parsed(after), workbook_identity)
                     if not workbook_allowed(d, allowed)]
        elif kind in ("styles", "sharedStrings"):
            found = [str(d) for d in differences(parsed(before), parsed(after)) if not list_allowed(d, kind)]
        elif allowed.adds_sheets and name == "[Content_Types].xml" or name.endswith(".rels") and allowed.adds_sheets:
            found = [str(d) for d in differences(parsed(before), parsed(after), package_identity) if d.what != "added"]
        elif allowed.adds_sheets and kind is None and name.lower() == "docprops/app.xml":
            found = [str(d) for d in differences(parsed(before), parsed(after))
                     if not re.match(r"Properties/(TitlesOfParts|HeadingPairs)/", d.path)]
        else:
            found = ["changed, and nothing asked for it"]
        if kind in CHANGEABLE:
            lost = unspliced(before, after, CHANGEABLE[kind])
            if lost is not None:
                found.append(f"bytes of the original lost: {lost[:120]!r}")
        wrong += [f"{name}: {fault}" for fault in found]
    return wrong


def package_identity(element):
    return element.get("Id") or element.get("PartName") or element.get("Extension")


def table_identity(element):
    return element.get("id") if local(element) == "tableColumn" else None


def table_allowed(difference, allowed):
    if difference.what == "attribute" and difference.path in ("table@ref", "table/autoFilter@ref"):
        return allowed.extends(difference.old, difference.new)
    if difference.path == "table/tableColumns@count":
        return int(difference.new) - int(difference.old) == len(allowed.columns)
    return difference.what == "added" and local(difference.element) == "tableColumn" and difference.is_last


def workbook_identity(element):
    if local(element) == "definedName":
        return f"{element.get('name')} {element.get('localSheetId')}"
    return element.get("name") if local(element) == "sheet" else None


def workbook_allowed(difference, allowed):
    name = difference.element.get("name", "") if difference.element is not None else ""
    if difference.what == "text" and local(difference.element) == "definedName":
        # The filter and the print area follow the columns, on that sheet alone.
        cells = [text.rpartition("!") for text in (difference.old, difference.new)]
        return name in ("_xlnm._FilterDatabase", "_xlnm.Print_Area") and cells[0][0] == cells[1][0] and (
            cells[0][0].strip("'").replace("''", "'") == allowed.sheet and allowed.extends(cells[0][2], cells[1][2]))
    if difference.what != "added":
        # Formulas among the additions have their values; a program may be told to compute them again.
        return allowed.adds_sheets and difference.path == "workbook/calcPr@fullCalcOnLoad"
    kind = local(difference.element)
    if kind == "definedNames":
        return all(is_ours(child, allowed) for child in difference.element)
    if kind == "definedName":
        return is_ours(difference.element, allowed)
    return allowed.adds_sheets and (kind == "calcPr" or kind == "sheet" and difference.is_last)


def is_ours(name, allowed):
    """Whether a name is a mark of the project's own, or one of a sheet that it adds."""
    if name.get("name").startswith("_mesures."):
        return name.get("hidden") == "1"
    return allowed.adds_sheets and name.get("localSheetId") is not None and name.get("name").startswith("_xlnm.")


def list_allowed(difference, kind):
    """Styles and strings grow at their ends only."""
    if difference.what == "attribute":
        grows = difference.path.endswith(("@count", "@uniqueCount"))
        return grows and int(difference.new) >= int(difference.old or 0)
    parent = difference.path.rsplit("/", 1)[0]
    if kind == "sharedStrings":
        return difference.what == "added" and parent == "sst" and difference.is_last
    lists = {"numFmts", "fonts", "fills", "borders", "cellXfs", "dxfs"}
    if difference.what != "added":
        return False
    if parent == "styleSheet":
        return local(difference.element) in lists
    return parent.rpartition("/")[2] in lists and parent.count("/") == 1 and difference.is_last


# The sheet

class Places:
    """The rows and cells of a sheet by where they are, also where no `r` says it."""

    def __init__(self, root):
        self.places = {}
        row = 0
        for element in root.iter("{*}row"):
            row = int(element.get("r") or row + 1)
            self.places[element] = row
            column = 0
            for cell in element.iterchildren("{*}c"):
                column = number(cell.get("r"))[0] if cell.get("r") else column + 1
                self.places[cell] = f"{letters(column)}{row}"


def sheet_faults(before, after, allowed):
    old, new = parsed(before), parsed(after)
    # Kept here, elements stay the keys that they are.
    places = {**Places(old).places, **Places(new).places}
    wrong = [str(d) for d in differences(old, new, places.get) if not sheet_allowed(d, allowed, places)]
    widths = [column_layout(root) for root in (old, new)]
    for column in sorted({*widths[0], *widths[1]}):
        if column not in allowed.columns and widths[0].get(column) != widths[1].get(column):
            wrong.append(f"column {letters(column)}: {widths[0].get(column)} -> {widths[1].get(column)}")
            break
    return wrong


def column_layout(root):
    """{column: attributes} of the `cols`, by column."""
    layout = {}
    for element in root.iterfind("{*}cols/{*}col"):
        shown = {name: value for name, value in element.attrib.items() if name not in ("min", "max")}
        for column in range(int(element.get("min")), int(element.get("max")) + 1):
            layout[column] = shown
    return layout


def sheet_allowed(difference, allowed, places):
    path, element = difference.path, difference.element
    steps = re.sub(r"\[[^]]*\]", "", path)
    if steps.startswith("worksheet/cols"):
        return True  # compared by column
    if difference.what == "attribute":
        if steps == "worksheet/dimension@ref":
            return area(difference.new)[2] in allowed.columns
        if steps == "worksheet/sheetData/row@spans":
            return int(difference.new.split(":")[1]) in allowed.columns
        if steps == "worksheet/dataValidations@count":
            return int(difference.new) > int(difference.old)
        return steps == "worksheet/autoFilter@ref" and allowed.extends(difference.old, difference.new)
    if difference.what != "added":
        return False
    if steps == "worksheet/sheetData/row/c":
        return number(places[element])[0] in allowed.columns
    if steps == "worksheet/sheetData/row":
        return all(number(places[cell])[0] in allowed.columns for cell in element) and not {*element.attrib} - {"r", "spans"}
    if steps == "worksheet/conditionalFormatting":
        return columns_of(element.get("sqref")) <= allowed.columns
    if steps == "worksheet/dataValidations":
        return all(columns_of(child.get("sqref")) <= allowed.columns for child in element)
    return steps == "worksheet/dataValidations/dataValidation" and columns_of(element.get("sqref")) <= allowed.columns
