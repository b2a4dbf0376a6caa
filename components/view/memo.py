"""Decorators of functions of a view: what they return for a choice is kept for the next reader.

It is shared by all readers and must not be changed.
"""

from operator import attrgetter

from data.cache import Cache, cached

MOST_KEPT = 1024
"""Most prepared cards kept in memory; each is a figure or table of a few hundred numbers."""
MOST_TEXTS = 12
"""Texts made ready to be searched; each holds all words of a dataset, a few megabytes."""

_cards: Cache[object] = Cache(MOST_KEPT)

memoize = cached(_cards, attrgetter("key"))
"""Keep what is made of a view: by dataset, edition, cut-off, filters and language."""
memoize_for_all = cached(_cards, attrgetter("dataset.fingerprint", "as_of", "t.language"))
"""Keep what no filter changes: by dataset, cut-off and language."""
memoize_texts = cached(Cache(MOST_TEXTS), attrgetter("dataset.fingerprint", "as_of"))
"""Keep texts in all languages that can be searched: by dataset and cut-off."""
