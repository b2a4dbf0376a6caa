"""The open data by method 2.0: headlines, the milestones behind each number, agencies."""

import pytest

from components.server.api import answers, counts, parameters
from components.view.view import View
from data import filters, load
from data.filters import Filters
from data.measures import FIGURES
from data.model import State
from data.selection import Snapshot, choose
from data.text import words
from tests.support import build, small
from tests.support.open_data import BASE, got

RECORD, EXERCISE = (load.FOLDER / name for name in ("record", "exercise"))
ASKED = parameters.model(("figure", "state", *parameters.ROWS))()


@pytest.fixture
def small_record(tmp_path, monkeypatch):
    folder = small.write(tmp_path / "small")
    monkeypatch.setenv("ROADMAP_DATA", str(folder))
    return folder


def view_of(dataset, **chosen):
    """A view of a dataset that lies in no folder."""
    t = words.words_of(dataset, "en")
    chosen = Filters(**chosen)
    known = Snapshot.on(dataset, chosen.as_of or dataset.horizon)
    return View(
        "api", t, dataset, chosen, choose(known, chosen), filters.options(dataset, t), EXERCISE
    )


# Every number of the headline leads to its milestones


@pytest.mark.usefixtures("small_record")
def test_the_four_numbers_of_an_open_record_share_out_all_that_applies(client):
    head = got(client, "measures")["headline"]
    rows = {
        figure: {
            row["milestone_id"] for row in got(client, "milestones", figure=figure)["milestones"]
        }
        for figure in FIGURES
    }
    apart = [rows[figure] for figure in ("reached", "to_come", "passed", "in_place")]
    assert [len(one) for one in apart] == [
        head[figure] for figure in ("reached", "to_come", "passed", "in_place")
    ]
    assert len(set().union(*apart)) == sum(map(len, apart))
    out = {
        row["milestone_id"]
        for row in got(client, "milestones", state=["withdrawn", "not_applicable"])["milestones"]
    }
    assert set().union(*apart) | out == {
        row["milestone_id"] for row in got(client, "milestones")["milestones"]
    }
    assert rows["confirmed"] | rows["awaiting"] == rows["reached"]
    assert rows["in_place"] == {"A2-held-ARG"}


def test_a_figure_and_states_together_give_what_is_in_both(client):
    coverage = got(client, "measures", dataset="exercise")["headline"]["coverage"]
    spoken = [state for state in State if state != State.NO_REPORT_DUE]
    told = got(client, "milestones", dataset="exercise", figure="due", state=spoken)
    assert told["meta"]["rows"] == coverage["count"]
    assert {row["state"] for row in told["milestones"]} <= set(spoken)


def test_a_long_list_is_read_in_several_answers_that_keep_every_filter(client):
    query = {
        "dataset": "exercise",
        "country": ["ECU", "PER"],
        "state": ["confirmed", "awaiting", "not_due"],
    }
    whole = got(client, "milestones", **query)["milestones"]
    answer = client.get(f"{BASE}/milestones", params={**query, "limit": 25})
    found = answer.json()["milestones"]
    while following := answer.links.get("next"):
        answer = client.get(following["url"])
        found += answer.json()["milestones"]
    assert len(whole) > 25
    assert found == whole


def test_the_address_in_the_answer_gives_it_again(client):
    told = got(
        client,
        "milestones",
        dataset="exercise",
        figure="due",
        state=["awaiting", "confirmed", "awaiting"],
        country="ECU",
        limit=7,
    )
    again = client.get(told["meta"]["address"]).json()
    assert again == told
    assert again["milestones"]


@pytest.mark.parametrize(
    ("dataset", "query", "named"),
    [
        ("small", "figure=completed", ["figure", "'completed'", "reached, confirmed"]),
        ("exercise", "figure=reached", ["figure", "'reached'", "completed, delivered"]),
        ("exercise", "figure=nothing", ["figure", "'nothing'"]),
        ("exercise", "figure=due&figure=missing", ["figure", "2 times"]),
        ("exercise", "state=confirmed&state=fine", ["state", "'fine'"]),
        ("exercise", "limit=0", ["limit", "'0'"]),
    ],
)
@pytest.mark.usefixtures("small_record")
def test_what_means_nothing_is_refused_by_its_name(client, dataset, query, named):
    answer = client.get(f"{BASE}/milestones?dataset={dataset}&{query}")
    assert answer.status_code == 400
    message = answer.json()["error"]["message"]
    assert all(word in message for word in named), message


# The headline of each plan


def test_a_coverage_with_too_many_missing_reports_has_no_share():
    names = [f"M{number}" for number in range(6)]
    dataset = build.dataset(
        [build.action("A1", "XAA")],
        [build.milestone(name, "A1", "2025-12-31") for name in names],
        [build.confirmed("M0", "2026-01-15"), build.late("M1", "2026-01-15")],
    )
    head = counts.measures_of(view_of(dataset), ASKED).body["headline"]
    assert head["coverage"] == {"count": 2, "of": 6, "missing": 4, "share": None}


def test_actions_that_are_context_are_in_no_number_and_said_beside():
    dataset = build.dataset(
        [build.action("A1", "XAA"), build.action("A2", "XAA", link="context")],
        [build.milestone("M1", "A1"), build.milestone("M2", "A2")],
    )
    for context in (False, True):
        view = view_of(dataset, context=context)
        body = counts.measures_of(view, ASKED).body
        assert (body["actions"], body["context"], body["milestones"]["applicable"]) == (1, 1, 1)
        assert [row["milestone_id"] for row in answers.milestones(view, ASKED).rows] == ["M1"]


def test_the_matrix_says_how_many_joint_milestones_are_silent():
    dataset = build.dataset(
        [build.action("A1", "XAA", "XBB")], [build.milestone("M1", "A1", "2025-12-31")]
    )
    assert [
        row["shared"] for row in counts.measures_of(view_of(dataset), ASKED).body["matrix"]
    ] == [1, 1]


def test_a_dataset_without_agencies_states_or_milestones_is_answered():
    dataset = build.dataset([build.action("A1", kind="plan")])
    body = counts.measures_of(view_of(dataset), ASKED).body
    assert (body["agencies"], body["matrix"], body["over_time"]) == ([], [], [])
    assert answers.milestones(view_of(dataset), ASKED).rows == []
