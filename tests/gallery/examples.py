"""Every example by subject. A new one is a function of its module.

One in the words of an open record stands in its `RECORD` too. Slides are those of the exercise, in
which everything occurs that a deck can show.
"""

from collections.abc import Callable, Iterator
from inspect import isfunction
from types import ModuleType
from typing import Any

from components.documents.deck import slides
from components.view.view import open_view
from data.model import Plan
from tests.gallery import (
    cards,
    courses,
    in_inks,
    invented,
    over_time,
    shown,
)
from tests.gallery.example import Example

SUBJECTS = {
    "Figures in the inks of the dashboard": in_inks,
    "Figures over time": over_time,
    "The course of the roadmap": courses,
    "Cards as pages show them": shown,
    "Cards": cards,
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
    view = open_view("slides", language, {"dataset": ["exercise"]})
    found["Slides"] = [
        Example(f"slide-{one.key}", f"Slide of the exercise: {one.title}.", one, view.t)
        for one in slides(view)
    ]
    return found


def _functions(module: ModuleType) -> Iterator[Callable[..., Any]]:
    """The functions of a module that others may call."""
    for name, one in tuple(vars(module).items()):
        if isfunction(one) and one.__module__ == module.__name__ and not name.startswith("_"):
            yield one
