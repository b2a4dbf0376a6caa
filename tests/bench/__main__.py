"""`make bench`: the cost of the Overview."""

import argparse
import math
import os
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import psutil
from playwright.sync_api import Browser

from data.reading import load
from tests.bench import budgets, expected, growth, large, server
from tests.bench import load as loads
from tests.bench.server import Server
from tests.bench.visit import Visit, Wire
from tests.browser.conftest import browser as chromium

MORE_SESSIONS = 5
STARTS = 5
IDLE_SECONDS = 3
SECONDS = 60
"""How long many readers change a filter each second."""
SESSIONS = (25, 50)


def first_visitors(browser: Browser) -> list[float]:
    """The first load after a start, each time in a new server and a new browser."""
    found = []
    for _ in range(STARTS):
        with server.product() as running, Visit(browser, running) as first:
            found.append(first.load())
    return found


def first_loads(browser: Browser, running: Server, found: dict[str, list[float]]) -> None:
    """Wire and memory of the first visitors after a start."""
    with ExitStack() as open_windows:
        first = open_windows.enter_context(Visit(browser, running))
        wire = Wire(first)
        first.load()
        first.page.wait_for_timeout(1000)
        found["wire"].append(wire.bytes / 1e6)
        found["wire_numbers"].append(wire.by(first.numbers) / 1e6)
        found["requests"].append(wire.requests)
        alone = running.memory()
        found["memory"].append(alone)
        for _ in range(MORE_SESSIONS):
            open_windows.enter_context(Visit(browser, running)).load()
        found["session"].append((running.memory() - alone) / MORE_SESSIONS)


def one_round(
    browser: Browser, running: Server, countries: Sequence[str], found: dict[str, list[float]]
) -> None:
    """A cold load, a warm reload, a rest, and filter changes with the server's CPU time for each.

    Two countries are chosen one after the other and taken out again, twice. Only the first time
    is the pair new to the server; until the countries of the rounds begin again.
    """
    with Visit(browser, running) as reader:
        found["cold"].append(reader.load())
        found["numbers"].append(reader.numbers)
        found["shift"].append(reader.shift())
        found["warm"].append(reader.reload())
        reader.page.wait_for_timeout(1000)
        before, begun = running.cpu(), time.monotonic()
        time.sleep(IDLE_SECONDS)
        idle = (running.cpu() - before) / (time.monotonic() - begun)
        found["idle"].append(idle * 1000)
        first, second = countries
        for second_is in ("pair", "known"):
            steps = [
                (reader.add, [first], "one"),
                (reader.add, [first, second], second_is),
                (reader.remove, [first], "known"),
                (reader.remove, [], "known"),
            ]
            for change, chosen, kind in steps:
                before, begun = running.cpu(), time.monotonic()
                found["filter"].append(change(chosen))
                found[kind].append(
                    (running.cpu() - before - idle * (time.monotonic() - begun)) * 1000
                )
        found["turn"].append(reader.turn("Actions", "Overview"))


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed."""
    return sorted(values)[math.ceil(share * len(values)) - 1]


def medians(found: dict[str, list[float]]) -> dict[str, float]:
    return {name: statistics.median(values) for name, values in found.items()} | {
        "filter_p95": percentile(found["filter"], 0.95)
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="visits (default: 7)")
    parser.add_argument(
        "--large",
        action="store_true",
        help="on an invented dataset of 300 actions and 20,000 reports, not on the record",
    )
    parser.add_argument(
        "--growth",
        action="store_true",
        help="also with 3 thousand to 5 million reports; takes three minutes and 1.4 GB",
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = load.default_folder()
        if given.large:
            folder = Path(place, "large")
            large.write(folder)
            os.environ[server.DATA] = str(folder)
        result = measure(given.rounds)
        if given.growth:
            grown = growth.curve(folder)
            for reports, cost in grown.items():
                print(f"{reports:>10,} reports: {cost:.1f} ms of CPU for a choice")
            result["growth"] = max(grown.values()) / grown[growth.SIZES[0]]
        print(f"\n{budgets.table(result)}")


def measure(rounds: int) -> dict[str, float]:
    """Measure and print the table; return the medians."""
    names = list(expected.countries())
    pairs = list(zip(names[::2], names[1::2], strict=False))
    found: dict[str, list[float]] = defaultdict(list)
    with chromium() as browser, server.product() as running:
        found["first"] = first_visitors(browser)
        first_loads(browser, running, found)
        for number in range(rounds):
            one_round(browser, running, pairs[number % len(pairs)], found)
            print(f"round {number + 1} of {rounds}, load {psutil.getloadavg()[0]:.1f}", flush=True)
        for readers in SESSIONS:
            loaded = loads.load(running, readers, SECONDS)
            print(loads.sentence(loaded), flush=True)
            found |= loads.measures(loaded)
    result = medians(found)
    print(f"\nMedians of {rounds} rounds; cores: {psutil.cpu_count()}")
    print("\n".join(f"{name:16}{value:>10.3f}" for name, value in result.items()))
    return result


if __name__ == "__main__":
    main()
