"""Meetings: all on one axis of time, the last and the next, a list, and the page of one."""

from components.cards import meeting_page, meetings, readiness
from components.layout.page import Layout, Page, columns, row
from components.layout.parts import PageParams
from components.view.view import View


def layout(view: View, params: PageParams) -> Layout:
    """All on one axis, the last and the next, a list; of one its outcome and its round."""
    if code := params.get("meeting"):
        yield row(*meeting_page.heading_parts(view, code))
        if meeting_page.is_known(view, code):
            asked = readiness.readiness_parts(view, code)
            then = meeting_page.by_then_parts(view, code)
            came = meeting_page.outcome_parts(view, code)
            yield (
                columns(asked, then, widths=(5, 3)) if asked else columns(then, came, widths=(1, 1))
            )
            yield row(*came)
            yield row(meeting_page.due_by(view, code), *meeting_page.opening_parts(view, code))
        return
    yield row(*meetings.axis_parts(view))
    yield columns([meetings.last_meeting(view)], [meetings.next_meeting(view)], widths=(1, 1))
    yield row(*meetings.list_parts(view))


PAGE = Page(
    __name__,
    layout,
    parameters=(meeting_page.MEETING,),
    title=meeting_page.page_title,
    sentence=meeting_page.page_sentence,
    heading="meetings-axis",
    is_filtered=False,
    has_controls=True,
)
