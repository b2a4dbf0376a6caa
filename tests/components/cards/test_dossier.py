"""A dossier names who acts at each milestone, by participant, in the reader's order.

The page and its downloads say the same.
"""

from collections import Counter
from functools import partial

import pytest

from components.cards import dossier, dossier_sources
from components.layout.parts import PageLink
from components.view.labels import escape
from data.model import Status
from data.text import words
from tests.support import shapes
from tests.support.opened import led_to, text_of, view_of

LANGUAGES = words.languages()
seen = partial(view_of, "actions")


@pytest.mark.parametrize("language", LANGUAGES)
def test_steps_that_each_country_has_stand_under_its_name_in_the_order_of_names(language):
    view = seen(language, dataset=["exercise"])
    t, actions, milestones = view.t, view.dataset.actions, view.selection.snapshot.milestones
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


@pytest.mark.parametrize("dataset", ["record", "exercise"])
def test_no_column_of_the_steps_is_blank_and_none_that_says_something_is_left_out(dataset):
    view = seen(dataset=[dataset])
    for code in view.dataset.actions["action_id"]:
        card = dossier.ladder(view, code)
        blank = [name for name, cells in card.table.items() if not any(cells)]
        assert not blank or card.table.empty
        assert set(card.sortable.order) <= set(card.table)


def test_a_report_without_a_source_ends_in_no_separator(open_page):
    page = open_page("actions", lang="es", dataset="exercise", action="EX-A021")
    card = page.cards["history"]
    under = [text for text in map(text_of, card["body"]) if "conocido el" in text]
    assert under
    assert any("<a " not in html for html in card["body"])
    assert [text for text in under if text.endswith("·")] == []


def test_a_moved_date_stands_beside_the_one_first_agreed_with_who_moved_it_and_by_how_much():
    view = seen(dataset=["exercise"])
    moved = set(dossier.ladder(view, "EX-A007").table["Slippage"])
    assert moved == {"+212 days: Exercise ministerial, Novaprueba"}
    cells = dossier.by_participant(view, "EX-A007").table["In operation"]
    assert cells.str.endswith("(first agreed: Jan 2027)").all()
    _, facts, *_ = dossier.heading_parts(view, "EX-A007")
    assert "Aug 2027 \\(first agreed\\: Jan 2027\\)" in facts.markdown
    changes = view.dataset.tables["date_changes"]
    some = changes[changes["milestone_id"] != "EX-A007-in_operation-ECU"]
    told = shapes.with_tables(view.dataset, date_changes=some)
    _, facts, *_ = dossier.heading_parts(shapes.view_of(told, page="actions"), "EX-A007")
    assert "first agreed" not in facts.markdown
    before = seen(dataset=["exercise"], as_of=["2026-09-09"])
    assert "Slippage" not in dossier.ladder(before, "EX-A007").table


def test_actions_are_marked_for_follow_up_in_the_address_and_only_they_are_left_until_unmarked():
    def ways(view, code):
        return {
            part.label: part.href
            for part in dossier.marking_parts(view, code)
            if isinstance(part, PageLink)
        }

    view = seen(dataset=["exercise"])
    for code in ("EX-A007", "EX-A004"):
        view, params = led_to(ways(view, code)["Mark for follow-up"])
        assert params["action"] == code
    assert sorted(view.selection.actions["action_id"]) == ["EX-A004", "EX-A007"]
    assert "marked for follow-up: EX-A004 and EX-A007" in view.sentence
    both, _ = led_to(ways(view, "EX-A007")["Show the 2 actions marked for follow-up"])
    assert both.filters == view.filters
    left, _ = led_to(ways(view, "EX-A007")["Remove the mark"])
    assert left.filters.marked == ("EX-A004",)
    # The list is whole whatever else is chosen, and has what is context alone.
    other = seen(dataset=["exercise"], country=["CHL"], marked=["EX-A007", "EX-A014"])
    whole, _ = led_to(ways(other, "EX-A007")["Show the 2 actions marked for follow-up"])
    assert sorted(whole.selection.listed["action_id"]) == ["EX-A007", "EX-A014"]


def test_what_a_participant_disputes_stands_beside_its_part_with_its_own_words():
    table = dossier.by_participant(seen("es", dataset=["exercise"]), "EX-A025").table
    said = table.set_index("Participante")["Respuestas de los participantes"]
    assert "El instrumento de ratificación se depositó en septiembre" in said["Ecuador"]
    assert not said["Bolivia"]
    denied, *_ = dossier_sources.denial_parts(seen("es"), "A124")
    assert escape("(8 de enero de 2026)") in denied.markdown


def test_related_actions_are_those_known_on_the_cut_off():
    view = seen(as_of="2025-06-30")
    actions, named = view.dataset.actions["action_id"], set()
    kinds = view.dataset.actions.set_index("action_id")["kind"]
    for code in actions:
        links = [one for one in dossier.related_parts(view, code) if isinstance(one, PageLink)]
        codes = [led_to(one.href)[1]["action"] for one in links]
        others = [kinds[one] != kinds[code] for one in codes]
        assert others == sorted(others), "those of its own type come first"
        named |= {*codes}
    assert "A094" in named
    assert named <= set(actions[view.selection.snapshot.index.listed])


def test_what_awaits_confirmation_would_complete_an_action_as_what_is_open_would():
    view = seen(dataset=["exercise"])
    parts = view.selection.snapshot.parts.drop_duplicates("action_id", keep=False)
    code = parts.loc[parts["status"] == Status.UNCONFIRMED, "action_id"].iloc[0]
    assert "Completed once this milestone is confirmed: " in dossier.ladder(view, code).subtitle
