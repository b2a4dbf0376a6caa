"""What is due, what went without news, and what came last: in order, few, and leading on."""

from functools import partial
from itertools import groupby

import pytest

from components.cards import events, overview
from components.view.labels import in_line
from data.model import Plan
from data.reading import load
from data.round.values import Answer, Box
from tests.support import build, shapes
from tests.support.opened import view_of
from tests.support.rounds import CAME, opened, returned, take

view = partial(view_of, "overview")


def small():
    """An open record of which one milestone passed without news."""
    return shapes.view_of(shapes.whole(Plan.OPEN))


PLANS = [{}, {"dataset": ["exercise"]}, {"dataset": ["exercise"], "country": ["CHL"]}]


@pytest.mark.parametrize("query", PLANS, ids=str)
def test_each_number_of_the_list_is_that_of_the_milestones_it_leads_to(query):
    here = view(**query)
    card = events.open_milestones(here)
    for one in card.chart.lists:
        listed = overview.behind(here, one.id)
        assert one.href.endswith(f"behind={one.id}")
        assert one.number == here.t.number(len(listed.table))
        codes = [event.href.split("action=")[1] for event in one.events]
        assert codes == list(listed.table.index[: events.MOST])
        first = here.t("events.first", title="", n=len(codes))
        assert one.further.endswith(first) == (len(codes) < len(listed.table))
    numbers = [int(one.number) for one in card.chart.lists]
    assert sum(numbers) == len(card.table)
    assert card.title.startswith(f"{sum(numbers)} ")


def test_overdue_comes_before_silent_before_what_is_to_come_the_earliest_first():
    here = view(dataset=["exercise"])
    card = events.open_milestones(here)
    assert [one.id for one in card.chart.lists] == ["overdue", "missing", "not_due"]
    states = list(card.table[here.t("column.state")])
    order = [one.title for one in card.chart.lists]
    words = [word for word, _ in groupby(state.split(" ", 1)[1] for state in states)]
    assert all(title.startswith(word) for title, word in zip(order, words, strict=True))
    passed = events.open_milestones(small()).chart.lists
    assert [one.id for one in passed] == ["passed", "to_come"]


def test_a_row_says_whose_it_is_its_priority_and_who_says_so():
    here = view(country=["ECU"], priority=["P1"])
    (first, *_) = events.open_milestones(here).chart.lists[0].events
    assert first.step == in_line(["To enter into force", "Ecuador", "priority\N{NO-BREAK SPACE}1"])
    assert first.source == "Cambios Legales"
    assert first.page.startswith("https://")


def test_a_day_is_written_no_more_exactly_than_it_is_known():
    shown = _when(events.open_milestones(view()))
    assert shown["A038"] == "2026"
    assert shown["A001"] == "no date"
    assert _when(events.open_milestones(view(as_of=["2025-03-05"])))["A021"] == "Feb 2024"
    assert _when(events.latest_events(view()))["A160"] == "between 1 Jan and 20 Feb 2026"
    days = [
        build.milestone(f"M{number}", f"A{number}", due)
        for number, due in enumerate(("2025-Q4", "2025-10-01"))
    ]
    dated = build.dataset([build.action(f"A{n}", "ECU") for n in (0, 1)], days, plan=Plan.OPEN)
    assert _when(events.open_milestones(shapes.view_of(dated))) == {
        "A0": "Q4 2025",
        "A1": "1 Oct 2025",
    }


def _when(card):
    """Action to the day of its event."""
    shown = [one for each in card.chart.lists for one in each.events]
    return {one.href.split("action=")[1]: one.when for one in shown}


def test_where_nothing_is_due_a_sentence_says_so():
    here = view(country=["URY"], priority=["P5"])
    for card in (events.open_milestones(here), events.latest_events(here)):
        assert card.table.empty
        assert card.chart.lists == ()
        assert card.title == card.none
        assert card.none.endswith(".")


def test_lists_say_what_participants_answered(tmp_path):
    folder, act = opened(tmp_path)
    take(folder, returned(act, Answer("A4-in_force", Box.RIGHT)))
    here = shapes.view_of(load.load(folder))
    rows = [row for one in events.open_milestones(here).chart.lists for row in one.events]
    answer = f"Argentina: right as shown, {here.t.short_date(CAME)}"
    assert sum(row.step.endswith(answer) for row in rows) == 1
    assert sum(events.open_milestones(here).table["Answers of participants"] == answer) == 1


def test_a_list_of_none_says_so_in_place_of_heads_without_a_row():
    here = view()
    assert list(overview.behind(here, "passed").paragraphs()) == [here.t("behind.none")]
    assert overview.behind(here, "to_come").paragraphs is None
