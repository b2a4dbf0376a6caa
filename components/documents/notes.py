"""The notes on all participants who owe reports, one file after the other."""

from collections.abc import Callable, Iterator, Sequence

from components.card import file_stem
from components.documents import note_docx, note_pdf
from components.documents.note import content, default_language, of_participant, participants
from components.view import View

WRITERS = {"docx": note_docx.write, "pdf": note_pdf.write}
"""Ending of a file to what writes it."""


def file_name(view: View, code: str, ending: str) -> str:
    """The name of a note's file; the view's language is the note's."""
    return f"{file_stem(view, f'country-note_{code}')}.{ending}"


def all_notes(
    view: View,
    address: str,
    formats: Sequence[str] = tuple(WRITERS),
    language: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Make the notes on all who owe reports, at the view's cut-off or edition; each is made when it is asked for.

    Args:
        view: gives dataset and cut-off or edition; its other filters do not apply.
        address: of the page of countries, as `note.content` takes it.
        formats: keys of `WRITERS`, in the order in which a note's files come.
        language: of all notes; without it each is in its participant's own (`note.default_language`).
        progress: called after each participant with how many are done, of how many.

    Yields:
        Name and content of each file.

    Raises:
        KeyError: there is no such format.
    """
    writers = {ending: WRITERS[ending] for ending in formats}
    codes = participants(view)
    for done, code in enumerate(codes, 1):
        own = of_participant(view, code, language or default_language(code))
        note = content(own, code, address)
        for ending, write in writers.items():
            yield file_name(own, code, ending), write(note)
        if progress:
            progress(done, len(codes))
