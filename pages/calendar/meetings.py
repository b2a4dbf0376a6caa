"""Meetings: the last and the next, all on one axis of time and in a list, and the page of one."""

from components.cards import last_and_next, meetings, one_meeting
from components.layout.page import Page
from components.layout.parts import Layout, PageParams, columns, row
from components.view.view import View


def layout(view: View, own: PageParams) -> Layout:
    """All meetings, or one."""
    if code := own.get("meeting"):
        yield row(*one_meeting.heading_parts(view, code))
        if one_meeting.is_known(view, code):
            yield columns(
                one_meeting.outcome_parts(view, code),
                one_meeting.by_then_parts(view, code),
                widths=(1, 1),
            )
        return
    yield columns(
        [last_and_next.last_meeting(view)], [last_and_next.next_meeting(view)], widths=(1, 1)
    )
    yield row(*meetings.all_parts(view))


PAGE = Page(
    __name__,
    layout,
    parameters=(one_meeting.MEETING,),
    title=one_meeting.page_title,
    sentence=one_meeting.page_sentence,
    is_filtered=False,
    has_controls=True,
)
