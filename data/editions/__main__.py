"""The command line: `python -m data.editions freeze | list | verify | compare`."""

import argparse
import sys
from datetime import date
from pathlib import Path

from data import changes, load
from data.archive import EditionError
from data.editions import (
    Edition,
    Entry,
    entries,
    folder_of,
    freeze,
    open_edition,
    path_of,
)
from data.problems import BadDatasetError
from data.selection import Snapshot
from data.text import words


def main() -> int:
    """Run one command; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m data.editions", description="Freeze, list, verify and compare editions."
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
    which = "every difference between two editions, or an edition and the data of today"
    comparing = commands.add_parser("compare", help=which)
    comparing.set_defaults(run=_compare)
    comparing.add_argument("before")
    comparing.add_argument("after", nargs="?", help="default: the data of today")
    given = parser.parse_args()
    try:
        if not given.dataset.is_dir():
            raise EditionError(str(given.dataset), "no_dataset")
        return given.run(given)
    except (EditionError, BadDatasetError, changes.OutOfOrderError) as error:
        return _refused(error)


def _refused(*errors: Exception) -> int:
    """Say what is wrong, if anything is; returns the exit code."""
    t = words.words(words.FALLBACK)
    for error in errors:
        if isinstance(error, EditionError):
            said = f"{error.part}: {t(f'edition_problem.{error.code}', **error.details)}"
        else:
            said = str(error)
        print(said, file=sys.stderr)
    return 1 if errors else 0


def _line(entry: Entry) -> str:
    meeting, checksum = entry.meeting_id or "-", entry.checksum[:16]
    return (
        f"{entry.name:30} {entry.as_of}  {meeting:8} {entry.marking:12} "
        f"method {entry.method}  {checksum}"
    )


def _freeze(given: argparse.Namespace) -> int:
    folder = folder_of(given.dataset)
    dataset = load.load(given.dataset)
    print(_line(freeze(dataset, folder, given.name, given.as_of, given.meeting)))
    return 0


def _list(given: argparse.Namespace) -> int:
    found, refused = entries(folder_of(given.dataset))
    for one in found:
        print(_line(one))
    return _refused(*refused)


def _opened(given: argparse.Namespace, name: str) -> Edition:
    path = path_of(folder_of(given.dataset), name)
    if path is None:
        raise EditionError(name[:40], "no_edition")
    return open_edition(path)


def _verify(given: argparse.Namespace) -> int:
    found, refused = entries(folder_of(given.dataset))
    for name in given.names or [one.name for one in found]:
        try:
            edition = _opened(given, name)
        except EditionError as error:
            refused.append(error)
            continue
        frozen = edition.snapshot
        again = len(changes.seen_anew(frozen, Snapshot.on(frozen.dataset, frozen.as_of)))
        print(f"{_line(edition.entry)}  whole; {again} states differ under the method of today")
    return _refused(*refused)


def _compare(given: argparse.Namespace) -> int:
    before = _opened(given, given.before).snapshot
    if given.after:
        after = _opened(given, given.after).snapshot
    else:
        dataset = load.load(given.dataset)
        after = Snapshot.on(dataset, dataset.horizon)
    found = changes.between(before, after)
    for kind, number in changes.count(found).items():
        print(f"{kind:12} {number}")
    for row in found.itertuples():
        what = f"{row.on:%Y-%m-%d}  {row.kind:12} {row.milestone_id:30} "
        print(f"{what}{row.state_before} > {row.state_after}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
