"""`make bench`: what the Overview costs, also as a ratio to a plain Streamlit page with the same charts."""

import argparse
import math
import statistics
import time
from collections import defaultdict
from collections.abc import Sequence
from contextlib import ExitStack

import psutil
from playwright.sync_api import Browser

from tests.bench import server, visit
from tests.bench.server import Server
from tests.bench.visit import Visit, Wire

PICKS = [("Brazil", "Ecuador"), ("Chile", "Peru")]
"""In each round: choose the first, add the second, take out the second, then the first; then the next pair."""
MORE_SESSIONS = 5
IDLE_SECONDS = 2.0
MEASURES = {
    "wire": ("first load, on the wire", "MB", 2),
    "requests": ("first load, requests", "", 0),
    "cold": ("cold load to all drawn", "s", 2),
    "shift": ("cold load, layout shift (CLS)", "", 3),
    "warm": ("warm reload to all drawn", "s", 2),
    "filter": ("filter to right values", "s", 2),
    "filter_p95": ("filter to right values, p95", "s", 2),
    "cpu": ("server CPU of one filter change", "ms", 1),
    "idle": ("server CPU while idle, a second", "ms", 1),
    "memory": ("server memory after the first load", "MiB", 0),
    "session": ("server memory, each further session", "MiB", 2),
}
"""Key to what it is, its unit, and its decimals."""
BUDGETS = {"cpu": 40}
"""The most that the product may need."""

Samples = dict[str, dict[str, list[float]]]
"""Server to measure to values."""


def first_loads(browser: Browser, running: Server, found: dict[str, list[float]]) -> None:
    """Wire and memory of the first visitors after a start."""
    with ExitStack() as open_windows:
        first = open_windows.enter_context(Visit(browser, running))
        wire = Wire(first)
        first.load()
        first.page.wait_for_timeout(1000)
        found["wire"].append(wire.bytes / 1e6)
        found["requests"].append(wire.requests)
        alone = running.memory()
        found["memory"].append(alone)
        for _ in range(MORE_SESSIONS):
            open_windows.enter_context(Visit(browser, running)).load()
        found["session"].append((running.memory() - alone) / MORE_SESSIONS)


def one_round(browser: Browser, running: Server, found: dict[str, list[float]]) -> None:
    """A cold load, a warm reload, and filter changes whose CPU is what the server used meanwhile beyond its idling."""
    with Visit(browser, running) as reader:
        found["cold"].append(reader.load())
        found["shift"].append(reader.shift())
        found["warm"].append(reader.reload())
        reader.page.wait_for_timeout(1000)
        idle = _idle(running)
        found["idle"].append(idle * 1000)
        before, begun = running.cpu(), time.monotonic()
        times = [seconds for first, second in PICKS for seconds in _changes(reader, first, second)]
        used = running.cpu() - before - idle * (time.monotonic() - begun)
        found["filter"] += times
        found["cpu"].append(used / len(times) * 1000)


def _changes(reader: Visit, first: str, second: str) -> list[float]:
    return [reader.add(first, [first]), reader.add(second, [first, second]), reader.remove([first]), reader.remove([])]


def _idle(running: Server) -> float:
    """Seconds of CPU that a server uses in a second in which nobody does anything."""
    before = running.cpu()
    time.sleep(IDLE_SECONDS)
    return (running.cpu() - before) / IDLE_SECONDS


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed."""
    return sorted(values)[math.ceil(share * len(values)) - 1]


def medians(found: dict[str, list[float]]) -> dict[str, float]:
    return {name: statistics.median(values) for name, values in found.items()} | {"filter_p95": percentile(found["filter"], 0.95)}


def table(results: dict[str, dict[str, float]]) -> str:
    """The measures of both pages, and the ratio of the product to the plain page."""
    lines = [f"{'':36}{'':5}{'product':>10}{'plain':>10}{'ratio':>8}"]
    for name, (title, unit, decimals) in MEASURES.items():
        ours, theirs = results["product"][name], results["plain"][name]
        ratio = f"{ours / theirs:.2f}" if theirs > 0 < ours else "-"
        lines.append(f"{title:36}{unit:5}{ours:>10.{decimals}f}{theirs:>10.{decimals}f}{ratio:>8}")
    return "\n".join(lines)


def budgets(result: dict[str, float]) -> str:
    """Each budget and whether the product holds it."""
    lines = []
    for name, most in BUDGETS.items():
        title, unit, decimals = MEASURES[name]
        verdict = "held" if result[name] <= most else "NOT HELD"
        lines.append(f"{title}: {result[name]:.{decimals}f} {unit}, budget {most} {unit}: {verdict}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="visits to each page, by turns (default: 7)")
    rounds = parser.parse_args().rounds
    samples: Samples = {name: defaultdict(list) for name in ("product", "plain")}
    with visit.chromium() as browser, server.product() as ours, server.plain() as theirs:
        for running in (ours, theirs):
            first_loads(browser, running, samples[running.name])
        for number in range(rounds):
            for running in (ours, theirs) if number % 2 == 0 else (theirs, ours):
                one_round(browser, running, samples[running.name])
            print(f"round {number + 1} of {rounds}, load {psutil.getloadavg()[0]:.1f}", flush=True)
    results = {name: medians(found) for name, found in samples.items()}
    changes = len(samples["product"]["filter"])
    print(f"\nMedians of {rounds} rounds by turns, {changes} filter changes a page, {psutil.cpu_count()} cores\n")
    print(table(results))
    print(f"\n{budgets(results['product'])}")


if __name__ == "__main__":
    main()
