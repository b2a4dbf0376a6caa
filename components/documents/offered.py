"""The documents of a choice as links: in the menu of each page, and on the page of documents."""

from dataclasses import replace

from components.documents import registry
from components.documents.registry import Document
from components.layout.files import ROOT, document_address
from components.layout.parts import Files, FileTable, Option
from components.view.view import View, addressed, in_language
from data.cache import Cache, cached
from data.text import words

MOST_KEPT = 64
"""Lists of documents on participants in the cache, each of some dozen addresses."""


def menu(view: View) -> list[Files]:
    """Return every document; of one on a participant that of each, first of those chosen."""
    found: list[Files] = []
    for one in registry.DOCUMENTS:
        if one.about:
            notes = _notes(view, one)
            name = view.t(f"document.{one.key}")
            chosen = [notes[code] for code in view.filters.subjects if code in notes]
            found += [replace(note, label=f"{name}: {note.label}") for note in chosen]
            found.append(Files(name, (), each=list(notes.values())))
        elif _has_content(view, one):
            found.append(_whole(view, one))
    return found


def table(view: View) -> FileTable:
    """Return every document with what it is for; each on a participant in two languages."""
    t, found = view.t, []
    for one in registry.DOCUMENTS:
        says = t(f"document_says.{one.key}")
        if one.about:
            notes = list(_notes(view, one, t.language).values())
            found.append(Files(t(f"document.{one.key}"), _all_notes(view, one), says, notes))
        elif _has_content(view, one):
            found.append(_whole(view, one, says))
    return FileTable((t("page.documents"), t("documents.format")), found)


def _has_content(view: View, one: Document) -> bool:
    """Whether a document has anything to say of this choice: slides need an action."""
    return one.key != "slides" or not view.selection.is_empty


def _whole(view: View, one: Document, says: str = "") -> Files:
    t = view.t
    links = [
        Option(t(f"document_form.{form.ending}"), document_address(view, one.key, form.ending))
        for form in one.forms
    ]
    return Files(t(f"document.{one.key}"), links, says)


@cached(Cache(MOST_KEPT), lambda view: (view.dataset.fingerprint, view.unfiltered.address("")))
def _notes(view: View, one: Document, *more: str) -> dict[str, Files]:
    """Return each participant's document, in its own language and in more.

    Filters do not apply to it, so its address has none.
    """
    t, spoken = view.t, {code: in_language(view.unfiltered, code) for code in words.languages()}
    notes = {}
    for code in one.participants(view):
        links = [
            Option(
                f"{form.ending.upper()} {language.upper()}",
                document_address(spoken[language], one.key, form.ending, code),
            )
            for language in dict.fromkeys((one.language(code), *more))
            for form in one.forms
        ]
        notes[code] = Files(t.participant(view.dataset, code), links)
    return notes


def _all_notes(view: View, one: Document) -> list[Option]:
    """Return all of them in one file, each in its own language: an address without a language."""
    t, n = view.t, len(one.participants(view))
    query = {key: value for key, value in view.unfiltered.query().items() if key != "lang"}
    place = f"{ROOT}/{one.key}/{registry.EVERYONE}"
    return [
        Option(
            t("documents.everyone", form=t(f"document_form.{form.ending}"), n=n),
            addressed(f"{place}.{form.ending}", query).removesuffix("?"),
        )
        for form in one.forms
    ]
