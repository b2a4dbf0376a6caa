"""Right of reply: a reader who finds that something is not right gets a prepared message."""

import functools
import os

import streamlit as st

from components.app import address
from components.cards import reply
from components.server import log
from components.view.labels import escape
from components.view.view import View
from data import words


def offer(page: View, *, view: View, about: str, code: str, title: str, says: str) -> None:
    """Offer a message about what is shown.

    It is sent to the address in ROADMAP_CONTACT. Without such an address it can be copied.

    Args:
        page: what the reader is looking at.
        view: what of it the message is about.
        about: `action`, `country` or `meeting`.
        code: its code.
        title: its title in the reader's language.
        says: what is shown of it, in a sentence: that is what the reader objects to.
    """
    del page
    t = view.t
    prepared = reply.message(view, about, code, title, says, address.here(view))
    to = contact()
    with st.popover(t("reply.open")):
        st.markdown(t("reply.invites"))
        if to:
            st.link_button(t("reply.write"), reply.link(to, prepared))
            st.caption(t("reply.to", address=escape(to)))
        else:
            st.caption(t("reply.copy"))
        st.code(prepared.text, language=None, wrap_lines=True)


def whom_to_write(view: View) -> None:
    """Whom to write to about accessibility."""
    t, to = words.words(view.t.language), contact()
    if to:
        st.markdown(t("accessibility.contact", address=f"[{escape(to)}](<mailto:{to}>)"))
    else:
        st.markdown(t("accessibility.contact_none"))


def contact() -> str | None:
    """The address of whoever runs this dashboard, where one is named."""
    return _contact(os.environ.get(reply.VARIABLE, ""))


@functools.lru_cache(maxsize=1)
def _contact(value: str) -> str | None:
    """The address that the setting names; one that is no plain address is said in the log, once."""
    contact = reply.plain_address(value)
    if value and not contact:
        log.event("contact_refused", setting=reply.VARIABLE)
    return contact
