"""A dossier names who acts at each milestone, by participant, in the reader's order.

The page and its downloads say the same.
"""

from collections import Counter

import pytest

import dashboard
from components.cards import dossier
from components.layout.parts import Offer
from components.tables import tables
from components.view.view import open_view
from data.text import words
from tests.support.opened import text_of

LANGUAGES = words.languages()


def seen(language="en", **query):
    return open_view("actions", language, query)


@pytest.mark.parametrize("language", LANGUAGES)
def test_steps_that_each_country_has_stand_under_its_name_in_the_order_of_names(
    language,
):
    view = seen(language, dataset=["exercise"])
    t, actions, milestones = view.t, view.dataset.actions, view.selection.known.milestones
    codes = actions.loc[actions["mode"] == "each", "action_id"]
    assert len(codes) > 5
    for code in codes:
        frame = dossier.ladder(view, code).table
        names = frame[t("column.participant")].tolist()
        mine = milestones[milestones["action_id"] == code]
        assert Counter(names) == Counter(
            t.participant(view.dataset, one) for one in mine["participant_id"]
        )
        assert names == sorted(names, key=t.sorting)
        assert frame.columns[0] == t("column.participant")
        assert not frame.duplicated([t("column.participant"), t("column.milestone")]).any()


def test_a_name_stands_beside_the_state_that_is_its_own():
    view = seen(dataset=["exercise"])
    known = view.selection.known.milestones
    for code in view.dataset.actions.loc[view.dataset.actions["mode"] == "each", "action_id"]:
        frame = dossier.ladder(view, code).table
        mine = known[known["action_id"] == code]
        told = Counter(
            zip(frame[view.t("column.participant")], frame[view.t("column.state")], strict=True)
        )
        pairs = zip(mine["participant_id"], mine["state"], strict=True)
        assert told == Counter(
            (view.t.participant(view.dataset, one), tables.state_words(view, state))
            for one, state in pairs
        )


def test_steps_that_all_partners_share_keep_their_order_and_need_no_name():
    view = seen()
    known = view.selection.known.milestones
    for code, mine in known[known["participant_id"].isna()].groupby("action_id"):
        if known.loc[known["action_id"] == code, "participant_id"].notna().any():
            continue
        frame = dossier.ladder(view, str(code)).table
        assert view.t("column.participant") not in frame
        states = [
            tables.state_words(view, state) for state in mine.sort_values("position")["state"]
        ]
        assert frame[view.t("column.state")].tolist() == states


@pytest.mark.parametrize("dataset", ["record", "exercise"])
def test_no_column_of_the_steps_is_blank_and_none_that_says_something_is_left_out(dataset):
    view = seen(dataset=[dataset])
    for code in view.dataset.actions["action_id"]:
        card = dossier.ladder(view, code)
        blank = [name for name, cells in card.table.items() if not any(cells)]
        assert not blank or card.table.empty
        assert set(card.order) <= set(card.table)
        remarks = [row for row in card.table.get(view.t("column.remark"), []) if row]
        mine = view.selection.known.milestones
        unknown = mine[(mine["action_id"] == code) & (mine["state"] == "no_report_due")]
        assert remarks.count(view.t("dossier.outcome_unknown")) == len(unknown)


def test_a_report_without_a_source_ends_in_no_separator(open_page):
    page = open_page("actions", lang="es", dataset="exercise", action="EX-A021")
    card = page.cards["history"]
    under = [text for text in map(text_of, card["body"]) if "conocido el" in text]
    assert under
    assert any("<a " not in html for html in card["body"])
    assert [text for text in under if text.endswith("·")] == []


def test_a_dossier_says_status_and_reason_first_and_ends_with_a_place_to_object():
    view = seen()
    *_, last = dashboard.PAGES["actions"].layout(view, {"action": "A001"})
    said, beside = last.columns
    assert dossier.status_words(view, "A001") in said[0].markdown
    assert view.t("dossier.why") in said[1].markdown
    keys = [part.key for part in said if hasattr(part, "key")]
    assert keys == ["ladder", "history"]
    assert isinstance(beside[-1], Offer)


def test_participants_are_links_to_their_profiles_and_their_roles_are_not_lost():
    view = seen("pt", priority=["P1"])
    _, chips, fold = dossier.participant_parts(view, "A001")
    assert [link.label for link in chips.parts] == list(
        fold.parts[0].table[view.t("column.participant")]
    )
    assert chips.parts[0].href == "countries?country=ECU&priority=P1&lang=pt"
    sides = {link.href.partition("=")[0] for link in chips.parts}
    assert sides == {"countries?country", "countries?eu"}
