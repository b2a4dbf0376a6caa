"""What is made of a view, once for all views that are made from the same: no test may change it."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import TypeVar

from components.view.view import View

Made = TypeVar("Made")


def once(make: Callable[[View], Made]) -> Callable[[View], Made]:
    """A function of a view that keeps what it made, by what the view is made from."""
    made: dict[tuple[Hashable, ...], Made] = {}

    @wraps(make)
    def kept(view: View) -> Made:
        if view.state_key not in made:
            made[view.state_key] = make(view)
        return made[view.state_key]

    return kept
