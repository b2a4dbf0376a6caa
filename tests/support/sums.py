"""Whether the arithmetic behind cards adds up."""

import re
from collections.abc import Iterable

from components.layout.card import Card, Line

NUMBER = re.compile(r"\d(?:[\d.,\u202f\u00a0]*\d)?")


def holds(line: Line) -> bool:
    """Whether the parts of a line give its number, and the words say the same numbers.

    The words of a product are left alone: their numbers are its factors.
    """
    if line.whole is None:
        return not line.parts
    if sum(line.parts) != line.whole:
        return False
    written = [_plain(number) for number in NUMBER.findall(line.text)]
    products = "\N{MULTIPLICATION SIGN}" in line.text
    wanted = [line.whole, *([] if products else map(abs, line.parts))]
    return all(number in written for number in wanted)


def sentences(cards: Iterable[Card]) -> list[str]:
    """Every line of some cards; each adds up."""
    lines = [line for card in cards if card.counted for line in card.counted().lines]
    wrong = [line for line in lines if not holds(line)]
    assert wrong == [], [(one.whole, sum(one.parts), one.text) for one in wrong]
    return [line.text for line in lines]


def _plain(number: str) -> int:
    return int(re.sub(r"\D", "", number))
