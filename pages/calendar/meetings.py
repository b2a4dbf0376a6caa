"""Meetings: the two series by level on one axis of time, a list of them, and the page of one."""

from components.cards import meetings
from components.cards.parts import Layout, Own, row
from components.view.view import View


def layout(view: View, own: Own) -> Layout:
    """All meetings, or one."""
    code = own.get("meeting")
    yield row(*(meetings.one_parts(view, code) if code else meetings.all_parts(view)))
