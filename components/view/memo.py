"""Decorators of functions of a view: what they return for a choice is kept for the next reader.

It is shared by all readers and must not be changed.
"""

from collections.abc import Hashable
from operator import attrgetter

from components.view.view import View
from data.cache import Cache, cached

MOST_KEPT = 1024
"""Most prepared cards kept in memory; each is a figure or table of a few hundred numbers."""
MOST_TEXTS = 8
"""Texts made ready to be searched; each holds all words of a dataset, a few megabytes."""

_cards: Cache[object] = Cache(MOST_KEPT)


def _texts(view: View) -> tuple[Hashable, ...]:
    return view.dataset.fingerprint, view.as_of


def _words(view: View) -> tuple[Hashable, ...]:
    return (*_texts(view), view.t.language)


memoize = cached(_cards, attrgetter("key"))
"""Keep what is made of a view: by dataset, edition, cut-off, filters and language."""
memoize_for_all = cached(_cards, _words)
"""Keep what no filter changes: by dataset, cut-off and language."""
memoize_texts = cached(Cache(MOST_TEXTS), _texts)
"""Keep texts in all languages that can be searched: by dataset and cut-off."""
