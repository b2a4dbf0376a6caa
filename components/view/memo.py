"""What was prepared for one choice is kept for the next reader who makes the same choice."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import TypeVar

from components.view.cache import Kept
from components.view.view import View

MOST_KEPT = 1024
"""Most prepared cards kept in memory; each is a figure or table of a few hundred numbers."""
MOST_TEXTS = 8
"""Texts made ready to be searched; each holds all words of a dataset, a few megabytes."""

T = TypeVar("T")
_cards: Kept[object] = Kept(MOST_KEPT)
_texts: Kept[object] = Kept(MOST_TEXTS)


def memoize(make: Callable[[View], T]) -> Callable[[View], T]:
    """Keep what a function makes of a view: by dataset, edition, cut-off, filters and language.

    The page is no part of the key: what leads on from it must not depend on the page.
    What it returns is shared by all readers and must not be changed.
    """

    @wraps(make)
    def memoized(view: View) -> T:
        key = (make, *view.key, *view.where.items())
        return _cards.get(key, lambda: make(view))  # type: ignore[return-value]

    return memoized


def memoize_for_all(make: Callable[..., T]) -> Callable[..., T]:
    """The same for what no filter changes: kept by dataset, cut-off, language and arguments."""

    @wraps(make)
    def memoized(view: View, *more: Hashable) -> T:
        key = (make, view.dataset.fingerprint, view.as_of, view.t.language, *more)
        return _cards.get(key, lambda: make(view, *more))  # type: ignore[return-value]

    return memoized


def memoize_texts(make: Callable[..., T]) -> Callable[..., T]:
    """The same for texts in all languages that can be searched: without the language."""

    @wraps(make)
    def memoized(view: View, *more: Hashable) -> T:
        key = (make, view.dataset.fingerprint, view.as_of, *more)
        return _texts.get(key, lambda: make(view, *more))  # type: ignore[return-value]

    return memoized
