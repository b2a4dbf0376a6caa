"""Timeline: what was reached between the meetings, what falls due next, and when actions run."""

from components.cards import course, events, meetings, overview
from components.layout.page import Layout, Page, columns, nothing_left, row
from components.layout.parts import PageParams
from components.view.view import View


def layout(view: View, params: PageParams) -> Layout:  # noqa: ARG001 - every page takes the same
    """Meetings and milestones by month; the last and next meeting and what is due; every date."""
    if view.selection.is_empty:
        yield nothing_left(view)
        return
    yield row(course.card(view))
    yield columns(
        [meetings.last_meeting(view)],
        [meetings.next_meeting(view)],
        [events.open_milestones(view)],
        widths=(1, 1, 1),
    )
    yield row(course.runs_or_notice(view))


PAGE = Page(__name__, layout, sentence=overview.choice_sentence, heading="course")
