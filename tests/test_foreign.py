"""Data of somebody else: no page, document or answer says anything that is true of ours alone."""

import io
import re
import zipfile
from collections.abc import Iterator

import pypdf
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import dashboard
from components.cards import method
from components.documents import registry
from components.server.api.resources import RESOURCES
from components.server.api.routes import ROUTES, document
from components.server.prerender import body, head
from components.view.view import View, open_view
from data import contract, new
from data.reading import load
from data.text import words
from tests.support.opened import content_of, open_board, own_of
from tests.support.single import SINGLE

OURS = re.compile(
    "(?<![a-z])CLASI(?![a-z])|pro tempore|CC[ -]BY|creativecommons|internal security"
    "|seguridad interior|segurança interna|dashboard team|equipo del tablero|equipe do painel"
    "|European Union|Unión Europea|União Europeia|EU agenc"
    "|Latin Americ|latinoameric|latino-americ|5 March 2025|5 de mar[zç]o de 2025|2018/1523",
    re.IGNORECASE,
)
"""What only our record is called, and who made it when and for whom."""
ANCHORS = ["", *re.findall(r"\{#([a-z-]+)\}", words.method("en"))]
SITE = "https://roadmap.example"


@pytest.fixture(scope="module", autouse=True)
def _folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("foreign") / "pacific"
    new.write(place)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ROADMAP_DATA", str(place))
        load._beside.cache_clear()
        yield
    load._beside.cache_clear()


def view_of(language: str, **query: str) -> View:
    return open_view("overview", language, {name: [value] for name, value in query.items()})


def ours_in(text: str) -> list[str]:
    return [text[max(0, at.start() - 60) : at.end() + 30] for at in OURS.finditer(text)]


def texts_of(content: bytes) -> Iterator[str]:
    """What a file says: a PDF, an office file, a package or plain text."""
    if content.startswith(b"%PDF"):
        reader = pypdf.PdfReader(io.BytesIO(content))
        yield from (page.extract_text() for page in reader.pages)
        yield str(reader.metadata)
    elif content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            yield from file.namelist()
            for name in file.namelist():
                yield from texts_of(file.read(name))
    else:
        yield content.decode("utf-8", "ignore")


ADDRESSES = [
    *({"page": name} for name in dashboard.PAGES),
    {"page": "actions", "action": "A1"},
    {"page": "meetings", "meeting": "M1"},
    {"page": "countries", "country": "XAA"},
    {"page": "priorities", "priority": "P1"},
    {"page": "data", "table": "meetings"},
]


@pytest.mark.parametrize("language", words.languages())
def test_no_page_of_foreign_data_says_what_is_ours(language: str):
    for chosen in ADDRESSES:
        query = {**chosen, "lang": language}
        page = query.pop("page")
        opened = open_board(page, query)
        content = content_of(opened.view, own_of(opened.view, query)[0])
        html = (
            head.render(content, f"{SITE}/"),
            body.render(dashboard.PAGES, content),
            body.generic(dashboard.PAGES, language, page),
            head.generic(language, page),
        )
        assert ours_in("\n".join([opened.drawn.json.decode(), *html])) == [], chosen


@pytest.mark.parametrize("language", words.languages())
def test_no_document_of_foreign_data_says_what_is_ours(language: str):
    view = view_of(language)
    for kind in SINGLE:
        for form in kind.forms:
            code = "XAA" if kind.about else None
            made = registry.make(view, kind, form, SITE, code, language)
            text = "\n".join([made.name, *texts_of(made.content)])
            assert ours_in(text) == [], (kind.key, form.ending)


def test_a_roadmap_is_not_named_before_a_title_that_begins_with_its_name():
    t = view_of("en").t
    titles = ("New roadmap 2", "Exercise")
    assert [t.roadmap_before(one, ": ") for one in titles] == ["", "New roadmap: "]


def test_no_answer_of_the_open_data_says_what_is_ours():
    client = TestClient(Starlette(routes=ROUTES))
    names = [one.name for one in RESOURCES if one.name not in ("tables/{table}", "datasets")]
    for path in (*names, *(f"tables/{table}" for table in contract.tables())):
        answer = client.get(f"/api/v1/{path}", params={"dataset": "pacific"})
        assert answer.status_code == 200, answer.text
        assert ours_in(answer.text + str(answer.headers)) == [], path
    described = str({**document(), "paths": {}})
    assert ours_in(described) == []


def test_the_method_of_foreign_data_has_every_section_but_those_of_our_record_and_agencies():
    anchors = list(method.sections(view_of("en")))
    assert anchors == [one for one in ANCHORS if one not in ("agencies", "record")]
