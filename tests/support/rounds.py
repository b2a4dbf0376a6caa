"""A small folder in which a round is open, what comes back in it, and processes that change it."""

import hashlib
import multiprocessing
import resource
import shutil
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from data.reading import load
from data.round import messages, rounds
from data.round.store import acts
from data.round.store.folder import RoundError
from data.round.values import Answer, Box, Need, Return
from tests.support import small

OPENED, UNTIL, CAME = date(2026, 6, 10), date(2026, 7, 10), date(2026, 7, 3)
ROWS = {
    "actions": ["A4,P1,Joint centre,,,infrastructure,joint,related,eu,,,,,medium,public"],
    "action_participants": ["A4,ARG,partner,", "A4,BRA,partner,"],
    "milestones": [
        "A4-signed,A4,,signed,,1,,,,,",
        "A4-held,A4,,held,,2,,,,,",
        "A4-completed,A4,,completed,,3,2025-12-01,month,,,",
        "A4-adopted,A4,,adopted,,4,,,,,",
        "A4-in_force,A4,,in_force,,5,,,,,",
    ],
    "reports": [
        f"R{number},{milestone},,{day},day,{day},publication,{state},{reached},,medium,,,,,S3"
        for number, (milestone, day, state, reached) in enumerate(
            [
                ("A4-signed", "2025-04-02", "achieved", "2025-04-01,day,"),
                ("A4-held", "2025-09-24", "achieved", "2025-09-24,day,"),
                ("A4-completed", "2025-03-09", "announced", ",,"),
                ("A4-adopted", "2025-03-09", "announced", ",,"),
                ("A4-in_force", "2025-03-09", "announced", ",,"),
            ],
            start=41,
        )
    ],
    "evidence": [
        "R41,S1,Firmaron el acuerdo,es,Example Council,participant,,false",
        "R42,S2,,,Example agency,press,,false",
    ],
}
"""Rows beside those of the small dataset: a joint action of two countries with milestones that are
confirmed, awaiting a second source, past their date, and to come twice."""


def write(folder: Path, plan: str = "open") -> Path:
    """Write the small dataset with more rows into a folder that does not exist yet.

    Of a complete plan, each report that a milestone was reached awaits confirmation.
    """
    small.write(folder)
    for table, rows in ROWS.items():
        path = folder / f"{table}.csv"
        path.write_text(path.read_text("utf-8") + "".join(f"{row}\n" for row in rows), "utf-8")
    if plan == "complete":
        settings = folder / "dataset.toml"
        settings.write_text(settings.read_text("utf-8").replace('"open"', '"complete"'), "utf-8")
        reports = folder / "reports.csv"
        text = reports.read_text("utf-8").replace(",day,,,medium", ",day,,awaiting,medium")
        reports.write_text(text, "utf-8")
    return folder


def sheets(sheet):
    """What stands for the files of a sheet."""
    return {f"{sheet.participant}.txt": sheet.act_hash.encode()}


def opened(place: Path, plan: str = "open", *, silence: bool = False) -> tuple[Path, rounds.Act]:
    """A folder in which a round is open, and the act that opened it."""
    made, act = _opened(plan, silence)
    return Path(shutil.copytree(made.name, place, dirs_exist_ok=True), "roadmap"), act


@cache
def _opened(plan: str, silence: bool) -> tuple[TemporaryDirectory, rounds.Act]:
    """Such a folder, made once, in a folder that goes with the process."""
    place = TemporaryDirectory()
    folder = write(Path(place.name, "roadmap"), plan)
    row = rounds.row_of(load.load(folder), "M2", UNTIL, OPENED, silence=silence)
    with mock.patch.object(messages, "files", sheets):
        return place, rounds.open_round(folder, row, "secretariat")


def returned(act, *answers: Answer, by: str = "ARG", needs: tuple[Need, ...] = ()) -> Return:
    """A file with answers; its hash is that of what it says."""
    digest = hashlib.sha256(repr((by, answers, needs)).encode()).hexdigest()
    return Return(f"{by}.docx", digest, act.round, by, "es", act.hash, answers, needs)


def take(folder, file, on=CAME, **more):
    """Take a file in."""
    return rounds.take(folder, file, on, "secretariat", **more)


REACHED = Answer("A4-adopted", Box.REACHED, date(2026, 5, 4), "day", "Note 12", "In both capitals")


def content(folder: Path, *, whole: bool = False) -> dict[str, bytes]:
    """Every file of a folder by name, without the acts unless asked."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and (whole or path.parent.name != "acts")
    }


def work(folder: Path, step: str, file: Return, number: int, results) -> None:
    """In a process of its own: take a file in or undo an act, and tell what came of it.

    `full` takes it in where no file can be longer than a few bytes, as on a full disk.
    """
    if step == "full":
        resource.setrlimit(resource.RLIMIT_FSIZE, (number, number))
    try:
        if step == "undo":
            results.put(acts.undo(folder, number, CAME, "secretariat").number)
        else:
            act, _ = rounds.take(folder, file, CAME, "secretariat")
            results.put(act.number if act else 0)
    except RoundError as error:
        results.put(error.code)


def processes():
    """Where processes come from that have everything imported already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.support.rounds"])
    return context
