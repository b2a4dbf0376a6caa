"""Tables of the open data by filters and languages."""

import pandas as pd
import pytest

from components.server.api import rows
from components.view import stores
from components.view import view as views
from data import contract
from data.reading import load
from data.text import words
from tests.support.open_data import got

RECORD = load.FOLDER / "record"
WHOLE = sorted(set(contract.tables()) - set(rows.NARROWED))


def table(client, name, **query):
    answer = got(client, f"tables/{name}", **query)
    assert answer["meta"]["rows"] == len(answer["rows"])
    return pd.DataFrame(answer["rows"], columns=contract.tables()[name].columns), answer["meta"][
        "filters_applied"
    ]


# Tables by the filters of the pages


def test_tables_that_a_filter_can_narrow_are_narrowed_and_others_are_whole_and_say_so(client):
    query = {"priority": "P1", "country": "ECU"}
    priorities, applied = table(client, "priorities", **query)
    assert (list(priorities["priority_id"]), applied) == (["P1"], ["priority"])
    participants, applied = table(client, "participants", **query)
    assert (list(participants["participant_id"]), applied) == (["ECU"], ["country"])
    for name in WHOLE:
        rows, applied = table(client, name, **query)
        assert (len(rows), applied) == (len(stores.dataset_in(RECORD).tables[name]), []), name


def test_both_ends_of_the_range_say_of_how_many(client):
    rows = got(client, "measures", dataset="exercise")["measures"]
    of = {row["measure"]: row["of"] for row in rows}
    assert of["low"] == of["high"] == of["completed"] > 0


def test_a_status_leaves_the_milestones_of_the_parts_that_have_it(client):
    choice = {"dataset": ["exercise"], "status": ["completed"]}
    view = views.open_view("actions", "en", {**choice, "context": ["1"]})
    context = view.dataset.actions.loc[~view.selection.snapshot.index.counts, "action_id"]
    found, _ = table(client, "milestones", **choice)
    counted = found.loc[~found["action_id"].isin(context), "milestone_id"]
    assert set(counted) == set(view.selection.milestones["milestone_id"])
    of_actions = view.dataset.milestones["action_id"].isin(view.selection.listed["action_id"])
    assert 0 < len(found) < of_actions.sum()


def test_a_cut_off_leaves_what_was_known_then(client):
    for name in ("reports", "actions", "milestones"):
        early, applied = table(client, name, as_of="2024-06-30")
        assert applied == ["as_of"]
        assert 0 < len(early) < len(table(client, name)[0]), name
    assert table(client, "reports", as_of="2024-06-30")[0]["reported_on"].max() <= "2024-06-30"
    assert "M17" not in set(table(client, "meetings", as_of="2025-03-04")[0]["meeting_id"])


# In the reader's language


@pytest.mark.parametrize("language", ["es", "pt"])
def test_a_translation_does_not_bring_back_what_was_not_known_yet(client, language):
    answer = {
        row["meeting_id"]: row
        for row in got(client, "meetings", as_of="2024-01-01", lang=language)["meetings"]
    }
    assert answer["M14"]["outcome"] is None
    assert answer["M14"]["status_text"] == words.words(language)(
        f"meeting_status.{answer['M14']['status']}"
    )
