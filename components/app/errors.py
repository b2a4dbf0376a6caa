"""What a reader sees when a page fails: a sentence and a number, which is also in the log."""

import streamlit as st

from components.app import failure, shell
from components.server import log
from data.text import words


def on_script_error(error: Exception) -> bool:
    """Log a failure of a page and show its number in the reader's language.

    Returns:
        `True`, so that Streamlit does not show its own message.
    """
    number = log.failure("page_error", error, page=st.session_state.get("page", "none"))
    failure.show_failure(number, words.words(shell.language_of_run()))
    return True
