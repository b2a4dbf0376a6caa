"""The open data: the same numbers as the pages, only what is public, and nothing sent twice."""

import csv
import io
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dashboard
from components.server.api import resources
from components.view import stores
from components.view import view as views
from data import changes, contract, filters, load, measures
from data.selection import choose
from data.text import words
from tests.support.open_data import BASE, got
from tests.support.readings import shipped

RECORD, EXERCISE = (load.FOLDER / name for name in ("record", "exercise"))
NAMES = [one.name for one in resources.RESOURCES]


def rows(client, path, **query):
    answer = client.get(f"{BASE}/{path}", params=query)
    assert answer.headers["content-type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


# The same numbers as the pages


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"country": ["ECU"]},
        {"country": ["ECU"], "eu": ["EUROPOL"]},
        {"priority": ["P5"], "as_of": "2025-06-30"},
        {"edition": "III-EU-CLASI"},
        {"dataset": "exercise"},
    ],
    ids=str,
)
def test_the_headline_is_that_of_the_overview(client, open_page, query):
    shown = open_page("overview", lang="en", **query).metrics
    head = got(client, "measures", **query)["headline"]
    if head["plan"] == "open":
        assert shown[:4] == [
            str(head[name]) for name in ("reached", "to_come", "passed", "in_place")
        ]
        return
    completed, delivered, between, coverage = shown[:4]
    assert completed == f"{head['completed']['count']} of {head['completed']['of']}"
    if head["delivered"]["of"]:
        assert delivered == f"{head['delivered']['count']} of {head['delivered']['of']}"
        assert coverage == f"{head['coverage']['count']} of {head['coverage']['of']}"
    assert re.findall(r"\d+", between) == [str(head["range"]["low"]), str(head["range"]["high"])]


CODES = {
    name: filters.options(stores.dataset_in(RECORD), words.words("en"))[name]
    for name in filters.LISTS
}
CHOICES = st.fixed_dictionaries(
    {},
    optional={
        name: st.lists(st.sampled_from(codes), min_size=1, max_size=3, unique=True)
        for name, codes in CODES.items()
    }
    | {
        "as_of": st.dates(
            filters.EARLIEST.replace(year=2019), filters.EARLIEST.replace(year=2030)
        ).map(str)
    },
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(query=CHOICES)
def test_the_measures_are_those_of_the_method_for_any_choice(client, query):
    found = got(client, "measures", **query)
    view = views.open_view(
        "overview",
        "en",
        {name: [value] if isinstance(value, str) else value for name, value in query.items()},
    )
    selection = choose(view.selection.known, view.filters)
    total = measures.total(selection.milestones)
    assert found["milestones"] == {str(name): int(value) for name, value in total.items()}
    assert found["actions"] == len(selection.actions)
    assert sum(found["parts"].values()) == len(selection.parts)
    assert (
        sum(row["applicable"] for row in found["priorities"]) == found["milestones"]["applicable"]
    )
    assert found["meta"]["filters"] == view.sentence
    assert found["meta"]["as_of"] == view.as_of.isoformat()


def test_the_changes_are_those_of_the_page(client):
    found = got(client, "changes", before="M14", country=["ECU", "PER"])
    view = views.open_view("changes", "en", {"country": ["ECU", "PER"]})
    between = changes.between(
        stores.known_on(view.dataset, load.date(2025, 3, 4)), view.selection.known
    )
    assert [row["milestone_id"] for row in found["changes"]] == list(
        between[between["part_id"].isin(view.selection.parts.index)]["milestone_id"]
    )
    assert found["meta"]["before_day"] == "2025-03-04"


@pytest.mark.parametrize("table", contract.tables())
def test_the_tables_are_the_rows_of_the_files(client, table):
    file = list(csv.DictReader((RECORD / f"{table}.csv").open(encoding="utf-8")))
    told = got(client, f"tables/{table}")
    assert told["meta"]["rows"] == len(file)
    rows = [{name: as_stored(cell) for name, cell in row.items()} for row in told["rows"]]
    if table == "reports":
        # Blank in the file of an open record, and counted from the evidence.
        assert {row.pop("confirmation") for row in file} == {""}
        counted = shipped("record").reports.set_index("report_id")["confirmation"].fillna("")
        for row in rows:
            assert row.pop("confirmation") == counted[row["report_id"]]
    assert rows == file


def as_stored(cell):
    """A cell of JSON as the file writes it."""
    return (
        {True: "true", False: "false", None: ""}[cell]
        if isinstance(cell, bool | None)
        else str(cell)
    )


def test_an_edition_gives_the_rows_and_numbers_of_its_day(client):
    told = got(client, "tables/reports", edition="III-EU-CLASI")
    assert told["meta"]["edition"] == "III-EU-CLASI"
    assert 0 < told["meta"]["rows"] < got(client, "tables/reports")["meta"]["rows"]
    assert max(row["reported_on"] for row in told["rows"]) <= "2025-03-05"


def test_a_spreadsheet_runs_nothing(client, tmp_path, monkeypatch):
    folder = tmp_path / "own"
    folder.mkdir()
    for path in [*RECORD.glob("*.csv"), RECORD / "dataset.toml"]:
        text = path.read_text("utf-8")
        (folder / path.name).write_text(
            text.replace("L1,limit,,,", 'L0,limit,,,"=HYPERLINK(""x"")"\r\nL1,limit,,,')
            if path.stem == "notes"
            else text,
            "utf-8",
        )
    monkeypatch.setenv("ROADMAP_DATA", str(folder))
    cells = [line["text"] for line in rows(client, "tables/notes.csv")]
    assert '\'=HYPERLINK("x")' in cells


def test_invented_data_say_so_in_every_answer(client):
    for path in NAMES:
        told = got(client, path.replace("{table}", "actions"), dataset="exercise")
        assert told["meta"]["fictional"] is True
        assert told["meta"]["marking"] == "EXERCISE – FICTIONAL DATA, secretariat only"


def test_each_answer_has_a_tag_of_its_own_and_other_data_another(client, tmp_path, monkeypatch):
    paths = [
        "measures",
        "measures.csv",
        "measures.csv?separator=;",
        "measures.parquet",
        "measures?lang=es",
        "measures?country=ECU",
        "measures?dataset=exercise",
        "tables/notes",
        "tables/notes?limit=1",
    ]
    tags = [client.get(f"{BASE}/{path}").headers["etag"] for path in paths]
    assert len(set(tags)) == len(paths)
    folder = tmp_path / "record"
    folder.mkdir()
    for path in [*RECORD.glob("*.csv"), RECORD / "dataset.toml"]:
        (folder / path.name).write_bytes(path.read_bytes())
    monkeypatch.setenv("ROADMAP_DATA", str(folder))
    notes = folder / "notes.csv"
    before = client.get(f"{BASE}/tables/notes").headers["etag"]
    notes.write_text(notes.read_text("utf-8").replace("annex", "Annex"), "utf-8")
    assert client.get(f"{BASE}/tables/notes").headers["etag"] != before


def test_the_document_describes_every_table_and_column_of_the_contract_and_no_other(client):
    schemas = got(client, "openapi.json")["components"]["schemas"]
    for name, table in contract.tables().items():
        assert list(schemas[name]["properties"]) == table.columns
        assert schemas[name]["required"] == table.columns
        for field in table.fields:
            shown = schemas[name]["properties"][field.name]
            assert shown["description"] == field.description
            kinds = shown.get("anyOf", [shown])
            assert any(kind["type"] == "null" for kind in kinds) is not field.required
            assert kinds[0].get(
                "enum", [kinds[0]["const"]] if "const" in kinds[0] else []
            ) == field.constraints.get("enum", [])
    assert "Input" not in "".join(schemas)


def test_the_document_describes_every_address_and_parameter_and_no_other(client):
    paths = got(client, "openapi.json")["paths"]
    mount = next(route for route in dashboard.ROUTES if getattr(route, "path", "") == BASE)
    assert {route.path for route in mount.app.routes} == set(paths)
    for one in resources.RESOURCES:
        told = {
            ending: paths[f"/{one.name}{ending}"]["get"]["parameters"]
            for ending in ("", ".csv", ".parquet")
        }
        names = {
            ending: {said["name"] for said in many if said["in"] == "query"}
            for ending, many in told.items()
        }
        assert names[""] == names[".parquet"] == set(one.asks)
        assert names[".csv"] == names[""] | {"separator"}
        assert all(said["description"] for many in told.values() for said in many)


def test_every_column_and_every_parameter_of_the_description_has_a_meaning(client):
    document = got(client, "openapi.json")
    for name in ("Action", "Milestone", "Agency", "Meeting", "ChangedMilestone"):
        for column, said in document["components"]["schemas"][name]["properties"].items():
            assert said.get("description"), (name, column)
    told = document["paths"]["/tables/{table}"]["get"]["description"]
    assert all(
        f"`{table}`" in told for table in ("actions", "reports", "priorities", "presidencies")
    )


def test_the_document_says_for_whom_it_answers_and_its_codes_are_those_of_the_data(client):
    document = got(client, "openapi.json")
    assert "`audience` says whose it is" in document["info"]["description"]
    there = {one["name"]: one for one in document["paths"]["/measures"]["get"]["parameters"]}
    for name in ("country", "eu"):
        assert set(CODES[name]) <= set(there[name]["schema"]["items"]["enum"])
    assert not set(CODES["country"]) & set(CODES["eu"])
