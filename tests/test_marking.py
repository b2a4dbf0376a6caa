"""Marking: a word in each kind of restricted row never appears in public output."""

import csv
import io
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest
from pypdf import PdfReader
from starlette.applications import Starlette
from starlette.testclient import TestClient

import dashboard
from components.cards import content as pages
from components.cards import files
from components.cards.content import Content
from components.documents import registry
from components.server import asgi, board_route, search
from components.server.limits import Windows
from components.server.prerender import timely
from components.view import stores
from components.view.view import open_view
from data import contract, editions, load
from data.model import Clearance
from data.visibility import visible_rows

CANARY = "zorzal"
"""A word that no text of the project or of the exercise holds."""
PAGES = (
    "overview",
    "priorities",
    "countries",
    "actions",
    "timeline",
    "meetings",
    "changes",
    "slides",
    "documents",
    "data",
    "method",
)
SECTIONS = {
    path.stem: path.parent.name for path in (Path(__file__).parents[1] / "pages").rglob("*.py")
}
ABOUT_ACTIONS = {"actions", "action_participants", "denials", "milestones"}


def hidden_actions(dataset):
    return set(dataset.actions.loc[dataset.actions["marking"] != "public", "action_id"])


def rewrite(path, change):
    """Every row of a CSV file as `change` leaves it."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows = [change(dict(row)) for row in rows]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), "utf-8")


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    """The exercise with the canary in every text of every restricted row, and an edition of it."""
    folder = tmp_path_factory.mktemp("data") / "marked"
    shutil.copytree(
        load.FOLDER / "exercise",
        folder,
        ignore=shutil.ignore_patterns("*.py", "__pycache__", "vocabulary", "editions"),
    )
    whole = load.load(folder)
    public = visible_rows(whole, Clearance.PUBLIC)
    touched = set()
    for name, table in contract.tables().items():
        seen = set(public.tables[name].index)
        texts = [
            f.name
            for f in table.fields
            if f.type == "string"
            and not f.constraints.get("enum")
            and f.name in TEXTS.get(name, ())
        ]
        lines = iter(whole.tables[name].index)

        def change(row, seen=seen, texts=texts, lines=lines, name=name):
            if next(lines) not in seen:
                for column in texts:
                    row[column] = f"{row[column]} {CANARY}".strip()
                    touched.add(name)
            return row

        if texts and len(whole.tables[name]):
            rewrite(folder / table.path, change)
    assert touched >= {
        "actions",
        "milestones",
        "reports",
        "texts",
        "sources",
        "action_participants",
    }
    changed = stores.dataset_in(folder)
    editions.freeze(changed, folder / "editions", "Before", changed.horizon, "EX-M06")
    return folder


TEXTS = {
    "actions": ("title", "description"),
    "action_participants": ("detail",),
    "denials": ("text",),
    "milestones": ("title",),
    "date_changes": ("reason",),
    "reports": ("note",),
    "decisions": ("text",),
    "notes": ("text",),
    "revisions": ("said", "says", "reason"),
    "sources": ("title", "publisher"),
    "texts": ("text",),
}
"""Columns of words, by table."""


@pytest.fixture
def as_data(marked, monkeypatch):
    monkeypatch.setenv("ROADMAP_DATA", str(marked))
    return marked


def said(page):
    """Everything that a page sends, as text."""
    return page.drawn.json.decode() + page.window + repr(page.drawn.controls)


def words_in(content):
    """The text of a file, whatever its form."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(words_in(archive.read(name)) for name in archive.namelist())
    if content.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return content.decode("utf-8", "replace")


def addresses(folder):
    """Pages, and those of each action and meeting that the public may not see or may."""
    whole = stores.dataset_in(folder)
    some = [*sorted(hidden_actions(whole))[:3], whole.actions["action_id"].iloc[0]]
    yield from ((page, {}) for page in PAGES)
    yield from (("actions", {"action": code}) for code in some)
    yield from (("meetings", {"meeting": code}) for code in ("EX-M06", "EX-M12"))
    yield from (
        ("overview", {"behind": figure}) for figure in ("completed", "due", "missing", "applicable")
    )
    yield ("actions", {"context": "1"})
    yield ("actions", {"q": CANARY})
    yield ("changes", {"before": "Before"})
    yield ("overview", {"edition": "Before"})


def asked_again(text):
    """A text without what the reader wrote into the address, which comes back in its field."""
    return text.replace(f"q={CANARY}", "").replace(f'"value":"{CANARY}"', "")


def test_no_page_tells_the_public_what_it_may_not_see(open_page, as_data):
    read = set()
    for page, query in addresses(as_data):
        for language in ("en", "es"):
            text = asked_again(said(open_page(page, lang=language, **query)))
            if "q" not in query:
                assert CANARY not in text, (page, query)
            read.add(text)
    assert len(read) >= 2 * len(PAGES)


@pytest.mark.usefixtures("as_data")
def test_the_secretariat_is_told(open_page):
    assert CANARY in said(open_page("actions", lang="en", clearance="secretariat"))


@pytest.mark.parametrize("clearance", list(Clearance))
def test_a_participant_sees_more_than_the_public_and_less_than_the_secretariat(as_data, clearance):
    whole = stores.dataset_in(as_data)
    seen = stores.visible_in(Path(as_data), clearance)
    assert set(seen.actions["marking"]) == set(clearance.markings)
    assert set(
        whole.actions.loc[whole.actions["marking"].isin(clearance.markings), "action_id"]
    ) == set(seen.actions["action_id"])


@pytest.mark.usefixtures("as_data")
def test_no_document_holds_what_the_public_may_not_see():
    for query in ({}, {"edition": ["Before"]}, {"country": ["ECU"]}, {"context": ["1"]}):
        view = open_view("documents", "es", query)
        for one in registry.DOCUMENTS:
            for form in one.forms:
                made = registry.make(
                    view, one, form, "https://example.org", "ECU" if one.key == "note" else None
                )
                assert CANARY not in words_in(made.content), (one.key, form, query)


@pytest.mark.usefixtures("as_data")
def test_no_answer_of_the_open_data_holds_it():
    client = TestClient(Starlette(routes=asgi.ROUTES))
    for name in (
        "datasets",
        "editions",
        "meetings",
        "measures",
        "milestones",
        "changes",
        *(f"tables/{name}" for name in contract.tables()),
    ):
        for query in ("", "?edition=Before"):
            if query and name in ("datasets", "editions"):
                continue
            answer = client.get(f"/api/v1/{name}{query}")
            assert answer.status_code == 200, answer.text
            assert CANARY not in answer.text, (name, query)


def test_the_html_of_no_page_holds_it_whoever_the_address_says_looks(as_data, monkeypatch):
    monkeypatch.setattr(timely, "OF_PROGRAMS", 60)
    monkeypatch.setattr(timely, "_requests", Windows())
    client = TestClient(dashboard.app._build_starlette_app())
    for page, query in addresses(as_data):
        for level in Clearance:
            asked = urlencode({**query, "lang": "es", "clearance": level})
            answer = client.get(f"/{page}?{asked}")
            assert "application/ld+json" in answer.text
            assert CANARY not in answer.text, (page, asked)
    assert CANARY not in client.get("/sitemap.xml").text


@pytest.mark.parametrize("typed", [CANARY, "zorzla", "zorz", "EX", "puertos", "police", "meeting"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_no_search_finds_it_whoever_is_told_of_it_before(as_data, monkeypatch, typed, language):
    monkeypatch.setattr(search, "_requests", Windows())
    hidden = hidden_actions(stores.dataset_in(as_data))
    client = TestClient(Starlette(routes=asgi.ROUTES))
    asked = urlencode({"text": typed, "lang": language})
    told = client.get(f"/search?{asked}&clearance=secretariat").text
    assert CANARY in told or not typed.startswith("zorz")
    for where in ("", "&edition=Before"):
        answer = client.get(f"/search?{asked}{where}")
        assert answer.status_code == 200
        assert CANARY not in answer.text.replace(f"q={CANARY}", "")
        assert not [code for code in hidden if f"action={code}" in answer.text]


def test_no_card_for_other_sites_holds_it_whoever_the_address_says_looks(as_data, monkeypatch):
    monkeypatch.setenv("ROADMAP_EMBED", "ministry.example.org")
    monkeypatch.setattr(board_route, "_windows", Windows())
    client = TestClient(dashboard.app._build_starlette_app())
    told = 0
    for page, query in addresses(as_data):
        view = open_view(page, "es", {name: [value] for name, value in query.items()})
        own, _ = pages.page_parameters(view, query)
        for card in Content(view, own).cards:
            asked = urlencode({**query, "lang": "es", "clearance": "secretariat"})
            answer = client.get(f"/embed/{page}/{card.key}?{asked}")
            assert answer.status_code == 200
            assert "clearance=" not in answer.text
            assert "q" in query or CANARY not in answer.text, (page, card.key, query)
            told += 1
    assert told > 60
    assert CANARY in client.get("/board/actions?lang=es&clearance=secretariat").text


def test_neither_the_route_of_the_board_nor_the_first_content_holds_it(as_data, monkeypatch):
    monkeypatch.setattr(timely, "OF_PROGRAMS", 60)
    monkeypatch.setattr(timely, "_requests", Windows())
    monkeypatch.setattr(board_route, "_windows", Windows())
    client = TestClient(dashboard.app._build_starlette_app())
    for page, query in addresses(as_data):
        asked = urlencode({**query, "lang": "es"})
        first = client.get(f"/{page}?{asked}").text
        assert 'id="first-content"' in first
        route = client.get(f"/board/{page}?{asked}")
        cards = [
            card["key"]
            for row in route.json()["rows"]
            for column in row["columns"]
            for card in column
            if card["kind"] == "card"
        ]
        more = [
            client.get(f"/board/{page}/{key}{what}?{asked}").text
            for key in cards
            for what in ("", "/counted")
        ]
        for text in (first, route.text, *more):
            assert "q" in query or CANARY not in text, (page, query)
    whole = client.get("/board/actions?lang=es&clearance=secretariat").text
    assert CANARY in whole, "only invented data let their reader choose"


@pytest.mark.usefixtures("as_data")
def test_no_table_of_a_page_holds_it(as_data):
    client = TestClient(Starlette(routes=asgi.ROUTES))
    for page, query in addresses(as_data):
        view = replace(
            open_view(page, "en", {name: [value] for name, value in query.items()}), page=page
        )
        own, _ = pages.page_parameters(view, query)
        for card in Content(view, own).cards:
            for name in (f"{page}/{card.key}.csv", f"{page}/{card.key}.csv-metadata.json"):
                answer = client.get(f"/{files.file_address(view, name, **own)}")
                assert answer.status_code == 200, answer.text
                assert CANARY not in answer.text.replace(f"q={CANARY}", ""), (name, query)


@pytest.mark.usefixtures("as_data")
def test_an_edition_that_holds_it_is_not_given_to_the_public(open_page):
    links = open_page("meetings", lang="en", meeting="EX-M06").files
    assert links
    assert not any("editions/Before" in link for link in links)
    client = TestClient(Starlette(routes=asgi.ROUTES))
    assert client.get("/files/editions/Before.zip").status_code == 403
    assert client.get("/files/editions/Before.zip?clearance=secretariat").status_code == 200


def test_only_invented_data_let_their_reader_choose_who_looks(monkeypatch):
    monkeypatch.delenv("ROADMAP_DATA", raising=False)
    view = open_view("overview", "en", {"clearance": ["secretariat"]})
    assert (view.clearance, view.dropped) == (Clearance.PUBLIC, ["clearance=secretariat"])
    assert (
        open_view(
            "overview", "en", {"dataset": ["exercise"], "clearance": ["secretariat"]}
        ).clearance
        == Clearance.SECRETARIAT
    )


@pytest.mark.usefixtures("as_data")
def test_what_is_kept_for_one_clearance_is_not_shown_to_another():
    whole, public = (
        open_view("overview", "en", {"clearance": [level]}) for level in ("secretariat", "public")
    )
    assert whole.key != public.key
    assert whole.dataset.fingerprint != public.dataset.fingerprint


def test_what_only_its_owner_can_say_of_a_dataset_is_not_said_of_one_that_is_not_ours(
    open_page, monkeypatch, tmp_path
):
    def said(**query):
        pages = [open_page("data", **query), open_page("actions", action="A001", **query)]
        return " ".join(text for page in pages for text in page.texts())

    ours = ("CC BY 4.0", "team wrote the summaries", "team wrote the title")
    assert [one for one in ours if one in said()] == list(ours)
    theirs = shutil.copytree("data/record", tmp_path / "theirs") / "dataset.toml"
    theirs.write_text(theirs.read_text("utf-8").replace("Public record", "Other"), "utf-8")
    monkeypatch.setenv("ROADMAP_DATA", str(tmp_path / "theirs"))
    assert [one for one in ours if one in said()] == []
    assert "The licence of these data is not recorded." in said()
