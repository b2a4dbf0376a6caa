"""Every example by subject. A new one is a function of its module.

One in the words of an open record stands in its `RECORD` too.
"""

from collections.abc import Callable, Iterator
from inspect import isfunction
from types import ModuleType
from typing import Any

from components.charts.bars import Bars
from components.charts.slide_matrix import Matrix
from data.model import Plan
from tests.gallery import (
    cards,
    counted,
    courses,
    first_screen,
    in_inks,
    invented,
    listed,
    over_time,
    slides,
)
from tests.gallery.example import Example

SUBJECTS = {
    "Figures of numbers": counted,
    "Figures in the inks of the dashboard": in_inks,
    "Figures of dates, and the map": over_time,
    "The course of the roadmap, and facts": courses,
    "First screen of the Overview": first_screen,
    "Lists with marks": listed,
    "Cards": cards,
    "Slides": slides,
}
"""What a reader calls a module of examples."""


def examples(language: str = "en") -> dict[str, list[Example]]:
    """Subject to its examples, new each time they are asked for."""
    plan, record = (invented.words(one, language) for one in (Plan.COMPLETE, Plan.OPEN))
    found: dict[str, list[Example]] = {}
    for subject, module in SUBJECTS.items():
        of_record = getattr(module, "RECORD", ())
        found[subject] = [
            Example(make.__name__, (make.__doc__ or "").strip(), make(t), t)
            for make in _functions(module)
            for t in [record if make in of_record else plan]
        ]
    return found


def _functions(module: ModuleType) -> Iterator[Callable[..., Any]]:
    """The functions of a module that others may call, but for figures that slides alone draw."""
    for name, one in vars(module).items():
        own = isfunction(one) and one.__module__ == module.__name__ and not name.startswith("_")
        if own and one.__annotations__["return"] not in (Bars, Matrix):
            yield one
