"""Parts of the Meetings page: all meetings on one axis, and as a list."""

from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from components import cards, filters
from components.card import file_stem
from components.documents import calendar, imprint
from components.findings import meetings
from components.text import escape
from components.view import View
from data import meetings as data


def unknown(view: View, code: str | None) -> None:
    """Say that the address names a meeting that does not exist, and take it out of the address."""
    if code is not None:
        filters.leave_out("meeting", code, view.t)


def cut_off(view: View) -> None:
    """The day up to which everything is known, and whether there are filters that change nothing here."""
    t = view.t
    said = [f"{t('meetings.known', day=t.date(view.as_of))}, {t.dataset(view.dataset)}, {view.state}"]
    if meetings.of_all(view).filters != view.filters:
        said.append(t("meetings.not_filtered"))
    st.caption(escape(". ".join(said)))


def axis(view: View) -> None:
    """Every meeting on one axis; that there is none, where there is neither a meeting nor a presidency."""
    whole = meetings.of_all(view)
    if len(view.dataset.meetings) or len(view.dataset.presidencies):
        cards.figure(whole, meetings.axis(whole))
    else:
        cards.empty(view.t("meetings.none"))


def all_of_them(view: View) -> None:
    """Every meeting as a row that opens its page, newest first; and those known to the day as a calendar file."""
    if view.dataset.meetings.empty:
        return
    whole = meetings.of_all(view)
    if opened := cards.listing(whole, meetings.listing(whole), view.t("meetings.opens")):
        st.switch_page("pages/calendar/meetings.py", query_params=view.query(meeting=opened))
    known = calendar.dated(data.known_on(view.dataset, view.as_of))
    st.caption(view.t("meetings.calendar_all_help", n=len(known)))
    calendar_button(view, known, "calendar_all", "meetings")


def calendar_button(view: View, rows: pd.DataFrame, key: str, name: str) -> None:
    """Download meetings as a calendar file; it is made when it is asked for.

    Args:
        view: what the reader is looking at.
        rows: what `calendar.dated` leaves.
        key: of the button.
        name: what the file is called after.
    """
    here = st.context.url or ""  # asked now: when the file is made, the page is no longer at hand

    about = imprint.line(meetings.of_all(view), cards.address(view))

    def link(code: str) -> str:
        return f"{here}?{urlencode({'meeting': code, **view.where, 'lang': view.t.language})}"

    st.download_button(
        view.t("meetings.calendar"),
        lambda: calendar.of_meetings(view.dataset, rows, view.as_of, view.t, link, about),
        file_name=f"{file_stem(view, name)}.ics",
        mime=calendar.MIME,
        key=key,
        icon=":material/event:",
        on_click="ignore",
    )
