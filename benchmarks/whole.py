"""The whole job: a list of mandates read, controlled, classified, annotated, with its annex and its report, against merely
writing as many rows of 15 columns."""

import os

import annotating
import importing
from measuring import Run, interleaved, table

ROOT = importing.ROOT
MIB = 1 << 20
# How much more than the bar of annotating, in CPU of libxlsxwriter, the whole job may take.
MORE = 1.5
BARE = "mesures run, without the data package"


def measure(mesures, codec, python, files, folder, rows, bars, times):
    """Runs the pipeline *budget vert* on a list of mandates."""
    path = importing.mandates(python, folder, rows)
    out = os.path.join(folder, "whole")

    def job(out, package):
        return ([mesures, "run", os.path.join(ROOT, "pipelines", "budget-vert.yaml"), "--quiet", "--set", f"entree={path}",
                 "--set", f"sortie={out}", "--set", f"donnees={package}", "--fail-on", "none", "--compression", "1"], Run)

    # Each in a folder of its own: a run without the data package leaves no earlier one beside it.
    contenders = {"mesures run": job(out, "oui"), BARE: job(out + "-bare", "non")}
    if writer := annotating.libxlsxwriter(folder):
        contenders["libxlsxwriter, writing only"] = (
            [writer, files["CSV"], os.path.join(folder, "written.xlsx")], Run)
    results = interleaved(contenders, times)
    table("The whole job on a list of mandates", results)
    run = results["mesures run"]
    if writer:
        writing = results["libxlsxwriter, writing only"]
        bar = MORE * annotating.BARS[codec][0]
        bars.add("Whole job: CPU against libxlsxwriter, writing only", run.cpu_against(writing), bar, digits=3)
        bars.add("Whole job without the data package: CPU against libxlsxwriter, writing only",
                 results[BARE].cpu_against(writing), bar, digits=3)
    above = run.peak - (os.path.getsize(path) + annotating.string_table(path)) / MIB
    bars.add("Whole job: peak memory above mapped file and string table", above, 64, "MiB")
