"""Attacks by plain requests: ever new choices, and answers that nobody waits for."""

import contextlib
import http.client
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

MEGABYTE = 1 << 20


def contents(server):
    """Contents of the Overview, of ever new choices, eight at once."""

    def ask(number):
        day = f"202{number % 6}-0{number % 9 + 1}-{number % 28 + 1:02d}"
        address = f"/board/overview?as_of={day}&q={number}"
        return server.ask(address, source="127.0.0.11").status

    def other():
        began = time.monotonic()
        assert server.ask("/board/overview?country=ECU", source="127.0.0.12").status == 200
        time.sleep(1)
        return time.monotonic() - began - 1

    before, began, waits = server.memory(), time.monotonic(), []
    with ThreadPoolExecutor(8) as at_once:
        asked = [at_once.submit(ask, number) for number in range(1_000)]
        while not all(one.done() for one in asked):
            waits.append(other())
    answers = Counter(one.result() for one in asked)
    spent, grown = time.monotonic() - began, (server.memory() - before) / MEGABYTE
    return (
        f"1,000 new choices in {spent:.0f} s: {dict(answers)}, memory +{grown:.0f} MB, "
        f"somebody else waits {max(waits):.1f} s",
        max(waits) < 5 and grown < 200,
    )


DOCUMENT = "/files/slides.pptx?lang=en&as_of={}"


def aborted_documents(server):
    """Fifty new documents a second, each given up after 0.3 s, beside a reader who wants one.

    Of the other costly answers `test_limits.py` holds that they wait in the same kind of queue.
    """

    def document(number):
        return DOCUMENT.format(date(2021, 1, 1) + timedelta(number))

    def give_up(number):
        with contextlib.suppress(OSError, http.client.HTTPException):
            server.ask(document(number), source="127.0.0.13", timeout=0.3)

    def other(number):
        time.sleep(0.5)
        began = time.monotonic()
        asked = server.ask(document(number + 2_000), source="127.0.0.14", timeout=90)
        return asked.status, time.monotonic() - began

    _, alone = other(-1)
    with ThreadPoolExecutor(40) as at_once:
        until, waits, number = time.monotonic() + 10, [], 0
        reader = None
        while time.monotonic() < until or not reader.done():
            if reader is None or reader.done():
                waits += [reader.result()] if reader else []
                reader = at_once.submit(other, number)
            if time.monotonic() < until:
                at_once.submit(give_up, number)
            number += 1
            time.sleep(1 / 50)
    waits.append(reader.result())
    statuses, slowest = Counter(status for status, _ in waits), max(wait for _, wait in waits)
    told = f"{alone:.1f} s alone; somebody else has {dict(statuses)}, waits {slowest:.1f} s at most"
    return told, set(statuses) == {200} and slowest < max(5, 4 * alone)
