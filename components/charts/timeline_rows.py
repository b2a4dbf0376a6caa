"""The rows of the timeline: what an action draws, as wide as its dates are known, and says."""

import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

import pandas as pd

from data.dates import period_end
from data.model import APPLICABLE, State
from data.records import missing, records
from data.text.words import Words

Days = tuple[int, int]
"""Days from 1 January 1970: the first, and the one after the last."""


Say = Callable[..., str]
"""A date, its precision and the last day that it can be, in words; each is written once."""


@dataclass(frozen=True)
class TimelineBar:
    """A part of an action's bar: its days, and whether they are known to the day."""

    span: Days
    exact: bool


@dataclass(frozen=True)
class TimelineMark:
    """The milestones of an action that have one date and state.

    Attributes:
        span: the days on which they can be.
        state: where they stand.
        planned: whether that is the day they are due, and not the day they were reached.
        n: how many there are.
    """

    span: Days
    state: State
    planned: bool
    n: int


@dataclass(frozen=True)
class Sentence:
    """A sentence about an action's own dates, or about milestones of one state, else blank."""

    text: str
    state: str = ""


@dataclass(frozen=True)
class ActionRow:
    """An action.

    Attributes:
        id, title: of the action.
        touches: the periods in which it has a date.
        bar, marks: what is drawn.
        lines: the same in words.
    """

    id: str
    title: str
    touches: tuple[str, ...]
    bar: tuple[TimelineBar, ...]
    marks: tuple[TimelineMark, ...]
    lines: tuple[Sentence, ...]

    @property
    def spans(self) -> list[Days]:
        """The days of all that is drawn."""
        return [part.span for part in (*self.bar, *self.marks)]


def action_rows(
    actions: pd.DataFrame, milestones: pd.DataFrame, periods: Mapping[str, Days | None], t: Words
) -> dict[str, list[ActionRow]]:
    """Return the rows of each priority, without order; those of actions without a date are empty.

    Args:
        actions: what `timeline.timeline` takes.
        milestones: the same.
        periods: name of a period to its days; `None` for the whole.
        t: words of the reader's language.
    """
    own: dict[str, list[dict[str, Any]]] = {}
    for milestone in _with_spans(milestones, on="precision"):
        own.setdefault(milestone["action_id"], []).append(milestone)
    rows: dict[str, list[ActionRow]] = {}
    say = cache(partial(_date, t))
    for action in _with_spans(actions, starts_on="starts_precision", ends_on="ends_precision"):
        of_action = own.get(action["action_id"], [])
        bar, marks = _bar(action), _marks(of_action)
        when = [Sentence(_when(action, say, t))] if bar else []
        lines = (*when, *_lines(of_action, say, t))
        row = ActionRow(action["action_id"], action["title"], (), bar, marks, lines)
        touches = tuple(name for name, days in periods.items() if _touches(row, days))
        rows.setdefault(action["priority_id"], []).append(replace(row, touches=touches))
    return rows


def _touches(row: ActionRow, period: Days | None) -> bool:
    """Whether a row has a date within a period."""
    begins, ends = period or (-math.inf, math.inf)
    return any(first < ends and begins < after for first, after in row.spans)


def _date(t: Words, day: pd.Timestamp, precision: str, until: pd.Timestamp | None = None) -> str:
    """Return a date in words, with what is not known of it."""
    words = t.date(day, precision, until)
    return words if precision == "day" else f"{words} ({t(f'timeline.only_{precision}')})"


def _bar(action: Mapping[str, Any]) -> tuple[TimelineBar, ...]:
    """The parts of an action's bar: the certain run, and the ends with only a period known."""
    start, end = action["starts_on_span"], action["ends_on_span"]
    exact_start = action["starts_precision"] == "day"
    exact_end = action["ends_precision"] == "day"
    if start is None:
        return ()
    if end is None:
        return (TimelineBar(start, exact_start),)
    if end[0] < start[1]:
        return (TimelineBar((start[0], end[1]), exact_start and exact_end),)
    sure = (start[0] if exact_start else start[1], end[1] if exact_end else end[0])
    parts = [
        *([] if exact_start else [TimelineBar(start, exact=False)]),
        TimelineBar(sure, exact=True),
        *([] if exact_end else [TimelineBar(end, exact=False)]),
    ]
    return tuple(part for part in parts if part.span[0] < part.span[1])


def _marks(milestones: list[dict[str, Any]]) -> tuple[TimelineMark, ...]:
    """One mark for the milestones of the same date and state."""
    alike = Counter((row["on_span"], str(row["state"]), bool(row["planned"])) for row in milestones)
    return tuple(
        TimelineMark(span, State(state), planned, n) for (span, state, planned), n in alike.items()
    )


def _when(action: Mapping[str, Any], say: Say, t: Words) -> str:
    first = say(action["starts_on"], action["starts_precision"])
    if missing(action["ends_on"]) or action["ends_on"] == action["starts_on"]:
        return t("timeline.dated", when=first)
    last = say(action["ends_on"], action["ends_precision"])
    return t("timeline.runs", first=first, last=last)


def _lines(milestones: list[dict[str, Any]], say: Say, t: Words) -> list[Sentence]:
    """A line for the milestones of one step and state, whatever the number of participants."""
    alike: dict[tuple[str, str, bool], list[dict[str, Any]]] = {}
    for row in milestones:
        key = (row["name"], str(row["state"]), bool(row["planned"]))
        alike.setdefault(key, []).append(row)
    lines = []
    for (name, state, planned), rows in alike.items():
        first, last = (
            say(row["on"], row["precision"], row.get("until")) for row in (rows[0], rows[-1])
        )
        when = first if first == last else t("timeline.runs", first=first, last=last)
        if len(rows) > 1:
            name = t("timeline.several", name=name, n=len(rows))
        elif rows[0]["whose"]:
            name = f"{name} ({rows[0]['whose']})"
        if planned and state in APPLICABLE:
            when = t("timeline.due", when=when)
        lines.append(Sentence(f"{name}: {when}. {t(f'state.{state}')}", state))
    return lines


def _with_spans(rows: pd.DataFrame, **dates: str) -> list[dict[str, Any]]:
    """Rows in the order of their first date, with `<date>_span` for each date that they have.

    `dates` is the column of a date to that of its precision. `until` of a milestone is the last day
    that its date can be, where its source says more than the precision.
    """
    spans = {}
    for day, precision in dates.items():
        ends = period_end(rows[day], rows[precision])
        last = rows["until"].fillna(ends) if "until" in rows else ends
        first, after = _days(rows[day]), _days(last) + 1
        pairs = zip(first, after, strict=True)
        spans[f"{day}_span"] = [None if pd.isna(a) else (int(a), int(b)) for a, b in pairs]
    return records(rows.assign(**spans).sort_values(next(iter(dates)), kind="stable"))


def _days(dates: pd.Series) -> pd.Series:
    return (dates - pd.Timestamp(0)).dt.days
