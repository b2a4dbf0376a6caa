"""The accessibility statement: what fails today, in what other forms it is there, whom to write to.

Whoever repairs a failure removes its line here and its words from each catalogue.
"""

from collections.abc import Iterator
from datetime import date

from components.cards import feedback
from components.layout.parts import Inline, PageLink, Part, Text, Tone, bullets
from components.view.labels import escape
from components.view.view import View
from data.text import words
from data.text.words import Words

ASSESSED = date(2026, 11, 26)
"""Day on which all lines were last checked in the running dashboard."""
STANDARD = "WCAG 2.2"
"""Whose success criteria are named; levels A and AA."""


FAILURES = {"chart_colours": ("1.4.1",)}
"""What does not comply, by the key of its words in `accessibility_fails` and
`accessibility_instead`, to the success criteria that it fails."""
HINDRANCES = ("small_target",)
"""What hinders a reader although it fails no success criterion."""
FORMS = ("table", "note", "presentation", "workbook", "calendar", "package", "api")
"""In what else the numbers can be had."""
DOCUMENTS = ("pdf", "docx", "pptx", "xlsx")
"""Kinds of file whose state is told."""


def failure_text(key: str, t: Words) -> str:
    """What does not comply, what to do instead, and why: Markdown."""
    why = "; ".join([*FAILURES.get(key, ()), t("accessibility.cause")])
    return f"**{t(f'accessibility_fails.{key}')}** {t(f'accessibility_instead.{key}')} ({why})"


def paragraphs(t: Words) -> Iterator[tuple[str, list[str], list[str]]]:
    """The statement in order: key of each heading, paragraphs, and a list; both may be empty.

    Only the server has a contact. In the form of Commission Implementing Decision (EU) 2018/1523.
    """
    day = t.date(ASSESSED)
    lead = t("accessibility.fails_lead", day=day, standard=STANDARD)
    yield "status", [t("accessibility.status", standard=STANDARD)], []
    yield "fails", [lead], [failure_text(key, t) for key in FAILURES]
    yield "hinders", [], [failure_text(key, t) for key in HINDRANCES]
    yield "forms", [], [t(f"accessibility_form.{form}") for form in FORMS]
    yield "documents", [], [t(f"accessibility_document.{kind}") for kind in DOCUMENTS]
    yield "assessed", [t("accessibility.assessed", day=day)], []
    yield "contact", [t("accessibility.enforcement")], []


def statement_parts(view: View) -> Iterator[Part]:
    """The statement, in the words of today also on a page that is pinned to an edition."""
    t = words.words(view.t.language)
    finding = t("accessibility.finding", standard=STANDARD, n=len(FAILURES))
    yield Text(escape(finding), Tone.TITLE)
    for name, text, listed in paragraphs(t):
        yield Text(t(f"accessibility.{name}_title"), Tone.HEADER)
        if name == "contact":
            yield Text(_whom_to_write(t))
        yield from map(Text, text)
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
