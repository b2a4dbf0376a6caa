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


def paragraphs(t: Words) -> Iterator[tuple[str, list[str]]]:
    """The statement as text: heading and paragraphs. Only the server knows the contact."""
    day = t.date(ASSESSED)
    yield t("accessibility.status_title"), [t("accessibility.status", standard=STANDARD)]
    lead = t("accessibility.fails_lead", day=day, standard=STANDARD)
    yield (
        t("accessibility.fails_title"),
        [lead, *(failure_text(failure, t) for failure in FAILURES)],
    )
    yield t("accessibility.hinders_title"), [failure_text(failure, t) for failure in HINDRANCES]
    yield t("accessibility.forms_title"), [t(f"accessibility_form.{form}") for form in FORMS]
    yield (
        t("accessibility.documents_title"),
        [t(f"accessibility_document.{kind}") for kind in DOCUMENTS],
    )
    yield t("accessibility.assessed_title"), [t("accessibility.assessed", day=day)]
    yield t("accessibility.contact_title"), [t("accessibility.enforcement")]


def page_texts(view: View, _: PageParams) -> Iterator[tuple[str, list[str]]]:
    """What fails today, in the words of today, also for an edition."""
    return (
        (title, [one.replace("**", "") for one in said])
        for title, said in paragraphs(words.words(view.t.language))
    )


def statement_parts(view: View) -> Iterator[Part]:
    """The statement, in the form of Commission Implementing Decision (EU) 2018/1523.

    In the words of today, also on a page that is pinned to an edition: what fails, fails now.
    """
    t = words.words(view.t.language)
    day = t.date(ASSESSED)
    yield _heading(t, "status")
    yield Text(t("accessibility.status", standard=STANDARD))
    yield _heading(t, "fails")
    yield Text(t("accessibility.fails_lead", day=day, standard=STANDARD))
    yield bullets(failure_text(failure, t) for failure in FAILURES)
    yield _heading(t, "hinders")
    yield bullets(failure_text(hindrance, t) for hindrance in HINDRANCES)
    yield _heading(t, "forms")
    yield bullets(t(f"accessibility_form.{form}") for form in FORMS)
    pages = ("documents", "data")
    yield Inline([PageLink(t(f"page.{page}"), view.address(page)) for page in pages])
    yield _heading(t, "documents")
    yield bullets(t(f"accessibility_document.{kind}") for kind in DOCUMENTS)
    yield _heading(t, "assessed")
    yield Text(t("accessibility.assessed", day=day))
    yield _heading(t, "contact")
    yield Text(_whom_to_write(t))
    yield Text(t("accessibility.enforcement"))


def _whom_to_write(t: Words) -> str:
    to = feedback.contact()
    if to is None:
        return t("accessibility.contact_none")
    return t("accessibility.contact", address=f"[{escape(to)}](<mailto:{to}>)")


def _heading(t: Words, name: str) -> Text:
    return Text(t(f"accessibility.{name}_title"), Tone.HEADER)
