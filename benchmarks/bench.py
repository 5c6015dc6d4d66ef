#!/usr/bin/env python3
"""Measures reading, annotating, importing and the whole job against their peers, on the same files in the same run, and how
many lines a second rules look at (docs/performance.md).

usage: bench.py MESURES [--strict]      MESURES is the program, built for release

BENCH_ROWS      rows of the workbooks, one size or several ("100000 1000000")
BENCH_ONLY      reading, annotating, importing, whole or rules: only that
BENCH_RUNS      runs of each program, whose medians are shown (5, and 3 from half a million rows on)
BENCH_SLOW=1    also the slow ones: openpyxl (once), LibreOffice (five times)
BENCH_UNDISTURBED=1   every program under `chrt --fifo 10`, which needs rights: for wall on a shared machine
BENCH_FOLDER    where workbooks and the Python environment are kept (.build/bench)

With --strict the exit status is 1 when a bar is missed.
"""

import os
import shutil
import subprocess
import sys
import venv

import annotating
import importing
import reading
import whole
from measuring import UNDISTURBED, Bars, runs

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.abspath(os.environ.get("BENCH_FOLDER", ".build/bench"))
SIZES = [int(rows) for rows in os.environ.get("BENCH_ROWS", "100000 1000000").replace(",", " ").split()]
SLOW = os.environ.get("BENCH_SLOW", "") not in ("", "0")
ONLY = os.environ.get("BENCH_ONLY", "")


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


def workbooks(python, rows):
    """The workbooks of `rows` rows, by kind; made on first use."""
    folder = os.path.join(FOLDER, "workbooks")
    files = {kind: os.path.join(folder, f"{rows}{ending}") for kind, ending in (
        ("XLSX shared", "-shared.xlsx"), ("XLSX inline", "-inline.xlsx"), ("ODS", ".ods"), ("CSV", ".csv"))}
    if not all(map(os.path.exists, files.values())):
        print(f"Making workbooks of {rows} rows in {os.path.relpath(folder)}", file=sys.stderr)
        subprocess.run([python, os.path.join(HERE, "workbooks.py"), folder, str(rows)], check=True)
    return files


def codec(program):
    """The library that the program inflates with."""
    linked = subprocess.run(["ldd", program], capture_output=True, text=True).stdout
    return "isal" if "libisal" in linked else "zlib"


def rules():
    """Builds and runs the benchmark of rules; whether it meets its bars."""
    swift = os.environ.get("SWIFT", "swift")
    build = [swift, "build", "-c", "release", "--scratch-path", ".build-bench", "--product", "bench-rules"]
    environment = {**os.environ, "MESURES_PART": "bench"}
    subprocess.run(build, check=True, env=environment, stdout=sys.stderr)
    folder = subprocess.run([*build, "--show-bin-path"], check=True, env=environment, capture_output=True, text=True)
    print("\nRules; processor time of one thread", flush=True)
    return subprocess.run([os.path.join(folder.stdout.strip(), "bench-rules"), "--strict"]).returncode == 0


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--strict"]
    if len(arguments) != 1 or ONLY not in ("", "reading", "annotating", "importing", "whole", "rules"):
        raise SystemExit(__doc__)
    mesures = os.path.abspath(arguments[0])
    missed = 0 if ONLY not in ("", "rules") or rules() else 1
    if ONLY != "rules":
        missed += peers(mesures)
    if "--strict" in sys.argv and missed:
        raise SystemExit(1)


def peers(mesures):
    """Measures against the peers; how many bars are missed."""
    python = environment()
    library = codec(mesures)
    missed = 0
    for rows in SIZES:
        files = workbooks(python, rows) if ONLY != "importing" else {}
        bars = Bars()
        times = runs(rows)
        print(f"\n{rows} rows × 15 columns; medians of {times} runs, interleaved; {os.cpu_count()} cores; "
              f"mesures inflates with {library}" + ("; undisturbed by others" if UNDISTURBED else ""))
        if ONLY in ("", "reading"):
            reading.measure(mesures, library, python, files, bars, SLOW, times)
        if ONLY in ("", "annotating"):
            annotating.measure(mesures, library, python, files, FOLDER, rows, bars, SLOW, times)
        if ONLY in ("", "importing"):
            importing.measure(mesures, python, FOLDER, rows, bars, times)
        if ONLY in ("", "whole"):
            whole.measure(mesures, library, python, files, FOLDER, rows, bars, times)
        bars.show()
        missed += bars.missed
    return missed


main()
