"""The course of the roadmap: each milestone once, in its month, between the meetings."""

import re
from functools import cache

import orjson
import pandas as pd
import pytest

import dashboard
from components.board.content import draw
from components.cards import course
from components.charts import inks
from components.charts.course import MOST_MARKS
from components.view.view import open_view
from data import measures, meetings
from data.meetings import MeetingStatus
from data.model import OUT, Plan, State
from data.text import words
from tests.support.opened import share


@cache
def drawn(dataset="record", **query):
    """The card of a choice, and its view."""
    view = open_view("timeline", "en", {"dataset": [dataset], **{k: [v] for k, v in query.items()}})
    return course.card(view), view


def milestones(view):
    """The milestones of a view that no decision took out."""
    found = view.selection.milestones
    return found[~found["state"].isin(OUT)]


@pytest.mark.parametrize(
    ("reached", "title"),
    [
        ({"P1": 2, "P2": 1}, "Milestones reached under every priority shown"),
        ({"P1": 0, "P2": 0}, "No milestone reached under any priority"),
        ({"P1": 4}, "Milestones reached under this priority"),
        ({"P1": 1, "P2": 1, "P3": 0}, "Milestones reached under every priority shown except 3"),
        ({"P1": 1, "P2": 0, "P3": 0}, "Milestones reached under priority 1 only"),
        ({"P1": 1, "P2": 1, "P3": 0, "P4": 0}, "Milestones reached under priorities 1 and 2"),
    ],
)
def test_the_title_of_a_country_says_under_which_priorities(reached, title):
    assert course.moved(drawn()[1], reached) == title


def test_of_a_country_there_are_the_ministerial_meetings_alone_and_what_each_priority_reached():
    view = open_view("countries", "en", {"country": ["BRA"]})
    card = course.of_country(view)
    assert len(card.chart.lanes) == 1 < len(drawn()[0].chart.lanes)
    for row in card.chart.rows:
        mine = view.selection.milestones.query("priority_id == @row.id")
        assert row.reached == str(measures.numbers(measures.total(mine))["reached"])
        assert f"{row.title}: {row.reached}" in card.alt


@pytest.mark.parametrize("dataset", ["record", "exercise"])
def test_every_milestone_is_counted_once_under_its_priority(dataset):
    card, view = drawn(dataset)
    rows = milestones(view)["priority_id"].value_counts()
    for row in card.chart.rows:
        assert sum(int(cell.number) for cell in row.cells) == rows.get(row.id, 0)


def test_each_mark_of_the_record_stands_in_the_month_that_the_measure_says():
    card, view = drawn()
    months = measures.months(view.selection.milestones, view.as_of)
    rows = milestones(view).assign(month=months)
    assert not card.chart.bars
    for row in card.chart.rows:
        for cell in row.cells:
            if cell.where != "month":
                continue
            month = pd.Timestamp(2025 + (cell.at - 1) // 12, (cell.at - 1) % 12 + 1, 1)
            states = rows.loc[(rows["priority_id"] == row.id) & (rows["month"] == month), "state"]
            assert sorted(mark.ink for mark in cell.marks) == sorted(
                inks.ink_of(State(state), Plan.OPEN) for state in states
            )


def test_what_was_before_the_months_is_a_number_and_what_has_no_month_stands_after_them():
    card, view = drawn()
    rows = milestones(view).assign(
        month=measures.months(view.selection.milestones, view.as_of).dropna()
    )
    cells = [cell for row in card.chart.rows for cell in row.cells]
    before, after = ([one for one in cells if one.where == where] for where in ("earlier", "later"))
    assert sum(int(cell.number) for cell in before) == (rows["month"] < "2025-01-01").sum()
    for cell in before:
        assert sum(int(mark.label) for mark in cell.marks) == int(cell.number)
    assert sum(int(cell.number) for cell in after) == rows["month"].isna().sum()
    assert all(len(cell.marks) == int(cell.number) for cell in after)


def test_months_too_full_for_marks_become_bars_with_numbers():
    card, _ = drawn("exercise")
    cells = [cell for row in card.chart.rows for cell in row.cells]
    months = [cell for cell in cells if cell.where == "month"]
    fullest = max(int(cell.number) for cell in months)
    assert card.chart.bars
    assert fullest > MOST_MARKS
    for cell in months:
        assert not cell.marks
        wide = sum(share(piece.width) for piece in cell.bar)
        assert wide == pytest.approx(int(cell.number) / fullest, abs=1e-3)
        assert re.search(r"from=\d{4}-\d\d-01&to=\d{4}-\d\d-\d\d", cell.href)


def test_no_meeting_that_became_known_later_is_drawn_and_each_leads_to_its_page():
    card, view = drawn(as_of="2025-06-01")
    known = meetings.known_on(view.dataset, view.as_of).set_index("meeting_id")
    marks = [mark for lane in card.chart.lanes for mark in lane.marks]
    assert marks
    for one in marks:
        code = re.search(r"meeting=(\w+)", one.href)[1]
        assert known.at[code, "status"] != MeetingStatus.AFTER_CUT_OFF


@pytest.mark.parametrize(
    ("dataset", "query", "said"),
    [
        (
            "record",
            {},
            "43 milestones have been reached since the EU-CLASI ministerial meeting "
            "of 5 March 2025",
        ),
        ("record", {}, "Next ministerial meeting: 2026, exact date not known."),
        (
            "record",
            {"as_of": "2025-12-01"},
            "Next ministerial meeting by the cycle: Sept 2026",
        ),
        (
            "record",
            {"as_of": "2022-03-02"},
            "0 milestones were reached. Next ministerial meeting: 3 March",
        ),
        ("record", {"as_of": "2022-02-01"}, "No next ministerial meeting is recorded."),
    ],
)
def test_the_title_says_what_was_reached_since_the_last_ministerial_and_what_comes(
    dataset, query, said
):
    card, _ = drawn(dataset, **query)
    assert said in card.title


@pytest.mark.parametrize("language", words.languages())
@pytest.mark.parametrize("dataset", ["record", "exercise"])
def test_the_page_begins_with_the_course_and_each_mark_is_a_link_that_keeps_the_choice(
    language, dataset
):
    view = open_view("timeline", language, {"dataset": [dataset], "priority": ["P1", "P3"]})
    page = orjson.loads(draw(dashboard.PAGES, view, {}).json)
    first = page["rows"][0]["columns"][0][0]
    assert (first["key"], first["draws"]) == ("course", "timeaxis")
    body = first["body"]
    assert [row["id"] for row in body["rows"]] == ["P1", "P3"]
    links = [mark["href"] for lane in body["lanes"] for mark in lane["marks"]]
    links += [first["opens"]]
    links += [cell["href"] for row in body["rows"] for cell in row["cells"]]
    assert links
    assert all(f"lang={language}" in link and "priority=P" in link for link in links)
    below = [part["key"] for column in page["rows"][1]["columns"] for part in column]
    assert below == ["last-meeting", "next-meeting", "due"]
    assert page["rows"][2]["columns"][0][0]["key"] == "timeline"


def test_a_choice_without_any_milestone_with_a_month_has_rows_and_meetings_all_the_same():
    card, _ = drawn(status="under_way", priority="P6")
    assert card is None or card.chart.lanes


def test_what_lies_before_the_years_is_drawn_by_state():
    """On that day one milestone, announced for February 2024, had passed without news."""
    card, view = drawn(as_of="2025-03-05")
    cells = {(row.number, cell.where): cell for row in card.chart.rows for cell in row.cells}
    own = milestones(view)[milestones(view)["priority_id"] == "P1"]
    days = own["reached_by"].fillna(own["due_on"])
    states = own["state"][days < pd.Timestamp(int(card.chart.years[0].name), 1, 1)]
    silent, before = ((states == one).sum() for one in (State.NO_REPORT_DUE, State.IN_PLACE))
    marks = cells["1", "earlier"].marks
    assert silent == 1
    assert [(one.ink, one.label) for one in marks] == [
        ("silent", "1"),
        ("before", str(before)),
    ]
