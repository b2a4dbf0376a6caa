"""Text that came from data, made safe for the places where Streamlit reads markup."""

import re

PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def escape(text: str) -> str:
    """Text as Markdown must get it so that every character is shown as itself."""
    return PUNCTUATION.sub(r"\\\1", text)
