"""Reports of a milestone of the record, replayed one by one in plain Python."""

import calendar
import csv
from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path

EVIDENCE = Path(__file__).parents[2] / "data" / "record" / "evidence.csv"
STARTS = "2025-03-05"
"""The first day of the roadmap."""


def last_day(day, precision):
    """The last day of the month, quarter or year to which a date is known."""
    year, month, number = map(int, day.split("-"))
    month = {"day": month, "month": month, "quarter": (month + 2) // 3 * 3, "year": 12}[precision]
    return str(
        date(year, month, number if precision == "day" else calendar.monthrange(year, month)[1])
    )


@cache
def confirming():
    """The reports that a participant's own page states, or two origins."""
    voices, origins = defaultdict(set), defaultdict(set)
    with EVIDENCE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            voices[row["report_id"]].add(row["voice"])
            origins[row["report_id"]].add(row["origin"].casefold())
    return {name for name in voices if "participant" in voices[name] or len(origins[name]) > 1}


def standing(reports):
    """What reports in order say of a milestone; blank for not reached.

    `in_place` where the last day on which it can have been reached is before the period, and
    `before_or_since` where only the first one is; else `confirmed` or `awaiting`.
    """
    said, confirmed, first, last = "", False, "", ""
    for report in reports:
        if report["state"] == "announced" and said == "achieved":
            continue
        if report["state"] == "achieved" and said != "achieved":
            first = report["achieved_on"]
            last = report["achieved_until"] or last_day(first, report["achieved_precision"])
        confirmed = report["state"] == "achieved" and (
            report["report_id"] in confirming() or (confirmed and said == "achieved")
        )
        said = report["state"]
    if said != "achieved":
        return ""
    if first < STARTS:
        return "in_place" if last < STARTS else "before_or_since"
    return "confirmed" if confirmed else "awaiting"
