"""The milestones that the open data give: by figure and state, in several answers."""

from data.model import State
from tests.support.open_data import BASE, counts, got


def test_a_figure_and_states_together_give_what_is_in_both(client):
    coverage = counts(client, dataset="exercise")["coverage"]
    states = [state for state in State if state != State.NO_REPORT_DUE]
    answer = got(client, "milestones", dataset="exercise", figure="due", state=states)
    assert answer["meta"]["rows"] == coverage
    assert {row["state"] for row in answer["milestones"]} <= set(states)


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
    answer = got(
        client,
        "milestones",
        dataset="exercise",
        figure="due",
        state=["awaiting", "confirmed", "awaiting"],
        country="ECU",
        limit=7,
    )
    again = client.get(answer["meta"]["address"]).json()
    assert again == answer
    assert again["milestones"]
