"""The command line: `python -m components.documents workbook --country ECU --lang es --out FOLDER`, without a browser."""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from components.documents import registry
from components.documents.registry import Document, File, Form
from components.view import choice
from components.view import view as views
from components.view.view import View
from data import words
from data.problems import BadDatasetError

MADE, NOT_MADE, CALLED_WRONGLY = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the documents asked for; returns the exit code."""
    given = _parser().parse_args(arguments)
    one = registry.document(given.document)
    language = given.lang if given.lang in words.languages() else words.FALLBACK
    try:
        view = views.open_view(one.page, language, _query(given))
        if wrong := _wrong(given, one, view):
            print(
                f"These mean nothing here: {', '.join(wrong)}. Nothing was made.", file=sys.stderr
            )
            return CALLED_WRONGLY
        for file in _files(given, one, view):
            print(_write(given.out, file))
    except registry.REFUSALS as error:
        print(registry.said(error, words.words(words.FALLBACK)), file=sys.stderr)
        return NOT_MADE
    except (BadDatasetError, OSError) as error:
        print(error, file=sys.stderr)
        return NOT_MADE
    return MADE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m components.documents",
        description="Make documents from the data, as the dashboard does. Values are the codes of its addresses; a list takes several.",
    )
    parser.add_argument("document", choices=[one.key for one in registry.DOCUMENTS])
    for name in (*choice.LISTS, *choice.DAYS, *views.WHERE):
        several = {"nargs": "+", "action": "extend", "default": []} if name in choice.LISTS else {}
        parser.add_argument(f"--{name.replace('_', '-')}", dest=name, **several)
    parser.add_argument(
        f"--{choice.CONTEXT}",
        action="store_const",
        const=choice.SHOWN,
        help="list actions of the context too; nothing counts them",
    )
    parser.add_argument(
        "--lang",
        help="language (default: English; a document on one participant: its own language)",
    )
    parser.add_argument(
        "--format", help="ending of the file, where there are several forms (default: the first)"
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help="a document on each participant, for the documents on one",
    )
    parser.add_argument(
        "--address",
        default=os.environ.get(registry.SITE, ""),
        help=f"address of the dashboard (default: {registry.SITE}, or none)",
    )
    parser.add_argument("--out", type=Path, required=True, help="folder; made if it is not there")
    return parser


def _query(given: argparse.Namespace) -> dict[str, list[str]]:
    """The address that the arguments make. A document on each participant is filtered by none."""
    asked = {name: getattr(given, name) for name in (*choice.PARAMETERS, *views.WHERE)}
    return {
        name: value if isinstance(value, list) else [value]
        for name, value in asked.items()
        if value
    }


def _wrong(given: argparse.Namespace, one: Document, view: View) -> list[str]:
    """Every value that means nothing here, as it would stand in an address, and what is lacking."""
    wrong = list(view.dropped)
    if given.lang and given.lang not in words.languages():
        wrong.append(f"lang={given.lang} (one of {', '.join(words.languages())})")
    if given.format and given.format not in (endings := [form.ending for form in one.forms]):
        wrong.append(f"format={given.format} (one of {', '.join(endings)})")
    if not one.about:
        return [*wrong, f"all ({one.key} is on no participant)"] if given.all else wrong
    known = one.participants(view)
    wrong += [
        f"country={code} (no {one.key} on it)" for code in view.filters.country if code not in known
    ]
    if not given.all and not given.country:
        wrong.append(f"no country ({one.key} needs --country or --all; one of {', '.join(known)})")
    return wrong


def _files(given: argparse.Namespace, one: Document, view: View) -> Iterator[File]:
    form: Form = one.form(given.format) if given.format else one.forms[0]
    if not one.about:
        yield registry.make(view, one, form, given.address.rstrip("/"), language=given.lang)
        return
    for code in one.participants(view) if given.all else view.filters.country:
        yield registry.make(view, one, form, given.address.rstrip("/"), code, given.lang)


def _write(folder: Path, file: File) -> Path:
    """Put a file where it belongs, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".", suffix=".part", delete=False) as part:
        try:
            part.write(file.content)
            part.flush()
            os.fsync(part.fileno())
            Path(part.name).chmod(0o644)
            return Path(part.name).rename(folder / file.name)
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise


if __name__ == "__main__":
    sys.exit(main())
