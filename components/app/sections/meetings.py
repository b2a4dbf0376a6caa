"""Parts of the Meetings page: all meetings on one axis, and as a list."""

import streamlit as st

from components.app import drawing, filters
from components.cards import files, meetings
from components.documents import calendar
from components.view.labels import escape
from components.view.view import View
from data import meetings as data


def unknown(view: View, code: str | None) -> None:
    """Say that the address names a meeting that does not exist, and take it out of the address."""
    if code is not None:
        filters.leave_out("meeting", code, view.t)


def cut_off(view: View) -> None:
    """The day up to which everything is known, and whether there are filters that change nothing here."""
    t = view.t
    said = [
        f"{t('meetings.known', day=t.date(view.as_of))}, {t.dataset(view.dataset)}, {view.state}"
    ]
    if meetings.of_all(view).filters != view.filters:
        said.append(t("meetings.not_filtered"))
    st.caption(escape(". ".join(said)))


def axis(view: View) -> None:
    """Every meeting on one axis; that there is none, where there is neither a meeting nor a presidency."""
    whole = meetings.of_all(view)
    if len(view.dataset.meetings) or len(view.dataset.presidencies):
        drawing.figure(whole, meetings.axis(whole))
    else:
        drawing.empty(view.t("meetings.none"))


def all_of_them(view: View) -> None:
    """Every meeting as a row that opens its page, newest first; and those known to the day as a calendar file."""
    if view.dataset.meetings.empty:
        return
    whole = meetings.of_all(view)
    if opened := drawing.listing(whole, meetings.listing(whole), view.t("meetings.opens")):
        st.switch_page("pages/calendar/meetings.py", query_params=view.query(meeting=opened))
    known = calendar.dated(data.known_on(view.dataset, view.as_of))
    st.caption(view.t("meetings.calendar_all_help", n=len(known)))
    calendar_button(whole, "calendar_all", "meetings.ics")


def calendar_button(view: View, key: str, name: str) -> None:
    """The way to meetings as a calendar file.

    Args:
        view: what the reader is looking at, without filters.
        key: of the button.
        name: of the file, as its address has it.
    """
    st.link_button(
        view.t("meetings.calendar"), files.address(view, name), key=key, icon=":material/event:"
    )
