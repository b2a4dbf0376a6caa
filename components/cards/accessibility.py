"""The accessibility statement: what fails today.

Whoever repairs a failure removes its line here and its words from each catalogue.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from components.cards import feedback
from components.layout.parts import Inline, PageLink, PageParams, Part, Text, Tone, bullets
from components.view.labels import escape
from components.view.view import View
from data.text import words
from data.text.words import Words

ASSESSED = date(2026, 11, 26)
"""Day on which all lines were last checked in the running dashboard."""
STANDARD = "WCAG 2.2"
"""Whose success criteria are named; levels A and AA."""


@dataclass(frozen=True)
class Failure:
    """What does not comply.

    Attributes:
        key: of its words in `accessibility_fails` and `accessibility_instead`.
        criteria: numbers of the success criteria that it fails; empty for a mere hindrance.
        ours: whether it is in our code; else it comes from Streamlit.
    """

    key: str
    criteria: tuple[str, ...] = ()
    ours: bool = True


FAILURES = (Failure("chart_colours", ("1.4.1",)),)
HINDRANCES = (Failure("small_target"),)
"""What hinders a reader although it fails no success criterion."""

FORMS = ("table", "note", "presentation", "workbook", "calendar", "package", "api")
"""In what else the numbers can be had."""
DOCUMENTS = ("pdf", "docx", "pptx", "xlsx")
"""Kinds of file whose state is told."""


def failure_text(failure: Failure, t: Words) -> str:
    """What does not comply, what to do instead, and why: Markdown."""
    cause = t("accessibility.cause_ours") if failure.ours else t("accessibility.cause_streamlit")
    why = "; ".join([*failure.criteria, cause])
    fails = t(f"accessibility_fails.{failure.key}")
    instead = t(f"accessibility_instead.{failure.key}")
    return f"**{fails}** {instead} ({why})"


def paragraphs(t: Words) -> Iterator[tuple[str, list[str], list[str]]]:
    """The statement: name of each heading, paragraphs, and a list. Only the server has a contact.

    In the form of Commission Implementing Decision (EU) 2018/1523.
    """
    day = t.date(ASSESSED)
    lead = t("accessibility.fails_lead", day=day, standard=STANDARD)
    yield "status", [t("accessibility.status", standard=STANDARD)], []
    yield "fails", [lead], [failure_text(failure, t) for failure in FAILURES]
    yield "hinders", [], [failure_text(hindrance, t) for hindrance in HINDRANCES]
    yield "forms", [], [t(f"accessibility_form.{form}") for form in FORMS]
    yield "documents", [], [t(f"accessibility_document.{kind}") for kind in DOCUMENTS]
    yield "assessed", [t("accessibility.assessed", day=day)], []
    yield "contact", [t("accessibility.enforcement")], []


def page_texts(view: View, _: PageParams) -> Iterator[tuple[str, list[str]]]:
    """What fails today, in the words of today, also for an edition."""
    t = words.words(view.t.language)
    for name, said, listed in paragraphs(t):
        lines = [line.replace("**", "") for line in (*said, *listed)]
        yield t(f"accessibility.{name}_title"), lines


def statement_parts(view: View) -> Iterator[Part]:
    """The statement, in the words of today also on a page that is pinned to an edition."""
    t = words.words(view.t.language)
    for name, said, listed in paragraphs(t):
        yield Text(t(f"accessibility.{name}_title"), Tone.HEADER)
        if name == "contact":
            yield Text(_whom_to_write(t))
        yield from map(Text, said)
        if listed:
            yield bullets(listed)
        if name == "forms":
            pages = ("documents", "data")
            yield Inline([PageLink(t(f"page.{page}"), view.address(page)) for page in pages])


def _whom_to_write(t: Words) -> str:
    to = feedback.contact()
    if to is None:
        return t("accessibility.contact_none")
    return t("accessibility.contact", address=f"[{escape(to)}](<mailto:{to}>)")
