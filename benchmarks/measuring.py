"""Runs commands, takes medians, and holds them against bars."""

import os
import statistics
import subprocess
import sys
import tempfile
import time


def runs(rows):
    """How often each program runs on workbooks of `rows` rows."""
    return int(os.environ.get("BENCH_RUNS", "5" if rows < 500_000 else "3"))


# With BENCH_UNDISTURBED every program runs before all others that want a core (real-time scheduling, which needs rights):
# on a machine that is shared, or whose scheduler packs threads onto one core, a second thread has nowhere to run otherwise.
UNDISTURBED = ["chrt", "--fifo", "10"] if os.environ.get("BENCH_UNDISTURBED", "") not in ("", "0") else []


class Run:
    """What one run of a command cost: wall and CPU (user + system) in seconds, peak memory in MiB."""

    def __init__(self, command):
        self.output = ""
        # What the one before has written shall not be waited for by this one, which puts its own on the disk for good.
        os.sync()
        with tempfile.TemporaryFile() as output:
            start = time.perf_counter()
            process = subprocess.Popen(UNDISTURBED + command, stdout=output, stderr=subprocess.STDOUT)
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
        self.runs = runs

    def cpu_against(self, other):
        """The median of what each run cost against the other's run of the same round: one machine, one moment."""
        return statistics.median(mine.cpu / theirs.cpu for mine, theirs in zip(self.runs, other.runs))


def interleaved(contenders, times):
    """Runs each of `contenders` (name: command and kind of run) in turn, `times` times; the medians by name."""
    runs = {name: [] for name in contenders}
    for _ in range(times):
        for name, (command, kind) in contenders.items():
            runs[name].append(kind(command))
    return {name: Median(found) for name, found in runs.items()}


def once(contenders):
    """Runs each of `contenders` once."""
    return {name: Median([kind(command)]) for name, (command, kind) in contenders.items()}


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

    def add(self, what, found, bar, unit="×", digits=None):
        met = found <= bar
        self.missed += not met
        if digits is None:
            digits = 2 if unit == "×" else 1
        self.lines.append(
            f"| {what} | {found:.{digits}f} {unit} | ≤ {bar:g} {unit} | {'met' if met else '**missed**'} |")

    def show(self):
        print("\n**Bars**\n\n| what | found | bar | |\n|---|--:|--:|---|")
        print("\n".join(self.lines))
