"""Text that came from data, made safe for Markdown, and labels that can be told apart."""

import re
from collections import Counter
from collections.abc import Mapping

PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def escape(text: str) -> str:
    """Text as Markdown must get it so that every character is shown as itself."""
    return PUNCTUATION.sub(r"\\\1", text)


def distinct(labels: Mapping[str, str]) -> dict[str, str]:
    """Code to label, with the code beside each label that is not the only one of its kind."""
    often = Counter(labels.values())
    return {
        code: f"{label} · {code}" if often[label] > 1 else label for code, label in labels.items()
    }
