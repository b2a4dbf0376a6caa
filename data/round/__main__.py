"""The command line: `python -m data.round COMMAND FOLDER`, with `--help` for what there is."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from data.dates import EVERYWHERE
from data.reading import load
from data.reading.problems import BadDatasetError
from data.round import receipt, returned, rounds, tables_workbook
from data.round.answers import following
from data.round.answers.questions import asked
from data.round.store import acts
from data.round.store.folder import RoundError
from data.round.tables import Difference
from data.round.values import Conflict, Judgement
from data.text import words

T = words.words(words.FALLBACK)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 1 where something was refused or is not as it was left.

    Called wrongly, it exits with 2.
    """
    args = _parser().parse_args(arguments)
    try:
        return COMMANDS[args.command][0](args)
    except RoundError as error:
        message = error.sentence(T)
    except (BadDatasetError, OSError) as error:
        message = error
    print(f"{message}\nNothing more was changed.", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    what = "Ask participants whether what is shown is right, and take in what they answer."
    parser = argparse.ArgumentParser(prog="python -m data.round", description=what)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (_, what) in COMMANDS.items():
        command = commands.add_parser(name, help=what, description=what)
        command.add_argument("folder", type=Path, metavar="FOLDER", help="of the dataset")
        for argument, of, about in ARGUMENTS:
            if name in of.split():
                command.add_argument(argument, **about)
        command.set_defaults(on=datetime.now(EVERYWHERE).date())
    return parser


def _open(args: argparse.Namespace) -> int:
    dataset, scope = load.load(args.folder), args.scope
    row = rounds.row_of(dataset, args.meeting, args.until, args.on, scope, args.silence)
    questions = asked(dataset, scope)[0]
    for code, codes in sorted(questions.items(), key=lambda one: (-len(one[1]), one[0])):
        print(f"{code:8} {len(codes):3}  {' '.join(codes)}")
    number, who = sum(map(len, questions.values())), f"{len(questions)} participants"
    print(f"{row['round_id']}: {number} questions to {who}, until {args.until}")
    if not args.yes:
        print("Nothing is written yet: add --yes to open it.")
        return 0
    act = rounds.open_round(args.folder, row, args.by, args.return_to)
    print(f"Opened by act {act.number:04} ({act.hash[:16]}); sheets: {args.folder / act.made[0]}")
    return 0


def _take(args: argparse.Namespace) -> int:
    """Say what each file would change, or take it in and write a receipt beside a sheet."""
    content, good = {path: path.read_bytes() for path in args.files}, True
    ledger, is_chosen = rounds.Ledger.of(args.folder), bool(args.only)
    sheets = ledger.sheets(args.round)
    for path, file in content.items():
        for one in returned.read(path.name, file, sheets):
            came, act = one.only(args.only) if is_chosen else one, None
            if args.yes:
                act, judged = rounds.take(args.folder, came, args.on, args.by, is_chosen)
            else:
                judged = ledger.judge(came, args.on, is_chosen)
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
                brought = acts.brought(args.folder, act)
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
        print(f"  {effect.scope} {effect.figure}: {effect.before} -> {effect.after}")
    for one in judged.conflicts:
        why = "would be deleted" if one.given is None else "not taken"
        print(f"  {one.name}: {why}; --only {one.name} does it")
        for name, says in (("sent", one.sent), ("now", one.now), ("came back", one.given)):
            print(f"    {name}: {_three(one, says)}")
    for problem in judged.problems:
        print(f"  {problem.sentence(T)}")


def _three(conflict: Conflict, says: Any) -> str:
    """What one of the three says where they differ."""
    if isinstance(conflict, Difference):
        return ", ".join(f"{name} {(says or {}).get(name) or '-'}" for name in conflict.columns)
    return f"{getattr(says, 'state', '') or says.box} {says.on or '-'}"


def _tables(args: argparse.Namespace) -> int:
    there = rounds.Ledger.of(args.folder)
    args.out.write_bytes(tables_workbook.write(there.rows, T, fictional=there.dataset.fictional))
    print(f"Every table of {args.folder}: {args.out}")
    return 0


def _undo(args: argparse.Namespace) -> int:
    act = acts.undo(args.folder, args.act, args.on, args.by)
    print(f"Act {args.act:04} is undone by act {act.number:04} ({act.hash}).")
    for sentence in following.left_aside(load.load(args.folder), T):
        print(f"  {sentence}")
    return 0


def _keep(args: argparse.Namespace) -> int:
    act = acts.keep(args.folder, args.on, args.by)
    print(f"Recorded by act {act.number:04} ({act.hash}).")
    return 0


def _verify(args: argparse.Namespace) -> int:
    faults = acts.verify(args.folder)
    for name in faults:
        print(f"{name}: not as it was left", file=sys.stderr)
    if not faults:
        print("Every act and table is as it was left.")
    return 1 if faults else 0


def _list(args: argparse.Namespace) -> int:
    every = acts.read(args.folder)
    standing = acts.standing(every)
    for act in every:
        what = f"undoes {act.undoes:04}" if act.undoes else f"{act.participant} {act.file_name}"
        undone = "" if act in standing or act.undoes else "  undone"
        about = f"{act.kind:5} {act.by:12} {act.round:10} {what.strip()}{undone}"
        print(f"{act.number:04}  {act.on}  {about}  {act.hash[:16]}")
    return 0


COMMANDS: Mapping[str, tuple[Callable[[argparse.Namespace], int], str]] = {
    "open": (_open, "show who is asked what; with --yes open the round and write its sheets"),
    "take": (_take, "show what files would change; with --yes take them in, each as one act"),
    "tables": (_tables, "write all tables as one workbook, to edit and to take in"),
    "undo": (_undo, "undo a whole act, by an act"),
    "keep": (_keep, "record as an act what was edited by hand"),
    "verify": (_verify, "name each act and table in which a byte is another"),
    "list": (_list, "every act, the first one first"),
}
"""What each command runs and does."""
DAY, SEVERAL = {"type": date.fromisoformat}, {"nargs": "+", "default": ()}
ARGUMENTS: Sequence[tuple[str, str, Mapping[str, Any]]] = (
    ("--meeting", "open", {"required": True, "help": "code of the meeting that it prepares"}),
    ("--until", "open", {"required": True, "help": "last day, YYYY-MM-DD", **DAY}),
    ("--scope", "open", {"help": "priorities (default: all)", **SEVERAL}),
    ("--silence", "open", {"action": "store_true", "help": "after it, silence is no objection"}),
    ("--return-to", "open", {"default": "", "help": "where to send sheets back"}),
    ("files", "take", {"nargs": "+", "metavar": "FILE", "type": Path, "help": "what came back"}),
    ("--round", "take", {"help": "code of the round (default: the one opened last)"}),
    ("--only", "take", {"help": "these alone, also where they moved or go", **SEVERAL}),
    ("--out", "tables", {"required": True, "help": "the workbook (.xlsx)", "type": Path}),
    ("act", "undo", {"type": int, "help": "its number"}),
    ("--yes", "open take", {"action": "store_true", "help": "do it"}),
    ("--by", "open take undo keep", {"default": "secretariat", "help": "in what office"}),
    ("--on", "open take undo keep", {"help": "day of it (default: the one not over yet)", **DAY}),
)
"""Arguments of the commands: the name of each, in which commands, and what argparse has of it."""


if __name__ == "__main__":
    sys.exit(main())
