"""A dossier names who acts at each milestone, by participant, in the reader's order.

The page and its downloads say the same.
"""

from collections import Counter
from functools import partial

import pytest

from components.cards import dossier, dossier_sources
from components.layout.card import Card
from components.layout.parts import PageLink
from components.view.labels import DOT, escape
from data.model import OPEN, OUT, State, Status
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


def test_a_moved_date_stands_once_with_the_one_first_agreed_and_who_moved_it_by_how_much():
    view = seen(dataset=["exercise"])
    [part] = dossier.moved_parts(view, "EX-A007")
    step, first, now, decided, source = part.markdown.split(DOT)
    assert (step, first) == ("**In operation**", "Date first agreed: Jan 2027")
    assert now == "Date in force: Aug 2027 (+212 days)"
    name, _, rest = decided.partition("](<")
    address, _, day = rest.partition(">), ")
    assert (name, day) == (
        f"Decided by: [{escape('Exercise ministerial, Novaprueba')}",
        "10 Sept 2026",
    )
    assert led_to(address)[1]["meeting"] == "EX-M12"
    assert "https://example.org/exercise/meeting/m12" in source
    assert "Jan 2027" not in dossier.by_participant(view, "EX-A007").table.to_csv()
    _, facts, *_ = dossier.heading_parts(view, "EX-A007")
    assert "2027" not in facts.markdown
    changes = view.dataset.tables["date_changes"]
    some = changes[changes["milestone_id"] != "EX-A007-in_operation-ECU"]
    changed = shapes.view_of(shapes.with_tables(view.dataset, date_changes=some), page="actions")
    [part] = dossier.moved_parts(changed, "EX-A007")
    whose = part.markdown.split(DOT)[1]
    assert "Argentina" in whose
    assert "Ecuador" not in whose
    assert not dossier.moved_parts(seen(dataset=["exercise"], as_of=["2026-09-09"]), "EX-A007")


@pytest.mark.parametrize("dataset", ["record", "exercise"])
def test_each_dossier_says_why_it_stands_where_it_does_and_what_would_complete_it(dataset):
    view = seen(dataset=[dataset])
    milestones = view.selection.snapshot.milestones
    for code in view.dataset.actions["action_id"]:
        card, *_ = [part for part in dossier.milestone_parts(view, code) if isinstance(part, Card)]
        states = set(milestones.loc[milestones["action_id"] == code, "state"])
        assert ("(rule " in card.subtitle) == bool(states)
        assert ("Completed once " in card.subtitle) == bool(states & {*OPEN, State.AWAITING})
        assert ("gives the day" in card.subtitle) == (State.BEFORE_OR_SINCE in states)
        is_over = bool(states) and states <= {State.CONFIRMED, State.IN_PLACE, *OUT}
        assert ("Nothing is left" in card.subtitle) == is_over
        assert ("is not known." in card.subtitle) == (not states)
    assert dossier.standing(seen(), "A061") == (
        "? 1 with date passed, outcome not known, 1 with day not known"
    )


def test_participants_of_whom_the_same_is_said_share_a_row_that_keeps_the_answers_of_each():
    table = dossier.by_participant(seen(dataset=["exercise"]), "EX-A007").table
    assert len(table) == 2
    assert table["Participant"].iloc[0].endswith("Uruguay (12)")
    assert table["Participant"].iloc[1] == "Brazil"
    for name in ("Bolivia", "Colombia", "Ecuador", "Uruguay"):
        assert f"{name}: right" in table["Answers of participants"].iloc[0]


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
    assert "marked for follow-up: EX-A004 and EX-A007" in view.describe()
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
    text = table["Respuestas de los participantes"]
    own = table["Participante"].str.contains("Ecuador")
    assert text[own].str.contains("El instrumento de ratificación se depositó en septiembre").all()
    assert not text[table["Participante"].str.contains("Bolivia") & ~own].any()
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
