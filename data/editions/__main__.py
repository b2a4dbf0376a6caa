"""The command line: `python -m data.editions freeze | list | verify`."""

import argparse
import sys
from datetime import date
from pathlib import Path

from data import changes
from data.archive import EditionError
from data.editions import Entry, entries, folder_of, freeze, open_edition, path_of
from data.reading import load
from data.reading.problems import BadDatasetError
from data.selection import Snapshot
from data.text import words


def main() -> int:
    """Run one command; returns the exit code, 1 where something was refused."""
    parser = argparse.ArgumentParser(
        prog="python -m data.editions", description="Freeze, list and verify editions."
    )
    where = {"type": Path, "default": load.default_folder()}
    parser.add_argument("--dataset", help="folder of the dataset (default: %(default)s)", **where)
    commands = parser.add_subparsers(dest="command", required=True)
    once = "write a new edition; an existing one is never overwritten"
    freezing = commands.add_parser("freeze", help=once)
    freezing.set_defaults(run=_freeze)
    named = {"dest": "name", "required": True}
    freezing.add_argument("--for", help="its name, such as III-EU-CLASI", **named)
    day = {"type": date.fromisoformat, "required": True}
    freezing.add_argument("--as-of", help="cut-off, YYYY-MM-DD", **day)
    freezing.add_argument("--meeting", help="code of the meeting that it is for")
    commands.add_parser("list", help="every edition by cut-off").set_defaults(run=_list)
    verifying = commands.add_parser("verify", help="open editions and check every part and number")
    verifying.set_defaults(run=_verify)
    verifying.add_argument("names", nargs="*", help="which (default: all)")
    args = parser.parse_args()
    try:
        if not args.dataset.is_dir():
            raise EditionError(str(args.dataset), "no_dataset")
        return args.run(args)
    except (EditionError, BadDatasetError) as error:
        return _refused(error)


def _refused(*errors: Exception) -> int:
    """Say what is wrong, if anything is; returns the exit code."""
    t = words.words(words.FALLBACK)
    for error in errors:
        if isinstance(error, EditionError):
            sentence = f"{error.part}: {t(f'edition_problem.{error.code}', **error.details)}"
        else:
            sentence = str(error)
        print(sentence, file=sys.stderr)
    return 1 if errors else 0


def _line(entry: Entry) -> str:
    meeting, checksum = entry.meeting_id or "-", entry.checksum[:16]
    return (
        f"{entry.name:30} {entry.as_of}  {meeting:8} {entry.marking:12} "
        f"method {entry.method}  {checksum}"
    )


def _freeze(args: argparse.Namespace) -> int:
    folder = folder_of(args.dataset)
    dataset = load.load(args.dataset)
    print(_line(freeze(dataset, folder, args.name, args.as_of, args.meeting)))
    return 0


def _list(args: argparse.Namespace) -> int:
    found, refused = entries(folder_of(args.dataset))
    for one in found:
        print(_line(one))
    return _refused(*refused)


def _verify(args: argparse.Namespace) -> int:
    """Open editions, all unless named, and say how many states today's method sees otherwise."""
    found, refused = entries(folder_of(args.dataset))
    for name in args.names or [one.name for one in found]:
        try:
            if (path := path_of(folder_of(args.dataset), name)) is None:
                raise EditionError(name[:40], "no_edition")
            edition = open_edition(path)
        except EditionError as error:
            refused.append(error)
            continue
        frozen = edition.snapshot
        again = len(changes.seen_anew(frozen, Snapshot.on(frozen.dataset, frozen.as_of)))
        print(f"{_line(edition.entry)}  whole; {again} states differ under the method of today")
    return _refused(*refused)


if __name__ == "__main__":
    sys.exit(main())
