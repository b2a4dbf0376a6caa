"""Refusals of files: each names what is wrong, in the reader's language."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import dashboard
from components.documents import DocumentError, registry
from components.view import view as views
from data.archive import SealError


@pytest.fixture
def client(monkeypatch):
    monkeypatch.setenv("ROADMAP_API_RATE", "0")
    return TestClient(Starlette(routes=dashboard.ROUTES, middleware=dashboard.MIDDLEWARE))


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("overview/headline.csv?country=ecu", 400, "country: 'ecu' is not known here; ECU is"),
        ("overview/headline.csv?colour=red", 400, "colour: no such parameter"),
        ("overview/headline.csv?behind=nothing", 400, "behind: 'nothing' is not known here"),
        ("overview/headline.csv?meeting=M14", 400, "meeting: no such parameter"),
        ("overview/headline.csv?lang=xx", 400, "lang: 'xx' is not known here"),
        ("overview/headline.csv?separator=%7C", 400, "separator: '|' is not known here"),
        ("overview/headline.csv?edition=none", 400, "edition: 'none' is not known here"),
        ("actions/history.csv?action=A999", 400, "action: 'A999' is not known here"),
        ("changes/changes.csv?before=2099-01-01", 400, "before: '2099-01-01' is not known here"),
        ("actions/history.csv", 404, "no table 'history'"),
        ("nowhere/headline.csv", 404, "No such page; there are overview"),
        ("leaflet.pdf", 404, "No such file; there are slides.pptx"),
        ("workbook.pdf", 404, "No such file; there are slides.pptx"),
        ("note/XYZ.pdf", 404, "No such participant"),
        ("meetings/M99.ics", 404, "No such meeting: 'M99'"),
        ("editions/../secret.zip", 404, "No such"),
        ("editions/none.zip", 404, "No such edition: 'none'"),
        ("", 404, "No such file"),
    ],
)
def test_what_means_nothing_is_refused_by_its_name(client, path, status, said):
    answer = client.get(f"/files/{path}")
    assert answer.status_code == status
    assert said in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (DocumentError("too_many"), 422, "said in Spanish"),
        (SealError("manifest.json", "altered"), 409, "manifest.json: "),
    ],
)
def test_why_a_document_cannot_be_made_is_said_in_the_readers_language(
    client, monkeypatch, error, status, said
):
    def refuse(*_):
        raise error

    monkeypatch.setattr(registry, "make", refuse)
    monkeypatch.setattr(
        DocumentError,
        "message",
        lambda _, t: f"said in {'Spanish' if t.language == 'es' else 'English'}",
    )
    answer = client.get("/files/workbook.xlsx?lang=es&kind=agreement")
    assert answer.status_code == status
    assert said in answer.json()["error"]["message"]
    page = client.get(
        "/files/workbook.xlsx?lang=es&kind=agreement", headers={"accept": "text/html,*/*"}
    )
    assert (page.status_code, page.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert said in page.text


def test_a_meeting_without_a_day_says_why_it_stands_in_no_calendar(client):
    known = views.open_view("meetings", "es", {}).dataset.meetings
    code = known.loc[known["precision"] != "day", "meeting_id"].iloc[0]
    answer = client.get(f"/files/meetings/{code}.ics?lang=es")
    assert answer.status_code == 422
    assert "calendario" in answer.json()["error"]["message"]
