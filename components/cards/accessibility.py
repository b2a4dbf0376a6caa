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


def statement_parts(view: View) -> Iterator[Part]:
    """The statement, in the words of today also on a page that is pinned to an edition.

    Only the server has a contact. It has what Commission Decision (EU) 2018/1523 asks for.
    """
    t = words.words(view.t.language)
    day, pages, whom = t.date(ASSESSED), ("documents", "data"), t("accessibility.contact_none")
    if to := feedback.contact():
        whom = t("accessibility.contact", address=f"[{escape(to)}](<mailto:{to}>)")
    yield Text(escape(t("accessibility.finding", standard=STANDARD, n=len(FAILURES))), Tone.TITLE)
    found: dict[str, list[Part]] = {
        "status": [Text(t("accessibility.status", standard=STANDARD))],
        "fails": [
            Text(t("accessibility.fails_lead", day=day, standard=STANDARD)),
            bullets(failure_text(key, t) for key in FAILURES),
        ],
        "contact": [Text(whom), Text(t("accessibility.enforcement"))],
        "hinders": [bullets(failure_text(key, t) for key in HINDRANCES)],
        "forms": [
            bullets(t(f"accessibility_form.{form}") for form in FORMS),
            Inline([PageLink(t(f"page.{page}"), view.address(page)) for page in pages]),
        ],
        "documents": [bullets(t(f"accessibility_document.{kind}") for kind in DOCUMENTS)],
        "assessed": [Text(t("accessibility.assessed", day=day))],
    }
    for name, parts in found.items():
        yield from (Text(t(f"accessibility.{name}_title"), Tone.HEADER), *parts)
