"""Lists that several pages show: actions and open steps."""

import pandas as pd
import streamlit as st

from components.app import drawing
from components.cards import actions as lists
from components.cards.card import Card
from components.view.view import View


def opening_action(view: View, card: Card) -> None:
    """A table of which each row opens an action's dossier."""
    if opened := drawing.listing(view, card, view.t("actions.opens")):
        st.switch_page("pages/progress/actions.py", query_params=view.query(action=opened))


def actions(view: View, rows: pd.DataFrame) -> None:
    """Actions as a table; choosing a row opens its dossier."""
    opening_action(view, lists.actions(view, rows))


def open_steps(view: View) -> None:
    """What has not been reached, or that everything has."""
    if card := lists.open_steps(view):
        opening_action(view, card)
    else:
        drawing.empty(view.t("open.none"))
