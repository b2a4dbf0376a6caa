"""Values that all readers share, each made once: the ones used last."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

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
        """The value of a key, made if there is none yet; an error of `make` is not kept."""
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
