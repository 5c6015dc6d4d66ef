"""What the acceptance tests share: running the command, other readers of workbooks, what the samples add up to."""

import hashlib
import importlib.util
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import warnings
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
SHARED = ROOT.parent / "shared"
MESURES = pathlib.Path(os.environ.get("MESURES", ROOT / ".build" / "release" / "mesures"))
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
EXPECTED = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
INPUTS = ("mandats-2025.xlsx", "budget-execute.ods", "balance.csv")
PROFILES = {"mandats-2025.xlsx": SAMPLES / "profils" / "mandats-val-garance.yaml"}
CODE = re.compile(r"\b[A-Z]{3}[0-9]{3}\b")

# openpyxl says which extensions it cannot read; the tests on fidelity do not use it for them.
warnings.filterwarnings("ignore", module="openpyxl")

needs_soffice = unittest.skipUnless(SOFFICE, "LibreOffice is not installed")


def needs_shared(*parts):
    path = SHARED.joinpath(*parts)
    return unittest.skipUnless(path.exists(), f"../shared/{'/'.join(parts)} is not here")


def shared_tool(name):
    """A checker of ../shared/tools, as a module."""
    spec = importlib.util.spec_from_file_location(name, SHARED / "tools" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def new_problems(validate, old, new, is_flat=False):
    """What the validator of ../shared says of the workbook `new` that it does not say of `old`."""
    def problems(path):
        found = {(kind, "" if is_flat else part, message) for kind, part, message in validate.check(str(path))}
        # Without jing, libxml2 judges: it takes for wrong what an interleave allows, and gives up on long parts.
        return found if shutil.which("jing") else {problem for problem in found if not re.match(
            r"schema 1\.|not validated", problem[2])}
    return sorted(problems(new) - problems(old))


def needs_python(module):
    try:
        __import__(module)
        return lambda test: test
    except ImportError:
        return unittest.skip(f"the Python module {module} is not installed")


class Outcome:
    """How a run of the command ended."""

    def __init__(self, done):
        self.status, self.out, self.err = done.returncode, done.stdout, done.stderr

    @property
    def text(self):
        return self.out.decode("utf-8", "replace") + self.err.decode("utf-8", "replace")

    @property
    def codes(self):
        return CODE.findall(self.text)


def mesures(*arguments, cwd=ROOT, **environment):
    """Runs the command with a plain environment; never raises on a status."""
    return Outcome(subprocess.run(
        [str(MESURES), *map(str, arguments)], cwd=cwd, capture_output=True, timeout=300,
        env={"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "LANG": "C.UTF-8", **environment}))


def annotate(source, folder, *more, pipeline=ROOT / "pipelines" / "budget-vert.yaml"):
    """Runs the whole pipeline on one input; the outputs go to `folder`."""
    return mesures("run", pipeline, *settings(source, folder), *more)


def settings(source, folder):
    """What `run` and the stages are told about one input; the sample mandates have a profile of their own."""
    profile = PROFILES.get(pathlib.Path(source).name.replace("-annote", ""), "auto")
    return ("--set", f"entree={source}", "--set", f"sortie={folder}", "--set", f"profil={profile}", "--lang", "fr")


def files(folder):
    """Every file under `folder`, by relative path."""
    folder = pathlib.Path(folder)
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def digest(path):
    return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()


class Workspace(unittest.TestCase):
    """A test with a folder of its own."""

    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="mesures-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def assertDone(self, outcome, status=0):
        self.assertEqual(outcome.status, status, outcome.text[-3000:])


_kept = {}


def annotated(name):
    """The output folder of one sample, made once for all the tests that only read it."""
    if name not in _kept:
        holder = tempfile.TemporaryDirectory(prefix="mesures-")
        folder = pathlib.Path(holder.name) / "sortie"
        _kept[name] = (holder, folder, annotate(SAMPLES / name, folder))
    _, folder, outcome = _kept[name]
    if outcome.status != 0:
        raise AssertionError(f"status {outcome.status}\n{outcome.text[-3000:]}")
    return folder


def workbook_of(folder):
    """The annotated workbook of an output folder."""
    found = [path for path in pathlib.Path(folder).iterdir()
             if path.suffix in (".xlsx", ".ods") and "-annexe" not in path.name and "-questions" not in path.name]
    if len(found) != 1:
        raise AssertionError(f"one workbook expected in {folder}, found {[path.name for path in found]}")
    return found[0]


RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def convert(source, folder, to):
    """`source` opened and every formula recalculated by LibreOffice, saved as `to` in `folder`."""
    folder = pathlib.Path(folder)
    done = libreoffice([source], folder, to, RECALCULATE)
    made = folder / "converted" / (pathlib.Path(source).stem + "." + to.split(":")[0])
    if not made.is_file():
        raise AssertionError(f"LibreOffice could not convert {source}: {done.stdout} {done.stderr}")
    return made


def libreoffice(sources, folder, to, settings=None):
    """Saves `sources` as `to` in `folder`/converted, by LibreOffice with a profile of its own."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    if settings:
        (profile / "user" / "registrymodifications.xcu").write_text(settings, encoding="utf-8")
    target = folder / "converted"
    target.mkdir(exist_ok=True)
    return subprocess.run(
        [SOFFICE, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", to, "--outdir", str(target),
         *map(str, sources)], capture_output=True, timeout=300)


#: Every sheet, as it is shown, in a file of its own.
SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def convert_all(sources, folder, to, recalculates=False):
    """{key: the file that LibreOffice saves}, for `sources`, {key: path}, in one go; a folder of CSV files for `SHOWN`."""
    folder = pathlib.Path(folder)
    entry = folder / "in"
    entry.mkdir(parents=True, exist_ok=True)
    waiting, made = {}, {}
    for number, (key, source) in enumerate(sources.items()):
        # Sources of one name would overwrite one another.
        waiting[key] = entry / f"{number:03}{pathlib.Path(source).suffix}"
        shutil.copyfile(source, waiting[key])
    settings = RECALCULATE if recalculates else None
    done = libreoffice(waiting.values(), folder, to, settings)
    for again in (True, False):
        for key, source in list(waiting.items()):
            if to == SHOWN:
                sheets = sorted((folder / "converted").glob(f"{source.stem}-*.csv"))
                if sheets:
                    made[key] = {sheet.stem.split("-", 1)[1]: sheet for sheet in sheets}
            elif (folder / "converted" / f"{source.stem}.{to}").is_file():
                made[key] = folder / "converted" / f"{source.stem}.{to}"
            if key in made:
                del waiting[key]
            elif again:
                # One file that stops LibreOffice must not stop the others.
                done = libreoffice([source], folder, to, settings)
    if waiting:
        raise AssertionError(f"LibreOffice could not convert {list(waiting)}: {done.stdout} {done.stderr}")
    return made


def cents(value):
    """A cell value in cents; numbers of a workbook are doubles, so the nearest cent is meant."""
    return round(float(value) * 100)


# Reading workbooks without any code of the project.

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def ods_text(element):
    """The text of a paragraph, with its spaces, tabs and line breaks, without notes."""
    text = element.text or ""
    for child in element:
        if child.tag == TEXT + "s":
            text += " " * int(child.get(TEXT + "c", "1"))
        elif child.tag == TEXT + "tab":
            text += "\t"
        elif child.tag == TEXT + "line-break":
            text += "\n"
        elif child.tag != OFFICE + "annotation":
            text += ods_text(child)
        text += child.tail or ""
    return text


def ods_cell(cell):
    kind = cell.get(OFFICE + "value-type")
    if kind in ("float", "currency", "percentage"):
        return float(cell.get(OFFICE + "value"))
    if kind == "boolean":
        return cell.get(OFFICE + "boolean-value") == "true"
    if kind == "date":
        return cell.get(OFFICE + "date-value")
    return "\n".join(ods_text(paragraph) for paragraph in cell.findall(TEXT + "p")) or None


def defined_names(book):
    """The names of an openpyxl workbook and what they stand for: a mapping since openpyxl 3.1, a list before."""
    names = book.defined_names
    listed = names.values() if hasattr(names, "values") else names.definedName
    return {name.name: name.attr_text for name in listed if name.localSheetId is None}


def ods_rows(path):
    """{sheet: rows of values} of an ODS, flat or not, cached values of formulas; trailing empty cells and rows cut."""
    from lxml import etree
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as container:
            content = container.read("content.xml")
    else:
        content = pathlib.Path(path).read_bytes()
    root = etree.fromstring(content, etree.XMLParser(huge_tree=True))
    sheets = {}
    for table in root.iter(TABLE + "table"):
        rows, pending = [], 0
        for row in table.iter(TABLE + "table-row"):
            values, blanks = [], 0
            for cell in row:
                if cell.tag not in (TABLE + "table-cell", TABLE + "covered-table-cell"):
                    continue
                repeat = int(cell.get(TABLE + "number-columns-repeated", "1"))
                value = ods_cell(cell)
                if value is None:
                    blanks += repeat
                else:
                    values += [None] * blanks + [value] * repeat
                    blanks = 0
            repeat = int(row.get(TABLE + "number-rows-repeated", "1"))
            if values:
                rows += [[] for _ in range(pending)] + [values for _ in range(repeat)]
                pending = 0
            else:
                pending += repeat
        sheets[table.get(TABLE + "name")] = rows
    return sheets


def xlsx_rows(path):
    """{sheet: rows of values} of an XLSX, cached values of formulas; trailing empty cells and rows cut."""
    import openpyxl
    book = openpyxl.load_workbook(path, data_only=True)
    return {sheet.title: trimmed([list(row) for row in sheet.iter_rows(values_only=True)]) for sheet in book.worksheets}


def trimmed(rows):
    for row in rows:
        while row and row[-1] in (None, ""):
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def sheet_rows(path):
    return ods_rows(path) if str(path).endswith((".ods", ".ots", ".fods")) else xlsx_rows(path)


def raw_parts(path):
    """{part: its compressed bytes as they lie in the container}."""
    data = path.read_bytes()
    parts = {}
    with zipfile.ZipFile(path) as container:
        for entry in container.infolist():
            start = entry.header_offset
            name, extra = (int.from_bytes(data[start + at:start + at + 2], "little") for at in (26, 28))
            begin = start + 30 + name + extra
            parts[entry.filename] = data[begin:begin + entry.compress_size]
    return parts
