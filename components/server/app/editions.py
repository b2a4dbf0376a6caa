"""Freeze an edition for a meeting, where writing is allowed."""

from datetime import date

import streamlit as st

from components.view.labels import escape
from components.view.view import View
from data import editions
from data.archive import EditionError


def freeze(view: View, meeting: str, day: date) -> None:
    """A form, so that a name is not frozen half written."""
    t = view.t
    with st.form("freeze", border=True):
        name = st.text_input(
            t("editions.name"), max_chars=40, help=t("editions.help", day=t.date(day))
        )
        asked = st.form_submit_button(t("editions.freeze"), type="primary")
    if not asked:
        return
    folder = editions.folder_of(view.folder)
    try:
        entry = editions.freeze(view.dataset, folder, name.strip(), day, meeting)
    except EditionError as error:
        st.error(escape(t(f"edition_problem.{error.code}", **error.details)))
    else:
        st.success(escape(t("editions.done", name=entry.name, checksum=entry.checksum[:16])))
