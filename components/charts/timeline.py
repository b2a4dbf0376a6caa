"""The timeline: actions as bars, milestones as marks, meetings and the cut-off as lines.

Each is as wide as the period in which its date is known to lie.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from components.charts import theme
from data.dates import period_end
from data.model import APPLICABLE, Period, State
from data.records import missing, records
from data.text.words import Words

AROUND = pd.DateOffset(months=6)
"""How far the period around the cut-off reaches, before and after."""
MOST_OPEN = 40
"""Rows up to which every group is shown open."""
WHOLE, ROADMAP, NEAR = "whole", "roadmap", "around"
"""Periods that can be shown: all that has a date, the roadmap's, and that around the cut-off."""
WORDS = (
    "zoom",
    "closer",
    "wider",
    "unfold",
    "fold",
    "exact",
    "inexact",
    "due_date",
    "meeting",
    "cut_off_line",
)
"""Words of buttons and legend, in `[timeline]`."""

Days = tuple[int, int]
"""Days from 1 January 1970: the first, and the one after the last."""


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
    def first(self) -> int:
        """The first of its days."""
        return min((part.span[0] for part in (*self.bar, *self.marks)), default=0)


@dataclass(frozen=True)
class TimelineGroup:
    """A priority: code, title, words that count its actions in each period, and its rows."""

    id: str
    title: str
    counts: Mapping[str, str]
    rows: tuple[ActionRow, ...]


@dataclass(frozen=True)
class Shown:
    """A period that can be shown.

    Attributes:
        id: `WHOLE`, `ROADMAP` or `NEAR`.
        label: in words.
        span: its days; `None` for the whole.
        said: how many actions it shows, in words.
    """

    id: str
    label: str
    span: Days | None
    said: str


@dataclass(frozen=True)
class StateKey:
    """A state in the legend: its sign, its word, and its colour as CSS writes it."""

    sign: str
    word: str
    colour: str


@dataclass(frozen=True)
class Upright:
    """A line across all rows: a meeting (`inexact` where its day is not known), or the cut-off."""

    kind: str
    label: str
    span: Days


@dataclass(frozen=True)
class Timeline:
    """All that has a date.

    Attributes:
        label: what it shows.
        corner: what its rows are.
        span: whole years around everything that is drawn.
        periods: what a reader can choose to see.
        opening: the period that is shown first.
        open: codes of the groups whose rows are seen at first.
        groups: the priorities that have a row, in order; the earliest row first.
        lines: meetings and the cut-off.
        states: those that occur.
        months, quarters: names as short as the axis wants them.
        words: of its buttons and its legend.
    """

    label: str
    corner: str
    span: Days
    periods: tuple[Shown, ...]
    opening: str
    open: tuple[str, ...]
    groups: tuple[TimelineGroup, ...]
    lines: tuple[Upright, ...]
    states: Mapping[str, StateKey]
    months: tuple[str, ...]
    quarters: tuple[str, ...]
    words: Mapping[str, str]

    @property
    def within(self) -> int:
        """Actions with a date in the roadmap's years."""
        return len(self.shown(ROADMAP))

    @property
    def outside(self) -> int:
        """Actions with a date in other years alone."""
        return len(self.shown(WHOLE)) - self.within

    def shown(self, period: str) -> list[ActionRow]:
        """The rows that have a date within a period."""
        return [row for group in self.groups for row in group.rows if period in row.touches]

    def days(self, period: str) -> Days:
        """First day of a period and the day after its last."""
        return next(one.span for one in self.periods if one.id == period) or self.span


def timeline(
    actions: pd.DataFrame,
    milestones: pd.DataFrame,
    meetings: pd.DataFrame,
    priorities: Mapping[str, str],
    period: Period,
    as_of: date,
    t: Words,
) -> Timeline:
    """Build the timeline of a choice.

    Args:
        actions: `action_id`, `priority_id`, `title`, `starts_on`, `starts_precision`, `ends_on`,
            `ends_precision`.
        milestones: those with a date: `action_id`, `name` (its step), `whose` (a participant, or
            blank), `state`, `on`, `precision`, `planned` (whether that is the date it is due).
        meetings: `label`, `starts_on`, `ends_on`, `precision`.
        priorities: priority to title, in order.
        period: of the roadmap: the whole years around it are what is shown first.
        as_of: the cut-off.
        t: words of the reader's language.
    """
    day = pd.Timestamp(as_of)
    roadmap = _roadmap(period)
    spans = {
        WHOLE: (t("timeline.whole"), None),
        ROADMAP: (_years(*roadmap), _span(*roadmap)),
        NEAR: (t("timeline.around"), _span(day - AROUND, day + AROUND)),
    }
    say = _Dates(t)
    own: dict[str, list[dict[str, Any]]] = {}
    for milestone in _with_spans(milestones, on="precision"):
        own.setdefault(milestone["action_id"], []).append(milestone)
    dated = _with_spans(actions, starts_on="starts_precision", ends_on="ends_precision")
    rows: dict[str, list[ActionRow]] = {}
    for action in dated:
        row = _row(action, own.get(action["action_id"], []), spans, say)
        rows.setdefault(action["priority_id"], []).append(row)
    groups = _groups(rows, priorities, list(spans), t)
    drawn = [row for group in groups for row in group.rows]
    within = {name: sum(name in row.touches for row in drawn) for name in spans}
    cut_off = t("timeline.cut_off", day=t.short_date(day))
    lines = [*_meetings(meetings), Upright("cut_off", cut_off, _span(day, day))]
    periods = tuple(
        Shown(name, label, days, t("timeline.said", period=label, n=within[name], of=len(dated)))
        for name, (label, days) in spans.items()
    )
    opening = ROADMAP if within[ROADMAP] else WHOLE
    most = None if within[opening] <= MOST_OPEN else 1
    months, quarters = (
        names["stand-alone"]["abbreviated"] for names in (t.locale.months, t.locale.quarters)
    )
    return Timeline(
        t("timeline.label"),
        t("column.action"),
        _whole(roadmap, drawn, lines),
        periods,
        opening,
        tuple(group.id for group in groups)[:most],
        groups,
        tuple(lines),
        {
            str(state): StateKey(look.sign, t(f"state.{state}"), _css(look.colour))
            for state, look in theme.STATE.items()
            if (milestones["state"] == state).any()
        },
        tuple(months[n].rstrip(".") for n in range(1, 13)),
        tuple(quarters[n] for n in range(1, 5)),
        {name: t(f"timeline.{name}") for name in WORDS},
    )


def _css(colour: str) -> str:
    """A colour for a style: one of the ten that the component reads from the page, or itself."""
    if colour == theme.BEFORE:
        return colour
    return f"var(--colour-{theme.PLACEHOLDERS.index(colour)})"


def years(period: Period) -> str:
    """The roadmap's period as years."""
    return _years(period.starts, period.ends)


def _years(first: date, last: date) -> str:
    return "–".join(dict.fromkeys([str(first.year), str(last.year)]))


def _roadmap(period: Period) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The whole years around the roadmap's period."""
    return pd.Timestamp(period.starts.year, 1, 1), pd.Timestamp(period.ends.year, 12, 31)


def _with_spans(rows: pd.DataFrame, **dates: str) -> list[dict[str, Any]]:
    """Rows in the order of their first date, with `<date>_span` for each date that they have.

    `dates` is the column of a date to that of its precision.
    """
    spans = {}
    for day, precision in dates.items():
        first, after = _days(rows[day]), _days(period_end(rows[day], rows[precision])) + 1
        pairs = zip(first, after, strict=True)
        spans[f"{day}_span"] = [None if pd.isna(a) else (int(a), int(b)) for a, b in pairs]
    return records(rows.assign(**spans).sort_values(next(iter(dates)), kind="stable"))


def _days(dates: pd.Series) -> pd.Series:
    return (dates - pd.Timestamp(0)).dt.days


def _span(first: pd.Timestamp, last: pd.Timestamp) -> Days:
    """Days from the first to the last, both whole."""
    epoch = pd.Timestamp(1970, 1, 1)
    return (first - epoch).days, (last - epoch).days + 1


def _whole(
    roadmap: tuple[pd.Timestamp, pd.Timestamp], rows: Sequence[ActionRow], lines: Sequence[Upright]
) -> Days:
    """Whole years around everything that is drawn, and around the roadmap."""
    drawn = [part.span for row in rows for part in (*row.bar, *row.marks)]
    spans = [_span(*roadmap), *drawn, *(line.span for line in lines)]
    ends = min(first for first, _ in spans), max(after for _, after in spans) - 1
    first, last = (pd.Timestamp(day, unit="D") for day in ends)
    return _span(pd.Timestamp(first.year, 1, 1), pd.Timestamp(last.year, 12, 31))


class _Dates:
    """Dates in words, with what is not known of them; each is written once."""

    def __init__(self, t: Words) -> None:
        self.t = t
        self._written: dict[tuple[pd.Timestamp, str], str] = {}

    def __call__(self, day: pd.Timestamp, precision: str) -> str:
        key = (day, precision)
        if key not in self._written:
            words = self.t.date(day, precision)
            unsure = "" if precision == "day" else self.t(f"timeline.only_{precision}")
            self._written[key] = f"{words} ({unsure})" if unsure else words
        return self._written[key]


def _row(
    action: Mapping[str, Any],
    milestones: list[dict[str, Any]],
    periods: Mapping[str, tuple[str, Days | None]],
    say: _Dates,
) -> ActionRow:
    bar, marks = _bar(action), _marks(milestones)
    spans = [part.span for part in (*bar, *marks)]
    touches = tuple(name for name, (_, days) in periods.items() if _touches(spans, days))
    when = [Sentence(_when(action, say))] if bar else []
    return ActionRow(
        action["action_id"],
        action["title"],
        touches,
        bar,
        marks,
        (*when, *_lines(milestones, say)),
    )


def _touches(spans: Sequence[Days], period: Days | None) -> bool:
    if period is None:
        return bool(spans)
    return any(first < period[1] and period[0] < after for first, after in spans)


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


def _when(action: Mapping[str, Any], say: _Dates) -> str:
    first = say(action["starts_on"], action["starts_precision"])
    if missing(action["ends_on"]) or action["ends_on"] == action["starts_on"]:
        return say.t("timeline.dated", when=first)
    last = say(action["ends_on"], action["ends_precision"])
    return say.t("timeline.runs", first=first, last=last)


def _lines(milestones: list[dict[str, Any]], say: _Dates) -> list[Sentence]:
    """A line for the milestones of one step and state, whatever the number of participants."""
    t = say.t
    alike: dict[tuple[str, str, bool], list[dict[str, Any]]] = {}
    for row in milestones:
        key = (row["name"], str(row["state"]), bool(row["planned"]))
        alike.setdefault(key, []).append(row)
    lines = []
    for (name, state, planned), rows in alike.items():
        first, last = (say(row["on"], row["precision"]) for row in (rows[0], rows[-1]))
        when = first if first == last else t("timeline.runs", first=first, last=last)
        if len(rows) > 1:
            name = t("timeline.several", name=name, n=len(rows))
        elif rows[0]["whose"]:
            name = f"{name} ({rows[0]['whose']})"
        if planned and state in APPLICABLE:
            when = t("timeline.due", when=when)
        lines.append(Sentence(f"{name}: {when}. {t(f'state.{state}')}", state))
    return lines


def _groups(
    rows: Mapping[str, Sequence[ActionRow]],
    priorities: Mapping[str, str],
    periods: Sequence[str],
    t: Words,
) -> tuple[TimelineGroup, ...]:
    """The rows under their priorities; priorities without a row are left out."""
    groups = []
    for code, title in priorities.items():
        mine = [row for row in rows.get(code, ()) if row.touches]
        if mine:
            counts = {
                name: t(
                    "timeline.group", n=sum(name in row.touches for row in mine), of=len(rows[code])
                )
                for name in periods
            }
            ordered = sorted(mine, key=lambda row: (row.first, row.id))
            groups.append(TimelineGroup(code, title, counts, tuple(ordered)))
    return tuple(groups)


def _meetings(meetings: pd.DataFrame) -> list[Upright]:
    ends = meetings["ends_on"].fillna(period_end(meetings["starts_on"], meetings["precision"]))
    return [
        Upright(
            "meeting" if row["precision"] == "day" else "meeting inexact",
            row["label"],
            _span(row["starts_on"], row["until"]),
        )
        for row in records(meetings.assign(until=ends).sort_values("starts_on"))
    ]
