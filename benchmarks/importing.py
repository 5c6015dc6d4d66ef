"""Importing, against reading: `mesures import` of a list of mandates, all controls, and `mesures dump --format none` of it."""

import os
import subprocess
import sys

from measuring import Run, interleaved, table

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
# CPU of importing against reading the same file.
BAR = 1.6


def mandates(python, folder, rows):
    """The list of mandates of this size; made on first use."""
    path = os.path.join(folder, "workbooks", f"{rows}-mandats.xlsx")
    if not os.path.exists(path):
        print(f"Making a list of {rows} mandates in {os.path.relpath(os.path.dirname(path))}", file=sys.stderr)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        subprocess.run([python, os.path.join(HERE, "mandates.py"), path + ".part", str(rows)], check=True)
        os.rename(path + ".part", path)
    return path


def measure(mesures, python, folder, rows, bars, times):
    """Imports the mandates, and reads them."""
    path = mandates(python, folder, rows)
    command = [mesures, "import", os.path.join(ROOT, "pipelines", "budget-vert.yaml"), "--quiet", "--set", f"entree={path}",
               "--set", f"sortie={os.path.join(folder, 'import')}", "--fail-on", "none"]
    results = interleaved({
        "mesures import": (command, Run),
        "mesures dump --format none": ([mesures, "dump", "--format", "none", path], Run),
    }, times)
    table("Import a list of mandates", results)
    ratio = results["mesures import"].cpu / results["mesures dump --format none"].cpu
    bars.add("Import: CPU against reading", ratio, BAR)
