"""Every example by subject. A new one is a function of its module, and a name in its list."""

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
    return {
        subject: [
            Example(make.__name__, (make.__doc__ or "").strip(), make(t), t)
            for makes, t in (
                (module.PLAN, invented.words(Plan.COMPLETE, language)),
                (module.RECORD, invented.words(Plan.OPEN, language)),
            )
            for make in makes
        ]
        for subject, module in SUBJECTS.items()
    }
