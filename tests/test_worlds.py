"""Every valid world passes through every page, document and address."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import dashboard
from components.cards import method, overview
from components.documents import DocumentError, registry
from components.documents.deck import deck
from components.documents.note import note
from components.layout.files import API
from components.server.api.routes import ROUTES
from components.server.api.schemas import OF_A_PLAN
from components.server.board import on_request
from components.server.board.table import render
from components.view import stores
from components.view.view import View, open_view
from data import contract, editions
from data.measures import FIGURES
from data.model import Plan
from data.reading.warnings import find_warnings
from tests.support import sums, worlds
from tests.support.opened import Opened, content_of, open_board, own_of
from tests.support.worlds import World

PAGES = list(dashboard.PAGES)
DEFINES = ("method", "data", "accessibility")
"""Pages that explain both kinds of plan, describe a file, or say how much a browser enlarges."""
OF_A_WHOLE = re.compile(r"\b(?<!\d a )(?<!\d to )\d[\d.,]*\s+(of|de)\s+\d|\d\s*%")
"""What no text about an open record says: so many of so many, or a percentage.

Rows 1 to 25 of 60 are those of a table that is cut into pages.
"""
ADDRESS = re.compile(r"https?://\S+")
"""An address, in which `%20` is a blank."""
CUT_OFF = re.compile(r"(?<![A-Z])(REVENTION|ZQ9|THER-2)\b")
"""Codes of `worlds.WORDS` without their first letter."""
MANY = {
    "en": r"actions|countries|milestones|meetings|reports|sources|parts|priorities|changes|days"
    r"|rows|steps|conflicts|decisions"
    r"|frameworks|participants|corrections|statements|agreements|editions|months|columns"
    r"|notes|dates|are|have|were|do",
    "es": r"acciones|países|hitos|reuniones|informes|fuentes|partes|prioridades|cambios|días|filas"
    r"|pasos|conflictos|decisiones"
    r"|marcos|participantes|correcciones|declaraciones|acuerdos|ediciones|meses"
    r"|columnas|notas|fechas|son|tienen|están",
    "pt": r"ações|países|marcos|reuniões|relatórios|fontes|partes|prioridades|mudanças|alterações"
    r"|dias|linhas|passos|conflitos"
    r"|decisões|participantes|correções|declarações|acordos|edições|meses"
    r"|colunas|notas|datas|são|têm|estão|iniciativas",
}
"""Language to what cannot follow the number one."""
SITE = "https://roadmap.example"
EDITION = "WORLD"


@dataclass
class Walk:
    """A world on its way.

    Attributes:
        world: what it is like.
        folder: where it was written.
        client: of the open data.
    """

    world: World
    folder: Path
    client: TestClient

    def some(self, of: list[Any]) -> list[Any]:
        """All of them in a world that strains pages and files; in any other one, by turns."""
        at = self.place % len(of or "-")
        return of if self.world.strains else of[at : at + 1]

    @cached_property
    def place(self) -> int:
        """Its place among the worlds, by which it takes its turn."""
        return list(worlds.NAMED.values()).index(self.world)

    @property
    def view(self) -> View:
        """What its Overview shows."""
        return open_view("overview", self.world.language, {})

    def page(self, page: str, **query: Any) -> Opened:
        """Open a page; nothing breaks, its address is all valid, and each card has its table.

        Cards are made once more, for their tables, in worlds that strain them; in any other one
        those of each second page, and none of a choice.
        """
        chosen = {"lang": self.world.language, "dataset": self.folder.name, **query}
        opened = open_board(page, chosen)
        assert not opened.notices("caveat"), (page, query, opened.notices("caveat"))
        assert not opened.texts("refused"), (page, query, opened.texts("refused"))
        # How many actions the filters leave is a number of the choice, not of the record.
        left = opened.content["filters"]["summary"]
        self.read(page, [text for text in opened.words if text != left])
        skipped = query or (PAGES.index(page) + self.place) % 2
        if skipped and not self.world.strains:
            return opened
        own = {name: value for name, value in query.items() if isinstance(value, str)}
        own, _ = own_of(opened.view, own)
        keys, content = list(opened.cards), content_of(opened.view, own)
        made = content.cards
        assert all(render(card, opened.view) for card in made if card.key in keys)
        assert set(keys) <= {card.key for card in made}, (page, query)
        assert query or not keys or on_request.table_of(content, keys[-1]), page
        self.read(page, sums.sentences(made))
        return opened

    @cached_property
    def is_open(self) -> bool:
        """Whether it is an open record, all texts of which are invented."""
        return self.view.dataset.plan == Plan.OPEN and not isinstance(self.world.made, str)

    @cached_property
    def defined(self) -> list[str]:
        """The sections of the method, which the notes of the slides give word for word."""
        return [method.plain_text(body) for _, body in method.sections(self.view).values()]

    def read(self, where: str, texts: list[str]) -> None:
        """No text says what its world does not know."""
        one = re.compile(rf"(?<![\d.,:/-])1 ({MANY[self.world.language]})\b")
        for text in dict.fromkeys(texts):
            assert not CUT_OFF.search(text), (where, text[:300])
            if where == "method":
                continue
            assert not (found := one.search(text)), (
                where,
                text[max(0, found.start() - 60) :][:200],
            )
            text = ADDRESS.sub("", text)
            if self.is_open and where not in DEFINES and OF_A_WHOLE.search(text):
                for definition in self.defined:
                    text = text.replace(definition, "")
                found = OF_A_WHOLE.search(text)
                assert not found, (where, text[max(0, found.start() - 100) :][:300])

    def got(self, path: str, **query: Any) -> dict[str, Any]:
        """What an address of the open data answers."""
        return self.answer(path, **query).json()

    def answer(self, path: str, **query: Any) -> Any:
        """The answer of an address of the open data."""
        answer = self.client.get(f"{API}/{path}", params={"lang": self.world.language, **query})
        assert answer.status_code == 200, (path, query, answer.text[:500])
        return answer


def everything(walk: Walk) -> None:
    """Each page, document and address of a world."""
    dataset = walk.view.dataset
    country = walk.view.allowed["country"][:2]
    one = {"country": country[:1]}
    priority = {"priority": [dataset.priorities["priority_id"].iloc[-1]]}
    check_passes(walk)
    for page in PAGES:
        walk.page(page)
    for page in walk.some(["overview", "countries", "slides", "changes", "timeline"]):
        walk.page(page, **one)
    walk.page("countries", country=country)
    for page in walk.some(["priorities", "overview"]):
        walk.page(page, **priority)
    walk.page("actions", context="1", q="a")
    codes = [
        *dataset.actions["action_id"].iloc[[0, -1]],
        *dataset.revisions.query("kind == 'merged'")["former_id"].iloc[:1],
    ]
    for code in walk.some(codes):
        walk.page("actions", action=code)
    for code in walk.some(list(dataset.meetings["meeting_id"].iloc[:3])):
        walk.page("meetings", meeting=code)
    before = dataset.period.starts.isoformat()
    walk.page("changes", before=before)
    for page in walk.some(["overview", "changes"]):
        walk.page(page, as_of=before)
    for figure in walk.some(list(overview.headline_figures(walk.view)))[:1]:
        walk.page("overview", behind=figure)
    # Of two worlds of one action, without dates, or without sources, each makes half of the files.
    files = [(one, form) for one in registry.DOCUMENTS for form in one.forms_of(walk.view)]
    for document, form in files if walk.world.strains else files[walk.place % 2 :: 2]:
        make(walk, document, form)
    addresses(walk, before, one, priority)
    if walk.world.freezes:
        edition(walk)


def addresses(walk: Walk, before: str, *chosen: dict[str, Any]) -> None:
    """Every address of the open data."""
    for path in ("datasets", "editions", "meetings", *(f"tables/{t}" for t in contract.tables())):
        walk.got(path)
    names = ("measures", "by_priority", "by_country", "by_agency", "by_month")
    for name, query in product(names, ({}, *chosen)):
        walk.got(name, **query)
    for figure in FIGURES if walk.view.dataset.plan == Plan.OPEN else OF_A_PLAN:
        walk.got("milestones", figure=figure)
    walk.got("changes", before=before)
    for path in ("measures", "milestones", "tables/actions"):
        walk.answer(f"{path}.csv")


def check_passes(walk: Walk) -> None:
    """It is read, and what is worth a look in it is named."""
    dataset = stores.dataset_in(walk.folder)
    assert all(file.endswith(".csv") for file, _, _ in find_warnings(dataset))


def make(walk: Walk, document: registry.Document, form: registry.Form) -> None:
    """Make a document; one on a participant on the first and the last, where there is any.

    A pack holds the same files, and a note on each participant: it is made where these are few.
    """
    if document.key == "meeting_pack" and len(walk.view.allowed["country"]) > 1:
        return
    if document.parts and not deck(walk.view):
        with pytest.raises(DocumentError):
            registry.make(walk.view, document, form, SITE)
        return
    if not document.about:
        assert registry.make(walk.view, document, form, SITE).content
        return
    known = document.participants(walk.view)
    for code in dict.fromkeys([*known[:1], *known[-1:]]):
        assert registry.make(walk.view, document, form, SITE, code, walk.world.language).content
        assert all(one.blocks for one in note.content(walk.view, code, SITE).sections), code


def edition(walk: Walk) -> None:
    """An edition is frozen, opened, looked at, compared with and asked for."""
    dataset = stores.dataset_in(walk.folder)
    entry = editions.freeze(dataset, editions.folder_of(walk.folder), EDITION, dataset.horizon)
    assert editions.open_edition(entry.path).snapshot.dataset.horizon == dataset.horizon
    live = walk.page("overview").metrics
    assert walk.page("overview", edition=EDITION).metrics == live
    walk.page("changes", before=EDITION)
    assert walk.got("measures", edition=EDITION)["measures"] == walk.got("measures")["measures"]


@pytest.mark.parametrize("world", worlds.NAMED.values(), ids=worlds.NAMED)
def test_a_world_passes_through_everything(world, monkeypatch, tmp_path):
    folder = worlds.write(world, tmp_path / "world")
    monkeypatch.setenv("ROADMAP_DATA", str(folder))
    with TestClient(Starlette(routes=ROUTES)) as client:
        everything(Walk(world, folder, client))
