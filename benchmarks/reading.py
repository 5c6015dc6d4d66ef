"""Reading, against the fastest readers: `mesures dump --format none` on every kind of workbook."""

import ctypes.util
import os
import re
import shutil
import tempfile
import zipfile

from measuring import Floor, Run, interleaved, once, table

HERE = os.path.dirname(os.path.abspath(__file__))
MIB = 1 << 20

# The bars by codec: CPU against python-calamine, fastexcel and inflating alone for XLSX, against python-calamine for
# ODS, wall against CPU.
BARS = {"zlib": (0.20, 0.32, 2.2, 0.32, 0.75), "isal": (0.14, 0.22, 4, 0.25, 0.65)}


def string_table(path):
    """How many bytes a table of the shared strings takes at least: their text, and eight bytes each."""
    with zipfile.ZipFile(path) as archive:
        if "xl/sharedStrings.xml" not in archive.namelist():
            return 0
        part = archive.read("xl/sharedStrings.xml")
    return sum(len(text) for text in re.findall(rb"<t[^>]*>([^<]*)", part)) + 8 * part.count(b"<si>")


def measure(mesures, inflater, python, files, bars, slow, times):
    """Reads each of `files` with `mesures`, which inflates with `inflater`, and with its peers."""
    def own(path):
        return [mesures, "dump", "--format", "none", path], Run

    def peer(name, path):
        return [python, os.path.join(HERE, "peer.py"), name, path], Run

    def floor(path, codec):
        return [python, os.path.join(HERE, "floor.py"), codec, path], Floor

    codecs = ["zlib"] + (["isal"] if inflater == "isal" or ctypes.util.find_library("isal") else [])
    xlsx_calamine, xlsx_fastexcel, xlsx_floor, ods_calamine, threads = BARS[inflater]
    starts = interleaved({
        "mesures --version": ([mesures, "--version"], Run),
        "Python, python-calamine": peer("calamine", "-"),
        "Python, fastexcel": peer("fastexcel", "-"),
        "Python, polars": peer("polars", "-"),
    }, times)
    table("Start-up alone, part of every figure below", starts)
    bars.add("`mesures --version`, wall", starts["mesures --version"].wall * 1000, 12, "ms")

    for kind in ("XLSX shared", "XLSX inline", "ODS", "CSV"):
        path = files[kind]
        contenders = {"mesures": own(path)}
        if kind == "CSV":
            contenders["polars read_csv"] = peer("polars", path)
        else:
            for name in codecs:
                contenders[f"inflate alone, {name}"] = floor(path, name)
            contenders["python-calamine to_python"] = peer("calamine", path)
            if kind != "ODS":
                contenders["fastexcel eager"] = peer("fastexcel", path)
        results = interleaved(contenders, times)
        if slow and kind == "XLSX shared":
            results |= once({"openpyxl read_only": peer("openpyxl", path)})
        office = shutil.which("soffice") or shutil.which("libreoffice")
        if slow and kind == "ODS" and office:
            with tempfile.TemporaryDirectory() as folder:
                command = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
                           "csv", "--outdir", folder, path]
                results |= once({"LibreOffice to CSV": (command, Run)})
        table(f"Read {kind}", results)

        mine = results["mesures"]

        def ratio(name, bar):
            bars.add(f"{kind}: CPU against {name}", mine.cpu / results[name].cpu, bar)

        if kind == "CSV":
            ratio("polars read_csv", 0.6)
        elif kind == "ODS":
            ratio("python-calamine to_python", ods_calamine)
        else:
            ratio("python-calamine to_python", xlsx_calamine)
            ratio("fastexcel eager", xlsx_fastexcel)
            ratio(f"inflate alone, {inflater}", xlsx_floor)
        if kind in ("XLSX inline", "ODS"):
            bars.add(f"{kind}: wall against own CPU", mine.wall_over_cpu, threads)
        above = mine.peak - os.path.getsize(path) / MIB - (string_table(path) / MIB if "XLSX" in kind else 0)
        bars.add(f"{kind}: peak memory above mapped file and string table", above, 32, "MiB")
