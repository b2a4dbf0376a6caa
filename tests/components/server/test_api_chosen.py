"""Tables by filters and languages, and the status of each action with its reason."""

import re

import pandas as pd
import pytest

from components.server.api import rows
from components.view import stores
from components.view import view as views
from data import contract, load
from data.model import State
from data.text import words
from tests.support import small
from tests.support.open_data import got

RECORD = load.FOLDER / "record"
WHOLE = sorted(set(contract.tables()) - set(rows.NARROWED))


def table(client, name, **query):
    told = got(client, f"tables/{name}", **query)
    assert told["meta"]["rows"] == len(told["rows"])
    return pd.DataFrame(told["rows"], columns=contract.tables()[name].columns), told["meta"][
        "filters_applied"
    ]


# Tables by the filters of the pages


@pytest.mark.parametrize("dataset", ["record", "exercise"])
@pytest.mark.parametrize(
    "query",
    [
        {"country": ["ECU", "PER"]},
        {"priority": "P1", "kind": "training"},
        {"country": "ECU", "status": "completed"},
    ],
    ids=str,
)
def test_the_tables_of_a_choice_are_those_of_its_actions_and_milestones(client, dataset, query):
    query = {**query, "dataset": dataset} | ({"priority": "P1"} if "priority" in query else {})
    view = views.open_view(
        "actions",
        "en",
        {
            **{name: [value] if isinstance(value, str) else value for name, value in query.items()},
            "context": ["1"],
        },
    )
    actions, applied = table(client, "actions", **query)
    assert set(applied) == set(query) - {"dataset"}
    assert list(actions["action_id"]) == list(view.selection.listed["action_id"])
    assert 0 < len(actions) < len(view.dataset.actions)
    for name in ("action_participants", "action_sources", "denials"):
        rows, _ = table(client, name, **query)
        whole = view.dataset.tables[name]
        assert len(rows) == int(whole["action_id"].isin(actions["action_id"]).sum()), name
    milestones, _ = table(client, "milestones", **query)
    counted = set(view.selection.milestones["milestone_id"])
    context = set(view.dataset.actions.loc[~view.selection.known.links.counts, "action_id"])
    assert set(milestones.loc[~milestones["action_id"].isin(context), "milestone_id"]) == counted
    for name in ("reports", "date_changes"):
        rows, _ = table(client, name, **query)
        assert len(rows) == int(
            view.dataset.tables[name]["milestone_id"].isin(milestones["milestone_id"]).sum()
        ), name


def test_tables_that_a_filter_can_narrow_are_narrowed_and_others_are_whole_and_say_so(client):
    query = {"priority": "P1", "country": "ECU"}
    priorities, applied = table(client, "priorities", **query)
    assert (list(priorities["priority_id"]), applied) == (["P1"], ["priority"])
    participants, applied = table(client, "participants", **query)
    assert (list(participants["participant_id"]), applied) == (["ECU"], ["country"])
    for name in WHOLE:
        rows, applied = table(client, name, **query)
        assert (len(rows), applied) == (len(stores.dataset_in(RECORD).tables[name]), []), name


def test_a_country_and_the_eu_side_give_what_both_do_together(client):
    both = {"country": "ECU", "eu": "EUROJUST"}
    actions, applied = table(client, "actions", **both)
    partners = stores.dataset_in(RECORD).action_participants
    of = partners.groupby("participant_id")["action_id"].agg(set)
    assert set(actions["action_id"]) == of["ECU"] & of["EUROJUST"]
    assert applied == ["country", "eu"]
    people, _ = table(client, "participants", **both)
    assert set(people["participant_id"]) == {"ECU", "EUROJUST"}
    alone, applied = table(client, "actions", eu="EUROJUST")
    assert (set(alone["action_id"]), applied) == (of["EUROJUST"], ["eu"])


def test_a_cut_off_leaves_what_was_known_then(client):
    for name in ("reports", "actions", "milestones"):
        early, applied = table(client, name, as_of="2024-06-30")
        assert applied == ["as_of"]
        assert 0 < len(early) < len(table(client, name)[0]), name
    assert table(client, "reports", as_of="2024-06-30")[0]["reported_on"].max() <= "2024-06-30"
    meetings = table(client, "meetings", as_of="2024-06-30")[0].set_index("meeting_id")
    assert "M14" not in meetings.index or meetings["outcome"]["M14"] is None


@pytest.mark.parametrize("name", contract.tables())
def test_no_filter_leaves_a_row_that_leads_nowhere(client, name):
    """The rows of a choice are rows of the whole table, as they are there."""
    rows, _ = table(client, name, country="ECU", as_of="2025-12-31")
    whole, _ = table(client, name)
    if name == "meetings":
        rows, whole = (frame.drop(columns=["status", "outcome"]) for frame in (rows, whole))
    assert len(rows.merge(whole.drop_duplicates())) == len(rows)


# In the reader's language


@pytest.mark.parametrize("language", ["es", "pt"])
def test_every_text_of_a_table_that_has_a_translation_comes_in_the_language_asked_for(
    client, language
):
    dataset = stores.dataset_in(RECORD)
    texts = words.translations(dataset, language)
    found = 0
    for name in {table for table, _, _ in texts}:
        rows, _ = table(client, name, lang=language)
        keys = (
            rows[list(contract.tables()[name].primary_key)]
            .astype(str)
            .agg("/".join, axis="columns")
        )
        for column in {field for table, _, field in texts if table == name} - {"name"}:
            for key, cell in zip(keys, rows[column], strict=True):
                if (name, key, column) in texts:
                    assert cell == texts[name, key, column]
                    found += 1
    assert found > 900
    names = table(client, "participants", lang=language)[0].set_index("participant_id")["name"]
    assert names["BRA"] == "Brasil"


@pytest.mark.parametrize("language", ["es", "pt"])
def test_a_translation_does_not_bring_back_what_was_not_known_yet(client, language):
    told = {
        row["meeting_id"]: row
        for row in got(client, "meetings", as_of="2024-01-01", lang=language)["meetings"]
    }
    assert told["M14"]["outcome"] is None
    assert told["M14"]["status_text"] == words.words(language)(
        f"meeting_status.{told['M14']['status']}"
    )


def test_words_stand_beside_codes(client):
    record = stores.dataset_in(RECORD)
    t = words.words_of(record, "es")
    for row in got(client, "measures", lang="es")["matrix"]:
        assert row["participant"] == t.participant(record, row["participant_id"])
    for row in got(client, "changes", lang="es", before="M14")["changes"]:
        assert row["kind_text"] == t(f"change.{row['kind']}")


# The status of each action, and why


@pytest.mark.parametrize(("dataset", "language"), [("record", "es"), ("exercise", "en")])
def test_the_status_and_its_reason_are_those_of_the_dossier(client, open_page, dataset, language):
    told = got(client, "actions", dataset=dataset, lang=language)["actions"]
    chosen = {row["status"]: row["action_id"] for row in told}
    for code in chosen.values():
        page = open_page("actions", dataset=dataset, lang=language, action=code)
        said = set(page.texts())
        reasons = [row["reason"] for row in told if row["action_id"] == code]
        assert reasons
        assert set(reasons) <= said


@pytest.mark.parametrize(
    "query", [{}, {"dataset": "exercise", "country": "ECU"}, {"edition": "III-EU-CLASI"}], ids=str
)
def test_an_action_has_a_row_for_each_part_that_counts_with_the_milestones_behind_it(client, query):
    view = views.open_view("actions", "en", {name: [value] for name, value in query.items()})
    told = got(client, "actions", **query)
    assert told["meta"]["rows"] == len(told["actions"]) == len(view.selection.parts)
    measured = got(client, "measures", **query)["parts"]
    for status, number in measured.items():
        assert sum(row["status"] == status for row in told["actions"]) == number
    milestones = got(client, "milestones", **query)["milestones"]
    for row in told["actions"]:
        mine = [
            one
            for one in milestones
            if (one["action_id"], one["participant_id"])
            == (row["action_id"], row["participant_id"])
        ]
        assert {one["reason"] for one in mine} == {row["reason"]}
        assert {state: sum(one["state"] == state for one in mine) for state in State} == {
            state: row[state] for state in State
        }
        assert re.search(rf"\b{row['rule']}\b", row["reason"])


def test_a_dataset_without_translations_is_answered_in_its_own_words(client, tmp_path, monkeypatch):
    monkeypatch.setenv("ROADMAP_DATA", str(small.write(tmp_path / "small")))
    for name in contract.tables():
        assert got(client, f"tables/{name}", lang="pt")["meta"]["language"] == "pt"
