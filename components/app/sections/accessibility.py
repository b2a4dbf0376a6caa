"""The accessibility statement, in the form of Commission Implementing Decision (EU) 2018/1523."""

from collections.abc import Iterable

import streamlit as st

from components.app.sections import reply
from components.app.shell import menu_page
from components.cards import accessibility
from components.view.labels import escape
from components.view.view import View
from data import words
from data.words import Words


def _words(view: View) -> Words:
    """Those of today, also on a page that is pinned to an edition: what fails is what fails now."""
    return words.words(view.t.language)


def status(view: View) -> None:
    """Which standard, and how far it is met."""
    t = _words(view)
    st.header(t("accessibility.status_title"), anchor=False)
    st.markdown(t("accessibility.status", standard=accessibility.STANDARD))


def failures(view: View) -> None:
    """What does not comply, and what hinders all the same; each with its cause and what to do instead."""
    t = _words(view)
    st.header(t("accessibility.fails_title"), anchor=False)
    st.markdown(
        t(
            "accessibility.fails_lead",
            day=t.date(accessibility.ASSESSED),
            standard=accessibility.STANDARD,
        )
    )
    _lines(accessibility.said(one, t) for one in accessibility.FAILURES)
    st.header(t("accessibility.hinders_title"), anchor=False)
    _lines(accessibility.said(one, t) for one in accessibility.HINDRANCES)


def forms(view: View) -> None:
    """What can be had in another form, and how accessible the documents are."""
    t = _words(view)
    st.header(t("accessibility.forms_title"), anchor=False)
    _lines(t(f"accessibility_form.{form}") for form in accessibility.FORMS)
    with st.container(horizontal=True):
        for page in ("documents", "data"):
            st.page_link(menu_page(page), label=t(f"page.{page}"), query_params=view.query())
    st.header(t("accessibility.documents_title"), anchor=False)
    _lines(t(f"accessibility_document.{kind}") for kind in accessibility.DOCUMENTS)


def assessment(view: View) -> None:
    """How it was assessed, by whom and when."""
    t = _words(view)
    st.header(t("accessibility.assessed_title"), anchor=False)
    st.markdown(t("accessibility.assessed", day=t.date(accessibility.ASSESSED)))


def contact(view: View) -> None:
    """Where to write, and to whom to turn where the answer does not satisfy."""
    t, address = _words(view), reply.contact()
    st.header(t("accessibility.contact_title"), anchor=False)
    if address:
        st.markdown(t("accessibility.contact", address=f"[{escape(address)}](<mailto:{address}>)"))
    else:
        st.markdown(t("accessibility.contact_none"))
    st.markdown(t("accessibility.enforcement"))


def _lines(lines: Iterable[str]) -> None:
    st.markdown("\n".join(f"- {line}" for line in lines))
