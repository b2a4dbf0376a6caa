"""The addresses of files: what a page offers is what its address gives, for whom, and how often."""

import csv
import io
from dataclasses import replace
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest

from components.documents import DocumentError, registry
from components.layout import files
from components.server import limits
from components.view import view as views
from data.archive import EditionError
from data.measures import FIGURES
from data.model import METHOD_VERSION
from data.reading import load
from data.text import words
from tests.support.open_data import of_server


@pytest.fixture
def client(monkeypatch):
    monkeypatch.setenv("ROADMAP_API_RATE", "0")
    return of_server()


def rows_of(content, separator):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=separator))


# What a page offers


@pytest.mark.parametrize("language", ["en", "es", "pt"])
def test_meetings_and_editions_lead_to_their_files(open_page, client, language):
    offered = {}
    for query in ({}, {"meeting": "M14", "country": "ECU"}):
        page = open_page("meetings", lang=language, **query)
        offered |= {urlsplit(link).path: link for link in page.files}
    for path, kind in (
        ("meetings.ics", "text/calendar"),
        ("meetings/M14.ics", "text/calendar"),
        ("editions/III-EU-CLASI.zip", registry.ZIP),
    ):
        answer = client.get(f"/{offered[f'files/{path}']}")
        assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, kind)
    assert (
        answer.content == next((load.FOLDER / "record/editions").glob("III-EU-CLASI*")).read_bytes()
    )


@pytest.mark.parametrize("key", ["calendar", "note"])
def test_a_document_by_its_address_is_the_one_of_the_page(client, monkeypatch, key):
    one = registry.document(key)
    monkeypatch.setenv(registry.SITE, "https://roadmap.example.org/")
    code = "ECU" if one.about else None
    view = replace(views.open_view(one.page, "es", {"country": ["ECU"]}), page=one.page)
    for form in one.forms:
        answer = client.get(f"/{files.document_address(view, one.key, form.ending, code)}")
        made = registry.make(view, one, form, "https://roadmap.example.org", code, "es")
        assert answer.status_code == 200
        assert answer.content == made.content
        assert answer.headers["content-disposition"] == f'attachment; filename="{made.name}"'


def test_a_note_is_in_the_language_of_its_country_unless_asked_otherwise(client):
    assert client.get("/files/note/BRA.docx").headers["content-disposition"].endswith('_pt.docx"')
    assert (
        client.get("/files/note/BRA.docx?lang=en")
        .headers["content-disposition"]
        .endswith('_en.docx"')
    )


def test_what_belongs_to_a_table_stands_in_headers_and_not_on_each_row(client):
    answer = client.get("/files/overview/headline.csv?priority=P5&as_of=2026-03-01&lang=es")
    head, *rows = rows_of(answer.content, ";")
    assert (head, len(rows)) == (["Indicador", "Cantidad"], len(FIGURES))
    assert answer.headers["roadmap-choice"] == "priority=P5&as_of=2026-03-01&lang=es"
    assert answer.headers["roadmap-as-of"] == "2026-03-01"
    assert answer.headers["roadmap-method"] == METHOD_VERSION
    assert answer.headers["content-language"] == "es"
    assert "licenses/by/4.0" in answer.headers["link"]


def test_the_meeting_of_a_table_says_its_own_day(client):
    headers = client.get("/files/meetings/headline.csv?meeting=M14").headers
    query = "as_of=2025-03-05&lang=en&meeting=M14"
    assert (headers["roadmap-as-of"], headers["roadmap-choice"]) == ("2025-03-05", query)
    assert (
        client.get("/files/meetings/meetings.csv?country=ECU").headers["roadmap-choice"]
        == "lang=en"
    )


@pytest.mark.parametrize(
    ("query", "separator"),
    [
        ("lang=es", ";"),
        ("lang=pt", ";"),
        ("lang=en", ","),
        ("lang=es&separator=%2C", ","),
        ("separator=;", ";"),
    ],
)
def test_a_spreadsheet_opens_a_table_in_its_language_and_may_be_asked_otherwise(
    client, query, separator
):
    content = client.get(f"/files/overview/priorities.csv?{query}").content
    assert content.startswith("\ufeff".encode())
    assert {len(row) for row in rows_of(content, separator)} == {9}


def test_an_invented_table_says_so_in_its_name_in_its_rows_and_to_search_engines(client):
    answer = client.get("/files/overview/priorities.csv?dataset=exercise")
    assert (
        'filename="eu-clasi-roadmap_EXERCISE_secretariat_priorities_'
        in answer.headers["content-disposition"]
    )
    head, *rows = rows_of(answer.content, ",")
    assert head.count("marking") == 1
    t = words.words("en")
    assert {row[head.index("marking")] for row in rows} == {
        f"{t('marking.exercise')}, {t('marking.secretariat')}"
    }
    assert answer.headers["x-robots-tag"] == "noindex"
    assert "x-robots-tag" not in client.get("/files/overview/priorities.csv").headers


def test_any_site_may_read_what_everybody_may_see_and_nothing_else(client):
    answer = client.get("/files/overview/headline.csv")
    assert answer.headers["access-control-allow-origin"] == "*"
    preflight = client.options(
        "/files/overview/headline.csv", headers={"origin": "https://elsewhere.example"}
    )
    assert "range" in preflight.headers["access-control-allow-headers"]
    inner = client.get("/files/overview/headline.csv?dataset=exercise")
    assert (inner.status_code, "access-control-allow-origin" in inner.headers) == (200, False)
    assert inner.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("host", "hosts", "site", "found"),
    [
        ("evil.example", "", "", "/meetings"),
        (
            "dashboard.example.org",
            "dashboard.example.org",
            "",
            "http://dashboard.example.org/meetings",
        ),
        (
            "evil.example",
            "",
            "https://ministry.example/roadmap/",
            "https://ministry.example/roadmap/meetings",
        ),
        ("localhost:8501", "", "", "http://localhost:8501/meetings"),
    ],
)
def test_a_file_names_only_the_address_that_was_set(client, monkeypatch, host, hosts, site, found):
    monkeypatch.setenv("ROADMAP_HOSTS", hosts)
    monkeypatch.setenv(registry.SITE, site)
    text = client.get("/files/meetings/M14.ics", headers={"host": host}).text
    assert f" {found}?lang=en&meeting=M14" in text.replace("\r\n ", "")
    assert "evil" not in text


@pytest.mark.parametrize(
    "path",
    [
        *("/files/overview/headline.csv", "/files/calendar.ics", "/feeds/changes.atom"),
        *("/api/v1/measures", "/api/v1/tables/reports.parquet", "/api/v1/openapi.json"),
    ],
)
def test_a_file_is_read_in_parts_and_not_sent_again(client, path):
    whole = client.get(path, headers={"accept-encoding": "identity"})
    part = client.get(path, headers={"range": "bytes=5-14", "if-range": whole.headers["etag"]})
    assert (part.status_code, part.content) == (206, whole.content[5:15])
    again = client.get(path, headers={"if-none-match": whole.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head(path).headers["content-length"] == str(len(whole.content))
    assert whole.headers["cache-control"] == "no-cache"


def test_documents_of_one_client_are_counted_and_one_that_is_kept_is_not(client, monkeypatch):
    monkeypatch.setenv("ROADMAP_API_RATE", "120")
    made = []
    monkeypatch.setattr(
        registry, "make", lambda *_: made.append(1) or registry.File("a.ics", "text/calendar", b"a")
    )
    few = limits.Limit(1, limits.Window(2, 60))
    monkeypatch.setitem(limits.LIMITS, "new documents", few)
    days = [f"/files/calendar.ics?as_of=2024-02-0{number}" for number in range(1, 4)]
    answers = [client.get(path) for path in (days[0], days[0], days[1], days[0], days[2])]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert len(made) == 2
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 61
    assert client.get("/files/overview/headline.csv").status_code == 200


def test_the_notes_on_all_participants_are_one_zip_each_in_its_own_language(client, monkeypatch):
    monkeypatch.setattr(registry, "make", lambda *given: registry.File(f"{given[4]}.pdf", "", b"1"))
    answer = client.get("/files/note/all.pdf")
    known = registry.document("note").participants(views.open_view("countries", "en", {}))
    with ZipFile(io.BytesIO(answer.content)) as made:
        assert sorted(made.namelist()) == sorted(f"{code}.pdf" for code in known)
    assert "country-notes" in answer.headers["content-disposition"]


def test_files_are_counted_apart_from_the_open_data(monkeypatch):
    monkeypatch.setenv("ROADMAP_API_RATE", "2")
    monkeypatch.setenv("ROADMAP_API_BURST", "2")
    client = of_server()
    statuses = [
        client.get(path).status_code
        for path in [*["/files/overview/headline.csv"] * 3, "/api/v1/datasets"]
    ]
    assert statuses == [200, 200, 429, 200]
    answer = client.get("/files/overview/headline.csv?lang=pt", headers={"accept": "text/html"})
    assert (answer.status_code, answer.headers["content-type"]) == (429, "text/html; charset=utf-8")


def test_a_file_names_the_folder_that_the_dashboard_is_served_under(monkeypatch):
    monkeypatch.setenv("ROADMAP_HOSTS", "dashboard.example.org")
    below = of_server(root_path="/roadmap")
    answer = below.get("/roadmap/files/meetings/M14.ics", headers={"host": "dashboard.example.org"})
    text = answer.text.replace("\r\n ", "")
    assert " http://dashboard.example.org/roadmap/meetings?" in text


# Refusals: each names what is wrong, in the reader's language


@pytest.mark.parametrize(
    ("path", "status", "message"),
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
        ("overview/é.csv", 404, "no table 'é'"),
        ("%00/ECU/x.csv", 404, "No such file"),
        ("", 404, "No such file"),
    ],
)
def test_what_means_nothing_is_refused_by_its_name(client, path, status, message):
    answer = client.get(f"/files/{path}")
    assert answer.status_code == status
    assert message in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (DocumentError("no_slides"), 422, words.words("es")("document_problem.no_slides")),
        (EditionError("manifest.json", "altered"), 409, "manifest.json: "),
    ],
)
def test_why_a_document_cannot_be_made_is_said_in_the_readers_language(
    client, monkeypatch, error, status, message
):
    def refuse(*_):
        raise error

    monkeypatch.setattr(registry, "make", refuse)
    answer = client.get("/files/workbook.xlsx?lang=es&kind=agreement")
    assert answer.status_code == status
    assert message in answer.json()["error"]["message"]
    page = client.get(
        "/files/workbook.xlsx?lang=es&kind=agreement", headers={"accept": "text/html,*/*"}
    )
    assert (page.status_code, page.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert message in page.text


def test_a_meeting_without_a_day_says_why_it_stands_in_no_calendar(client):
    known = views.open_view("meetings", "es", {}).dataset.meetings
    code = known.loc[known["precision"] != "day", "meeting_id"].iloc[0]
    answer = client.get(f"/files/meetings/{code}.ics?lang=es")
    assert answer.status_code == 422
    assert "calendario" in answer.json()["error"]["message"]
