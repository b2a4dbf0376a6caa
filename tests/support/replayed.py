"""Reports of a milestone of the record, replayed one by one in plain Python."""

import calendar
from datetime import date

STARTS = "2025-03-05"
"""The first day of the roadmap."""


def last_day(day, precision):
    """The last day of the month, quarter or year to which a date is known."""
    year, month, number = map(int, day.split("-"))
    month = {"day": month, "month": month, "quarter": (month + 2) // 3 * 3, "year": 12}[precision]
    return str(
        date(year, month, number if precision == "day" else calendar.monthrange(year, month)[1])
    )


def standing(reports):
    """What reports in order say: `confirmed`, `awaiting`, `in_place`; blank for not reached."""
    said, confirmed, reached = "", False, ""
    for report in reports:
        if report["state"] == "announced" and said == "achieved":
            continue
        if report["state"] == "achieved" and said != "achieved":
            reached = last_day(report["achieved_on"], report["achieved_precision"])
        confirmed = report["state"] == "achieved" and (
            report["confirmation"] == "confirmed" or (confirmed and said == "achieved")
        )
        said = report["state"]
    if said != "achieved":
        return ""
    return "in_place" if reached < STARTS else "confirmed" if confirmed else "awaiting"
