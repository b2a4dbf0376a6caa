"""What the accessibility statement says fails today. A mend takes its line out here and its words out of each catalogue."""

from dataclasses import dataclass
from datetime import date

from components import theme

ASSESSED = date(2026, 11, 25)
"""Day on which each line was last seen in the running dashboard; set anew when all of it is looked at again."""
STANDARD = "WCAG 2.2"
"""Whose success criteria are named; levels A and AA."""


@dataclass(frozen=True)
class Failure:
    """What does not comply.

    Attributes:
        key: of its words in `accessibility_fails` and `accessibility_instead`.
        criteria: the success criteria that it fails, as numbers; none where it hinders and fails none.
        ours: whether it is in our code; else it comes from Streamlit.
    """

    key: str
    criteria: tuple[str, ...] = ()
    ours: bool = True


FAILURES = (
    Failure("focus_seen", ("2.4.7", "1.4.11"), ours=False),
    Failure("focus_lost", ("2.4.3",)),
    Failure("status_said", ("4.1.3",)),
    Failure("page_language", ("3.1.1",)),
    Failure("fields_english", ("3.1.2",), ours=False),
    Failure("sources_language", ("3.1.2",)),
    Failure("page_title", ("2.4.2",)),
    Failure("table_scroll", ("2.1.1",), ours=False),
    Failure("menu_list", ("1.3.1",), ours=False),
    Failure("small_target", ("2.5.8",), ours=False),
    Failure("reflow_cut", ("1.4.10",)),
    Failure("slide_spacing", ("1.4.12",)),
    Failure("chart_marks", ("1.4.11",)),
    Failure("chart_colours", ("1.4.1",)),
    Failure("pdf_structure", ("1.3.1",)),
)
HINDRANCES = (
    Failure("heading_levels"),
    Failure("rows_open", ours=False),
    Failure("forced_language", ours=False),
    Failure("phone_menu", ours=False),
    Failure("print"),
)
"""What no success criterion forbids and what hinders all the same."""

PALE_ON_LIGHT = theme.AWAITING
"""Colour of a line and a band that stand on a light page without an outline (`chart_marks`)."""

FORMS = ("table", "note", "presentation", "workbook", "calendar", "package", "api")
"""In what else the numbers can be had."""
DOCUMENTS = ("pdf", "docx", "pptx", "xlsx")
"""Kinds of file whose state is told."""
