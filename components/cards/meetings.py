"""What the Meetings page says: all meetings on one axis, and as a list."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from components.cards import actions as lists
from components.cards import tables
from components.cards.card import Card
from components.charts import meetings as chart
from components.view.memo import remembered_for_all
from components.view.view import View
from data import meetings, selection
from data.meetings import MeetingStatus
from data.model import Dataset
from data.records import missing, records
from data.words import Words

SERIES = ("eu_clasi", "clasi", "related")
DECISIONS = "decisions"
"""Key of the card of what a meeting decided."""
LEVELS = ("ministerial", "senior_officials", "institutional", "technical")


def of_all(view: View) -> View:
    """The view without the filters that meetings have not got: country, priority, status, kind and period.

    What is shown and downloaded then says so itself.
    """
    return view.unfiltered


@remembered_for_all
def axis(view: View) -> Card:
    """Every meeting on one axis."""
    t, as_of = view.t, view.as_of
    known = meetings.known_on(view.dataset, as_of)
    rows = records(known)
    marks = known.assign(
        lane=known["series"] + "/" + known["level"],
        label=[title(view, row) for row in rows],
        where=[place(view, row) for row in rows],
        when=[when(view, row) for row in rows],
        short=[t.narrow_date(row["starts_on"], row["precision"]) for row in rows],
    )
    found = set(marks["lane"])
    lanes = {
        f"{s}/{level}": lane(view, s, level)
        for s in SERIES
        for level in LEVELS
        if f"{s}/{level}" in found
    }
    terms = meetings.terms(view.dataset.presidencies, as_of)
    terms = terms.assign(
        name=[t.participant(view.dataset, code) for code in terms["participant_id"]],
        when=[_term(view, term) for term in records(terms)],
    )
    cycles = {
        level: month
        for level in meetings.levels_of_cycle(view.dataset)
        if (month := meetings.next_in_cycle(known, view.dataset.cycle, level, as_of))
    }
    length = cycle_length(view)
    drawn = [
        chart.Cycle(f"eu_clasi/{level}", start, month, length)
        for level, (start, month) in cycles.items()
    ]
    name = _finding(view, known, cycles)
    said = "; ".join(
        f"{lane(view, row['series'], row['level'])}: {title(view, row)}, {when(view, row)}, {status(view, row)}"
        for row in rows
    )
    signs = [
        f"{sign} {t(f'meeting_status.{one}')}"
        for one, sign in chart.SIGN.items()
        if (known["status"] == one).any()
    ]
    return Card(
        "meetings-axis",
        title=name,
        subtitle=t("meetings.axis_subtitle", signs=" · ".join(signs)),
        method="meetings",
        frame=_table(view, known),
        chart=chart.axis(marks, lanes, terms, drawn, as_of),
        alt=f"{name}. {said}",
    )


def _finding(view: View, known: pd.DataFrame, cycles: Mapping[str, Any]) -> str:
    """The last EU-CLASI ministerial that was held, and where the cycle puts the next."""
    t = view.t
    chosen = known[
        (known["series"] == "eu_clasi")
        & (known["level"] == "ministerial")
        & (known["status"] == MeetingStatus.HELD)
    ]
    if chosen.empty:
        return t("meetings.list_title", n=len(known))
    last = records(chosen.sort_values("last_day").tail(1))[0]
    day = t.date(last["starts_on"], last["precision"])
    if "ministerial" not in cycles:
        return t("meetings.axis_title", day=day)
    month = t.date(cycles["ministerial"][1], "month")
    return t("meetings.axis_title_cycle", day=day, length=cycle_length(view), month=month)


def cycle_length(view: View) -> str:
    """How long the cycle of the meetings is, in words; blank where none was agreed."""
    cycle = view.dataset.cycle
    return view.t("meetings.cycle_length", n=cycle.months) if cycle else ""


def _term(view: View, term: Mapping[str, Any]) -> str:
    """A presidency's term as far as it is drawn; its profile has the exact words."""
    return view.t(
        "dossier.period",
        first=view.t.date(term["first"], "month"),
        last=view.t.date(term["last"], "month"),
    )


@remembered_for_all
def listing(view: View) -> Card:
    """Every meeting as a row, newest first."""
    t = view.t
    known = meetings.known_on(view.dataset, view.as_of)
    counts = known["status"].value_counts()
    said = [
        f"{t(f'meeting_status.{one}')}: {t.number(int(counts[one]))}"
        for one in MeetingStatus
        if one in counts
    ]
    return Card(
        "meetings",
        title=t("meetings.list_title", n=len(known)),
        subtitle=" · ".join(said),
        method="meetings",
        frame=_table(view, known),
    )


def _table(view: View, known: pd.DataFrame) -> pd.DataFrame:
    t = view.t
    rows = records(known.sort_values(["last_day", "starts_on"], ascending=False, kind="stable"))
    sources = view.dataset.sources.set_index("source_id")["url"]
    return pd.DataFrame(
        {
            t("column.date"): [when(view, row) for row in rows],
            t("column.status"): [status(view, row) for row in rows],
            t("column.title"): [title(view, row) for row in rows],
            t("column.series"): [t(f"meeting_series.{row['series']}") for row in rows],
            t("column.level"): [t(f"meeting_level.{row['level']}") for row in rows],
            t("column.place"): [place(view, row) for row in rows],
            t("column.source"): [sources.get(row["source_id"], "") for row in rows],
        },
        index=pd.Index([row["meeting_id"] for row in rows], name="meeting_id"),
    )


def lane(view: View, series: str, level: str) -> str:
    """A series and level in words."""
    return f"{view.t(f'meeting_series.{series}')} · {view.t(f'meeting_level.{level}')}"


def title(view: View, meeting: Mapping[str, Any]) -> str:
    """A meeting's title in the reader's language."""
    return view.content("meetings", meeting["meeting_id"], "title", meeting["title"])


def when(view: View, meeting: Mapping[str, Any]) -> str:
    """A meeting's date, no more exactly than it is known."""
    if meeting["precision"] == "day":
        return view.t.days(meeting["starts_on"], meeting["last_day"])
    return view.t.date(meeting["starts_on"], meeting["precision"])


def place(view: View, meeting: Mapping[str, Any]) -> str:
    """Where it was held, as far as that is known."""
    return place_in(view.dataset, meeting, view.t)


def place_in(dataset: Dataset, meeting: Mapping[str, Any], t: Words) -> str:
    """City and country of a meeting in words, as far as they are known."""
    city = t.content(dataset, "meetings", meeting["meeting_id"], "city", meeting["city"])
    country = "" if missing(meeting["country"]) else t.participant(dataset, meeting["country"])
    return ", ".join(filter(None, [city, country]))


def status(view: View, meeting: Mapping[str, Any]) -> str:
    """Sign and word of a meeting's status as known on the cut-off."""
    return f"{chart.SIGN[MeetingStatus(meeting['status'])]} {view.t('meeting_status.' + meeting['status'])}"


def source(meeting: Mapping[str, Any]) -> list[str]:
    """The source of a meeting, if it has one."""
    return [] if missing(meeting["source_id"]) else [meeting["source_id"]]


def decisions(view: View, code: str) -> Card | None:
    """What a meeting decided, indexed by the action that each concerns; `None` where nothing."""
    t = view.t
    rows = records(view.dataset.decisions[view.dataset.decisions["meeting_id"] == code])
    if not rows:
        return None
    priorities, actions = tables.priority_titles(view), tables.action_titles(view)
    sources = view.dataset.sources.set_index("source_id")["url"]
    frame = pd.DataFrame(
        {
            t("column.decision"): [
                view.content("decisions", row["decision_id"], "text", row["text"]) for row in rows
            ],
            t("column.priority"): [
                priorities.get(row["priority_id"], t("meetings.cross_cutting")) for row in rows
            ],
            t("column.action"): [actions.get(row["action_id"], "") for row in rows],
            t("column.confidence"): [t(f"confidence.{row['confidence']}") for row in rows],
            t("column.source"): [sources.get(row["source_id"], "") for row in rows],
        },
        index=pd.Index([row["action_id"] for row in rows], name="action_id"),
    )
    title = t("meetings.decisions", n=len(rows))
    return Card(DECISIONS, title, t("meetings.decisions_subtitle"), "meetings", frame)


def on_its_day(view: View, meeting: Mapping[str, Any]) -> View:
    """The reader's choice as known on the last day of a meeting.

    An edition pins the address, which so takes no cut-off.
    """
    known = view.on(meeting["last_day"].date())
    chosen = view.filters if view.edition else view.filters.with_(as_of=known.as_of)
    return replace(view, filters=chosen, selection=selection.choose(known, chosen))


def was_due(then: View) -> Card | None:
    """What was due on the day of `on_its_day` and not confirmed; `None` where nothing was."""
    t = then.t
    rows = meetings.due_and_not_confirmed(then.selection.milestones)
    if rows.empty:
        return None
    titles, joint = tables.action_titles(then), t("dossier.shared_part")
    frame = pd.DataFrame(
        {
            t("column.action"): rows["action_id"].map(titles).to_numpy(),
            t("column.milestone"): [tables.step(then, row) for row in records(rows)],
            t("column.state"): [lists.state_words(then, state) for state in rows["state"]],
            t("column.due_on"): [t.short_date(day) for day in rows["due_on"]],
            t("column.delay"): rows["delay_days"].to_numpy(),
            t("column.participant"): [
                joint if missing(code) else t.participant(then.dataset, code)
                for code in rows["participant_id"]
            ],
        },
        index=pd.Index(rows["action_id"], name="action_id"),
    )
    title = t("meetings.due_title", n=len(rows))
    return Card("was-due", title, t("meetings.due_subtitle"), "meetings", frame)
