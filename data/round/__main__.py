"""The command line: `python -m data.round COMMAND FOLDER`, with `--help` for what there is."""

import argparse
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from data.dates import EVERYWHERE
from data.reading import load
from data.reading.problems import BadDatasetError
from data.round import acts, messages, receipt, returned, rounds, tables, tables_workbook
from data.round.folder import RoundError
from data.round.questions import asked
from data.round.tables import Difference
from data.round.values import Conflict, Judgement
from data.text import words

T = words.words(words.FALLBACK)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 1 where nothing could be done, 2 if called wrongly."""
    given = _parser().parse_args(arguments)
    try:
        return given.run(given)
    except (RoundError, BadDatasetError, OSError) as error:
        message = (
            T(f"round.refused.{error.code}", **error.values)
            if isinstance(error, RoundError)
            else error
        )
        print(f"{message}\nNothing more was changed.", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    what = "Ask participants whether what is shown is right, and take in what they answer."
    parser = argparse.ArgumentParser(prog="python -m data.round", description=what)
    commands = parser.add_subparsers(dest="command", required=True)

    def command(
        name: str, run: Callable[[argparse.Namespace], int], what: str
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=what, description=what)
        added.add_argument("folder", type=Path, metavar="FOLDER", help="of the dataset")
        added.set_defaults(run=run)
        return added

    opening = command(
        "open", _open, "show who is asked what; with --yes open the round and write its sheets"
    )
    opening.add_argument("--meeting", required=True, help="code of the meeting that it prepares")
    opening.add_argument("--until", type=_day, required=True, help="last day, YYYY-MM-DD")
    opening.add_argument("--scope", nargs="+", default=(), help="priorities (default: all)")
    silence = "what is not answered is shown as not contradicted after the last day"
    opening.add_argument("--silence", action="store_true", help=silence)
    opening.add_argument("--return-to", default="", help="where to send sheets back")
    taking = command(
        "take", _take, "show what files would change; with --yes take them in, each as one act"
    )
    taking.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="Word, Excel or mail (.eml) of a round; or a workbook of all tables",
    )
    taking.add_argument("--round", help="code of the round (default: the one opened last)")
    taking.add_argument("--only", nargs="+", help="take the answers about these milestones alone")
    moved = "take these although the data have moved since; of a workbook, delete these rows"
    taking.add_argument("--despite", nargs="+", default=(), help=moved)
    writing = command("tables", _tables, "write all tables as one workbook, to edit and to take in")
    writing.add_argument("--out", type=Path, required=True, help="the workbook (.xlsx)")
    undoing = command("undo", _undo, "undo a whole act, by an act")
    undoing.add_argument("act", type=int, help="its number")
    keeping = command("keep", _keep, "record as an act what was edited by hand")
    command("verify", _verify, "name each act and table in which a byte is another")
    command("list", _list, "every act, the first one first")
    for one in (opening, taking):
        one.add_argument("--yes", action="store_true", help="do it")
    for one in (opening, taking, undoing, keeping):
        one.add_argument(
            "--by", default="secretariat", help="in what office (default: %(default)s)"
        )
        when = {"type": _day, "default": datetime.now(EVERYWHERE).date()}
        what = "day on which it is done or came (default: the one that is not over everywhere yet)"
        one.add_argument("--on", help=what, **when)
    return parser


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _open(given: argparse.Namespace) -> int:
    scope = tuple(given.scope)
    opening = rounds.Opening(
        given.meeting, given.until, given.on, scope, given.silence, given.return_to
    )
    dataset = load.load(given.folder)
    row, questions = rounds.row_of(dataset, opening), asked(dataset, scope)[0]
    for code, codes in sorted(questions.items(), key=lambda one: (-len(one[1]), one[0])):
        print(f"{code:8} {len(codes):3}  {' '.join(codes)}")
    number = sum(map(len, questions.values()))
    print(f"{row.key}: {number} questions to {len(questions)} participants, until {given.until}")
    if not given.yes:
        print("Nothing is written yet: add --yes to open it.")
        return 0
    act = rounds.open_round(given.folder, opening, given.by, messages.files)
    print(f"Opened by act {act.number:04} ({act.hash[:16]}); sheets: {given.folder / act.made[0]}")
    return 0


def _take(given: argparse.Namespace) -> int:
    content, good = {path: path.read_bytes() for path in given.files}, True
    books = [path for path in content if tables_workbook.is_one(content[path])]
    ledger = rounds.Ledger.of(given.folder)
    sheets = {} if len(books) == len(content) else ledger.sheets(given.round)
    for path, file in content.items():
        reads = path in books
        came = (
            [tables_workbook.read(path.name, file)]
            if reads
            else returned.read(path.name, file, sheets)
        )
        for one in came:
            if given.yes:
                act, judged = rounds.take(
                    given.folder, one, given.on, given.by, given.only, given.despite
                )
            else:
                act, judged = None, ledger.judge(one, given.on, given.only, given.despite)
            print(f"{one.file_name}  SHA-256 {one.sha256[:16]}")
            _say(judged)
            if act:
                print(f"  Taken in as act {act.number:04} ({act.hash}).")
            elif judged.changes:
                print("  Nothing is written yet: add --yes to take it in.")
            else:
                print("  Changes nothing.")
            if act and act.participant:
                name = path.with_name(f"{act.round}-{act.participant}-{act.number:04}.docx")
                brought = acts.brought(given.folder, act)
                name.write_bytes(receipt.write(act, brought, sheets[act.participant]))
                print(f"  Receipt: {name}")
            good = good and not judged.problems and not judged.conflicts
    return 0 if good else 1


def _say(judged: Judgement) -> None:
    """Print what would change, what it does to the numbers, and what is not taken."""
    for change in judged.changes:
        before, after = change.before or {}, change.after or {}
        says = [f"{name}={value}" for name, value in after.items() if value != before.get(name, "")]
        how = ("changed" if before else "new") if after else "deleted"
        print(f"  {change.table} {change.key}: {how}  {' '.join(says)}")
    for effect in judged.effects:
        days = f" ({effect.by_days:+} by days that passed)" if effect.by_days else ""
        print(f"  {effect.scope} {effect.figure}: {effect.before} -> {effect.after}{days}")
    for one in judged.conflicts:
        why = "would be deleted" if one.given is None else "not taken"
        print(f"  {one.name}: {why}; --despite {one.name} does it")
        for name, says in (("sent", one.sent), ("now", one.now), ("came back", one.given)):
            print(f"    {name}: {_three(one, says)}")
    for problem in judged.problems:
        print(f"  {problem.sentence(T)}")


def _three(conflict: Conflict, says: Any) -> str:
    """What one of the three says where they differ."""
    if isinstance(conflict, Difference):
        return ", ".join(f"{name} {(says or {}).get(name) or '-'}" for name in conflict.columns)
    return f"{getattr(says, 'state', '') or says.box} {says.on or '-'}"


def _tables(given: argparse.Namespace) -> int:
    fictional = load.load(given.folder).fictional
    given.out.write_bytes(tables_workbook.write(tables.rows(given.folder), T, fictional=fictional))
    print(f"Every table of {given.folder}: {given.out}")
    return 0


def _undo(given: argparse.Namespace) -> int:
    act = acts.undo(given.folder, given.act, given.on, given.by)
    print(f"Act {given.act:04} is undone by act {act.number:04} ({act.hash}).")
    return 0


def _keep(given: argparse.Namespace) -> int:
    act = acts.keep(given.folder, given.on, given.by)
    print(f"Recorded by act {act.number:04} ({act.hash}).")
    return 0


def _verify(given: argparse.Namespace) -> int:
    faults = acts.verify(given.folder)
    for name, code in faults.items():
        print(f"{name}: {T(f'round.fault.{code}')}", file=sys.stderr)
    if not faults:
        print("Every act and table is as it was left.")
    return 1 if faults else 0


def _list(given: argparse.Namespace) -> int:
    known = acts.read(given.folder)
    standing = acts.standing(known)
    for act in known:
        what = (
            f"undoes {act.undoes:04}"
            if act.undoes
            else f"{act.participant} {act.file_name}".strip()
        )
        undone = "" if act in standing or act.undoes else "  undone"
        about = f"{act.kind:5} {act.by:12} {act.round:10} {what}{undone}"
        print(f"{act.number:04}  {act.on}  {about}  {act.hash[:16]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
