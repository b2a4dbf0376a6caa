"""Random datasets and choices, drawn by hypothesis."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import pandas as pd
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from data.model import Dataset, Period, Plan, Status
from data.selection import Snapshot
from data.selection.filters import Filters
from data.status import milestone_states
from tests.support.build import Row, action, awaiting, confirmed, dataset, milestone, move, report

law = settings(
    max_examples=12, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)

COUNTRIES = ["XAA", "XBB", "XCC"]
PRIORITIES = ["P1", "P2"]
KINDS = ["plan", "training"]
DUES = [
    "2025-12-31",
    "2024",
    "2025-Q3",
    "2025-12",
    "2026-01-31",
    "2026-Q1",
    "2026-04-01",
    "2027",
    None,
]
REPORTED = [
    "2025-01-10",
    "2025-06-01",
    "2025-09-30",
    "2025-12-30",
    "2025-12-31",
    "2026-01-31",
    "2026-03-31",
    "2026-05-05",
]
DAYS = [
    date(2026, 4, 1),
    date(2026, 6, 30),
    date(2026, 3, 31),
    date(2025, 12, 31),
    date(2025, 12, 30),
    date(2025, 1, 1),
]
STATES = [
    "confirmed",
    "awaiting",
    "announced",
    "not_achieved",
    "not_achieved",
    "not_started",
    "not_applicable",
    "withdrawn",
]
DATES = ["in_force", "in_force", "expected"]


class World(NamedTuple):
    """A random dataset and a day on which to look at it."""

    dataset: Dataset
    day: date

    @property
    def snapshot(self) -> Snapshot:
        return Snapshot.on(self.dataset, self.day)

    @property
    def milestones(self) -> pd.DataFrame:
        return milestone_states(self.dataset, self.day)


def brief(milestone_id: str, word: str, on: str) -> Row:
    """A report in one word."""
    match word:
        case "confirmed":
            return confirmed(milestone_id, on)
        case "awaiting":
            return awaiting(milestone_id, on)
    return report(milestone_id, word, on)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Up to four actions of any mode and link, with milestones, moved dates and rounds.

    Each milestone has up to three reports, and there are corrections.
    """
    actions, milestones, reports, moves = [], [], [], []
    for number in range(draw(st.integers(1, 4))):
        mode = draw(st.sampled_from(["each", "joint", "joint", "optional"]))
        partners = draw(st.lists(st.sampled_from(COUNTRIES), min_size=1, max_size=3, unique=True))
        code = f"A{number}"
        priority, kind = draw(st.sampled_from(PRIORITIES)), draw(st.sampled_from(KINDS))
        link = draw(
            st.sampled_from(["roadmap", "both", "eu", "member_state", "regional", "context"])
        )
        lead = draw(st.sampled_from([None, partners[0]]))
        actions.append(
            action(code, *partners, mode=mode, priority=priority, kind=kind, link=link, lead=lead)
        )
        owners: list[str | None] = []
        if mode == "joint":
            owners = [None] * draw(st.integers(1, 3)) + draw(st.sampled_from([[], [partners[0]]]))
        else:
            taking = (
                partners
                if mode == "each"
                else draw(st.lists(st.sampled_from(partners), unique=True))
            )
            owners = [owner for owner in taking for _ in range(draw(st.integers(1, 2)))]
        for place, owner in enumerate(owners):
            name = f"{code}-M{place}"
            in_force = draw(st.sampled_from([None, None, "2025-12-31", "2026-Q1"]))
            known_on = draw(st.sampled_from([None, None, None, "2025-06-01"]))
            milestones.append(
                milestone(name, code, draw(st.sampled_from(DUES)), owner, in_force, known_on)
            )
            drawn = draw(
                st.lists(st.tuples(st.sampled_from(STATES), st.sampled_from(REPORTED)), max_size=3)
            )
            voices = st.sampled_from([owner] if owner else [None, *partners])
            by_voice = {(draw(voices), on): word for word, on in drawn}
            numbered = [
                {"report_id": f"{name}-R{place}", "participant_id": voice, **brief(name, word, on)}
                for place, ((voice, on), word) in enumerate(by_voice.items())
            ]
            reports += [*numbered, *draw(corrections(numbered))]
            moved = draw(
                st.lists(
                    st.tuples(
                        st.sampled_from(DUES[:-1]),
                        st.sampled_from(REPORTED),
                        st.sampled_from(DATES),
                    ),
                    max_size=1,
                )
            )
            moves += [move(name, to, on, kind) for to, on, kind in moved]
    deadlines = draw(st.sampled_from([[], [], ["2025-09-30", "2026-03-31"]]))
    starts = draw(st.sampled_from([date(2020, 1, 1), date(2025, 6, 2)]))
    period = Period(starts=starts, ends=date(2026, 12, 31))
    plan = draw(st.sampled_from(Plan))
    drawn = draw(st.permutations(reports))
    whole = dataset(
        actions, milestones, drawn, moves=moves, deadlines=deadlines, period=period, plan=plan
    )
    return World(whole, draw(st.sampled_from(DAYS)))


@st.composite
def corrections(draw: st.DrawFn, reports: list[Row]) -> list[Row]:
    """Later reports that correct some of those given."""
    found = []
    for row in reports:
        later = [day for day in REPORTED if day > row["reported_on"]]
        if later and draw(st.integers(0, 3)) == 0:
            word, on = draw(st.sampled_from(STATES)), draw(st.sampled_from(later))
            corrected = {
                "report_id": f"{row['report_id']}-C",
                "corrects": row["report_id"],
                "participant_id": row["participant_id"],
            }
            found.append({**brief(row["milestone_id"], word, on), **corrected})
    return found


def some(values: Iterable[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """No restriction half of the time, else some of the values."""
    return st.just(()) | st.lists(
        st.sampled_from(sorted(values)), min_size=1, max_size=2, unique=True
    ).map(tuple)


filters = st.builds(
    Filters,
    country=some(COUNTRIES),
    priority=some(PRIORITIES),
    kind=some(KINDS),
    status=some(Status),
    since=st.none() | st.sampled_from(DAYS),
    until=st.none() | st.sampled_from(DAYS),
)
place = st.builds(Filters, country=some(COUNTRIES), priority=some(PRIORITIES), kind=some(KINDS))
