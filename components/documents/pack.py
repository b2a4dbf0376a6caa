"""The meeting pack (ZIP): deck, interpreters' sheet, all notes, calendar and workbook."""

from collections.abc import Sequence

from components.documents import registry
from components.view.view import View
from data.archive import packed

WHAT = ("slides", "interpreters", "note", "calendar", "workbook")
"""Keys of the documents in it."""


def make(view: View, address: str, chosen: Sequence[str] = ()) -> bytes:
    """The pack of a view; its deck has the chosen slides, or all.

    Notes are in the language of their participants, in a folder of their own.

    Raises:
        DocumentError: one of its documents cannot be made.
    """
    site = address.partition("?")[0].rpartition("/")[0]
    parts = dict[str, bytes]()
    for one in map(registry.document, WHAT):
        for code in one.participants(view) if one.about else (None,):
            file = registry.make(view, one, one.forms[0], site, code, chosen=chosen)
            parts[f"{one.name}s/{file.name}" if code else file.name] = file.content
    return packed(parts)
