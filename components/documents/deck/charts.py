"""Charts of slides as plain data: what a native chart of a presentation is made from, and what tests read back."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

from components.charts import lines, theme
from components.documents.deck.model import Chart, Kind, Series, cut
from data.model import APPLICABLE, State, Status
from data.words import Words

MOST_BARS = 10
"""Bars of the timeline that can be told apart on a projector."""
MOST_GROUPS = 12
"""Stacked bars of one slide that can be told apart on a projector."""
MOST_OF_A_NAME = 80
"""Characters of a category: two lines beside its bar."""
MOST_OF_AN_ACTION = 52
"""Characters of an action beside its bar: one line."""
EPOCH = date(1970, 1, 1)
ROADMAP, WHOLE = "roadmap", "whole"
"""Periods of the timeline: the roadmap's, and all that has a date."""


def by_state(counts: pd.DataFrame, names: Mapping[str, str], t: Words) -> Chart:
    """Milestones of each group by state; those in place before are in no bar, and said beside a group that has no others.

    Args:
        counts: what `measures.counts` returns.
        names: group to the name a reader sees.
        t: words of the reader's language.
    """
    words = {
        state: f"{theme.STATE_SIGN[state]} {t(f'state.{state}')}"
        for state in State
        if state not in theme.BESIDE
    }
    said = _said_where_empty(counts, list(words), names, t("deck.nothing_here"), t)
    return Chart(Kind.BARS, said, _stacked(counts, words, theme.STATE_COLOUR), t("unit.milestones"))


def by_status(counts: pd.DataFrame, names: Mapping[str, str], t: Words) -> Chart:
    """The same for parts of actions by status, from what `measures.statuses` returns."""
    words = {
        status: f"{theme.STATUS_SIGN[status]} {t(f'status.{status}')}"
        for status in Status
        if status not in theme.BESIDE
    }
    said = _said_where_empty(counts, list(words), names, t("deck.no_part"), t)
    return Chart(Kind.BARS, said, _stacked(counts, words, theme.STATUS_COLOUR), t("unit.parts"))


def in_parts(counts: pd.DataFrame, most: int = MOST_GROUPS) -> list[pd.DataFrame]:
    """Counts by group in as many parts as slides are needed; where there are several, groups without anything to count are left out."""
    if len(counts) <= most:
        return [counts]
    told = counts[counts.sum(axis="columns") > 0]
    size = -(-len(told) // max(1, -(-len(told) // most)))
    return [told.iloc[start : start + size] for start in range(0, len(told), max(1, size))]


def _said_where_empty(
    counts: pd.DataFrame,
    drawn: Sequence[State] | Sequence[Status],
    names: Mapping[str, str],
    nothing: str,
    t: Words,
) -> tuple[str, ...]:
    """Names of the groups in order, with words beside each without a bar: an empty row is no result."""
    return tuple(
        _named(
            names[str(group)],
            0 if bar else int(before),
            nothing if not bar and not before else "",
            t,
        )
        for group, bar, before in zip(
            counts.index,
            counts[list(drawn)].sum(axis="columns"),
            counts[State.IN_PLACE],
            strict=True,
        )
    )


def _named(name: str, before: int, nothing: str, t: Words) -> str:
    said = t("deck.before", n=before) if before else nothing
    return (
        f"{cut(name, MOST_OF_A_NAME - len(said) - 3)} ({said})"
        if said
        else cut(name, MOST_OF_A_NAME)
    )


def _stacked(
    counts: pd.DataFrame, words: Mapping[Any, str], colours: Mapping[Any, str]
) -> tuple[Series, ...]:
    """The marks that occur, in their order."""
    return tuple(
        Series(
            word,
            tuple(int(number) for number in counts[mark]),
            colours[mark],
            hatched=mark in theme.HATCHED,
        )
        for mark, word in words.items()
        if counts[mark].any()
    )


def over_time(monthly: pd.DataFrame, t: Words) -> Chart:
    """Cumulative milestones by month; what was reached before the first month is in the height of its value.

    Args:
        monthly: what `measures.over_time` returns.
        t: words of the reader's language.
    """
    shown = monthly[monthly.index >= monthly.index.max() - lines.SHOWN]
    shown = shown if len(shown) else monthly.tail(1)
    values = {
        "confirmed": shown["confirmed"],
        "reached": shown["confirmed"] + shown["awaiting"],
        "announced": shown["announced"],
    }
    colours = {
        "confirmed": theme.CONFIRMED,
        "reached": theme.AWAITING,
        "announced": theme.ANNOUNCED,
    }
    series = tuple(
        Series(
            t(f"series.{name}"),
            tuple(int(number) for number in numbers),
            colours[name],
            dashed=name == "announced",
        )
        for name, numbers in values.items()
    )
    return Chart(
        Kind.LINES, tuple(month.date() for month in shown.index), series, t("unit.milestones")
    )


def running(content: Mapping[str, Any], period: str) -> list[dict[str, Any]]:
    """The actions that are drawn: those whose dates on record lie furthest apart within the period.

    Args:
        content: what `charts.gantt.content` returns.
        period: which of its periods is shown: `ROADMAP`, or `WHOLE` where a dataset sets none.

    Returns:
        Its rows, by priority and first day, each with `start`, days from the first of the period to the action's first
        date, and `pieces`: how many days are within the period of its first date (`before`) or of its last (`after`),
        where only a month, quarter or year is known, and how many lie surely between (`sure`).
    """
    first, after = span(content, period)
    rows = [row | _pieces(row, first, after) for row in within(content, period)]
    longest = sorted(rows, key=lambda row: -row["pieces"]["sure"])[:MOST_BARS]
    kept = {row["id"] for row in longest}
    return [row for row in rows if row["id"] in kept]


def within(content: Mapping[str, Any], period: str) -> list[dict[str, Any]]:
    """The rows of the timeline that have a date within a period."""
    return [row for group in content["groups"] for row in group["rows"] if period in row["touches"]]


def span(content: Mapping[str, Any], period: str) -> tuple[int, int]:
    """First day of a period and the day after its last, as `content` counts days."""
    spans = {one["id"]: one["span"] for one in content["periods"]}
    first, after = spans[period] or content["span"]
    return first, after


def _pieces(row: Mapping[str, Any], first: int, after: int) -> dict[str, Any]:
    """From the first to the last date of an action and its milestones, cut to the period."""
    parts = [
        *((part["span"], part["exact"]) for part in row["bar"]),
        *((mark["span"], mark["span"][1] - mark["span"][0] == 1) for mark in row["marks"]),
    ]
    spans = [
        (max(days[0], first), min(days[1], after), exact)
        for days, exact in parts
        if days[0] < after and days[1] > first
    ]
    opening, closing = min(spans), max(spans, key=lambda days: days[1])
    start, end = opening[0], closing[1]
    if opening == closing:
        return {
            "pieces": {"before": 0, "sure": end - start, "after": 0}
            if opening[2]
            else {"before": end - start, "sure": 0, "after": 0},
            "start": start - first,
        }
    sure_from = start if opening[2] else min(opening[1], closing[0])
    sure_to = max(end if closing[2] else closing[0], sure_from)
    return {
        "pieces": {
            "before": sure_from - start,
            "sure": sure_to - sure_from,
            "after": end - sure_to,
        },
        "start": start - first,
    }


def timeline(
    rows: Sequence[Mapping[str, Any]],
    days: tuple[int, int],
    numbers: Mapping[str, str],
    as_of: date,
    t: Words,
) -> Chart:
    """Bars of actions over a period; where only the month, quarter or year is known, striped.

    Args:
        rows: what `running` returns.
        days: what `span` returns of the same period.
        numbers: priority to its number in the roadmap.
        as_of: the cut-off.
        t: words of the reader's language.
    """
    starts = tuple(row["start"] for row in rows)
    names = tuple(
        cut(f"{numbers[row['group']]} · {row['title']}", MOST_OF_AN_ACTION) for row in rows
    )
    parts = {
        name: tuple(row["pieces"][name] for row in rows) for name in ("before", "sure", "after")
    }
    series = [
        Series(t("deck.offset"), starts, theme.OPEN, hidden=True),
        Series(t("deck.opening"), parts["before"], theme.SILENT, hatched=True),
        Series(t("deck.running"), parts["sure"], theme.INK),
        Series(t("deck.closing"), parts["after"], theme.SILENT, hatched=True),
    ]
    first, after = (EPOCH + timedelta(days=day) for day in days)
    kept = tuple(one for one in series if one.hidden or any(one.numbers))
    today = (
        min(max(as_of, first), after - timedelta(days=1)),
        t("timeline.cut_off", day=t.short_date(as_of)),
    )
    return Chart(Kind.GANTT, names, kept, t("deck.days"), first, after, today)


def said(chart: Chart, t: Words) -> str:
    """The numbers of a chart of bars in words, for those who cannot see it: each category with its values that are not zero."""
    rows = []
    for place, name in enumerate(chart.categories):
        found = [
            f"{series.name} {t.number(value)}"
            for series in chart.series
            if (value := series.numbers[place]) and not series.hidden
        ]
        rows.append(f"{name}: {', '.join(found)}" if found else str(name))
    return "; ".join(rows)


def totals(counts: pd.DataFrame) -> dict[State, int]:
    """State to number over all groups: those that count and occur, in the order of every legend."""
    return {state: int(counts[state].sum()) for state in APPLICABLE if counts[state].any()}
