"""The command line, which makes documents without a browser.

Example: `python -m components.documents workbook --country ECU --lang es --out FOLDER`.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from components.documents import registry
from components.documents.registry import Document, File
from components.view.view import View, open_view
from data.reading.problems import BadDatasetError
from data.selection import filters
from data.selection.filters import SIDES
from data.text import words

MADE, NOT_MADE, CALLED_WRONGLY = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the documents asked for; returns the exit code."""
    options = _parser().parse_args(arguments)
    document = registry.document(options.document)
    language = options.lang if options.lang in words.languages() else words.FALLBACK
    try:
        view = open_view(document.page, language, _query(options))
        if wrong := _wrong(options, document, view):
            message = f"These mean nothing here: {', '.join(wrong)}. Nothing was made."
            print(message, file=sys.stderr)
            return CALLED_WRONGLY
        for file in _files(options, document, view):
            print(_write(options.out, file))
    except registry.REFUSALS as error:
        print(registry.reason(error, words.words(words.FALLBACK)), file=sys.stderr)
        return NOT_MADE
    except (BadDatasetError, OSError) as error:
        print(error, file=sys.stderr)
        return NOT_MADE
    return MADE


def _parser() -> argparse.ArgumentParser:
    """The arguments: every parameter of an address, and which files go where."""
    what = (
        "Make documents from the data, as the dashboard does. "
        "Values are the codes of its addresses; a list takes several."
    )
    parser = argparse.ArgumentParser(prog="python -m components.documents", description=what)
    add, site = parser.add_argument, os.environ.get(registry.SITE, "")
    add("document", choices=[entry.key for entry in registry.DOCUMENTS])
    for name in (*filters.CODES, *filters.DAYS, *filters.SOURCE_PARAMS):
        several = {"nargs": "+", "action": "extend", "default": []} if name in filters.CODES else {}
        add(f"--{name.replace('_', '-')}", dest=name, **several)
    listed = "list actions of the context too; nothing counts them"
    add(f"--{filters.CONTEXT.name}", action="store_const", const=filters.SHOWN, help=listed)
    add("--lang", help="default: English; a document on one participant: its own language")
    add("--format", help="ending of the file, of several forms (default: the first)")
    parts = "keys of the slides to take (default: all)"
    add("--slides", nargs="+", action="extend", default=[], help=parts)
    each = "a document on each participant, for the documents on one"
    add("--all", action="store_true", help=each)
    reopens = f"address of the dashboard (default: {registry.SITE}, or none)"
    add("--address", default=site, help=reopens)
    add("--out", type=Path, required=True, help="folder; made if it is not there")
    return parser


def _query(options: argparse.Namespace) -> dict[str, list[str]]:
    """The address that the arguments make. A document on each participant is filtered by none."""
    values = {name: getattr(options, name) for name in (*filters.FILTERS, *filters.SOURCE_PARAMS)}
    given = {name: value for name, value in values.items() if value}
    return {name: value if isinstance(value, list) else [value] for name, value in given.items()}


def _wrong(options: argparse.Namespace, document: Document, view: View) -> list[str]:
    """Each invalid value, as it is written in an address, and each value that is missing."""
    wrong = list(view.dropped)
    if options.lang and options.lang not in words.languages():
        wrong.append(f"lang={options.lang} (one of {', '.join(words.languages())})")
    endings = [form.ending for form in document.forms]
    if options.format and options.format not in endings:
        wrong.append(f"format={options.format} (one of {', '.join(endings)})")
    if options.slides and not document.parts:
        wrong.append(f"slides ({document.key} has none)")
    if not document.about:
        return [*wrong, f"all ({document.key} is on no participant)"] if options.all else wrong
    known = document.participants(view)
    for name in SIDES:
        others = (code for code in getattr(view.filters, name) if code not in known)
        wrong += [f"{name}={code} (no {document.key} on it)" for code in others]
    if not options.all and not options.country and not options.eu:
        wrong.append(
            f"no country ({document.key} needs --country, --eu or --all; one of {', '.join(known)})"
        )
    return wrong


def _files(options: argparse.Namespace, document: Document, view: View) -> Iterator[File]:
    form = document.form(options.format) if options.format else document.forms[0]
    site, codes = options.address.rstrip("/"), view.filters.participants
    if options.all or not document.about:
        codes = document.participants(view) if document.about else (None,)
    for code in codes:
        yield registry.make(view, document, form, site, code, options.lang, options.slides)


def _write(folder: Path, file: File) -> Path:
    """Write a file into a folder, whole or not at all; returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{file.name}.part"
    try:
        part.write_bytes(file.content)
        return part.replace(folder / file.name)
    finally:
        part.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
