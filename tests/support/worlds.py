"""Datasets of every extreme that the contract allows, written as folders.

Few actions in memory (`build`), where what lacks or abounds is the point; the public record with
other texts (`hostile`), where its words are.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, product
from pathlib import Path

from babel.core import get_global

from components.documents import package
from data import contract
from data.model import Dataset, Period, Plan
from tests.support import build, hostile, shapes
from tests.support.build import Row, awaiting, confirmed, late, milestone, report

STATES = sorted(
    code for code in get_global("territory_aliases") if len(code) == 3 and code.isalpha()
)
WORDS = ("PREVENTION", "X-1", "PZQ9", "A-b_c", "OTHER-2", "Z" * 40)
"""Codes that are no letter and number; without its first letter none of them is another word."""
LEVELS = ("ministerial", "senior_officials", "technical")
OUTCOMES = ("confirmed", "awaiting", "announced", "not_started", "late", "before")
UNDATED = ("announced", "not_started")
OUT = ("withdrawn", "not_applicable")
SCRIPTS = (
    "تعاون الشرطة بين الجانبين",
    "שיתוף פעולה בין המשטרות abc",
    "警务合作与信息交换",
    "👮🏽\u200d♀️ 🚓 🇪🇨",
    "{start} {n} {} {0} %s %d \\u0041 \\",
)


def small(
    *outcomes: str,
    plan: Plan = Plan.OPEN,
    mode: str = "joint",
    horizon: date = date(2026, 6, 4),
    codes: Sequence[str] = ("A1", "A2", "A3", "A4", "A5", "A6"),
    partners: Sequence[str] = ("ECU", "BRA", "EUROJUST"),
    priorities: int = 2,
    dated: bool = True,
    **more,
) -> Dataset:
    """Actions by turns of each priority, each with a milestone of each outcome.

    `horizon` is the last day; the period is the year and a half before it.
    """
    start = horizon - timedelta(days=450)
    due = str(start + timedelta(days=30)) if dated and plan == Plan.COMPLETE else None
    actions = [
        build.action(
            code,
            *partners,
            mode=mode,
            priority=f"P{at % priorities}",
            starts=str(start + timedelta(days=7 * at)) if dated else None,
        )
        for at, code in enumerate(codes)
    ]
    owners = partners if mode == "each" else (None,)
    milestones, reports = [], []
    for at, (code, owner, outcome) in enumerate(product(codes, owners, outcomes)):
        milestones.append(milestone(f"M{at}", code, due, owner))
        reports += [
            {**one, "participant_id": owner} for one in reported(f"M{at}", outcome, start, horizon)
        ]
    period = Period(starts=start, ends=min(horizon + timedelta(days=200), date(2100, 12, 31)))
    found = build.dataset(
        actions, milestones, reports, horizon=horizon, plan=plan, period=period, **more
    )
    held = found.meetings.assign(starts_on=build.pd.Timestamp(start))
    return shapes.with_tables(found, meetings=held)


def reported(code: str, outcome: str, start: date, horizon: date) -> Iterator[Row]:
    """The reports on a milestone of an outcome."""
    on, before = str(horizon - timedelta(days=20)), str(start - timedelta(days=400))
    if outcome in ("confirmed", "awaiting"):
        yield {"confirmed": confirmed, "awaiting": awaiting}[outcome](code, on)
    elif outcome == "before":
        yield confirmed(code, on, before[:7])
    elif outcome == "unknown_day":
        around = {"achieved_until": str(start + timedelta(days=9))}
        yield confirmed(code, on, str(start - timedelta(days=9))) | around
    elif outcome == "late":
        yield report(code, "announced", str(horizon - timedelta(days=40)))
        yield late(code, on)
    elif outcome != "silent":
        yield report(code, outcome, on)


def without(dataset: Dataset, *tables: str) -> Dataset:
    """The dataset without the rows of some tables."""
    return shapes.with_tables(dataset, **{name: build.frame(name, []) for name in tables})


def met(dataset: Dataset) -> Dataset:
    """The dataset with a meeting of every series and level."""
    days = cycle([("2025-03", "held"), ("2026-Q4", "expected"), ("2026-09", "announced")])
    lanes = zip(product(("joint", "related"), LEVELS), days, strict=False)
    rows = [
        build.meeting(f"M{at}", *day, series=series, level=level, title=f"Meeting {at}")
        for at, ((series, level), day) in enumerate(lanes, 1)
    ]
    return shapes.with_tables(dataset, meetings=build.frame("meetings", rows))


def sourceless(dataset: Dataset) -> Dataset:
    """The dataset with nothing that rests on a source."""
    tables = {
        name: frame.assign(source_id=None)
        for name, frame in dataset.tables.items()
        if "source_id" in frame and name != "sources"
    }
    return without(shapes.with_tables(dataset, **tables), "sources")


@dataclass(frozen=True)
class World:
    """A dataset, or the kind of the texts of the record; looked at in a language.

    What `strains` pages and files is looked at on more of them, and written in every form.
    """

    language: str
    made: Callable[[], Dataset] | str
    freezes: bool = False
    strains: bool = False


A_PLAN = {"plan": Plan.COMPLETE}
NOTHING_MET = ("meetings", "decisions", "presidencies")
NAMED = {
    "one of each": World(
        "pt",
        lambda: small("not_started", codes=("A1",), partners=("ECU",), dated=False, cycle=None),
    ),
    "one of each, a plan": World(
        "es", lambda: sourceless(small("silent", codes=("A1",), partners=("ECU",), **A_PLAN))
    ),
    "codes that are words, every meeting, and texts of any kind": World(
        "es",
        lambda: met(
            shapes.renamed(
                small(*OUTCOMES, codes=WORDS, deadlines=["2026-01-31"]),
                [*SCRIPTS, *hostile.TITLES["markup"]],
            )
        ),
        freezes=True,
        strains=True,
    ),
    "long texts of the record": World("es", "long", strains=True),
    "nothing dated, no state, no meeting": World(
        "pt", lambda: without(small(*UNDATED, dated=False, partners=("EUROJUST",)), *NOTHING_MET)
    ),
    "nothing dated, a plan": World(
        "es", lambda: without(small(*UNDATED, dated=False, **A_PLAN), *NOTHING_MET), freezes=True
    ),
    "no source, in the last year": World(
        "en", lambda: sourceless(small("silent", *OUTCOMES, horizon=date(2100, 12, 31), **A_PLAN))
    ),
    "63 states and 60 priorities": World(
        "en",
        lambda: small(
            "confirmed", codes=[f"A{n}" for n in range(60)], partners=STATES[:63], priorities=60
        ),
        strains=True,
    ),
    "everything own": World(
        "pt", lambda: small(*OUTCOMES, mode="each", codes=("A1",), cycle=None, **A_PLAN)
    ),
    "context only": World("en", shapes.context_alone),
    "all in place before": World("pt", lambda: small("before")),
    "no day known, in the first years": World(
        "es", lambda: small("unknown_day", horizon=date(1993, 12, 31)), freezes=True
    ),
    "all taken out": World("en", lambda: small(*OUT, **A_PLAN)),
}
"""Worlds with a name, each the extreme of something."""


def write(world: World, folder: Path) -> Path:
    """Write a world into a folder that does not exist yet, and name the folder."""
    if isinstance(world.made, str):
        return hostile.write(folder, world.made)
    dataset = world.made()
    folder.mkdir(parents=True)
    (folder / "dataset.toml").write_bytes(package._settings(shapes.view_of(dataset)))
    tables = dict(dataset.tables)
    if dataset.plan == Plan.OPEN:
        tables["evidence"] = build.frame("evidence", evidence(dataset))
        tables["reports"] = tables["reports"].assign(confirmation=None)
    for name, table in contract.tables().items():
        tables[name].to_csv(folder / table.path, index=False, date_format="%Y-%m-%d")
    return folder


def evidence(dataset: Dataset) -> Iterator[Row]:
    """What the reports of an open record rest on: a participant confirms, the press does not."""
    for row in dataset.reports.itertuples():
        voice = "participant" if row.confirmation == "confirmed" else "press"
        yield {
            "report_id": row.report_id,
            "source_id": "S1",
            "origin": "Invented",
            "voice": voice,
            "gone": False,
        }
