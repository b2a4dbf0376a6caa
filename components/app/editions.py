"""Editions of a meeting: open, take away, and freeze a new one where writing is allowed."""

import os
from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from components.app import address
from components.cards import files
from components.view import stores
from components.view.labels import escape
from components.view.view import View
from data import editions
from data.archive import SealError
from data.model import Clearance

ALLOW = "ROADMAP_WRITE"
"""Environment variable; only the value 1 lets the secretariat freeze editions on this server."""


def of_meeting(view: View, meeting: Mapping[str, Any]) -> None:
    """The editions frozen for a meeting, and the way to freeze one."""
    t, code = view.t, str(meeting["meeting_id"])
    day = meeting["last_day"].date()
    entries = [entry for entry in stores.entries_in(view.folder) if entry.meeting_id == code]
    st.subheader(t("editions.title"), anchor=False)
    for entry in entries:
        _offer(view, entry)
    if not entries:
        st.caption(t("editions.none"))
    may_write = os.environ.get(ALLOW) == "1" and view.clearance == Clearance.SECRETARIAT
    if may_write and not view.edition and day <= view.dataset.horizon:
        _freezing(view, code, day)


def _offer(view: View, entry: editions.Entry) -> None:
    t = view.t
    with st.container(horizontal=True, vertical_alignment="center"):
        label = t("editions.open", name=entry.name, day=t.date(entry.as_of))
        st.button(
            escape(label),
            key=f"open_{entry.name}",
            type="tertiary",
            icon=":material/lock_clock:",
            on_click=_open,
            args=(entry.name,),
        )
        if not view.clearance.may_see(entry.marking):
            return  # the file holds every row; on the pages it is shown as this reader may see it
        st.link_button(
            escape(t("editions.download", name=entry.name)),
            files.edition_address(view, entry.name),
            key=f"take_{entry.name}",
            type="tertiary",
        )


def _open(name: str) -> None:
    address.write(as_of=[], edition=[name])


def _freezing(view: View, meeting: str, day: date) -> None:
    """A form, so that a name is not frozen half written."""
    t = view.t
    with st.form("freeze", border=True):
        name = st.text_input(
            t("editions.name"), max_chars=40, help=t("editions.help", day=t.date(day))
        )
        asked = st.form_submit_button(t("editions.freeze"), type="primary")
    if not asked:
        return
    try:
        entry = editions.freeze(
            view.dataset, editions.folder_of(view.folder), name.strip(), day, meeting
        )
    except SealError as error:
        st.error(escape(t(f"edition_problem.{error.code}", **error.details)))
    else:
        st.success(escape(t("editions.done", name=entry.name, checksum=entry.checksum[:16])))
        _offer(view, entry)
