"""The open data: the same numbers as the pages, only what is public, and nothing sent twice."""

import csv
import io

import pytest

import dashboard
from components.server.api import resources
from data import contract, load
from tests.support.open_data import BASE, got
from tests.support.readings import shipped

RECORD, EXERCISE = (load.FOLDER / name for name in ("record", "exercise"))


def rows(client, path, **query):
    answer = client.get(f"{BASE}/{path}", params=query)
    assert answer.headers["content-type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


# The same numbers as the pages


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
