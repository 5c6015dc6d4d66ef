"""Annotating, against writers: six columns appended to a workbook of 15, everything else kept."""

import os
import shutil
import subprocess
import sys
import zipfile
import zlib

from measuring import Run, interleaved, once, table
from reading import string_table

HERE = os.path.dirname(os.path.abspath(__file__))
MIB = 1 << 20

# The bars by codec: CPU against libxlsxwriter and openpyxl, wall against CPU, ODS wall against LibreOffice (all at level 1),
# size of the touched sheet against zlib level 6 (at level 1).
BARS = {"zlib": (0.45, 1 / 50, 0.75, 1 / 10, 1.35), "isal": (0.25, 1 / 100, 0.65, 1 / 15, 1.25)}
SHEET = "xl/worksheets/sheet1.xml"


def libxlsxwriter(folder):
    """The program that merely writes the 15 columns with the system's libxlsxwriter; None where it cannot be built."""
    program = os.path.join(folder, "write_columns")
    source = os.path.join(HERE, "write_columns.c")
    if os.path.exists(program) and os.path.getmtime(program) > os.path.getmtime(source):
        return program
    compiler = shutil.which("cc") or shutil.which("clang") or shutil.which("gcc")
    if not compiler or subprocess.run([compiler, "-O2", source, "-lxlsxwriter", "-o", program]).returncode != 0:
        print("Without libxlsxwriter (Debian: libxlsxwriter-dev, and a C compiler)", file=sys.stderr)
        return None
    return program


def sheet_sizes(path):
    """The compressed size of the annotated sheet, and what zlib level 6 makes of it at once."""
    with zipfile.ZipFile(path) as archive:
        compressor = zlib.compressobj(6, zlib.DEFLATED, -15)
        size = 0
        with archive.open(SHEET) as part:
            while piece := part.read(MIB):
                size += len(compressor.compress(piece))
        return archive.getinfo(SHEET).compress_size, size + len(compressor.flush())


def measure(mesures, codec, python, files, folder, rows, bars, slow, times):
    """Appends six columns to the XLSX and ODS among `files`, at levels 1 and 6, `times` times."""
    written, by_openpyxl, threads, ods, size = BARS[codec]
    output = os.path.join(folder, "annotated")
    os.makedirs(output, exist_ok=True)
    columns = os.path.join(folder, "workbooks", f"{rows}-columns.csv")
    if not os.path.exists(columns):
        subprocess.run([python, os.path.join(HERE, "columns.py"), columns, str(rows)], check=True)

    def own(path, level):
        made = os.path.join(output, f"{level}-{os.path.basename(path)}")
        return [mesures, "annotate", path, "--with", columns, "--compression", str(level), "-o", made], Run

    for kind in ("XLSX shared", "XLSX inline", "ODS"):
        path = files[kind]
        contenders = {f"mesures, level {level}": own(path, level) for level in (1, 6)}
        writer = libxlsxwriter(folder) if kind != "ODS" else None
        if writer:
            contenders["libxlsxwriter, writing only"] = (
                [writer, files["CSV"], os.path.join(output, "written.xlsx")], Run)
        results = interleaved(contenders, times)
        office = shutil.which("soffice") or shutil.which("libreoffice")
        # At a million rows openpyxl takes minutes and gigabytes; what it costs a row is known by then.
        if slow and kind == "XLSX shared" and rows <= 100_000:
            results |= once({"openpyxl, load, append, save": (
                [python, os.path.join(HERE, "append_openpyxl.py"), path, columns,
                 os.path.join(output, "openpyxl.xlsx")], Run)})
        if slow and kind == "ODS" and office:
            # Its first run makes a profile, and those after it are quicker.
            results |= interleaved({"LibreOffice, open and save": (
                [office, f"-env:UserInstallation=file://{output}/profile", "--headless", "--convert-to", "ods",
                 "--outdir", os.path.join(output, "office"), path], Run)}, 5)
        table(f"Annotate {kind}", results)

        fast, small = results["mesures, level 1"], results["mesures, level 6"]
        for name, bar in (("libxlsxwriter, writing only", written), ("openpyxl, load, append, save", by_openpyxl)):
            if name in results:
                bars.add(f"Annotate {kind}: CPU against {name}", fast.cpu_against(results[name]), bar, digits=3)
        if "LibreOffice, open and save" in results:
            bars.add(f"Annotate {kind}: wall against LibreOffice, open and save",
                     fast.wall / results["LibreOffice, open and save"].wall, ods, digits=3)
        if kind != "ODS":
            bars.add(f"Annotate {kind}: wall against own CPU", fast.wall_over_cpu, threads)
            for level, bar in ((1, size), (6, 1.03)):
                actual, reference = sheet_sizes(own(path, level)[0][-1])
                bars.add(f"Annotate {kind}: size of the sheet at level {level} against zlib 6", actual / reference, bar)
        table_size = string_table(path) if "XLSX" in kind else 0
        above = max(fast.peak, small.peak) - (os.path.getsize(path) + table_size) / MIB
        bars.add(f"Annotate {kind}: peak memory above mapped file and string table", above, 64, "MiB")
