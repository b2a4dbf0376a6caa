"""What the Timeline says: all that has a date on one axis, and the same as a table."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.cards import counted
from components.charts.timeline import WHOLE, Timeline, timeline, years
from components.layout import column, tables
from components.layout.card import Card, Counted, SortableTable
from components.layout.column import Column
from components.layout.page import or_notice
from components.layout.parts import Part
from components.view.memo import memoize
from components.view.view import View
from data import meetings
from data.meetings import MeetingStatus
from data.records import missing, records
from data.text.words import is_span


def card_or_notice(view: View) -> Part:
    """Return the timeline, or that nothing of the choice has a date."""
    shown = card(view)
    return or_notice(shown if shown.chart.groups else None, view.t("timeline.nothing_dated"))


@memoize
def card(view: View) -> Card:
    """Return the choice as bars, marks and lines; no groups where nothing has a date."""
    t, period = view.t, view.dataset.period
    actions, milestones, held = _actions(view), _milestones(view), _held_meetings(view)
    titles = tables.priority_titles(view)
    chart = timeline(actions, milestones, held, titles, period, view.as_of, t)
    undated = len(actions) - len(chart.shown(WHOLE))
    return Card(
        "timeline",
        title=t("timeline.title", n=chart.within, of=len(actions), years=years(period)),
        subtitle=t(
            "timeline.subtitle",
            years=years(period),
            outside=chart.outside,
            undated=undated,
            milestones=len(view.selection.milestones) - len(milestones),
        ),
        method="dates",
        frame=lambda: _table(view, actions, milestones, held),
        chart=chart,
        alt=t("timeline.how"),
        counted=lambda: _counted(view, chart, undated, len(actions), len(milestones)),
    )


def _counted(view: View, chart: Timeline, undated: int, actions: int, dated: int) -> Counted:
    """Actions by whether they have a date in the roadmap's years, and milestones by any date."""
    t, period = view.t, view.dataset.period
    parts = [
        (chart.within, t("counted.within", n=chart.within, years=years(period))),
        (chart.outside, t("counted.outside", n=chart.outside)),
        (undated, t("counted.undated", n=undated)),
    ]
    return Counted(
        [
            counted.equation(actions, t("actions.title", n=actions), parts),
            counted.dated(view, len(view.selection.milestones), dated),
        ]
    )


def _actions(view: View) -> pd.DataFrame:
    rows = view.selection.actions
    return rows.assign(title=rows["action_id"].map(tables.action_titles(view)))


def _milestones(view: View) -> pd.DataFrame:
    """Milestones of the choice that have a date, in the order of these.

    Beside their own columns: `on`, `precision` and `until`, of the achievement or else of the date
    in force, which is `planned`; `name`, the step; `whose`, the participant, or blank.
    """
    rows = view.selection.milestones
    rows = rows.assign(
        on=rows["achieved_on"].fillna(rows["planned_on"]),
        precision=rows["achieved_precision"].where(
            rows["achieved_on"].notna(), rows["planned_precision"]
        ),
        until=rows["reached_by"],
        planned=rows["achieved_on"].isna(),
    )
    rows = rows[rows["on"].notna()]
    names = {
        code: view.t.participant(view.dataset, code)
        for code in rows["participant_id"].dropna().unique()
    }
    return rows.assign(
        name=[tables.step(view, row) for row in records(rows)],
        whose=[names.get(code, "") for code in rows["participant_id"]],
        first=rows.groupby("action_id")["on"].transform("min"),
    ).sort_values(["first", "action_id", "on"], kind="stable")


def _held_meetings(view: View) -> pd.DataFrame:
    """EU-CLASI meetings of the levels of the cycle that had been held by the cut-off."""
    t, known = view.t, meetings.known_on(view.dataset, view.as_of)
    of_cycle = (known["series"] == "eu_clasi") & known["level"].isin(
        meetings.levels_of_cycle(view.dataset)
    )
    chosen = known[of_cycle & (known["status"] == MeetingStatus.HELD)].sort_values("starts_on")
    labels = [
        t(
            "timeline.level",
            level=t(f"meeting_level.{row['level']}"),
            day=t.short_date(row["starts_on"], row["precision"]),
        )
        for row in records(chosen)
    ]
    return chosen.assign(label=labels)


def _table(
    view: View, actions: pd.DataFrame, milestones: pd.DataFrame, held: pd.DataFrame
) -> SortableTable:
    """All that is drawn, a row each: by priority, actions with their milestones; then meetings."""
    t = view.t
    priorities = tables.priority_titles(view)
    bars = actions[actions["starts_on"].notna()].rename(
        columns={"starts_on": "on", "starts_precision": "precision"}
    )
    marks = milestones.assign(
        what=[
            f"{row['name']} ({row['whose']})" if row["whose"] else row["name"]
            for row in records(milestones)
        ],
        said=[tables.state_words(view, state) for state in milestones["state"]],
    )
    rows = pd.concat([bars.assign(what=t("timeline.action"), said=""), marks], ignore_index=True)
    rows["first"] = rows.groupby("action_id")["on"].transform("min")
    rows["order"] = rows["priority_id"].map({code: place for place, code in enumerate(priorities)})
    rows = rows.sort_values(["order", "first", "action_id"], kind="stable")
    lines = held.rename(columns={"starts_on": "on", "label": "what"}).assign(
        ends_precision=held["precision"], said=t("meeting_status.held")
    )
    listed = records(pd.concat([rows, lines], ignore_index=True))
    columns = [
        column.action(view),
        column.priority(view),
        column.stored("column.what", "what"),
        column.date(view, "column.from", "on", "precision", "until"),
        column.date(view, "column.to", "ends_on", "ends_precision"),
        Column("column.precision", lambda row: _precision(view, row)),
        column.stored("column.state", "said"),
    ]
    return column.table(view, listed, columns)


def _precision(view: View, row: Mapping[str, Any]) -> str:
    """How exactly the dates of a row are known: one word, or two where its ends differ."""
    if is_span(row["on"], row["precision"], row["until"]):
        return view.t("precision.between")
    known = dict.fromkeys(
        [row["precision"], *([] if missing(row["ends_on"]) else [row["ends_precision"]])]
    )
    return " / ".join(view.t(f"precision.{precision}") for precision in known)
