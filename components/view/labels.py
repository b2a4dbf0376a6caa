"""Texts from data made safe for Markdown or joined in a line, and labels that differ."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from data.text.words import LEFT_TO_RIGHT, RIGHT_TO_LEFT

PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
NO_BREAK = "\N{NO-BREAK SPACE}"
DOT = f"{NO_BREAK}· "
"""Between two facts: no line begins with it."""


def escape(text: str) -> str:
    """Text as Markdown must get it so that every character is shown as itself."""
    return PUNCTUATION.sub(r"\\\1", text)


def in_line(texts: Iterable[str], between: str = DOT) -> str:
    """Texts in one line, without the blank ones; what follows an Arabic name stands after it."""
    found = (f"{one}{LEFT_TO_RIGHT}" if RIGHT_TO_LEFT.search(one) else one for one in texts if one)
    return between.join(found).removesuffix(LEFT_TO_RIGHT)


def distinct(labels: Mapping[str, str]) -> dict[str, str]:
    """Code to label, with the code beside each label that is not the only one of its kind."""
    often = Counter(labels.values())
    return {
        code: f"{label} · {code}" if often[label] > 1 else label for code, label in labels.items()
    }
