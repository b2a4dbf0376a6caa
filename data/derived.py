"""What is derived from a dataset once, and kept without the dataset."""

import functools
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar

from data.model import Dataset

P = ParamSpec("P")
T = TypeVar("T")


def kept_by_fingerprint(
    most: int,
) -> Callable[[Callable[Concatenate[Dataset, P], T]], Callable[Concatenate[Dataset, P], T]]:
    """Keep what a function makes of a dataset, by the fingerprint and the other arguments.

    `functools.lru_cache` would keep the dataset itself as a key, and so all of its frames. Of more
    than `most` values, the one that was not asked for the longest goes first.
    """

    def decorate(
        make: Callable[Concatenate[Dataset, P], T],
    ) -> Callable[Concatenate[Dataset, P], T]:
        kept: OrderedDict[object, T] = OrderedDict()
        lock = Lock()

        @functools.wraps(make)
        def made_once(dataset: Dataset, *args: P.args, **kwargs: P.kwargs) -> T:
            key = (dataset.fingerprint, args, tuple(sorted(kwargs.items())))
            with lock:
                if key in kept:
                    kept.move_to_end(key)
                    return kept[key]
            value = make(dataset, *args, **kwargs)
            with lock:
                kept[key] = value
                if len(kept) > most:
                    kept.popitem(last=False)
            return value

        return made_once

    return decorate
