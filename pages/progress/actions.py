"""Actions: every action in a list that can be searched, and the dossier of one."""

import streamlit as st

from components.app import drawing, shell
from components.app.sections import dossier, lists, search

code = st.query_params.get("action")
if code and code in set(shell.current_view().dataset.actions["action_id"]):
    dossier.show(shell.current_view(), code)
else:
    view = shell.head()
    search.unknown(view, code)
    if not drawing.nothing_left(view):
        rows = search.matching(view)
        if len(rows):
            lists.actions(view, rows)
        else:
            drawing.empty(view.t("actions.none_found"))
