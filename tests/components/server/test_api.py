"""The open data: the same numbers as the pages, only what is public, and nothing sent twice."""

import shutil

import dashboard
from components.server.api import resources
from data.reading import load
from tests.support.open_data import BASE, got

RECORD = load.FOLDER / "record"


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


def test_the_list_of_datasets_follows_each_of_them(client, tmp_path, monkeypatch):
    folder = shutil.copytree(load.FOLDER / "exercise", tmp_path / "exercise")
    monkeypatch.setattr(load, "available", lambda: {"record": RECORD, "exercise": folder})

    def titles():
        return [row["title"] for row in got(client, "datasets?lang=en")["datasets"]]

    record, exercise = titles()
    about = folder / "dataset.toml"
    about.write_text(about.read_text("utf-8").replace('"Exercise"', '"Drill"', 1), "utf-8")
    assert titles() == [record, exercise.replace("Exercise", "Drill")] != [record, exercise]


def test_the_document_describes_every_address_and_parameter_and_no_other(client):
    paths = got(client, "openapi.json")["paths"]
    mount = next(route for route in dashboard.ROUTES if getattr(route, "path", "") == BASE)
    assert {route.path for route in mount.app.routes} == {"/openapi.json", *paths}
    for one in resources.RESOURCES:
        parameters = {
            ending: paths[f"/{one.name}{ending}"]["get"]["parameters"]
            for ending in ("", ".csv", ".parquet")
        }
        names = {
            ending: {parameter["name"] for parameter in many if parameter["in"] == "query"}
            for ending, many in parameters.items()
        }
        assert names[""] == names[".parquet"] == set(one.asks)
        assert names[".csv"] == names[""] | {"separator"}
        assert all(parameter["description"] for many in parameters.values() for parameter in many)
