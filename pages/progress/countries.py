"""Countries: where a country stands, what it takes part in, and what is open."""

import streamlit as st

from components.app import drawing, shell
from components.app.sections import country, lists, overview
from components.cards.countries import MOST_COMPARED

view = shell.head()
chosen = view.filters.country
left, right = st.columns([1, 2], gap="large")
with left:
    country.choose(view)
with right:
    if not chosen:
        country.all_of_them(view)
    elif len(chosen) == 1:
        country.profile(view, chosen[0])
        overview.headline(view)
    elif len(chosen) <= MOST_COMPARED:
        country.compare(view)
    else:
        drawing.empty(view.t("countries.too_many", most=MOST_COMPARED))
if len(chosen) != 1:
    country.agencies(view)
if len(chosen) == 1 and not drawing.nothing_left(view):
    country.by_priority(view, chosen[0])
    country.agreements(view, chosen[0])
    lists.open_steps(view)
    lists.actions(view, view.selection.actions)
