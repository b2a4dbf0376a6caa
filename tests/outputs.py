"""Everything that leaves the dashboard, by name: files, documents, answers, and what pages show.

    python -m tests.outputs FOLDER          write each into a folder, to compare two commits
    python -m tests.outputs --keep          write their hashes into `outputs.json`, which
                                            `test_outputs.py` asserts
    python -m tests.outputs --keep pages    those of one group

A change of the inside leaves all of them as they are. One that is meant is seen by writing them
before and after, and comparing the two folders.
"""

import argparse
import hashlib
import io
import json
import os
import re
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

import dashboard
from components.documents import registry
from components.layout.files import API
from components.server.api.resources import FORMS, RESOURCES
from components.view import view as views
from components.view.view import View
from data import contract
from tests.support.open_data import of_server
from tests.support.opened import open_board, several
from tests.support.single import SINGLE

ROOT = Path(__file__).parent.parent
KEPT = Path(__file__).with_name("outputs.json")
SITE = "https://roadmap.example"

Query = dict[str, str | list[str]]
CHOICES: dict[str, tuple[str, Query]] = {
    "record": ("es", {}),
    "two-countries": ("pt", {"country": ["ECU", "PER"], "priority": ["P5"], "as_of": "2026-06-01"}),
    "one-country": ("en", {"country": ["ECU"]}),
    "exercise": ("en", {"dataset": "exercise"}),
    "edition": ("es", {"edition": "III-EU-CLASI"}),
}
"""Name to language and address: together they have each kind of page, card, chart and refusal.

Each card is among the `pages`, with its words and its figure; its table is a file of `html`.
"""
LEFT_OUT = ("answers/one-country", "documents/edition", "html/edition", "html/one-country")
"""Groups of which the choice differs from another's in what their `pages` hold already."""
OWN: dict[str, tuple[dict[str, str], ...]] = {
    "overview": ({}, {"behind": "reached"}, {"behind": "due"}),
    "actions": ({}, {"q": "coca"}, {"action": "A002"}, {"action": "EX-A01"}),
    "meetings": ({}, {"meeting": "M14"}),
    "changes": ({}, {"before": "M14"}),
    "data": ({}, {"table": "reports"}),
}
"""Page to what is asked of it alone; of any other, nothing."""
SCRIPTS = re.compile(r"<(script|style)\b.*?</\1>|script-src[^;]*;", re.DOTALL)
"""What of slides in HTML is code and not content."""


def groups() -> dict[str, partial[Iterator[tuple[str, bytes]]]]:
    """Name of a group to what makes its outputs, each a name and its bytes; by choice.

    Groups of a choice share what is made of its data.
    """
    makers = {"answers": answers, "documents": documents, "html": html, "pages": pages}
    return {
        group: partial(make, choice)
        for choice in CHOICES
        for name, make in makers.items()
        if (group := f"{name}/{choice}") not in LEFT_OUT
    }


def view_of(choice: str, page: str) -> View:
    """What a reader who made one of the `CHOICES` looks at."""
    language, query = CHOICES[choice]
    return views.open_view(
        page, language, {name: several(values) for name, values in query.items()}
    )


def documents(choice: str) -> Iterator[tuple[str, bytes]]:
    """Each document in each form; of a deck in HTML its content.

    The pack, which holds the same files (`tests/components/documents/test_pack.py`), of one choice.
    """
    for one in registry.DOCUMENTS if choice == "one-country" else SINGLE:
        for form in one.forms:
            view = view_of(choice, one.page)
            codes = ["ECU", "EU"] if one.about else [None]
            for code in (code for code in codes if code is None or code in one.participants(view)):
                made = registry.make(view, one, form, SITE, code).content
                name = "-".join(filter(None, (one.key, code)))
                if form.ending == "html":
                    yield f"{name}.html", SCRIPTS.sub("", made.decode()).encode()
                elif form.ending in ("docx", "pptx", "xlsx", "zip"):
                    yield f"{name}.{form.ending}.parts", _parts(made)
                else:
                    yield f"{name}.{form.ending}", made


def _parts(made: bytes) -> bytes:
    """The parts of an archive with their hashes, one a line: a difference names the part.

    None has a time of its own: two delegations can compare their files byte for byte.
    """
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return "".join(
            f"{_hash(archive.read(name))} {name}\n" for name in archive.namelist()
        ).encode()


def answers(choice: str) -> Iterator[tuple[str, bytes]]:
    """Each answer of the open data in each form."""
    language, query = CHOICES[choice]
    names = [one.name for one in RESOURCES if "{table}" not in one.name]
    takes = {one.name: one.asks for one in RESOURCES}
    with _client() as client:
        for name in [*names, *(f"tables/{table}" for table in contract.tables())]:
            of = takes.get(name, takes["tables/{table}"])
            given = {key: value for key, value in query.items() if key in of} | {"lang": language}
            for form in FORMS:
                answer = client.get(f"{API}/{name}{form.ending}", params=given)
                kept = {
                    key: value
                    for key, value in answer.headers.items()
                    if key in ("link", "content-disposition", "content-type")
                }
                head = json.dumps([answer.status_code, kept], indent=1).encode()
                yield (
                    f"{name.replace('/', '-')}{form.ending or '.json'}",
                    head + b"\n" + answer.content,
                )
        yield "openapi.json", client.get(f"{API}/openapi.json").content


def html(choice: str) -> Iterator[tuple[str, bytes]]:
    """The head and the text without scripts of every page; its tables and files, by address."""
    from components.server.prerender import body, head
    from components.server.prerender.deadline import of_request
    from components.server.public_address import site

    language, query = CHOICES[choice]
    with _client() as client:
        for page in sorted(dashboard.PAGES):
            for own in OWN.get(page, ({},)):
                query_string = "&".join(
                    f"{key}={value}"
                    for key, values in {**query, **own, "lang": language}.items()
                    for value in several(values)
                )
                scope = {
                    "type": "http",
                    "scheme": "https",
                    "method": "GET",
                    "path": f"/{page}",
                    "query_string": query_string.encode(),
                    "headers": [],
                }
                found = of_request(scope, dashboard.PAGES[page])
                name = "-".join([page, *own.values()])
                made = head.render(found, site(scope)), body.render(dashboard.PAGES, found)
                yield f"{name}.html", "\n".join(made).encode()
                for card in found.cards:
                    answer = client.get(f"/files/{page}/{card.key}.csv?{query_string}")
                    yield f"{name}-{card.key}.csv", answer.content


def pages(choice: str) -> Iterator[tuple[str, bytes]]:
    """The content of every page, as the board is sent it."""
    language, query = CHOICES[choice]
    for name in sorted(dashboard.PAGES):
        for own in OWN.get(name, ({},)):
            page = open_board(name, {**query, **own, "lang": language})
            yield (
                "-".join([name, *own.values()]) + ".json",
                SCRIPTS.sub("", _figure(page.drawn.json.decode())).encode(),
            )


def _figure(text: str) -> str:
    """A figure as a browser draws it: sorted keys, six decimals.

    Other text as it is.
    """
    try:
        found = json.loads(text)
    except ValueError:
        return text
    return json.dumps(_drawn(found), ensure_ascii=False, sort_keys=True, indent=1)


def _drawn(found: Any) -> Any:
    if isinstance(found, dict):
        return {key: _drawn(value) for key, value in found.items()}
    if isinstance(found, list):
        return [_drawn(value) for value in found]
    return round(found, 6) if isinstance(found, float) else found


def _client() -> TestClient:
    os.environ["ROADMAP_API_RATE"] = "0"
    return of_server()


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def hashes(group: str) -> dict[str, str]:
    """Name to hash of the outputs of a group."""
    return {name: _hash(content) for name, content in groups()[group]()}


def main() -> None:
    """Write the outputs into a folder, or keep their hashes."""
    parser = argparse.ArgumentParser(prog="python -m tests.outputs", description=__doc__)
    parser.add_argument("--keep", action="store_true", help="keep the hashes, write no output")
    parser.add_argument("names", nargs="*", help="a folder; with --keep groups, all by default")
    given = parser.parse_args()
    if given.keep:
        meant = tuple(given.names) or ("",)
        kept = json.loads(KEPT.read_text("utf-8"))
        digests = {
            group: hashes(group) if group.startswith(meant) else kept[group] for group in groups()
        }
        KEPT.write_text(json.dumps(digests, indent=1) + "\n", "utf-8")
        return
    if len(given.names) != 1:
        parser.error("one folder")
    for group, make in groups().items():
        for name, content in make():
            path = Path(given.names[0], group, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


if __name__ == "__main__":
    main()
