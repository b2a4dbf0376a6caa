"""Choices and languages, not each with each: what a choice shows is the same in every language."""

from collections.abc import Collection, Iterable
from itertools import cycle

from data.text import words


def by_turns(names: Iterable[str], whole: Collection[str] = ("record",)) -> list[tuple[str, str]]:
    """Pairs of a name and a language: each name in the next language, some in every language."""
    languages = words.languages()
    turn = cycle(sorted(languages, reverse=True))
    return [
        (name, language)
        for name in names
        for language in (languages if name in whole else [next(turn)])
    ]
