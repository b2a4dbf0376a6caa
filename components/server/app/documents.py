"""The page of documents: what a reader can take along, made with the settings of a choice."""

import time
from collections.abc import Iterator, Mapping

import streamlit as st

from components.documents import registry
from components.documents.registry import Document, File, Form
from components.layout import files
from components.view.labels import escape
from components.view.view import View, in_language
from data.text import words

MOST_FILES = 3
"""Most files kept for a reader, the last ones made: to be downloaded now, not to be stored."""
KEPT = "documents"
OWN, EVERYONE = "own", "all"
"""Choices beside the languages and the participants."""


def all_documents(view: View) -> None:
    """Each document with its purpose, the settings that can be chosen, and its buttons."""
    for one in registry.DOCUMENTS:
        with st.container(border=True, key=f"document_{one.key}"):
            _one(view, one)


def _one(view: View, one: Document) -> None:
    t = view.t
    st.header(t(f"document.{one.key}"), anchor=False)
    st.markdown(t(f"document_says.{one.key}"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        form = _form(view, one)
        code = _participant(view, one) if one.about else None
        language = _language(view, one)
        asked = st.button(
            t("documents.make", form=t(f"document_form.{form.ending}")),
            key=f"make_{one.key}",
            icon=":material/draft:",
        )
    kept: dict[object, File] = st.session_state.setdefault(KEPT, {})
    choice = (one.key, form.ending, code, language, view.key, tuple(view.where.items()))
    if asked and (file := _make_file(view, one, form, code, language)):
        kept.pop(choice, None)
        kept[choice] = file
        while len(kept) > MOST_FILES:
            del kept[next(iter(kept))]
    if file := kept.get(choice):
        st.download_button(
            t("documents.take", name=escape(file.name)),
            file.content,
            file_name=file.name,
            mime=file.mime,
            key=f"download_{one.key}",
            type="primary",
            icon=":material/download:",
            on_click="ignore",
        )
    if code != EVERYONE:
        own = in_language(view, one.language(code) if code and language == OWN else language)
        # The link opens a page that stays blank until the document is made; the button does not.
        st.link_button(
            f"{t('documents.address')} {form.ending.upper()}",
            files.document_address(own, one.key, form.ending, code),
            key=f"address_{one.key}",
            type="tertiary",
            icon=":material/link:",
        )


def _form(view: View, one: Document) -> Form:
    t, endings = view.t, [form.ending for form in one.forms]
    if len(endings) == 1:
        return one.forms[0]
    return one.form(
        st.selectbox(
            t("documents.format"),
            endings,
            format_func=lambda ending: t(f"document_form.{ending}"),
            key=f"form_{one.key}",
            width=220,
        )
    )


def _participant(view: View, one: Document) -> str:
    """The participant, at first the one chosen in the filter; or all of them."""
    t, known = view.t, one.participants(view)
    names = {code: t.participant(view.dataset, code) for code in known} | {
        EVERYONE: t("documents.everyone", n=len(known))
    }
    chosen = next((code for code in view.filters.participants if code in known), known[0])
    label, key = t("documents.participant"), f"participant_{one.key}_{chosen}"
    return _one_of(label, names, chosen, key, 260)


def _language(view: View, one: Document) -> str:
    """The language of the document: the reader's, unless it is on a participant, who has one."""
    t, known = view.t, list(words.languages())
    names = {code: words.words(code)("language.name") for code in known}
    if one.about:
        names = {OWN: t("documents.own_language"), **names}
    first = OWN if one.about else t.language
    return _one_of(t("documents.language"), names, first, f"language_{one.key}_{t.language}", 260)


def _one_of(label: str, names: Mapping[str, str], first: str, key: str, width: int) -> str:
    """A choice among codes by their names; at first the given one."""
    codes = list(names)
    return st.selectbox(
        label,
        codes,
        index=codes.index(first),
        format_func=names.__getitem__,
        key=key,
        width=width,
    )


def _make_file(
    view: View, one: Document, form: Form, code: str | None, language: str
) -> File | None:
    """Make a document and show how far it is; says why where it cannot be made."""
    t, begun = view.t, time.monotonic()
    status = st.status(t("documents.making", name=t(f"document.{one.key}")))
    try:
        with status:
            file = _file(view, one, form, code, None if language == OWN else language)
    except registry.REFUSALS as error:
        status.update(state="error")
        st.error(escape(t("documents.failed", reason=registry.reason(error, t))))
        return None
    size = f"{t.number(max(1, len(file.content) // 1000))} kB"
    seconds = t.number(round(time.monotonic() - begun, 1))
    status.update(
        label=t("documents.made", name=escape(file.name), size=size, seconds=seconds),
        state="complete",
    )
    return file


def _file(view: View, one: Document, form: Form, code: str | None, language: str | None) -> File:
    if code != EVERYONE:
        return registry.make(view, one, form, site(), code, language)
    return registry.together(view, one, _each(view, one, form, language))


def _each(view: View, one: Document, form: Form, language: str | None) -> Iterator[File]:
    """The document on each participant, with a bar that says how many there are."""
    known = one.participants(view)
    bar = st.progress(0.0)
    for done, code in enumerate(known, 1):
        yield registry.make(view, one, form, site(), code, language)
        bar.progress(done / len(known), view.t.participant(view.dataset, code))


def site() -> str:
    """The address of the dashboard, without a page; asked while the page runs."""
    return (st.context.url or "").partition("?")[0].rpartition("/")[0]
