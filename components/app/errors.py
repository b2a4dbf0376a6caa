"""What a reader sees when a page fails: a sentence and a number, which is also in the log."""

import streamlit as st

from components.app import failure
from components.server import log
from data import words


def on_script_error(error: Exception) -> bool:
    """Log a failure of a page and show its number in the reader's language.

    Returns:
        `True`, so that Streamlit does not show its own message.
    """
    view = st.session_state.get("view")
    number = log.failure("page_error", error, page=view.page if view else "none")
    language = view.t.language if view else st.query_params.get("lang")
    failure.show_failure(
        number, words.words(language if language in words.languages() else words.FALLBACK)
    )
    return True
