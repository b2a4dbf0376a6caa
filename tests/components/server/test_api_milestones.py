"""The open data by method 2.0: headlines, the milestones behind each number, agencies."""

import csv
import io
from datetime import date

import pytest

from components.server.api import answers, counts, parameters, schemas
from components.view import stores
from components.view.view import View
from data import filters, load
from data.filters import Filters
from data.measures import FIGURES
from data.model import Plan, State
from data.selection import Known, choose
from data.text import words
from tests.support import build, small
from tests.support.open_data import BASE, got

RECORD, EXERCISE = (load.FOLDER / name for name in ("record", "exercise"))
ASKED = parameters.model(("figure", "state", *parameters.ROWS))()
NUMBERS = {
    "completed": lambda head: head["completed"]["count"],
    "delivered": lambda head: head["delivered"]["count"],
    "due": lambda head: head["delivered"]["of"],
    "missing": lambda head: head["coverage"]["missing"],
    "applicable": lambda head: head["completed"]["of"],
    "in_place": lambda head: head["in_place"],
    "before_or_since": lambda head: head["before_or_since"],
}
"""Where a number of the headline of a complete plan stands."""


@pytest.fixture
def small_record(tmp_path, monkeypatch):
    folder = small.write(tmp_path / "small")
    monkeypatch.setenv("ROADMAP_DATA", str(folder))
    return folder


def view_of(dataset, **chosen):
    """A view of a dataset that lies in no folder."""
    t = words.words_of(dataset, "en")
    chosen = Filters(**chosen)
    known = Known.on(dataset, chosen.as_of or dataset.horizon)
    return View(
        "api", t, dataset, chosen, choose(known, chosen), filters.options(dataset, t), EXERCISE
    )


def number(head, figure):
    return head[figure] if head["plan"] == "open" else NUMBERS[figure](head)


def choices(dataset):
    codes = filters.options(dataset, words.words("en"))
    horizon = dataset.horizon
    return [
        {},
        {"country": codes["country"][:2]},
        {"priority": codes["priority"][-1:]},
        {"kind": codes["kind"][:1], "lang": "pt"},
        {"status": ["under_way", "in_place", "no_report"]},
        {
            "as_of": horizon.replace(year=horizon.year - 1).isoformat(),
            "country": codes["country"][3:4],
        },
        {"from": f"{horizon.year - 1}-01-01", "to": f"{horizon.year - 1}-12-31", "context": "1"},
    ]


# Every number of the headline leads to its milestones


@pytest.mark.parametrize("at", range(7))
@pytest.mark.parametrize("folder", [RECORD, EXERCISE], ids=lambda folder: folder.name)
def test_the_rows_behind_each_number_of_the_headline_are_as_many_as_it_says(client, folder, at):
    dataset = stores.dataset_in(folder)
    query = {**choices(dataset)[at], "dataset": folder.name}
    head = got(client, "measures", **query)["headline"]
    figures = tuple(FIGURES) if dataset.plan == Plan.OPEN else schemas.OF_A_PLAN
    for figure in figures:
        told = got(client, "milestones", **query, figure=figure)
        assert told["meta"]["rows"] == number(head, figure), figure
        codes = [row["milestone_id"] for row in told["milestones"]]
        assert len(codes) == len(set(codes)) == told["meta"]["rows"]


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


def test_a_milestone_says_where_it_and_its_part_stand_and_by_which_source(client):
    dataset = stores.dataset_in(EXERCISE)
    view = view_of(dataset)
    shown = {
        row["milestone_id"]: row
        for row in got(client, "milestones", dataset="exercise")["milestones"]
    }
    assert len(shown) > 100
    known = view.selection.known
    sources, actions = (
        dataset.sources.set_index("source_id"),
        dataset.actions.set_index("action_id"),
    )
    for row in known.milestones[known.milestones["milestone_id"].isin(list(shown))].to_dict(
        "records"
    ):
        told = shown[row["milestone_id"]]
        assert list(told) == list(schemas.Milestone.model_fields)
        assert told["state"] == row["state"]
        assert told["link"] == actions["link"][row["action_id"]]
        assert (told["status"], told["rule"]) == tuple(
            known.parts.loc[row["part_id"], ["status", "rule"]]
        )
        assert told["is_due"] is bool(row["is_due"])
        assert told["source_url"] == (
            None if told["source_id"] is None else sources["url"][told["source_id"]]
        )
        assert all(
            told[name] is None or date.fromisoformat(told[name])
            for name in told
            if name.endswith(("_on", "_by"))
        )


@pytest.mark.usefixtures("small_record")
def test_the_title_is_in_the_language_asked_for(client):
    for language in words.languages():
        told = {
            row["milestone_id"]: row["title"]
            for row in got(client, "milestones", lang=language)["milestones"]
        }
        assert told["A1-signed"] == words.words(language)("step.signed")
        assert told["A3-other"] == "First draft"


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


def test_csv_says_the_same_as_json(client):
    told = got(client, "milestones", dataset="exercise", figure="missing", lang="es")
    answer = client.get(
        f"{BASE}/milestones.csv", params={"dataset": "exercise", "figure": "missing", "lang": "es"}
    )
    lines = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [line["milestone_id"] for line in lines] == [
        row["milestone_id"] for row in told["milestones"]
    ]
    empty = client.get(
        f"{BASE}/milestones.csv",
        params={"dataset": "exercise", "from": "1990-01-01", "to": "1990-01-02"},
    )
    assert empty.content.decode().startswith("milestone_id,")


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


@pytest.mark.usefixtures("small_record")
def test_the_headline_of_an_open_record_is_counts_and_nothing_is_of_a_whole(client):
    told = got(client, "measures")
    head = told["headline"]
    assert list(head) == ["plan", "since", *FIGURES]
    assert (head["plan"], head["since"], told["meta"]["plan"]) == ("open", "2025-03-05", "open")
    assert all(type(head[name]) is int for name in FIGURES)
    lines = list(csv.DictReader(io.StringIO(client.get(f"{BASE}/measures.csv").content.decode())))
    assert {line["of"] for line in lines} == {""}
    assert (
        {line["measure"]: line["count"] for line in lines if line["group"] == "all"}["in_place"]
        == str(head["in_place"])
        == "1"
    )


def test_the_headline_of_a_complete_plan_has_its_ratios_and_what_was_in_place_beside(client):
    head = got(client, "measures", dataset="exercise")["headline"]
    assert list(head) == [
        "plan",
        "since",
        "completed",
        "delivered",
        "range",
        "coverage",
        "on_time",
        "in_place",
        "before_or_since",
    ]
    assert head["plan"] == "complete"
    assert head["since"] == stores.dataset_in(EXERCISE).period.starts.isoformat()
    assert head["in_place"] > 0
    assert head["before_or_since"] > 0


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


@pytest.mark.usefixtures("small_record")
def test_agencies_have_the_furthest_stage_with_its_date_and_source(client):
    rows = {
        (row["participant_id"], row["agency_id"]): row
        for row in got(client, "measures")["agencies"]
    }
    assert list(rows) == [("ARG", "EUROPOL"), ("BRA", "EUROPOL")]
    assert list(rows["ARG", "EUROPOL"]) == list(schemas.Agency.model_fields)
    signed = rows["ARG", "EUROPOL"]
    assert (signed["stage"], signed["milestone_id"], signed["achieved_on"]) == (
        "signed",
        "A1-signed",
        "2025-03-05",
    )
    assert signed["source_url"] == "https://example.org/declaration?lang=es#top"
    assert (rows["BRA", "EUROPOL"]["stage"], rows["BRA", "EUROPOL"]["milestone_id"]) == (
        "none",
        None,
    )


@pytest.mark.parametrize("folder", [RECORD, EXERCISE], ids=lambda folder: folder.name)
def test_agencies_follow_countries_and_cut_off_and_no_other_filter(client, folder):
    dataset = stores.dataset_in(folder)
    countries = [
        code for code in filters.options(dataset, words.words("en"))["country"] if len(code) == 3
    ][:2]
    query = {
        "dataset": folder.name,
        "country": countries,
        "as_of": dataset.horizon.replace(year=2025).isoformat(),
    }
    found = got(client, "measures", **query)["agencies"]
    assert {row["participant_id"] for row in found} == set(countries)
    assert (
        got(client, "measures", **query, kind="training", status="completed")["agencies"] == found
    )


def test_a_dataset_without_agencies_states_or_milestones_is_answered():
    dataset = build.dataset([build.action("A1", kind="plan")])
    body = counts.measures_of(view_of(dataset), ASKED).body
    assert (body["agencies"], body["matrix"], body["over_time"]) == ([], [], [])
    assert answers.milestones(view_of(dataset), ASKED).rows == []


@pytest.mark.usefixtures("small_record")
def test_each_dataset_says_its_plan_and_its_period(client):
    told = {one["dataset"]: one for one in got(client, "datasets")["datasets"]}
    assert told["small"]["plan"] == "open"
    assert told["small"]["period"] == {"starts": "2025-03-05", "ends": "2026-12-31"}
    assert told["exercise"]["plan"] == "complete"
