"""The cache: values that all readers share, each made once, the ones used last.

`functools.lru_cache` serves what is made of texts and numbers. It would keep a dataset as a key,
and so all of its frames, and two threads that ask at once would make a value twice.
"""

import functools
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from operator import attrgetter
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

A = TypeVar("A")
P = ParamSpec("P")
T = TypeVar("T")


class _Place(Generic[T]):
    """Where one value is made once, however many threads ask for it at the same time."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.value: T | None = None
        self.made = False


class Cache(Generic[T]):
    """The values used last, shared by all readers; they must not be changed.

    Of more than `most` the one unused for longest goes first.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._places: OrderedDict[Hashable, _Place[T]] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value of a key, made once if there is none yet; other threads wait for it.

        An error of `make` is raised, and not kept.
        """
        with self._lock:
            place = self._places.get(key)
            if place is None:
                place = self._places[key] = _Place()
                if len(self._places) > self._most:
                    self._places.popitem(last=False)
            else:
                self._places.move_to_end(key)
        if not place.made:
            with place.lock:
                if not place.made:
                    place.value = make()
                    place.made = True
        return place.value  # type: ignore[return-value]


def cached(
    cache: Cache[Any], key: Callable[[A], Hashable]
) -> Callable[[Callable[Concatenate[A, P], T]], Callable[Concatenate[A, P], T]]:
    """Decorate a function: what it returns is kept, by `key` of its first argument and the rest."""

    def decorate(make: Callable[Concatenate[A, P], T]) -> Callable[Concatenate[A, P], T]:
        @functools.wraps(make)
        def made_once(first: A, *args: P.args, **kwargs: P.kwargs) -> T:
            of = (make, key(first), args, *sorted(kwargs.items()))
            return cache.get(of, lambda: make(first, *args, **kwargs))

        return made_once

    return decorate


def cached_by_fingerprint(
    most: int,
) -> Callable[[Callable[Concatenate[A, P], T]], Callable[Concatenate[A, P], T]]:
    """Decorate a function of a dataset: `most` values are kept, by its fingerprint and the rest."""
    return cached(Cache(most), attrgetter("fingerprint"))
