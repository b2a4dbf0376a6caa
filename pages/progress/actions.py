"""Actions: every action in a list that can be searched, and the dossier of one."""

import streamlit as st

from components import cards, frame
from components.sections import dossier, lists, search

code = st.query_params.get("action")
if code and code in set(frame.current_view().dataset.actions["action_id"]):
    dossier.show(frame.current_view(), code)
else:
    view = frame.head()
    search.unknown(view, code)
    if not cards.nothing_left(view):
        rows = search.matching(view)
        if len(rows):
            lists.actions(view, rows)
        else:
            cards.empty(view.t("actions.none_found"))
