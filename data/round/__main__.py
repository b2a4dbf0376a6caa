"""The command line: `python -m data.round COMMAND FOLDER`, with `--help` for what there is."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from data.dates import EVERYWHERE
from data.reading import load
from data.reading.problems import BadDatasetError
from data.round import acts, messages, receipt, returned, rounds, tables, tables_workbook
from data.round.acts import Act
from data.round.folder import RoundError
from data.round.package import RefusedFileError
from data.round.questions import asked
from data.round.values import Change, Effect, Judgement
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
    content = {path: path.read_bytes() for path in given.files}
    books = [path for path in content if tables_workbook.is_one(content[path])]
    good = not [path for path in books if not _take_tables(given, path.name, content.pop(path))]
    ledger = rounds.Ledger.of(given.folder)
    sheets = ledger.sheets(given.round) if content else {}
    read = [(path, returned.read(path.name, file, sheets)) for path, file in content.items()]
    for path, file in ((path, file) for path, files in read for file in files):
        print(f"{file.file_name}  {file.participant or '?'}  SHA-256 {file.sha256[:16]}")
        if given.yes:
            act, judged = rounds.take(
                given.folder, file, given.on, given.by, given.only, given.despite
            )
        else:
            act, judged = None, ledger.judge(file, given.on, given.only, given.despite)
        _say(judged)
        print(f"  {_outcome(act, judged.changes)}")
        if act:
            sheet = sheets[act.participant]
            name = path.with_name(f"{act.round}-{act.participant}-{act.number:04}.docx")
            name.write_bytes(receipt.write(act, acts.brought(given.folder, act), sheet))
            print(f"  Receipt: {name}")
        good = good and not judged.problems and not judged.conflicts
    return 0 if good else 1


def _take_tables(given: argparse.Namespace, name: str, content: bytes) -> bool:
    """Show or take in a workbook of all tables; whether there was nothing to ask about it."""
    try:
        read = tables_workbook.read(name, content)
    except RefusedFileError as error:
        print(f"{name}: {T(f'round.problem.{error.what}', value=error.value)}")
        return False
    print(f"{read.name}  SHA-256 {read.sha256[:16]}")
    if given.yes:
        act, compared = tables.take(given.folder, read, given.on, given.by, given.despite)
    else:
        act, compared = None, tables.compare(given.folder, read, given.despite)
    _say_changes(compared.changes, compared.effects)
    left = [
        one for one in compared.differences if not one.is_sure and one.name not in given.despite
    ]
    for one in left:
        why = "would be deleted" if one.given is None else "not taken"
        print(f"  {one.name}: {why}; --despite {one.name} does it")
        three = {"sent": one.sent, "now": one.now, "file": one.given}
        for column in one.columns if one.is_stale else ():
            says = ", ".join(f"{who} {(row or {}).get(column, '-')}" for who, row in three.items())
            print(f"    {column}: {says}")
    for problem in compared.problems:
        print(f"  {tables.sentence(problem, T)}")
    print(f"  {_outcome(act, compared.changes)}")
    return not compared.problems and not left


def _say_changes(changes: Sequence[Change], effects: Sequence[Effect]) -> None:
    """Print what would change, and what it does to the numbers."""
    for change in changes:
        before, after = change.before or {}, change.after or {}
        says = [f"{name}={value}" for name, value in after.items() if value != before.get(name, "")]
        how = ("changed" if before else "new") if after else "deleted"
        print(f"  {change.table} {change.key}: {how}  {' '.join(says)}")
    for effect in effects:
        days = f" ({effect.by_days:+} by days that passed)" if effect.by_days else ""
        print(f"  {effect.scope} {effect.figure}: {effect.before} -> {effect.after}{days}")


def _say(judged: Judgement) -> None:
    """Print what would change, what it does to the numbers, and what cannot be taken."""
    _say_changes(judged.changes, judged.effects)
    for conflict in judged.conflicts:
        three = (conflict.issued, conflict.now, conflict.answer)
        says = [
            f"{name} {one.on or '-'}"
            for name, one in zip(("sheet", "now", "file"), three, strict=True)
        ]
        code = conflict.answer.milestone
        print(f"  {code}: {', '.join(says)}: not taken; --despite {code} takes it")
    for problem in judged.problems:
        print(f"  {messages.sentence(problem, T)}")


def _outcome(act: Act | None, changes: Sequence[Change]) -> str:
    if act:
        return f"Taken in as act {act.number:04} ({act.hash})."
    if changes:
        return "Nothing is written yet: add --yes to take it in."
    return "Changes nothing."


def _tables(given: argparse.Namespace) -> int:
    given.out.write_bytes(tables_workbook.write(given.folder, T))
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
