"""Charts of slides as plain data: what a native chart of a presentation is made from, and what tests read back."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

from components import theme
from components.charts import gantt, progress, time
from components.documents.deck.model import Chart, Kind, Series, cut
from data.model import APPLICABLE, State, Status
from data.words import Words

MOST_BARS = 10
"""Bars of the timeline that can be told apart on the wall."""
MOST_OF_A_NAME = 80
"""Characters of a category: two lines beside its bar."""
MOST_OF_AN_ACTION = 52
"""Characters of an action beside its bar: one line."""
EPOCH = date(1970, 1, 1)


def by_state(counts: pd.DataFrame, names: Mapping[str, str], t: Words) -> Chart:
    """Milestones of each group by state.

    Args:
        counts: what `measures.counts` returns.
        names: group to the name a reader sees.
        t: words of the reader's language.
    """
    words = {state: f"{theme.STATE_SIGN[state]} {t(f'state.{state}')}" for state in State}
    said = _said_where_empty(counts[list(State)], names, t("deck.nothing_here"))
    figure = progress.milestones_by_group(counts, names, t)
    return Chart(Kind.BARS, said, _stacked(counts, words, theme.STATE_COLOUR), t("unit.milestones"), figure)


def by_status(counts: pd.DataFrame, names: Mapping[str, str], t: Words) -> Chart:
    """The same for parts of actions by status, from what `measures.statuses` returns."""
    words = {status: f"{theme.STATUS_SIGN[status]} {t(f'status.{status}')}" for status in Status}
    said = _said_where_empty(counts, names, t("deck.no_part"))
    figure = progress.parts_by_group(counts, names, t)
    return Chart(Kind.BARS, said, _stacked(counts, words, theme.STATUS_COLOUR), t("unit.parts"), figure)


def _said_where_empty(counts: pd.DataFrame, names: Mapping[str, str], said: str) -> tuple[str, ...]:
    """Names of the groups in order, with words beside each that has nothing to count: an empty row is no result."""
    room = MOST_OF_A_NAME - len(said) - 3
    empty = counts.sum(axis="columns") == 0
    return tuple(
        f"{cut(names[str(group)], room)} ({said})" if nothing else cut(names[str(group)], MOST_OF_A_NAME)
        for group, nothing in empty.items()
    )


def _stacked(counts: pd.DataFrame, words: Mapping[Any, str], colours: Mapping[Any, str]) -> tuple[Series, ...]:
    """The marks that occur, in their order."""
    return tuple(
        Series(word, tuple(int(number) for number in counts[mark]), colours[mark], hatched=mark in theme.HATCHED)
        for mark, word in words.items()
        if counts[mark].any()
    )


def over_time(monthly: pd.DataFrame, figure: Any, t: Words) -> Chart:
    """Cumulative milestones by month; what was reached before the first month is in the height of its value.

    Args:
        monthly: what `measures.over_time` returns.
        figure: the same as the Overview draws it.
        t: words of the reader's language.
    """
    shown = monthly[monthly.index >= time.FIRST_SHOWN]
    shown = shown if len(shown) else monthly.tail(1)
    values = {"confirmed": shown["confirmed"], "reached": shown["confirmed"] + shown["awaiting"], "announced": shown["announced"]}
    colours = {"confirmed": theme.CONFIRMED, "reached": theme.AWAITING, "announced": theme.ANNOUNCED}
    series = tuple(
        Series(t(f"series.{name}"), tuple(int(number) for number in numbers), colours[name], dashed=name == "announced")
        for name, numbers in values.items()
    )
    return Chart(Kind.LINES, tuple(month.date() for month in shown.index), series, t("unit.milestones"), figure)


def running(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The actions that are drawn: those whose dates on record lie furthest apart within the roadmap's period.

    Args:
        content: what `charts.gantt.content` returns.

    Returns:
        Its rows, by priority and first day, each with `start`, days from the first of the period to the action's first
        date, and `pieces`: how many days are within the period of its first date (`before`) or of its last (`after`),
        where only a month, quarter or year is known, and how many lie surely between (`sure`).
    """
    rows = [row | _pieces(row) for group in content["groups"] for row in group["rows"] if "roadmap" in row["touches"]]
    longest = sorted(rows, key=lambda row: -row["pieces"]["sure"])[:MOST_BARS]
    kept = {row["id"] for row in longest}
    return [row for row in rows if row["id"] in kept]


def _pieces(row: Mapping[str, Any]) -> dict[str, Any]:
    """From the first to the last date of an action and its milestones, cut to the roadmap's period."""
    first, last = ((day.date() - EPOCH).days for day in gantt.ROADMAP)
    parts = [
        *((part["span"], part["exact"]) for part in row["bar"]),
        *((mark["span"], mark["span"][1] - mark["span"][0] == 1) for mark in row["marks"]),
    ]
    spans = [(max(span[0], first), min(span[1], last + 1), exact) for span, exact in parts if span[0] <= last and span[1] > first]
    opening, closing = min(spans), max(spans, key=lambda span: span[1])
    start, end = opening[0], closing[1]
    if opening == closing:
        return {
            "pieces": {"before": 0, "sure": end - start, "after": 0} if opening[2] else {"before": end - start, "sure": 0, "after": 0},
            "start": start - first,
        }
    sure_from = start if opening[2] else min(opening[1], closing[0])
    sure_to = max(end if closing[2] else closing[0], sure_from)
    return {"pieces": {"before": sure_from - start, "sure": sure_to - sure_from, "after": end - sure_to}, "start": start - first}


def timeline(rows: Sequence[Mapping[str, Any]], content: Mapping[str, Any], as_of: date, t: Words) -> Chart:
    """Bars of actions over the roadmap's period; where only the month, quarter or year is known, striped.

    Args:
        rows: what `running` returns.
        content: what it was made from.
        as_of: the cut-off.
        t: words of the reader's language.
    """
    starts = tuple(row["start"] for row in rows)
    names = tuple(cut(f"{row['group'].removeprefix('P')} · {row['title']}", MOST_OF_AN_ACTION) for row in rows)
    parts = {name: tuple(row["pieces"][name] for row in rows) for name in ("before", "sure", "after")}
    series = [
        Series(t("deck.offset"), starts, theme.OPEN, hidden=True),
        Series(t("deck.opening"), parts["before"], theme.SILENT, hatched=True),
        Series(t("deck.running"), parts["sure"], theme.INK),
        Series(t("deck.closing"), parts["after"], theme.SILENT, hatched=True),
    ]
    first, last = (day.date() for day in gantt.ROADMAP)
    kept = tuple(one for one in series if one.hidden or any(one.numbers))
    today = (min(max(as_of, first), last), t("timeline.cut_off", day=t.short_date(as_of)))
    return Chart(Kind.GANTT, names, kept, t("deck.days"), content, first, last + timedelta(days=1), today)


def said(chart: Chart, t: Words) -> str:
    """The numbers of a chart of bars in words, for those who cannot see it: each category with its values that are not zero."""
    rows = []
    for place, name in enumerate(chart.categories):
        found = [f"{series.name} {t.number(value)}" for series in chart.series if (value := series.numbers[place]) and not series.hidden]
        rows.append(f"{name}: {', '.join(found)}" if found else str(name))
    return "; ".join(rows)


def totals(counts: pd.DataFrame) -> dict[State, int]:
    """State to number over all groups: those that count and occur, in the order of every legend."""
    return {state: int(counts[state].sum()) for state in APPLICABLE if counts[state].any()}
