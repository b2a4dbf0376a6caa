"""The command line: `python -m data.editions freeze | list | verify | compare`."""

import argparse
import sys
from datetime import date
from pathlib import Path

from data import changes, load, words
from data.archive import SealError
from data.editions import (
    Edition,
    Entry,
    entries,
    folder_of,
    freeze,
    open_edition,
    path_of,
    recomputed,
)
from data.problems import BadDatasetError
from data.selection import Known


def main() -> int:
    """Run one command; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m data.editions", description="Freeze, list, verify and compare editions."
    )
    parser.add_argument(
        "--dataset",
        type=Path,
        default=load.default_folder(),
        help="folder of the dataset (default: %(default)s)",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    freezing = commands.add_parser(
        "freeze", help="write a new edition; an existing one is never overwritten"
    )
    freezing.add_argument(
        "--for", dest="name", required=True, help="its name, such as III-EU-CLASI"
    )
    freezing.add_argument(
        "--as-of", type=date.fromisoformat, required=True, help="cut-off, YYYY-MM-DD"
    )
    freezing.add_argument("--meeting", help="code of the meeting that it is for")
    commands.add_parser("list", help="every edition by cut-off")
    verifying = commands.add_parser("verify", help="open editions and check every part and number")
    verifying.add_argument("names", nargs="*", help="which (default: all)")
    comparing = commands.add_parser(
        "compare", help="every difference between two editions, or an edition and the data of today"
    )
    comparing.add_argument("before")
    comparing.add_argument("after", nargs="?", help="default: the data of today")
    given = parser.parse_args()
    try:
        if not given.dataset.is_dir():
            raise SealError(str(given.dataset), "no_dataset")
        return {"freeze": _freeze, "list": _list, "verify": _verify, "compare": _compare}[
            given.command
        ](given)
    except (SealError, BadDatasetError, changes.OutOfOrderError) as error:
        print(_said(error), file=sys.stderr)
        return 1


def _said(error: Exception) -> str:
    if isinstance(error, SealError):
        t = words.words(words.FALLBACK)
        return f"{error.part}: {t(f'edition_problem.{error.code}', **error.details)}"
    return str(error)


def _line(entry: Entry) -> str:
    meeting, checksum = entry.meeting_id or "-", entry.checksum[:16]
    return (
        f"{entry.name:30} {entry.as_of}  {meeting:8} {entry.marking:12} "
        f"method {entry.method}  {checksum}"
    )


def _freeze(given: argparse.Namespace) -> int:
    print(
        _line(
            freeze(
                load.load(given.dataset),
                folder_of(given.dataset),
                given.name,
                given.as_of,
                given.meeting,
            )
        )
    )
    return 0


def _list(given: argparse.Namespace) -> int:
    found, refused = entries(folder_of(given.dataset))
    for one in found:
        print(_line(one))
    for error in refused:
        print(_said(error), file=sys.stderr)
    return 1 if refused else 0


def _opened(given: argparse.Namespace, name: str) -> Edition:
    path = path_of(folder_of(given.dataset), name)
    if path is None:
        raise SealError(name[:40], "no_edition")
    return open_edition(path)


def _verify(given: argparse.Namespace) -> int:
    found, refused = entries(folder_of(given.dataset))
    wrong = list(refused)
    for name in given.names or [one.name for one in found]:
        try:
            edition = _opened(given, name)
        except SealError as error:
            wrong.append(error)
            continue
        again = changes.seen_anew(edition.known, recomputed(edition))
        print(
            f"{_line(edition.entry)}  whole; {len(again)} states differ under the method of today"
        )
    for error in wrong:
        print(_said(error), file=sys.stderr)
    return 1 if wrong else 0


def _compare(given: argparse.Namespace) -> int:
    before = _opened(given, given.before).known
    if given.after:
        after = _opened(given, given.after).known
    else:
        dataset = load.load(given.dataset)
        after = Known.on(dataset, dataset.horizon)
    found = changes.between(before, after)
    for kind, number in changes.count(found).items():
        print(f"{kind:12} {number}")
    for row in found.itertuples():
        print(
            f"{row.on:%Y-%m-%d}  {row.kind:12} {row.milestone_id:30} "
            f"{row.state_before} > {row.state_after}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
