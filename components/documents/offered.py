"""The documents of a choice as links: in the menu of each page, and on the page of documents."""

from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter

from components.documents import registry
from components.documents.registry import Document
from components.layout.files import ROOT, document_address
from components.layout.parts import Files, FileTable, Option
from components.view.view import View, addressed, in_language
from data.cache import Cache, cached
from data.text import words

MOST_KEPT = 64
"""Lists of documents on participants in the cache, each of some dozen addresses."""


def menu(view: View, *more: str, says: bool = False) -> list[Files]:
    """Return every document; of one on a participant first that on each who is chosen.

    Those on participants are in the language of each, and in `more`. `says` adds what each document
    is for.
    """
    found = []
    for one, files in _offered(view):
        notes = dict(_notes(view, one, *more)) if one.about else {}
        chosen = [notes.pop(code) for code in view.filters.subjects if code in notes]
        found += [replace(note, label=f"{files.label}: {note.label}") for note in chosen]
        label = view.t("documents.others", document=files.label) if chosen else files.label
        text = _says(view, one) if says else ""
        found.append(replace(files, label=label, says=text, each=list(notes.values())))
    return found


def table(view: View) -> FileTable:
    """Return every document with what it is for, those on participants in two languages.

    Those on the chosen ones come first, that on all of them last.
    """
    found = menu(view, view.t.language, says=True)
    found.sort(key=lambda files: (bool(files.says), bool(files.each)))
    return FileTable((view.t("page.documents"), view.t("documents.format")), found)


def finding(view: View) -> str:
    """Say how many kinds of documents there are of the choice."""
    return view.t("documents.finding", n=len(list(_offered(view))))


def _says(view: View, one: Document) -> str:
    lacks = "" if len(one.forms_of(view)) == len(one.forms) else view.t("documents.no_pdf")
    return " ".join(filter(None, [view.t(f"document_says.{one.key}"), lacks]))


def _offered(view: View) -> Iterator[tuple[Document, Files]]:
    """Yield each document and its forms; those with slides only where an action is left.

    One on a participant is that on all of them as one file, each in its own language: its address
    has no language, and no filter, as none applies.
    """
    t = view.t
    where = {name: value for name, value in view.unfiltered.query().items() if name != "lang"}
    for one in registry.DOCUMENTS:
        links = []
        for ending in (form.ending for form in one.forms_of(view)):
            label, address = t(f"document_form.{ending}"), document_address(view, one.key, ending)
            if one.about:
                label = t("documents.everyone", form=label, n=len(one.participants(view)))
                place = f"{ROOT}/{one.key}/{registry.EVERYONE}.{ending}"
                address = addressed(place, where).removesuffix("?")
            links.append(Option(label, address))
        if not one.parts or not view.selection.is_empty:
            yield one, Files(t(f"document.{one.key}"), links)


@cached(Cache(MOST_KEPT), attrgetter("unfiltered.key"))
def _notes(view: View, one: Document, *more: str) -> dict[str, Files]:
    """Return the document on each participant, in its own language and in more."""
    views = {code: in_language(view.unfiltered, code) for code in words.languages()}

    def links(code: str) -> Iterator[Option]:
        for language in dict.fromkeys((one.language(code), *more)):
            for ending in (form.ending for form in one.forms_of(view)):
                address = document_address(views[language], one.key, ending, code)
                yield Option(f"{ending.upper()} {language.upper()}", address)

    names = {code: view.t.participant(view.dataset, code) for code in one.participants(view)}
    return {code: Files(name, list(links(code))) for code, name in names.items()}
