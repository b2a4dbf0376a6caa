"""Every document there is: the command line, the Documents page and the menu offer these, and make them here."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from components.cards.export import file_stem
from components.documents import DocumentError
from components.view.view import View, in_language
from data.archive import SealError, packed
from data.words import Words

SITE = "ROADMAP_ADDRESS"
"""Environment variable: the address of the dashboard that stands in files that are made without a browser."""
ZIP = "application/zip"
OFFICE = "application/vnd.openxmlformats-officedocument."
REFUSALS = (DocumentError, SealError)
"""What a maker raises where a document cannot be made; `said` puts it into words."""


@dataclass(frozen=True)
class Form:
    """One form of a document.

    Attributes:
        ending: of its file name, without the dot.
        mime: what a browser is told that it is.
        maker: `module:function`, loaded when it is first used; it takes a view and the address that reopens it, and gives
            bytes. The maker of a document on one participant takes the view, the participant's code and the address.
    """

    ending: str
    mime: str
    maker: str


@dataclass(frozen=True)
class Document:
    """A document.

    Attributes:
        key: how the command line and the catalogues name it: a key of `[document]` and `[document_says]`.
        name: how its files are called.
        page: the page that shows the same, to which its address leads.
        forms: the forms in which it can be had, the likeliest first.
        about: for a document on one participant: the module that says on whom there is one (`participants(view)`) and
            in which language it is written unless asked otherwise (`default_language(code)`).
        filtered: whether it follows what the reader chose, which its name then says; one on a participant never does.
    """

    key: str
    name: str
    page: str
    forms: tuple[Form, ...]
    about: str = ""
    filtered: bool = True

    def form(self, ending: str) -> Form:
        """The form with this ending.

        Raises:
            KeyError: there is none.
        """
        return {form.ending: form for form in self.forms}[ending]

    def participants(self, view: View) -> list[str]:
        """Codes of those on whom there is one, in the order in which a reader looks for them."""
        return import_module(self.about).participants(view)

    def language(self, code: str) -> str:
        """The language in which the one on a participant is written unless asked otherwise."""
        return import_module(self.about).default_language(code)

    def address(self, view: View, site: str) -> str:
        """The address that reopens a view on the page that shows the same as this document."""
        return view.address(f"{site}/{self.page}")


@dataclass(frozen=True)
class File:
    """A document that was made."""

    name: str
    mime: str
    content: bytes


DOCUMENTS = (
    Document(
        "slides",
        "slides",
        "slides",
        (
            Form("pptx", OFFICE + "presentationml.presentation", "components.documents.pptx:make"),
            Form("html", "text/html", "components.documents.html.file:make"),
        ),
    ),
    Document(
        "note",
        "country-note",
        "countries",
        (
            Form(
                "docx",
                OFFICE + "wordprocessingml.document",
                "components.documents.note.word:make_docx",
            ),
            Form("pdf", "application/pdf", "components.documents.note.pdf:make_pdf"),
        ),
        about="components.documents.note.note",
    ),
    Document(
        "workbook",
        "workbook",
        "overview",
        (Form("xlsx", OFFICE + "spreadsheetml.sheet", "components.documents.workbook.xlsx:make"),),
    ),
    Document(
        "calendar",
        "calendar",
        "timeline",
        (Form("ics", "text/calendar", "components.documents.calendar:make"),),
    ),
    Document(
        "package",
        "package",
        "data",
        (Form("zip", ZIP, "components.documents.package:make"),),
        filtered=False,
    ),
)
"""In the order in which they are offered. A new document is added here, with its words in `[document]` and `[document_says]`."""


def document(key: str) -> Document:
    """The document of a key.

    Raises:
        KeyError: there is none.
    """
    return {one.key: one for one in DOCUMENTS}[key]


def make(
    view: View,
    one: Document,
    form: Form,
    site: str,
    code: str | None = None,
    language: str | None = None,
) -> File:
    """Make a document.

    Args:
        view: what the reader is looking at.
        one: the document.
        form: one of its forms.
        site: address of the dashboard, without a page; may be blank.
        code: the participant, for a document on one.
        language: another language than the view's, or than the participant's own.

    Raises:
        DocumentError: it cannot be made as asked.
        SealError: it compares with an edition that is damaged.
    """
    if code is not None:
        language = language or one.language(code)
    if language:
        view = in_language(view, language)
    address = one.address(view, site)
    content = _maker(form)(view, address) if code is None else _maker(form)(view, code, address)
    return File(file_name(view, one, form, code), form.mime, content)


def file_name(view: View, one: Document, form: Form, code: str | None = None) -> str:
    """How the file of a document is called that `make` makes in the language of the view."""
    return f"{_stem(view, one, one.name if code is None else f'{one.name}_{code}')}.{form.ending}"


def _stem(view: View, one: Document, name: str) -> str:
    return file_stem(view if one.filtered and not one.about else view.unfiltered, name)


def together(view: View, one: Document, files: Iterable[File]) -> File:
    """Several files of a document as one ZIP."""
    return File(
        f"{_stem(view, one, one.name + 's')}.zip",
        ZIP,
        packed({file.name: file.content for file in files}),
    )


def said(error: DocumentError | SealError, t: Words) -> str:
    """Why a document could not be made, in words."""
    if isinstance(error, SealError):
        return f"{error.part}: {t(f'edition_problem.{error.code}', **error.details)}"
    return error.message(t)


def _maker(form: Form) -> Any:
    module, function = form.maker.split(":")
    return getattr(import_module(module), function)
