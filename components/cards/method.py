"""The method in its sections, as pages show it and as documents quote it."""

import re
from collections.abc import Mapping
from functools import lru_cache

from components.layout.parts import Expander, PageLink, Parameter, Part, Text, Tone
from components.view.labels import in_line
from components.view.view import View
from data.reading import load
from data.text import words

MOST_METHODS = 16
"""Texts of the method kept in parts: one for each language and edition in use."""
HEADING = re.compile(r"^## (.+?) \{#([a-z-]+)\}$", re.MULTILINE)
EMPHASIS = re.compile(r"\*(\S(?:[^*\n]*\S)?)\*")
OF_RECORD = re.compile(r"^## [^\n]+ \{#record\}$.*", re.MULTILINE | re.DOTALL)
"""The last section: it speaks of the public record that ships with the software."""
OF_AGENCIES = re.compile(r"^## [^\n]+ \{#agencies\}$.*?(?=^## )", re.MULTILINE | re.DOTALL)
RULE_OF_A_TABLE = re.compile(r"^\|[-| ]+\|$", re.MULTILINE)
TERM = re.compile(r"^- \*(?P<term>.+?)\*:? (?P<meaning>.+)$")


def sections(view: View) -> Mapping[str, tuple[str, str]]:
    """Anchor to title and Markdown, in order; the opening has a blank anchor.

    An edition has the method of its day.
    """
    return _parts(text(view))


def text(view: View) -> str:
    """The method as Markdown; of the public record and of agencies where the dataset has them."""
    language = view.t.language
    whole = view.edition.methods[language] if view.edition else words.method(language)
    if "eu_agency" not in set(view.dataset.participants["kind"]):
        whole = OF_AGENCIES.sub("", whole)
    return whole if load.is_shipped(view.folder) else OF_RECORD.sub("", whole)


@lru_cache(maxsize=MOST_METHODS)
def _parts(text: str) -> Mapping[str, tuple[str, str]]:
    parts = HEADING.split(text)
    opening = parts[0].split("\n", 1)[1].strip()
    anchors = {"": ("", opening)}
    for title, anchor, body in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        anchors[anchor] = (title, body.strip())
    return anchors


SECTION = Parameter("section", lambda view, anchor: anchor if anchor in sections(view) else None)
"""The section that is shown alone."""


def plain_text(markdown: str) -> str:
    """Markdown as plain text, without emphasis: a row of a table has colons between its cells."""
    lines = filter(str.strip, RULE_OF_A_TABLE.sub("", markdown).splitlines())
    return EMPHASIS.sub(r"\1", "\n".join(": ".join(_cells(line)) for line in lines))


def terms(markdown: str) -> list[tuple[str, str]]:
    """The terms that a section defines, each with its meaning: rows of tables, and list items.

    The last two cells of a row are term and meaning; the head of a table is no row.
    """
    found, lines = [], markdown.splitlines()
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if item := TERM.match(line):
            found.append((item["term"], EMPHASIS.sub(r"\1", item["meaning"])))
        elif line.startswith("|") and not any(map(RULE_OF_A_TABLE.match, (line, after))):
            *_, term, meaning = _cells(line)
            found.append((term, EMPHASIS.sub(r"\1", meaning)))
    return found


def _cells(line: str) -> list[str]:
    """The cells of a row of a table; a line of a text is one."""
    return [cell.strip() for cell in line.strip("|").split("|")]


def section_parts(view: View, anchor: str | None) -> list[Part]:
    """Links to all sections, and the whole method or the one section that a figure leads to."""
    known = sections(view)
    links = [
        f"**{title}**" if name == anchor else f"[{title}](<{view.address('method', section=name)}>)"
        for name, (title, _) in known.items()
        if name
    ]
    listed = Text(f"{view.t('method.sections')}: {in_line(links)}", Tone.CAPTION)
    if anchor:
        whole = PageLink(view.t("method.whole"), view.address("method"))
        return [whole, listed, Text(known[anchor][0], Tone.HEADER), Text(known[anchor][1])]
    finding = view.t("method.finding", n=len(known) - 1, version=view.method)
    shown: list[Part] = [Text(finding, Tone.TITLE), listed, Text(known[""][1])]
    for name, (title, body) in known.items():
        shown += [Expander(title, [Text(body)], roomy=True)] if name else []
    return shown
