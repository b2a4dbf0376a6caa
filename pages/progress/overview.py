"""Overview: is the roadmap going well, where, and what was reached last."""

import streamlit as st

from components.app import drawing, shell
from components.app.sections import overview

view = shell.head()
if not drawing.nothing_left(view):
    overview.headline(view)
    left, right = st.columns(2, gap="large")
    with left:
        overview.reached_over_time(view)
    with right:
        overview.priorities(view)
    overview.country_matrix(view)
    left, right = st.columns([2, 1], gap="large")
    with left:
        overview.latest(view)
    with right:
        overview.next_meeting(view)
    overview.limits(view)
