"""The milestones that the open data give: by figure and state, in several answers."""

import pytest

from data.model import State
from tests.support import small
from tests.support.open_data import BASE, got


@pytest.fixture
def small_record(tmp_path, monkeypatch):
    folder = small.write(tmp_path / "small")
    monkeypatch.setenv("ROADMAP_DATA", str(folder))
    return folder


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
