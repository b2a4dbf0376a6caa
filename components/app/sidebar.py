"""The sidebar: language, filters, and what is looked at."""

from pathlib import Path

import streamlit as st

from components.app import address, filters
from components.view import stores
from components.view.labels import distinct
from components.view.view import View
from data import load, words
from data.model import Clearance
from data.words import Words


def draw(view: View) -> None:
    """Draw it for a view."""
    t = view.t
    st.session_state["language"] = t.language
    st.radio(
        t("frame.language"),
        words.languages(),
        format_func=str.upper,
        help=t.listed(words.words(code)("language.name") for code in words.languages()),
        key="language",
        horizontal=True,
        on_change=_write_language,
    )
    filters.draw(view.dataset, view.filters, view.allowed, t, pinned=view.edition is not None)
    _draw_where(view)


def _draw_where(view: View) -> None:
    """What is looked at: the dataset, and live or as frozen in an edition."""
    t, folders = view.t, load.available()
    if len(folders) > 1:
        st.session_state["dataset"] = view.folder.name
        titles = distinct({name: _title(folder, t) for name, folder in folders.items()})
        st.selectbox(
            t("frame.dataset"),
            list(folders),
            format_func=titles.__getitem__,
            key="dataset",
            on_change=_write_dataset,
        )
    if view.dataset.fictional:
        st.session_state["clearance"] = str(view.clearance)
        levels = [str(one) for one in Clearance]
        st.selectbox(
            t("frame.clearance"),
            levels,
            format_func=lambda one: t(f"clearance.{one}"),
            key="clearance",
            on_change=_write_clearance,
            help=t("frame.clearance_help"),
        )
    if entries := {entry.name: entry for entry in stores.entries_in(view.folder)}:
        st.session_state["edition"] = view.edition.entry.name if view.edition else ""
        st.selectbox(
            t("frame.edition"),
            ["", *reversed(entries)],
            format_func=lambda name: (
                f"{name} ({t.short_date(entries[name].as_of)})" if name else t("frame.live")
            ),
            key="edition",
            on_change=_write_edition,
            help=t("frame.edition_help"),
        )


def _title(folder: Path, t: Words) -> str:
    """Title of a dataset from its settings; its folder's name if they cannot be read."""
    settings = load.settings_of(folder)
    if settings is None:
        return folder.name
    return t.titled(settings["title"], fictional=settings["fictional"])


def _write_language() -> None:
    address.write_choice(lang=[st.session_state["language"]])


def _write_dataset() -> None:
    """Another dataset has other editions and its own horizon."""
    default = next(iter(load.available()))
    chosen = st.session_state["dataset"]
    address.write_choice(
        edition=[], as_of=[], clearance=[], dataset=[] if chosen == default else [chosen]
    )


def _write_clearance() -> None:
    chosen = st.session_state["clearance"]
    address.write_choice(clearance=[] if chosen == Clearance.PUBLIC else [chosen])


def _write_edition() -> None:
    address.write_choice(
        as_of=[], edition=[st.session_state["edition"]] if st.session_state["edition"] else []
    )
