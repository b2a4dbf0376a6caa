"""The forms of the open data: CSV, for spreadsheets too, and Parquet."""

import csv
import io
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

from components.server.api import answers, resources
from tests.support.open_data import BASE, answered

PATHS = [one.name.replace("{table}", "actions") for one in resources.RESOURCES]


def lines(content, separator=","):
    return list(csv.DictReader(io.StringIO(content), delimiter=separator))


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_csv_is_one_flat_table_and_its_headers_say_what_it_is(client, path, language):
    answer = answered(client, f"{path}.csv", lang=language)
    rows = lines(answer.content.decode())
    assert rows
    assert not [name for name in rows[0] if name.startswith("meta")]
    assert len({tuple(row) for row in rows}) == 1
    meta = answered(client, path, lang=language).json()["meta"]
    for name in ("dataset", "edition", "method", "fingerprint"):
        assert answer.headers[f"roadmap-{name}"] == meta[name]
    assert answer.headers["roadmap-as-of"] == meta["as_of"]
    assert answer.headers["content-disposition"].endswith(f'_{language}.csv"')


def test_names_of_columns_and_codes_are_the_same_in_every_language_and_words_are_not(client):
    told = {
        language: lines(answered(client, "milestones.csv", lang=language).content.decode())
        for language in ("en", "es", "pt")
    }
    assert list(told["en"][0]) == list(told["es"][0]) == list(told["pt"][0])
    for name in ("milestone_id", "action_id", "state", "status", "rule", "achieved_on"):
        assert (
            [row[name] for row in told["en"]]
            == [row[name] for row in told["es"]]
            == [row[name] for row in told["pt"]]
        )
    for name in ("action_title", "title", "state_text", "status_text", "reason"):
        assert len({tuple(row[name] for row in rows) for rows in told.values()}) == 3, name


def test_a_spreadsheet_in_spanish_gets_semicolons_and_accents(client):
    plain, marked = (
        answered(client, "actions.csv", lang="es", separator=separator).content
        for separator in (",", ";")
    )
    assert not plain.startswith("\ufeff".encode())
    assert marked.startswith("\ufeff".encode())
    assert lines(marked.decode("utf-8-sig"), ";") == lines(plain.decode())


@pytest.mark.parametrize("path", PATHS)
def test_parquet_says_the_same_with_types_and_its_imprint_within(client, path):
    table = pq.read_table(
        io.BytesIO(answered(client, f"{path}.parquet", dataset="exercise", lang="pt").content)
    )
    rows = lines(answered(client, f"{path}.csv", dataset="exercise", lang="pt").content.decode())
    assert table.column_names == list(rows[0])
    shown = [
        {
            name: "" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)
            for name, cell in row.items()
        }
        for row in table.to_pylist()
    ]
    assert [{name: cell.removeprefix("'") for name, cell in row.items()} for row in rows] == shown
    meta = json.loads(table.schema.metadata[b"roadmap"])
    assert meta["fictional"] is True
    assert meta["language"] == "pt"
    assert pa.date32() in table.schema.types or path == "measures"


@pytest.mark.parametrize(
    "path",
    [f"{path}{form.ending}" for path in ("measures", "tables/reports") for form in resources.FORMS]
    + ["openapi.json"],
)
def test_any_answer_can_be_read_in_parts(client, path):
    plain = {"accept-encoding": "identity"}
    whole = client.get(f"{BASE}/{path}", headers=plain)
    tag, size = whole.headers["etag"], len(whole.content)
    assert whole.headers["accept-ranges"] == "bytes"
    assert not tag.startswith("W/")
    head = client.head(f"{BASE}/{path}", headers=plain)
    assert (head.status_code, head.headers["content-length"], head.headers["etag"]) == (
        200,
        str(size),
        tag,
    )
    middle = size // 2
    first = client.get(f"{BASE}/{path}", headers={"range": f"bytes=0-{middle - 1}"})
    last = client.get(f"{BASE}/{path}", headers={"range": f"bytes={middle}-", "if-range": tag})
    assert (first.status_code, last.status_code) == (206, 206)
    assert first.content + last.content == whole.content
    beyond = client.get(f"{BASE}/{path}", headers={"range": f"bytes={size}-"})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{size}")
    assert (
        client.get(
            f"{BASE}/{path}", headers={"range": "bytes=0-1", "if-range": '"other"'}
        ).status_code
        == 200
    )
    for one in (first, beyond):
        assert one.headers["access-control-allow-origin"] == "*"


def test_each_form_and_separator_has_a_tag_of_its_own(client):
    paths = [*(f"actions{form.ending}" for form in resources.FORMS), "actions.csv?separator=;"]
    assert len({client.get(f"{BASE}/{path}").headers["etag"] for path in paths}) == len(paths)


def test_a_failure_is_answered_by_its_number_with_the_headers_of_every_answer(client, monkeypatch):
    def fails(*_):
        raise RuntimeError("secret")

    monkeypatch.setattr(answers, "meetings", fails)
    answer = TestClient(client.app, raise_server_exceptions=False).get(
        f"{BASE}/meetings?as_of=2021-03-04"
    )
    assert answer.status_code == 500
    assert "Error number: E-" in answer.text
    assert "secret" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
