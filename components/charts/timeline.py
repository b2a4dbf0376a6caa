"""The timeline as data: actions as bars, milestones as marks, meetings and the cut-off as lines, each as wide as its date is known."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from components.charts import theme
from data.dates import period_end
from data.model import APPLICABLE, Period, State
from data.records import missing, records
from data.words import Words

AROUND = pd.DateOffset(months=6)
"""How far the period around the cut-off reaches, before and after."""
MOST_OPEN = 40
"""Rows up to which every group is shown open."""


def content(
    actions: pd.DataFrame,
    milestones: pd.DataFrame,
    meetings: pd.DataFrame,
    priorities: Mapping[str, str],
    period: Period | None,
    as_of: pd.Timestamp,
    t: Words,
) -> dict[str, Any]:
    """The timeline as the component takes it; days are counted from 1 January 1970, and a span ends where the next day begins.

    Args:
        actions: `action_id`, `priority_id`, `title`, `starts_on`, `starts_precision`, `ends_on`, `ends_precision`.
        milestones: those with a date: `action_id`, `name` (its step), `whose` (a participant, or blank), `state`,
            `on`, `precision`, `planned` (whether that is the date it is due, not the date it was reached).
        meetings: `label`, `starts_on`, `ends_on`, `precision`.
        priorities: priority to title, in order.
        period: of the roadmap: the whole years around it are what the chart opens with.
        as_of: the cut-off.
        t: words of the reader's language.

    Returns:
        Rows by priority, the earliest first. Actions without any date have none; `outside` and `undated` count what
        the opening period does not show. Without any row, `groups` is empty.
    """
    roadmap = _roadmap(period, as_of)
    periods = _periods(roadmap, as_of, t)
    say = _Dates(t)
    own: dict[str, list[dict[str, Any]]] = {}
    for milestone in _with_spans(milestones, on="precision"):
        own.setdefault(milestone["action_id"], []).append(milestone)
    rows = [
        _row(action, own.get(action["action_id"], []), periods, say)
        for action in _with_spans(actions, starts_on="starts_precision", ends_on="ends_precision")
    ]
    groups = _groups(
        [row for row in rows if row["touches"]],
        actions["priority_id"].value_counts().to_dict(),
        priorities,
        periods,
        t,
    )
    within = {name: sum(name in row["touches"] for row in rows) for name in periods}
    opening = "roadmap" if within["roadmap"] else "whole"
    lines = [
        *_meetings(meetings),
        {
            "kind": "cut_off",
            "label": t("timeline.cut_off", day=t.short_date(as_of)),
            "span": _span(as_of, as_of),
        },
    ]
    return {
        "label": t("timeline.label"),
        "corner": t("column.action"),
        "span": _whole(roadmap, rows, lines),
        "periods": [
            {
                "id": name,
                "label": label,
                "span": span,
                "said": t("timeline.said", period=label, n=within[name], of=len(rows)),
            }
            for name, (label, span) in periods.items()
        ],
        "opening": opening,
        "open": [group["id"] for group in groups][: None if within[opening] <= MOST_OPEN else 1],
        "within": within["roadmap"],
        "outside": within["whole"] - within["roadmap"],
        "undated": len(rows) - within["whole"],
        "groups": groups,
        "lines": lines,
        "states": {
            str(state): {
                "sign": theme.STATE_SIGN[state],
                "word": t(f"state.{state}"),
                "colour": _css(theme.STATE_COLOUR[state]),
            }
            for state in State
            if (milestones["state"] == state).any()
        },
        "calendar": _calendar(t),
        "words": {
            name: t(f"timeline.{name}")
            for name in (
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
        },
    }


def _with_spans(rows: pd.DataFrame, **dates: str) -> list[dict[str, Any]]:
    """Rows in the order of their first date, with a span `<date>_span` for each date that they have; `dates` is date to precision."""
    spans = {}
    for day, precision in dates.items():
        first, after = _days(rows[day]), _days(period_end(rows[day], rows[precision])) + 1
        spans[f"{day}_span"] = [
            None if pd.isna(a) else [int(a), int(b)] for a, b in zip(first, after, strict=True)
        ]
    return records(rows.assign(**spans).sort_values(next(iter(dates)), kind="stable"))


def _days(dates: pd.Series) -> pd.Series:
    return (dates - pd.Timestamp(0)).dt.days


def _roadmap(period: Period | None, as_of: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The whole years around the period of the roadmap; the year of the cut-off where no period is known."""
    first, last = (period.starts.year, period.ends.year) if period else (as_of.year, as_of.year)
    return pd.Timestamp(first, 1, 1), pd.Timestamp(last, 12, 31)


def _periods(
    roadmap: tuple[pd.Timestamp, pd.Timestamp], as_of: pd.Timestamp, t: Words
) -> dict[str, tuple[str, list[int] | None]]:
    """What the reader can choose to see: name to label and span; the whole has no span of its own."""
    return {
        "whole": (t("timeline.whole"), None),
        "roadmap": (_years(*roadmap), _span(*roadmap)),
        "around": (t("timeline.around"), _span(as_of - AROUND, as_of + AROUND)),
    }


def years(period: Period | None) -> str:
    """The roadmap's period as years; blank where none is known."""
    return _years(period.starts, period.ends) if period else ""


def _years(first: date, last: date) -> str:
    return "–".join(dict.fromkeys([str(first.year), str(last.year)]))


def _span(first: pd.Timestamp, last: pd.Timestamp) -> list[int]:
    """Days from the first to the last, both whole."""
    epoch = pd.Timestamp(1970, 1, 1)
    return [(first - epoch).days, (last - epoch).days + 1]


def _whole(
    roadmap: tuple[pd.Timestamp, pd.Timestamp],
    rows: list[dict[str, Any]],
    lines: list[dict[str, Any]],
) -> list[int]:
    """Whole years around everything that is drawn, and around the roadmap."""
    spans = [
        _span(*roadmap),
        *(part["span"] for row in rows for part in [*row["bar"], *row["marks"]]),
        *(line["span"] for line in lines),
    ]
    first, last = (
        pd.Timestamp(day, unit="D")
        for day in (min(span[0] for span in spans), max(span[1] for span in spans) - 1)
    )
    return _span(pd.Timestamp(first.year, 1, 1), pd.Timestamp(last.year, 12, 31))


class _Dates:
    """Dates in words, with what is not known of them; each is written once."""

    def __init__(self, t: Words) -> None:
        self.t = t
        self._written: dict[tuple[pd.Timestamp, str], str] = {}

    def __call__(self, day: pd.Timestamp, precision: str) -> str:
        key = (day, precision)
        if key not in self._written:
            said = self.t.date(day, precision)
            self._written[key] = (
                said if precision == "day" else f"{said} ({self.t(f'timeline.only_{precision}')})"
            )
        return self._written[key]


def _row(
    action: Mapping[str, Any],
    milestones: list[dict[str, Any]],
    periods: Mapping[str, tuple[str, list[int] | None]],
    say: _Dates,
) -> dict[str, Any]:
    bar, marks = _bar(action), _marks(milestones)
    spans = [part["span"] for part in [*bar, *marks]]
    return {
        "id": action["action_id"],
        "group": action["priority_id"],
        "title": action["title"],
        "from": min((span[0] for span in spans), default=0),
        "touches": [
            name
            for name, (_, period) in periods.items()
            if any(
                period is None or (span[0] < period[1] and period[0] < span[1]) for span in spans
            )
        ],
        "bar": bar,
        "marks": marks,
        "lines": [*([{"text": _when(action, say)}] if bar else []), *_said(milestones, say)],
    }


def _bar(action: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The parts of an action's bar: where it surely runs, and the ends of which only the period is known."""
    start, end = action["starts_on_span"], action["ends_on_span"]
    exact_start, exact_end = action["starts_precision"] == "day", action["ends_precision"] == "day"
    if start is None:
        return []
    if end is None:
        return [{"span": start, "exact": exact_start}]
    if end[0] < start[1]:
        return [{"span": [start[0], end[1]], "exact": exact_start and exact_end}]
    sure = [start[0] if exact_start else start[1], end[1] if exact_end else end[0]]
    parts = [
        *([] if exact_start else [{"span": start, "exact": False}]),
        {"span": sure, "exact": True},
        *([] if exact_end else [{"span": end, "exact": False}]),
    ]
    return [part for part in parts if part["span"][0] < part["span"][1]]


def _marks(milestones: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One mark for the milestones of the same date and state."""
    alike = Counter(
        (*row["on_span"], str(row["state"]), bool(row["planned"])) for row in milestones
    )
    return [
        {"span": [first, after], "state": state, "planned": planned, "n": n}
        for (first, after, state, planned), n in alike.items()
    ]


def _when(action: Mapping[str, Any], say: _Dates) -> str:
    first = say(action["starts_on"], action["starts_precision"])
    if missing(action["ends_on"]) or action["ends_on"] == action["starts_on"]:
        return say.t("timeline.dated", when=first)
    return say.t(
        "timeline.runs", first=first, last=say(action["ends_on"], action["ends_precision"])
    )


def _said(milestones: list[dict[str, Any]], say: _Dates) -> list[dict[str, Any]]:
    """Milestones in words: one line for those of the same step and state, however many participants have one of their own."""
    t = say.t
    alike: dict[tuple[str, str, bool], list[dict[str, Any]]] = {}
    for row in milestones:
        alike.setdefault((row["name"], str(row["state"]), bool(row["planned"])), []).append(row)
    lines = []
    for (name, state, planned), rows in alike.items():
        first, last = (say(row["on"], row["precision"]) for row in (rows[0], rows[-1]))
        date = first if first == last else t("timeline.runs", first=first, last=last)
        if len(rows) > 1:
            name = t("timeline.several", name=name, n=len(rows))
        elif rows[0]["whose"]:
            name = f"{name} ({rows[0]['whose']})"
        if planned and state in APPLICABLE:
            date = t("timeline.due", when=date)
        text = f"{name}: {date}. {t(f'state.{state}')}"
        lines.append({"text": text, "state": state})
    return lines


def _groups(
    rows: list[dict[str, Any]],
    of: Mapping[Any, int],
    priorities: Mapping[str, str],
    periods: Mapping[str, Any],
    t: Words,
) -> list[dict[str, Any]]:
    """The rows under their priorities; priorities without a row are left out."""
    groups = []
    for code, title in priorities.items():
        own = sorted(
            (row for row in rows if row["group"] == code), key=lambda row: (row["from"], row["id"])
        )
        if own:
            counts = {
                name: t(
                    "timeline.group", n=sum(name in row["touches"] for row in own), of=int(of[code])
                )
                for name in periods
            }
            groups.append({"id": code, "title": title, "counts": counts, "rows": own})
    return groups


def _meetings(meetings: pd.DataFrame) -> list[dict[str, Any]]:
    ends = meetings["ends_on"].fillna(period_end(meetings["starts_on"], meetings["precision"]))
    return [
        {"kind": "meeting", "label": row["label"], "span": _span(row["starts_on"], row["until"])}
        for row in records(meetings.assign(until=ends).sort_values("starts_on"))
    ]


def _css(colour: str) -> str:
    """A colour as a style has it: one of the ten of the theme, which the component reads from the page, or its own."""
    return (
        colour if colour == theme.BEFORE else f"var(--colour-{int(colour.removeprefix('#')) - 1})"
    )


def _calendar(t: Words) -> dict[str, list[str]]:
    """Names of months and quarters as short as the axis wants them."""
    months, quarters = (
        t.locale.months["stand-alone"]["abbreviated"],
        t.locale.quarters["stand-alone"]["abbreviated"],
    )
    return {
        "months": [months[n].rstrip(".") for n in range(1, 13)],
        "quarters": [quarters[n] for n in range(1, 5)],
    }
