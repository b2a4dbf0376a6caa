"""The timeline: actions as bars, milestones as marks, meetings and the cut-off as lines.

Each is as wide as the period in which its date is known to lie.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from components.charts import theme
from components.charts.timeline_rows import ActionRow, Days, action_rows
from data.dates import period_end
from data.model import Period
from data.records import records
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
            blank), `state`, `on`, `precision`, `planned` (whether that is the date it is due), and
            where a source says more than the precision `until`, the last day that it can be.
        meetings: `label`, `starts_on`, `ends_on`, `precision`.
        priorities: priority to title, in order.
        period: of the roadmap: the whole years around it are what is shown first.
        as_of: the cut-off.
        t: words of the reader's language.
    """
    day = pd.Timestamp(as_of)
    roadmap = _whole_years(period.starts, period.ends)
    spans = {
        WHOLE: (t("timeline.whole"), None),
        ROADMAP: (years(period), roadmap),
        NEAR: (t("timeline.around"), _span(day - AROUND, day + AROUND)),
    }
    rows = action_rows(actions, milestones, {name: days for name, (_, days) in spans.items()}, t)
    groups = _groups(rows, priorities, list(spans), t)
    drawn = [row for group in groups for row in group.rows]
    within = {name: sum(name in row.touches for row in drawn) for name in spans}
    cut_off = t("timeline.cut_off", day=t.short_date(day))
    lines = [*_meetings(meetings), Upright("cut_off", cut_off, _span(day, day))]
    periods = tuple(
        Shown(name, label, days, t("timeline.said", period=label, n=within[name], of=len(actions)))
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
    """Return the roadmap's period as years."""
    return "–".join(dict.fromkeys([str(period.starts.year), str(period.ends.year)]))


def _span(first: pd.Timestamp, last: pd.Timestamp) -> Days:
    """Days from the first to the last, both whole."""
    epoch = pd.Timestamp(0)
    return (first - epoch).days, (last - epoch).days + 1


def _whole_years(first: date, last: date) -> Days:
    """The days of the years from that of one day to that of another."""
    return _span(pd.Timestamp(first.year, 1, 1), pd.Timestamp(last.year, 12, 31))


def _whole(roadmap: Days, rows: Sequence[ActionRow], lines: Sequence[Upright]) -> Days:
    """Whole years around everything that is drawn, and around the roadmap."""
    drawn = [span for row in rows for span in row.spans]
    spans = [roadmap, *drawn, *(line.span for line in lines)]
    ends = min(first for first, _ in spans), max(after for _, after in spans) - 1
    return _whole_years(*(pd.Timestamp(day, unit="D") for day in ends))


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
            ordered = sorted(mine, key=lambda row: (min(row.spans)[0], row.id))
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
