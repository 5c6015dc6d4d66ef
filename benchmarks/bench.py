#!/usr/bin/env python3
"""Measures the reader against its peers, on the same files in the same run (docs/performance.md).

usage: bench.py MESURES [--strict]      MESURES is the program, built for release

BENCH_ROWS      rows of the workbooks (100000)
BENCH_RUNS      runs of each program, whose medians are shown (5)
BENCH_SLOW=1    also the slow ones: openpyxl, LibreOffice (once each)
BENCH_FOLDER    where workbooks and the Python environment are kept (.build/bench)

With --strict the exit status is 1 when a bar is missed.
"""

import ctypes.util
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.abspath(os.environ.get("BENCH_FOLDER", ".build/bench"))
ROWS = int(os.environ.get("BENCH_ROWS", "100000"))
RUNS = int(os.environ.get("BENCH_RUNS", "5"))
SLOW = os.environ.get("BENCH_SLOW", "") not in ("", "0")
MIB = 1 << 20


def environment():
    """The Python that has the peers; made on first use."""
    home = os.path.join(FOLDER, "python")
    python = os.path.join(home, "bin", "python")
    wanted = os.path.join(HERE, "requirements.txt")
    stamp = os.path.join(home, "requirements.txt")
    if not os.path.exists(stamp) or open(stamp).read() != open(wanted).read():
        print(f"Installing the peers of requirements.txt in {os.path.relpath(home)}", file=sys.stderr)
        venv.create(home, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--requirement", wanted], check=True)
        shutil.copy(wanted, stamp)
    return python


def workbooks(python):
    """The workbooks of this size, by kind; made on first use."""
    folder = os.path.join(FOLDER, "workbooks")
    files = {kind: os.path.join(folder, f"{ROWS}{ending}") for kind, ending in (
        ("XLSX shared", "-shared.xlsx"), ("XLSX inline", "-inline.xlsx"), ("ODS", ".ods"), ("CSV", ".csv"))}
    if not all(map(os.path.exists, files.values())):
        print(f"Making workbooks of {ROWS} rows in {os.path.relpath(folder)}", file=sys.stderr)
        subprocess.run([python, os.path.join(HERE, "workbooks.py"), folder, str(ROWS)], check=True)
    return files


class Run:
    """What one run of a command cost: wall and CPU (user + system) in seconds, peak memory in MiB."""

    def __init__(self, command):
        self.output = ""
        with tempfile.TemporaryFile() as output:
            start = time.perf_counter()
            process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
            _, status, usage = os.wait4(process.pid, 0)
            self.wall = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            output.seek(0)
            self.output = output.read().decode(errors="replace")
        if process.returncode != 0:
            raise SystemExit(f"{' '.join(command)}: exit status {process.returncode}\n{self.output}")
        self.cpu = usage.ru_utime + usage.ru_stime
        self.peak = usage.ru_maxrss / 1024


class Floor(Run):
    """Inflating alone, which measures itself."""

    def __init__(self, command):
        super().__init__(command)
        self.cpu = self.wall = float(self.output.split()[0])


class Median:
    """The medians of several runs."""

    def __init__(self, runs):
        self.count = len(runs)
        self.wall, self.cpu, self.peak = (
            statistics.median(getattr(run, what) for run in runs) for what in ("wall", "cpu", "peak"))
        # Of this run's own wall and CPU: a neighbour on the machine disturbs both alike.
        self.wall_over_cpu = statistics.median(run.wall / run.cpu for run in runs if run.cpu > 0)


def interleaved(contenders):
    """Runs each of `contenders` (name: command and kind of run) in turn, `RUNS` times; the medians by name."""
    runs = {name: [] for name in contenders}
    for _ in range(RUNS):
        for name, (command, kind) in contenders.items():
            runs[name].append(kind(command))
    return {name: Median(found) for name, found in runs.items()}


def once(contenders):
    """Runs each of `contenders` once."""
    return {name: Median([kind(command)]) for name, (command, kind) in contenders.items()}


def string_table(path):
    """How many bytes a table of the shared strings takes at least: their text, and eight bytes each."""
    with zipfile.ZipFile(path) as archive:
        if "xl/sharedStrings.xml" not in archive.namelist():
            return 0
        part = archive.read("xl/sharedStrings.xml")
    return sum(len(text) for text in re.findall(rb"<t[^>]*>([^<]*)", part)) + 8 * part.count(b"<si>")


def codec(program):
    """The library that the program inflates with."""
    linked = subprocess.run(["ldd", program], capture_output=True, text=True).stdout
    return "isal" if "libisal" in linked else "zlib"


# The bars by codec: CPU against python-calamine, fastexcel and inflating alone for XLSX, against python-calamine for
# ODS, wall against CPU.
BARS = {"zlib": (0.20, 0.32, 2.2, 0.32, 0.75), "isal": (0.14, 0.22, 4, 0.25, 0.65)}


def table(title, results):
    print(f"\n**{title}**\n")
    print("| program | CPU s | wall s | peak MiB | runs |")
    print("|---|--:|--:|--:|--:|")
    for name, median in sorted(results.items(), key=lambda item: item[1].cpu):
        peak = "–" if name.startswith("inflate alone") else f"{median.peak:.0f}"
        print(f"| {name} | {median.cpu:.3f} | {median.wall:.3f} | {peak} | {median.count} |")
    sys.stdout.flush()


class Bars:
    """The bars, and whether each is met."""

    def __init__(self):
        self.lines = []
        self.missed = 0

    def add(self, what, found, bar, unit="×"):
        met = found <= bar
        self.missed += not met
        digits = 2 if unit == "×" else 1
        self.lines.append(
            f"| {what} | {found:.{digits}f} {unit} | ≤ {bar:g} {unit} | {'met' if met else '**missed**'} |")

    def show(self):
        print("\n**Bars**\n\n| what | found | bar | |\n|---|--:|--:|---|")
        print("\n".join(self.lines))


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--strict"]
    if len(arguments) != 1:
        raise SystemExit(__doc__)
    mesures = os.path.abspath(arguments[0])
    python = environment()
    files = workbooks(python)
    bars = Bars()

    def own(path):
        return [mesures, "dump", "--format", "none", path], Run

    def peer(name, path):
        return [python, os.path.join(HERE, "peer.py"), name, path], Run

    def floor(path, codec):
        return [python, os.path.join(HERE, "floor.py"), codec, path], Floor

    inflater = codec(mesures)
    codecs = ["zlib"] + (["isal"] if inflater == "isal" or ctypes.util.find_library("isal") else [])
    xlsx_calamine, xlsx_fastexcel, xlsx_floor, ods_calamine, threads = BARS[inflater]
    print(f"{ROWS} rows × 15 columns; medians of {RUNS} runs, interleaved; {os.cpu_count()} cores; "
          f"mesures inflates with {inflater}")
    starts = interleaved({
        "mesures --version": ([mesures, "--version"], Run),
        "Python, python-calamine": peer("calamine", "-"),
        "Python, fastexcel": peer("fastexcel", "-"),
        "Python, polars": peer("polars", "-"),
    })
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
        results = interleaved(contenders)
        if SLOW and kind == "XLSX shared":
            results |= once({"openpyxl read_only": peer("openpyxl", path)})
        office = shutil.which("soffice") or shutil.which("libreoffice")
        if SLOW and kind == "ODS" and office:
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
    bars.show()
    if "--strict" in sys.argv and bars.missed:
        raise SystemExit(1)


main()
