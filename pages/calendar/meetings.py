"""Meetings: the two series by level on one axis of time, a list of them, and the page of one."""

import streamlit as st

from components.app import shell
from components.app.sections import meeting, meetings

code = st.query_params.get("meeting")
if code and code in set(shell.current_view().dataset.meetings["meeting_id"]):
    meeting.show(shell.current_view(), code)
else:
    view = shell.head(filtered=False)
    meetings.cut_off(view)
    meetings.unknown(view, code)
    meetings.axis(view)
    meetings.all_of_them(view)
