"""What was prepared for one choice is kept for the next reader who makes the same choice."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from components.view import View

MOST_KEPT = 1024
"""Prepared cards kept in memory; each is a small figure or table of at most a few hundred numbers."""

T = TypeVar("T")


class _Place(Generic[T]):
    """Where one value is made once, however many threads ask for it at the same time."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.value: T | None = None
        self.made = False


class Kept(Generic[T]):
    """The values used last, shared by all readers; they must not be changed.

    Streamlit's own cache asks for the same in a third of a millisecond, a dozen times a run.

    Args:
        most: how many values are kept; the one unused for longest goes first.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._places: OrderedDict[Hashable, _Place[T]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._places)

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of a key, made where there is none yet; what `make` raises is raised, and not kept."""
        with self._lock:
            place = self._places.setdefault(key, _Place())
            self._places.move_to_end(key)
            if len(self._places) > self._most:
                self._places.popitem(last=False)
        if not place.made:
            with place.lock:
                if not place.made:
                    place.value = make()
                    place.made = True
        return place.value  # type: ignore[return-value]


_cards: Kept[object] = Kept(MOST_KEPT)


def remembered(make: Callable[[View], T]) -> Callable[[View], T]:
    """Keep what a function makes of a view, by dataset, cut-off, filters and language.

    What it returns is shared by all readers and must not be changed.
    """

    @wraps(make)
    def found(view: View) -> T:
        return _cards.get((make, *view.key), lambda: make(view))  # type: ignore[return-value]

    return found


def remembered_for_all(make: Callable[[View], T]) -> Callable[[View], T]:
    """The same for what no filter changes: kept by dataset, cut-off and language."""

    @wraps(make)
    def found(view: View) -> T:
        key = (make, view.dataset.fingerprint, view.clearance, view.as_of, view.t.language)
        return _cards.get(key, lambda: make(view))  # type: ignore[return-value]

    return found
