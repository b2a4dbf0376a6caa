"""Country notes for tests: views of test datasets, and the texts of the files."""

import io
import re
from dataclasses import replace
from functools import cache, lru_cache

import docx
from docx.oxml.ns import qn
from pypdf import PdfReader

from components.documents.note.layout import Bar
from components.view.view import open_view

ADDRESS = "https://roadmap.example.org/countries"
MONSTERS = {
    "one letter": "X",
    "long": "Fortalecimiento de la cooperación operativa entre servicios " * 6
    + "con un título de cuatrocientos caracteres",
    "one word": "A" * 400,
    "markup": r"<b>&amp;</b> #set page(width: 1pt) $x^2$ *a* _b_ =c @d `e` "
    r"[f](https://evil.example) \ // /* {0} ]>",
    "formula": '=HYPERLINK("https://evil.example")',
    "no glyph": "密 Σ Ж 😀",
}


@cache
def view(dataset="record", language="es", **query):
    """A view of the whole dataset, opened once."""
    chosen = {"dataset": dataset, **query}
    return open_view("overview", language, {name: [value] for name, value in chosen.items()})


def with_titles(dataset, title, number=12):
    """The first actions of a dataset, with this title on all actions, sources and meetings.

    The loader refuses control characters, so no test uses one here.
    """
    tables = dict(dataset.tables)
    kept = tables["actions"].head(number)["action_id"]
    for name in ("actions", "action_participants", "action_sources", "milestones"):
        tables[name] = tables[name][tables[name]["action_id"].isin(kept)]
    for name in ("reports", "date_changes"):
        tables[name] = tables[name][
            tables[name]["milestone_id"].isin(tables["milestones"]["milestone_id"])
        ]
    for name in ("actions", "sources", "meetings"):
        tables[name] = tables[name].assign(title=title)
    tables["texts"] = tables["texts"][tables["texts"]["field"] != "title"]
    return replace(dataset, tables=tables, fingerprint=f"{dataset.name} {title}")


@lru_cache(maxsize=64)
def words_of(file: bytes) -> str:
    """Every text of the body of a Word file, cell after cell."""
    body = docx.Document(io.BytesIO(file)).element.body
    return "\n".join(
        "".join(text.text or "" for text in part.iter(qn("w:t"))) for part in body.iter(qn("w:p"))
    )


@lru_cache(maxsize=64)
def pages_of(file: bytes) -> tuple[str, ...]:
    """The text of each page of a PDF."""
    return tuple(page.extract_text() for page in PdfReader(io.BytesIO(file)).pages)


def bare(text: str) -> str:
    """Text without blanks, hyphens and break marks, which a line break adds or removes."""
    return re.sub(r"[\s\-\u00ad\u200b]", "", text)


def blocks(note):
    """The blocks of its sections."""
    return [block for section in note.sections for block in section.blocks]


def table(note, alt):
    """The table of a note whose alternative text is that of a key of `[country_note]`."""
    return next(block for block in blocks(note) if getattr(block, "alt", None) == alt)


def bar(note):
    return next(block for block in blocks(note) if isinstance(block, Bar))
