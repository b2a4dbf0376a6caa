"""The register of documents, which makes and names them for command line, page and menu."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module

from components.documents import DocumentError, fonts, provenance
from components.layout.files import file_stem
from components.view.view import View, in_language
from data.archive import EditionError, packed
from data.text import words
from data.text.words import Words

SITE = provenance.SITE
ZIP = "application/zip"
OFFICE = "application/vnd.openxmlformats-officedocument."
EVERYONE = "all"
"""Stands for the code of a participant in the address of the documents on all of them."""
REFUSALS = (DocumentError, EditionError)
"""What a maker raises if a document cannot be made; `reason` puts it into words."""


@dataclass(frozen=True)
class Form:
    """One form of a document.

    Attributes:
        ending: of its file name, without the dot.
        mime: its media type.
        maker: `module:function`, loaded at its first use. It takes a view and the address that
            reopens it, and returns bytes. The maker of a document on one participant takes the
            view, the participant's code and the address; that of a document of which parts can be
            chosen takes the view, the address and the keys of those.
        brings_fonts: whether it can only show what our fonts have.
    """

    ending: str
    mime: str
    maker: str
    brings_fonts: bool = False


@dataclass(frozen=True)
class Document:
    """A document.

    Attributes:
        key: its name on the command line; a key of `[document]` and `[document_says]`.
        name: the beginning of its file names.
        page: the page that shows the same, to which its address leads.
        forms: its forms, the default first.
        about: for a document on one participant: the module with `participants(view)`, the codes
            of those who have one.
        filtered: whether the reader's filters apply, which its file name then says; they never
            apply to a document on one participant.
        parts: the parameter that names the parts of it that are chosen; blank where it is whole.
        is_heavy: whether making it takes as long as a document on each participant.
    """

    key: str
    name: str
    page: str
    forms: tuple[Form, ...]
    about: str = ""
    filtered: bool = True
    parts: str = ""
    is_heavy: bool = False

    def form(self, ending: str) -> Form:
        """The form with this ending; a `KeyError` if there is none."""
        return {form.ending: form for form in self.forms}[ending]

    def forms_of(self, view: View) -> list[Form]:
        """The forms that can show every letter of the data."""
        return [one for one in self.forms if not one.brings_fonts or fonts.cover(view.dataset)]

    def participants(self, view: View) -> list[str]:
        """Codes of the participants who have one, in the order of the list on the page."""
        return import_module(self.about).participants(view)

    def language(self, code: str) -> str:
        """The language of the document on a participant, unless another is asked for.

        It is that of the participant by CLDR if it has a catalogue, else English.
        """
        return words.language_of(code) or words.FALLBACK


@dataclass(frozen=True)
class File:
    """A document that was made."""

    name: str
    mime: str
    content: bytes


HERE = "components.documents."
SLIDES = (
    Form("pptx", OFFICE + "presentationml.presentation", HERE + "pptx:make"),
    Form("html", "text/html", HERE + "html.file:make"),
)
NOTE = (
    Form("docx", OFFICE + "wordprocessingml.document", HERE + "note.word:make_docx"),
    Form("pdf", "application/pdf", HERE + "note.pdf:make_pdf", brings_fonts=True),
)
INTERPRETERS = Form("docx", NOTE[0].mime, HERE + "interpreters:make")
WORKBOOK = Form("xlsx", OFFICE + "spreadsheetml.sheet", HERE + "workbook.xlsx:make")
CALENDAR = Form("ics", "text/calendar", HERE + "calendar:make")
PACKAGE = Form("zip", ZIP, HERE + "package:make")
PACK = Form("zip", ZIP, HERE + "pack:make")
DOCUMENTS = (
    Document("slides", "slides", "slides", SLIDES, parts="slides"),
    Document("interpreters", "interpreters", "slides", (INTERPRETERS,), parts="slides"),
    Document("note", "country-note", "countries", NOTE, about=HERE + "note.note"),
    Document("workbook", "workbook", "overview", (WORKBOOK,)),
    Document("calendar", "calendar", "timeline", (CALENDAR,)),
    Document("package", "package", "data", (PACKAGE,), filtered=False),
    Document("meeting_pack", "meeting-pack", "meetings", (PACK,), parts="slides", is_heavy=True),
)
"""In the order of the menu. The words of a document are in `[document]` and `[document_says]`."""


def document(key: str) -> Document:
    """The document of a key; a `KeyError` if there is none."""
    return {entry.key: entry for entry in DOCUMENTS}[key]


def make(
    view: View,
    document: Document,
    form: Form,
    site: str,
    code: str | None = None,
    language: str | None = None,
    chosen: Sequence[str] = (),
) -> File:
    """Make a document, which leads to `site`, the address of the dashboard; that may be blank.

    One on a participant is about `code`, and in its own language unless another one is given. One
    of which parts can be chosen has the `chosen` ones, or all.

    Raises:
        DocumentError: it cannot be made as asked.
        EditionError: it compares with an edition that is damaged.
    """
    if code is not None:
        language = language or document.language(code)
    if language:
        view = in_language(view, language)
    module, function = form.maker.split(":")
    about = () if code is None else (code,)
    parts = (chosen,) if document.parts else ()
    address = view.address(f"{site}/{document.page}")
    content = getattr(import_module(module), function)(view, *about, address, *parts)
    return File(file_name(view, document, form, code, chosen), form.mime, content)


def file_name(
    view: View, document: Document, form: Form, code: str | None = None, chosen: Sequence[str] = ()
) -> str:
    """The file name of a document that `make` makes in the language of the view."""
    name = document.name if code is None else f"{document.name}_{code}"
    own = ["+".join(chosen)] if chosen and document.parts else []
    return f"{_stem(view, document, name, own)}.{form.ending}"


def _stem(view: View, document: Document, name: str, own: Iterable[str] = ()) -> str:
    is_whole = not document.filtered or document.about
    return file_stem(view.unfiltered if is_whole else view, name, own)


def zipped(view: View, document: Document, files: Iterable[File]) -> File:
    """Several files of a document, such as that on each participant, as one ZIP."""
    name = f"{_stem(view, document, document.name + 's')}.zip"
    return File(name, ZIP, packed({file.name: file.content for file in files}))


def reason(error: DocumentError | EditionError, t: Words) -> str:
    """Why a document could not be made, in words."""
    if isinstance(error, EditionError):
        return f"{error.part}: {t(f'edition_problem.{error.code}', **error.details)}"
    return t(f"document_problem.{error.code}", **error.details)
