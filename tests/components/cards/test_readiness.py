"""The card that says how far the answers before a meeting have come."""

from dataclasses import replace
from datetime import timedelta

import pandas as pd
import pytest

from components.cards import readiness
from components.layout.parts import StreamlitSlot
from components.view.labels import escape
from data.reading import load
from data.round.values import Answer, Box
from data.text import words
from tests.support.opened import view_of as open_view
from tests.support.rounds import CAME, REACHED, UNTIL, opened, returned, take
from tests.support.shapes import view_of


@pytest.mark.parametrize("language", words.languages())
def test_each_number_is_a_sum_with_its_list(tmp_path, language):
    folder, act = opened(tmp_path)
    take(folder, returned(act, REACHED))
    view = view_of(load.load(folder), language=language)
    [part] = readiness.readiness_parts(view, "M2")
    card, t = part.card, view.t
    days = t("readiness.days_left", n=7, day=t.short_date(view.as_of))
    assert card.title == t("readiness.title", n=1, of="10", days=days)
    [row] = readiness.rounds_before(view, "M2")
    since = row | {"opens_on": pd.Timestamp(view.as_of) + pd.Timedelta(days=1)}
    deadline = t("readiness.until", day=t.short_date(row["deadline_on"]))
    assert readiness.title(view, since, {"answered": 1, "asked": 10}).endswith(deadline)
    counted = card.counted()
    assert [(line.whole, sum(line.parts)) for line in counted.lines] == [(10, 10), (1, 1), (2, 2)]
    assert len(counted.rows.table) == 10
    assert list(card.table[t("readiness.stands")]) == [
        t("readiness.under_way"),
        t("readiness.none_yet"),
    ]
    assert t("readiness.late") not in str(card.table)


def test_what_came_late_is_no_answer_in_time_and_the_last_day_is_not_over(tmp_path):
    folder, act = opened(tmp_path)
    take(folder, returned(act, REACHED), UNTIL)
    card = readiness.readiness_parts(view_of(load.load(folder)), "M2")[0].card
    assert "0 days" in card.title
    take(folder, returned(act, Answer("A4-held", Box.RIGHT)), UNTIL + timedelta(1))
    view = view_of(load.load(folder))
    card = readiness.readiness_parts(view, "M2")[0].card
    assert view.t("readiness.over") in card.title
    assert [one.parts for one in card.counted().lines][:2] == [(2, 8), (1, 1)]


def test_of_two_rounds_before_a_meeting_the_one_opened_last_comes_first():
    view = open_view("meetings", dataset="exercise")
    [row] = readiness.rounds_before(view, "EX-M13")
    earlier = {**row, "round_id": "EX-C0", "opens_on": row["opens_on"] - timedelta(30)}
    tables = view.dataset.tables | {"rounds": pd.DataFrame([row, earlier])}
    both = replace(view, dataset=replace(view.dataset, tables=tables))
    found = [row["round_id"] for row in readiness.rounds_before(both, "EX-M13")]
    assert found == ["EX-C1", "EX-C0"]


def test_a_meeting_without_a_round_and_a_round_not_yet_known_have_none(tmp_path, monkeypatch):
    folder, act = opened(tmp_path)
    dataset = load.load(folder)
    assert readiness.readiness_parts(view_of(dataset), "M1") == []
    before = view_of(dataset, day=act.on - timedelta(1))
    assert readiness.readiness_parts(before, "M2") == []
    with monkeypatch.context() as patch:
        patch.setattr(readiness.writing, "is_own", lambda _: True)
        assert len(readiness.rounds_before(before, "M2")) == 1, "whoever opened it is told"
    take(folder, returned(act, REACHED), CAME)
    assert readiness.readiness_parts(view_of(load.load(folder)), "M2") != []


def test_a_round_without_a_title_of_its_own_is_named_in_the_language_of_the_page(tmp_path):
    folder, act = opened(tmp_path)
    take(folder, returned(act, REACHED))
    view = view_of(load.load(folder), language="es")
    [row] = readiness.rounds_before(view, "M2")
    assert readiness.named(view, row).startswith("Confirmar o corregir, antes de: ")
    assert readiness.named(view, {**row, "title": "Ours"}) == "Ours"


def test_the_questions_of_a_round_stand_with_what_is_shown_and_what_was_answered():
    view = open_view("room", dataset="exercise")
    [row] = readiness.rounds_before(view, "EX-M13")
    card, t = readiness.by_question(view, row), view.t
    none_yet = card.table[t("readiness.last")] == t("readiness.none_yet")
    assert card.title == t("readiness.unanswered", n=int(none_yet.sum()), of=str(len(card.table)))
    assert ((card.table[t("round.head.answer")] == "") == none_yet).all()
    assert (card.table[t("round.head.today")] != "").all()


def test_a_page_of_a_round_says_what_one_is_and_opens_one_where_there_is_none(monkeypatch):
    monkeypatch.setattr(readiness.writing, "is_own", lambda _: True)
    for page in ("room", "returns"):
        here = open_view(page)
        slot = StreamlitSlot(page)
        parts = list(readiness.open_round_parts(here, slot, readiness.by_question))
        assert parts[1].markdown.startswith(escape(here.t("opening.asks")))
        assert parts[2:] == [StreamlitSlot("round", {"meeting": "M20"}), slot]
