"""What the Meetings page says: all meetings on one axis, and as a list."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from components.cards import actions as lists
from components.cards import overview, parts, reply, tables
from components.cards.card import Card, Ordered, Shape
from components.cards.files import edition_address, file_address
from components.cards.parts import (
    FileLink,
    PageLink,
    Part,
    Seen,
    Side,
    Text,
    Tone,
    Turn,
    control,
    notice,
)
from components.charts import meetings as chart
from components.view import stores
from components.view.labels import escape
from components.view.memo import memoize_for_all
from components.view.view import View
from data import meetings, selection
from data.meetings import MeetingStatus
from data.model import Clearance, Dataset
from data.records import missing, record, records
from data.words import Words

WRITE = "ROADMAP_WRITE"
"""Environment variable; only the value 1 lets the secretariat freeze editions on this server."""
SERIES = ("eu_clasi", "clasi", "related")
DECISIONS = "decisions"
"""Key of the card of what a meeting decided."""
LEVELS = ("ministerial", "senior_officials", "institutional", "technical")


def without_filters(view: View) -> View:
    """The view without filters that meetings do not have: country, priority, status, kind, period.

    What is shown and downloaded then says so itself.
    """
    return view.unfiltered


@memoize_for_all
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
    lanes_with_meetings = set(marks["lane"])
    lanes = {
        f"{s}/{level}": lane(view, s, level)
        for s in SERIES
        for level in LEVELS
        if f"{s}/{level}" in lanes_with_meetings
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
    sentences = "; ".join(
        f"{lane(view, row['series'], row['level'])}: {title(view, row)}, "
        f"{when(view, row)}, {status(view, row)}"
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
        alt=f"{name}. {sentences}",
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


@memoize_for_all
def list_of_meetings(view: View) -> Card:
    """Every meeting as a row, newest first."""
    t = view.t
    known = meetings.known_on(view.dataset, view.as_of)
    counts = known["status"].value_counts()
    counted = [
        f"{t(f'meeting_status.{one}')}: {t.number(int(counts[one]))}"
        for one in MeetingStatus
        if one in counts
    ]
    return Card(
        "meetings",
        title=t("meetings.list_title", n=len(known)),
        subtitle=" · ".join(counted),
        method="meetings",
        frame=_table(view, known),
        opens="meeting",
    )


def _table(view: View, known: pd.DataFrame) -> Ordered:
    t = view.t
    rows = records(known.sort_values(["last_day", "starts_on"], ascending=False, kind="stable"))
    sources = view.dataset.sources.set_index("source_id")["url"]
    frame = pd.DataFrame(
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
    return Ordered(frame, {t("column.date"): tables.days(rows, "starts_on", "precision")})


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
    sign = chart.SIGN[MeetingStatus(meeting["status"])]
    return f"{sign} {view.t('meeting_status.' + meeting['status'])}"


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
    return Card(
        DECISIONS, title, t("meetings.decisions_subtitle"), "meetings", frame, shape=Shape.DECISIONS
    )


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
    listed = records(rows)
    order = {
        t("column.state"): tables.states(listed),
        t("column.due_on"): tables.days(listed, "due_on"),
    }
    title, shown = t("meetings.due_title", n=len(rows)), Ordered(frame, order)
    return Card("was-due", title, t("meetings.due_subtitle"), "meetings", shown, opens="action")


def all_parts(view: View) -> Iterator[Part]:
    """Every meeting on one axis and as a list; those known to the day as a calendar file."""
    t, whole, dataset = view.t, without_filters(view), view.dataset
    known = f"{t('meetings.known', day=t.date(view.as_of))}, {t.dataset(dataset)}, {view.state}"
    filtered = [] if whole.filters == view.filters else [t("meetings.not_filtered")]
    yield Text(escape(". ".join([known, *filtered])), Tone.CAPTION)
    if dataset.meetings.empty and dataset.presidencies.empty:
        yield notice(t("meetings.none"))
    else:
        yield Seen(axis(whole), whole)
    if dataset.meetings.empty:
        return
    yield Seen(list_of_meetings(whole), whole)
    dated = meetings.dated(meetings.known_on(dataset, view.as_of))
    yield Text(t("meetings.calendar_all_help", n=len(dated)), Tone.CAPTION)
    yield _calendar(whole, "meetings.ics")


def _calendar(view: View, name: str) -> FileLink:
    """The way to meetings as a calendar file."""
    return FileLink(view.t("meetings.calendar"), file_address(view, name))


def one_parts(view: View, code: str) -> Iterator[Part]:
    """What came of a meeting, what it decided, what had been reached by then, and what was due."""
    known = meetings.known_on(view.dataset, view.as_of)
    meeting = record(known, "meeting_id", code)
    is_known = meeting["status"] != MeetingStatus.AFTER_CUT_OFF
    yield from _heading(view, meeting)
    if len(meetings.dated(known[known["meeting_id"] == code])):
        yield _calendar(without_filters(view), f"meetings/{code}.ics")
    elif is_known:
        yield Text(view.t(f"no_calendar.{meeting['precision']}"), Tone.CAPTION)
    if not is_known:
        return
    yield from _outcome(view, meeting)
    if card := decisions(view, code):
        yield Seen(card, without_filters(view))
    yield from _by_then(view, meeting)
    if meeting["status"] == MeetingStatus.HELD:
        yield from _editions(view, code, meeting["last_day"].date())
    yield from _sources(view, meeting)
    says = ", ".join([when(view, meeting), status(view, meeting)])
    name = title(view, meeting)
    yield reply.offer(without_filters(view), "meeting", code, name, says)


def _heading(view: View, meeting: Mapping[str, Any]) -> Iterator[Part]:
    """Title and facts; for a meeting after the cut-off that nothing more is shown, and why."""
    t, code = view.t, meeting["meeting_id"]
    body = view.content("meetings", code, "body", meeting["body"])
    yield Text(escape(title(view, meeting)), Tone.TITLE)
    facts = [
        code,
        lane(view, meeting["series"], meeting["level"]),
        "" if body == t(f"meeting_series.{meeting['series']}") else body,
        when(view, meeting),
        place(view, meeting),
        status(view, meeting),
        t("dossier.confidence", level=t(f"confidence.{meeting['confidence']}")),
        t("filters.said_as_of", day=t.date(view.as_of)),
        t.dataset(view.dataset),
    ]
    yield Text(escape(" · ".join(filter(None, facts))), Tone.CAPTION)
    translated = t.is_translated(view.dataset, "meetings", code, "title")
    yield Text(t("dossier.summary" if translated else "dossier.untranslated"), Tone.CAPTION)
    if meeting["status"] == MeetingStatus.AFTER_CUT_OFF:
        yield Text(t("meetings.after_cut_off", day=t.date(view.as_of)), Tone.NOTICE)
        yield Turn(t("meetings.without_cut_off"), "as_of")
        return
    if meeting["status"] != MeetingStatus.HELD:
        yield Text(t(f"meeting_unsure.{meeting['status']}"), Tone.NOTICE)
    for kind, text in parts.notes(view, "meetings", code):
        yield Text(f"{kind}: {escape(text)}", Tone.CAVEAT)


def _outcome(view: View, meeting: Mapping[str, Any]) -> Iterator[Part]:
    outcome = view.content("meetings", meeting["meeting_id"], "outcome", meeting["outcome"])
    if outcome:
        held = meeting["status"] == MeetingStatus.HELD
        heading = view.t("meetings.outcome" if held else "meetings.known_of_it")
        yield Text(heading, Tone.SUBHEADER)
        yield Text(escape(outcome))


def _by_then(view: View, meeting: Mapping[str, Any]) -> Iterator[Part]:
    """How far the reader's choice was on the meeting's day, and what was due then."""
    t = view.t
    yield Text(t("meetings.by_then"), Tone.SUBHEADER)
    if meeting["status"] != MeetingStatus.HELD:
        yield Text(t("meetings.not_held"), Tone.CAPTION)
        return
    then = on_its_day(view, meeting)
    yield Text(escape(then.sentence), Tone.CAPTION)
    if then.selection.milestones.empty:
        yield notice(t("meetings.no_milestones"))
        return
    yield Seen(overview.headline_card(then), then)
    yield from _since(view, then, meeting)
    card = was_due(then)
    yield Seen(card, then) if card else notice(t("meetings.nothing_due"))


def _since(view: View, then: View, meeting: Mapping[str, Any]) -> Iterator[Part]:
    """What was reached between the last meeting of its kind and this one.

    An edition compares with its own cut-off only.
    """
    t, last = view.t, meetings.previous(meetings.table(view.dataset), meeting)
    if last is None:
        yield Text(t("meetings.first_of_its_kind"), Tone.CAPTION)
        return
    before = view.on(last["last_day"].date()).milestones
    n = len(meetings.newly_reached(then.selection.milestones, before))
    name, day = escape(title(view, last)), escape(when(view, last))
    yield Text(t("meetings.since", n=n, title=name, when=day))
    code = last["meeting_id"]
    yield Turn(t("meetings.open_previous"), "meeting", code)
    if not view.edition or then.as_of == view.as_of:
        yield PageLink("changes", t("meetings.see_changes"), then.query(before=code))


def _editions(view: View, code: str, day: date) -> Iterator[Part]:
    """The editions frozen for a meeting: to be opened, taken away, and where that is allowed made.

    The file of an edition holds every row; who may not see all of them is not offered it.
    """
    t = view.t
    entries = [entry for entry in stores.entries_in(view.folder) if entry.meeting_id == code]
    yield Text(t("editions.title"), Tone.SUBHEADER)
    for entry in entries:
        label = t("editions.open", name=entry.name, day=t.date(entry.as_of))
        query = view.query(view.filters.with_(as_of=None), edition=entry.name, meeting=code)
        links: list[Part] = [PageLink("meetings", label, query)]
        if view.clearance.may_see(entry.marking):
            label = t("editions.download", name=entry.name)
            links.append(FileLink(label, edition_address(view, entry.name)))
        yield Side(links)
    if not entries:
        yield Text(t("editions.none"), Tone.CAPTION)
    may_write = os.environ.get(WRITE) == "1" and view.clearance == Clearance.SECRETARIAT
    if may_write and not view.edition and day <= view.dataset.horizon:
        yield control("freeze", meeting=code, day=day)


def _sources(view: View, meeting: Mapping[str, Any]) -> Iterator[Part]:
    yield Text(view.t("meetings.sources"), Tone.SUBHEADER)
    decided = view.dataset.decisions
    own = decided.loc[decided["meeting_id"] == meeting["meeting_id"], "source_id"].dropna()
    codes = [*source(meeting), *own]
    yield from parts.sources(view, codes)
    if not codes:
        yield notice(view.t("meetings.no_source"))
