"""What the page of one meeting says: its outcome, what was reached by then, and what is open."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pandas as pd

from components.cards import counted, events, feedback, tiles
from components.cards import meetings as listed
from components.layout import column, parts, tables, writing
from components.layout.card import Card, Counted
from components.layout.column import Column
from components.layout.files import document_address, edition_address
from components.view.labels import escape, in_line
from components.view.view import View, addressed
from data import meetings, selection
from data.meetings import MeetingStatus
from data.model import Audience
from data.model.records import by_code, missing, record, records

MEETING = parts.one_of("meetings", "meeting", "meetings.back")
"""The meeting that is shown alone."""


def page_title(view: View, params: parts.PageParams) -> str:
    """The title of the meeting; blank where none is asked for."""
    code = params.get(MEETING.name)
    return listed.title(view, _meeting(view, code)) if code else ""


def page_sentence(view: View, params: parts.PageParams) -> str:
    """When and where the meeting was, and what came of it; without one, what is known of all."""
    if not (code := params.get(MEETING.name)):
        return f"{listed.axis(view.unfiltered).title}."
    meeting = _meeting(view, code)
    facts = [listed.when(view, meeting), listed.place(view, meeting), listed.status(view, meeting)]
    outcome = "" if meeting["status"] == MeetingStatus.AFTER_CUT_OFF else meeting["outcome"]
    result = view.content("meetings", code, "outcome", outcome)
    return " ".join(filter(None, [", ".join(filter(None, facts)) + ".", result]))


def decisions(view: View, code: str) -> Card | None:
    """What a meeting decided, indexed by the action that each concerns; `None` where nothing."""
    t = view.t
    rows = records(view.dataset.decisions[view.dataset.decisions["meeting_id"] == code])
    if not rows:
        return None
    columns = [
        column.content(view, "column.decision", "decisions", "text"),
        column.priority(view, t("meetings.cross_cutting")),
        column.action(view),
        Column("column.moved_dates", partial(_moved, view), optional=True),
        column.confidence(view),
        column.source(view),
    ]
    frame = column.table(view, rows, columns, "action_id")
    title, subtitle = t("meetings.decisions", n=len(rows)), t("meetings.decisions_subtitle")
    sentences = [_decision(view, row) for row in rows]
    return Card("decisions", title, subtitle, "meetings", frame, paragraphs=lambda: sentences)


def _decision(view: View, row: Mapping[str, Any]) -> str:
    """A decision with its priority, the way to its action and the dates it moved: Markdown."""
    t, action = view.t, row["action_id"]
    titles = tables.priority_titles(view)
    facts = [titles.get(row["priority_id"], t("meetings.cross_cutting")), _moved(view, row)]
    sentence, way = escape(in_line(facts)), ""
    if not missing(action):
        label = escape(f"{t('column.action')} {action}")
        way = f" · [{label}](<{view.address('actions', action=action)}>)"
    decided = view.content("decisions", row["decision_id"], "text", row["text"])
    return f"{escape(decided)}  \n:small[{sentence}{way}]"


def _moved(view: View, decision: Mapping[str, Any]) -> str:
    """The milestones whose dates a decision moved, with the action if it names none."""
    moved, steps = view.dataset.tables["date_changes"], by_code(view.dataset, "milestones")
    rows = moved[moved["decision_id"] == decision["decision_id"]]
    rows = rows[rows["known_on"] <= pd.Timestamp(view.as_of)]
    known = [{**steps[row["milestone_id"]], **row} for row in records(rows)]
    names = tables.action_names(view) if missing(decision["action_id"]) else {}
    found = Counter[tuple[str, str]]()
    for row in known:
        step = in_line([names.get(row["action_id"], ""), tables.step(view, row)])
        found[step, view.t.short_date(row["moved_to"], row["precision"])] += 1
    texts = (view.t("meetings.moved", step=step, day=day, n=n) for (step, day), n in found.items())
    return "; ".join(texts)


def on_its_day(view: View, meeting: Mapping[str, Any]) -> View:
    """The reader's choice as known on the last day of a meeting.

    An edition pins the address, which so takes no cut-off.
    """
    known = view.on(meeting["last_day"].date())
    chosen = view.filters if view.edition else view.filters.with_(as_of=known.as_of)
    return replace(view, filters=chosen, selection=selection.choose(known, chosen))


def due_by(view: View, code: str) -> Card | None:
    """What is due by a meeting and not confirmed; `None` where nothing is, or it is over."""
    meeting = _meeting(view, code)
    is_over = meeting["status"] == MeetingStatus.HELD or meeting["last_day"].date() <= view.as_of
    rows = meetings.due_by(view.selection.milestones, meeting["last_day"].date())
    if is_over or rows.empty:
        return None
    t = view.t
    title, subtitle = t("meetings.due_by_title", n=len(rows)), t("meetings.due_by_subtitle")
    columns = [
        column.action(view),
        column.milestone(view),
        column.state(view),
        column.due_on(view),
        column.stored("column.delay", "delay_days"),
        column.participants(view),
    ]
    table = column.table(view, records(rows), columns, "action_id").drop_empty_columns()
    sums = Counted([counted.by_state(view, title, rows)])
    return Card("due-by", title, subtitle, "meetings", table, opens="action", counted=lambda: sums)


def is_known(view: View, code: str) -> bool:
    """Whether a meeting was known by the cut-off: of any other only the heading is shown."""
    return _meeting(view, code)["status"] != MeetingStatus.AFTER_CUT_OFF


def heading_parts(view: View, code: str) -> Iterator[parts.Part]:
    """Title, facts, how sure the meeting is, what came of it, its calendar file, and its pack.

    Of a meeting after the cut-off: that nothing more is shown, and why.
    """
    t, meeting = view.t, _meeting(view, code)
    body = view.content("meetings", code, "body", meeting["body"])
    yield parts.Text(escape(listed.title(view, meeting)), parts.Tone.TITLE)
    facts = [
        code,
        listed.lane(view, meeting["series"], meeting["level"]),
        "" if body == t(f"meeting_series.{meeting['series']}") else body,
        listed.when(view, meeting),
        listed.place(view, meeting),
        listed.status(view, meeting),
        t("dossier.confidence", level=t(f"confidence.{meeting['confidence']}")),
        t("filters.said_as_of", day=t.date(view.as_of)),
        t.dataset(view.dataset),
    ]
    yield parts.Text(escape(in_line(facts)), parts.Tone.CAPTION)
    yield from parts.author(view, "meetings", code)
    if meeting["status"] == MeetingStatus.AFTER_CUT_OFF:
        yield parts.Text(t("meetings.after_cut_off", day=t.date(view.as_of)), parts.Tone.NOTICE)
        query = view.query(view.filters.with_(as_of=None), meeting=code)
        yield parts.PageLink(t("meetings.without_cut_off"), addressed("meetings", query))
        return
    is_held = meeting["status"] == MeetingStatus.HELD
    is_to_come = meeting["last_day"].date() > view.as_of
    if not is_held and not (is_to_come and meeting["status"] == MeetingStatus.ANNOUNCED):
        yield parts.Text(t(f"meeting_unsure.{meeting['status']}"), parts.Tone.NOTICE)
    if outcome := view.content("meetings", code, "outcome", meeting["outcome"]):
        yield parts.Text(escape(outcome))
    if (card := due_by(view, code)) and card.counted:
        [line] = card.counted().lines
        yield parts.Text(escape(line.text if len(line.parts) > 1 else card.title))
    known = meetings.known_on(view.dataset, view.as_of)
    has_day = len(meetings.dated(known[known["meeting_id"] == code]))
    if not has_day:
        yield parts.Text(t(f"no_calendar.{meeting['precision']}"), parts.Tone.CAPTION)
    calendar = [listed.calendar_file(view.unfiltered, f"meetings/{code}.ics")] if has_day else []
    then = on_its_day(view, meeting) if is_held else view
    address = document_address(then, "meeting_pack", "zip")
    pack = parts.PageLink(t("document.meeting_pack"), address, "file")
    yield parts.Inline([*calendar, *([] if then.selection.is_empty else [pack])])
    if writing.is_own(view):
        yield parts.Text(t("opening.below"), parts.Tone.CAPTION)


def outcome_parts(view: View, code: str) -> Iterator[parts.Part]:
    """What makes the outcome less sure, what the meeting decided, sources, a reply."""
    t, meeting = view.t, _meeting(view, code)
    yield from parts.notes(view, "meetings", code)
    if card := decisions(view, code):
        yield parts.ScopedCard(card, view.unfiltered)
    yield parts.Text(t("meetings.sources"), parts.Tone.HEADER)
    decided = view.dataset.decisions
    decided = decided.loc[decided["meeting_id"] == code, "source_id"].dropna()
    sources = parts.sources(view, [*listed.source(meeting), *decided])
    yield from sources or [parts.notice(t("meetings.no_source"))]
    text = ", ".join([listed.when(view, meeting), listed.status(view, meeting)])
    yield feedback.offer(view.unfiltered, "meeting", code, listed.title(view, meeting), text)


def by_then_parts(view: View, code: str) -> Iterator[parts.Part]:
    """What was open of the choice on the day of a meeting, how far it was, and what came since.

    After that the editions frozen for this one. Of one to come: what is open today.
    """
    t, meeting = view.t, _meeting(view, code)
    if meeting["status"] != MeetingStatus.HELD:
        yield events.open_milestones(view)
        return
    yield parts.Text(t("meetings.by_then"), parts.Tone.HEADER)
    then = on_its_day(view, meeting)
    yield parts.Text(escape(then.describe()), parts.Tone.CAPTION)
    if then.selection.milestones.empty:
        yield parts.notice(t("meetings.no_milestones"))
    else:
        yield parts.ScopedCard(events.open_milestones(then), then)
        # Its figures lead to their lists, which the Overview has.
        yield parts.ScopedCard(tiles.headline_tiles(replace(then, page="overview"), {}), then)
        yield from _since(view, then, meeting)
    yield from _editions(view, code, meeting["last_day"].date())


def opening_parts(view: View, code: str) -> Iterator[parts.Part]:
    """The form that opens a round before a meeting, where that can be done."""
    if writing.may_write(view):
        yield from writing.place(view, parts.StreamlitSlot("round", {"meeting": code}))


def _meeting(view: View, code: str) -> dict[str, Any]:
    return record(meetings.known_on(view.dataset, view.as_of), "meeting_id", code)


def _since(view: View, then: View, meeting: Mapping[str, Any]) -> Iterator[parts.Part]:
    """What was reached between the last meeting of its kind and this one.

    An edition compares with its own cut-off only.
    """
    t, last = view.t, meetings.previous(meetings.table(view.dataset), meeting)
    if last is None:
        yield parts.Text(t("meetings.first_of_its_kind"), parts.Tone.CAPTION)
        return
    before = view.on(meetings.eve(last)).milestones
    n = len(meetings.newly_reached(then.selection.milestones, before))
    name, day = escape(listed.title(view, last)), escape(listed.when(view, last))
    yield parts.Text(t("meetings.since", n=n, title=name, when=day))
    if not view.edition or then.as_of == view.as_of:
        changes = then.address("changes", before=last["meeting_id"])
        yield parts.PageLink(t("meetings.see_changes"), changes)


def _editions(view: View, code: str, day: date) -> Iterator[parts.Part]:
    """The editions frozen for a meeting: to be opened, taken away, and where that is allowed made.

    In a folder that was published none is made: it is not the whole.
    """
    t = view.t
    entries = [entry for entry in view.entries if entry.meeting_id == code]
    yield parts.Text(t("editions.title"), parts.Tone.HEADER)
    for entry in entries:
        label = t("editions.open", name=entry.name, day=t.date(entry.as_of))
        query = view.query(view.filters.with_(as_of=None), edition=entry.name, meeting=code)
        way = parts.PageLink(label, addressed("meetings", query))
        named = t("editions.download", name=entry.name)
        yield parts.Inline([way, parts.PageLink(named, edition_address(view, entry.name), "file")])
    if not entries:
        yield parts.Text(t("editions.none"), parts.Tone.CAPTION)
    if writing.is_own(view) and view.dataset.audience == Audience.SECRETARIAT:
        given = {"meeting": code, "day": min(day, view.dataset.horizon)}
        yield parts.StreamlitSlot("freeze", given)
