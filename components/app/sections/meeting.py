"""One meeting: what came of it, what it decided, what had been reached by then, and what was due."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from components.app import drawing, shell
from components.app.sections import frozen, reply
from components.app.sections.meetings import calendar_button
from components.cards import meetings as words
from components.cards import overview
from components.documents import calendar
from components.view.labels import escape
from components.view.view import View
from data import meetings
from data.meetings import MeetingStatus
from data.records import missing, record, records


def show(view: View, code: str) -> None:
    """The page of a meeting that exists."""
    known = meetings.known_on(view.dataset, view.as_of)
    meeting = record(known, "meeting_id", code)
    with shell.beside_menu(view):
        drawing.stay(view.t("meetings.back"), "meeting", icon=":material/arrow_back:")
    _head(view, meeting)
    _calendar(view, known, meeting)
    if meeting["status"] == MeetingStatus.AFTER_CUT_OFF:
        return
    _outcome(view, meeting)
    _decisions(view, code)
    _by_then(view, meeting)
    if meeting["status"] == MeetingStatus.HELD:
        frozen.of_meeting(view, meeting)
    _sources(view, meeting)
    reply.show(
        words.of_all(view),
        about="meeting",
        code=code,
        title=words.title(view, meeting),
        says=", ".join([words.when(view, meeting), words.status(view, meeting)]),
    )


def _head(view: View, meeting: Mapping[str, Any]) -> None:
    """Title and facts; for a meeting after the cut-off that nothing more is shown, and why."""
    t, code = view.t, meeting["meeting_id"]
    body = view.content("meetings", code, "body", meeting["body"])
    st.title(escape(words.title(view, meeting)), anchor=False)
    facts = [
        code,
        words.lane(view, meeting["series"], meeting["level"]),
        "" if body == t(f"meeting_series.{meeting['series']}") else body,
        words.when(view, meeting),
        words.place(view, meeting),
        words.status(view, meeting),
        t("dossier.confidence", level=t(f"confidence.{meeting['confidence']}")),
        t("filters.said_as_of", day=t.date(view.as_of)),
        t.dataset(view.dataset),
    ]
    st.caption(escape(" · ".join(filter(None, facts))))
    translated = t.is_translated(view.dataset, "meetings", code, "title")
    st.caption(t("dossier.summary" if translated else "dossier.untranslated"))
    if meeting["status"] == MeetingStatus.AFTER_CUT_OFF:
        st.info(t("meetings.after_cut_off", day=t.date(view.as_of)))
        drawing.stay(t("meetings.without_cut_off"), "as_of")
        return
    if meeting["status"] != MeetingStatus.HELD:
        st.info(t(f"meeting_unsure.{meeting['status']}"))
    notes = view.dataset.notes
    for note in records(notes[(notes["about_table"] == "meetings") & (notes["about_id"] == code)]):
        st.warning(
            f"{t('note.' + note['kind'])}: {escape(view.content('notes', note['note_id'], 'text', note['text']))}"
        )


def _calendar(view: View, known: pd.DataFrame, meeting: Mapping[str, Any]) -> None:
    """The calendar file, or why there is none."""
    code = meeting["meeting_id"]
    rows = calendar.dated(known[known["meeting_id"] == code])
    if len(rows):
        calendar_button(words.of_all(view), "calendar_one", f"meetings/{code}.ics")
    elif meeting["status"] != MeetingStatus.AFTER_CUT_OFF:
        st.caption(view.t(f"no_calendar.{meeting['precision']}"))


def _outcome(view: View, meeting: Mapping[str, Any]) -> None:
    outcome = view.content("meetings", meeting["meeting_id"], "outcome", meeting["outcome"])
    if outcome:
        st.subheader(
            view.t(
                "meetings.outcome"
                if meeting["status"] == MeetingStatus.HELD
                else "meetings.known_of_it"
            ),
            anchor=False,
        )
        st.markdown(escape(outcome))


def _decisions(view: View, code: str) -> None:
    """What it decided, each with its priority and, where it concerns one, the way to the action."""
    t, card = view.t, words.decisions(view, code)
    if card is None:
        return
    rows = zip(
        card.table[t("column.decision")],
        card.table[t("column.priority")],
        card.table.index,
        strict=True,
    )

    def draw() -> None:
        for text, priority, action in rows:
            st.markdown(f"{escape(text)}  \n:small[{escape(priority)}]")
            if not missing(action):
                label = f"{t('column.action')} {action}"
                query = view.query(action=action)
                st.page_link(shell.menu_page("actions"), label=escape(label), query_params=query)

    drawing.drawn(words.of_all(view), card, draw)


def _by_then(view: View, meeting: Mapping[str, Any]) -> None:
    """How far the reader's choice was on the meeting's day, and what was due then."""
    t = view.t
    if meeting["status"] != MeetingStatus.HELD:
        st.subheader(t("meetings.by_then"), anchor=False)
        st.caption(t("meetings.not_held"))
        return
    then = words.on_its_day(view, meeting)
    st.subheader(t("meetings.by_then"), anchor=False)
    st.caption(escape(then.sentence))
    if then.selection.milestones.empty:
        drawing.empty(t("meetings.no_milestones"))
        return
    drawing.headline(then, overview.headline(then))
    _since(view, then, meeting)
    _due(view, then)


def _since(view: View, then: View, meeting: Mapping[str, Any]) -> None:
    """What was reached between the last meeting of its kind and this one; an edition compares with its own cut-off only."""
    t = view.t
    last = meetings.previous(meetings.table(view.dataset), meeting)
    if last is None:
        st.caption(t("meetings.first_of_its_kind"))
        return
    before = view.on(last["last_day"].date()).milestones
    reached = meetings.newly_reached(then.selection.milestones, before)
    st.markdown(
        t(
            "meetings.since",
            n=len(reached),
            title=escape(words.title(view, last)),
            when=escape(words.when(view, last)),
        )
    )
    drawing.stay(
        t("meetings.open_previous"), "meeting", last["meeting_id"], icon=":material/event:"
    )
    if not view.edition or then.as_of == view.as_of:
        query = then.query(before=last["meeting_id"])
        st.page_link(
            shell.menu_page("changes"),
            label=t("meetings.see_changes"),
            icon=":material/difference:",
            query_params=query,
        )


def _due(view: View, then: View) -> None:
    """What was due by then and not confirmed, with its state as known then."""
    if card := words.was_due(then):
        if opened := drawing.listing(then, card, view.t("actions.opens")):
            st.switch_page("pages/progress/actions.py", query_params=view.query(action=opened))
    else:
        drawing.empty(view.t("meetings.nothing_due"))


def _sources(view: View, meeting: Mapping[str, Any]) -> None:
    st.subheader(view.t("meetings.sources"), anchor=False)
    decided = view.dataset.decisions
    found = [
        *words.source(meeting),
        *decided.loc[decided["meeting_id"] == meeting["meeting_id"], "source_id"].dropna(),
    ]
    if found:
        drawing.sources(view, list(dict.fromkeys(found)))
    else:
        drawing.empty(view.t("meetings.no_source"))
