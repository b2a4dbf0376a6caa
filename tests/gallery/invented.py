"""What examples are made of: invented names, and frames as `data.measures` returns them."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from components.charts.lanes import Meeting
from data.dates import period_end
from data.meetings import MeetingStatus
from data.model import Dataset, Period, Plan
from data.text.words import Words
from tests.support import build, shapes

AS_OF = date(2031, 6, 4)
"""The cut-off of every example."""
PERIOD = Period(date(2030, 3, 5), date(2031, 12, 31))
PRIORITIES = {
    "Q1": "1. Exchange of fictional reports",
    "Q2": "2. Training at the school that does not exist",
    "Q3": "3. Laboratories on the moon",
    "Q4": "4. Bridges made of paper",
}
LONG = {
    "Q1": "1. A priority whose title is much longer than a bar on any screen, because five working "
    "groups wrote it together and none of them wanted to leave out a word",
    "Q2": "2. Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "Q3": "3. <b>Signs</b> & words that look like markup",
}
COUNTRIES = {"ALT": "Altamar", "BOS": "Bosquia", "CER": "Cerralto", "DUN": "Dunas del Norte"}
ACTION = "action_id priority_id title starts_on starts_precision ends_on ends_precision"
MILESTONE = "action_id name whose state on precision planned"
DAY, MONTH, QUARTER, YEAR = "day", "month", "quarter", "year"


def evidence() -> Dataset:
    """A dataset of what report R1 rests on alone: a sentence, and a page that is gone."""
    rows = [
        {"source_id": "S1", "voice": "participant", "last_found_on": "2031-06-01", "gone": False}
        | {"quote": "Firmaron el acuerdo <sobre> papel.", "quote_language": "es"},
        {"source_id": "S2", "voice": "press", "gone": True},
    ]
    both = {"report_id": "R1", "origin": "Ministry of Paper"}
    sources = [
        {"source_id": f"S{at}", "url": f"https://paper.example/{at}", "publisher": f"Paper {at}"}
        for at in (1, 2)
    ]
    tables = {"evidence": [row | both for row in rows], "sources": sources}
    made = {name: build.frame(name, found) for name, found in tables.items()}
    return shapes.with_tables(build.dataset([]), **made)


def words(plan: Plan, language: str = "en") -> Words:
    """Words of a complete plan or of an open record, with the invented period."""
    return Words(language, plan=plan, period=PERIOD)


def frame(columns: str, rows: Sequence[tuple[object, ...]], *dates: str) -> pd.DataFrame:
    """A frame of these columns, separated by blanks; `dates` are read as dates."""
    made = pd.DataFrame(rows, columns=pd.Index(columns.split()))
    return made.assign(**{name: pd.to_datetime(made[name]) for name in dates})


def monthly(
    first: str, confirmed: list[int], awaiting: list[int], announced: list[int]
) -> dict[date, dict[str, int]]:
    """Milestones cumulated by month from the first one on, as `measures.over_time` returns them."""
    months = pd.date_range(first, periods=len(confirmed), freq="MS").date
    names = ("confirmed", "awaiting", "announced")
    rows = zip(confirmed, awaiting, announced, strict=True)
    return {day: dict(zip(names, row, strict=True)) for day, row in zip(months, rows, strict=True)}


def meetings(rows: Sequence[tuple[object, ...]], t: Words) -> list[Meeting]:
    """Meetings: lane, name, place, first day, precision and status each."""
    found = []
    for at, (lane, name, place, day, precision, status) in enumerate(rows):
        first = pd.Series([pd.Timestamp(day)])
        last = period_end(first, pd.Series([precision]))[0].date()
        found.append(
            Meeting(
                lane,
                name,
                name.partition(" (")[0],
                t.date(first[0], precision),
                place,
                first[0].date(),
                last,
                precision == DAY,
                MeetingStatus(status),
                f"meetings?meeting={at}",
            )
        )
    return found


def actions(rows: Sequence[tuple[object, ...]], t: Words) -> pd.DataFrame:
    """Return actions as `running` takes them."""
    actions = frame(ACTION, rows, "starts_on", "ends_on")
    days = zip(actions["starts_on"], actions["starts_precision"], strict=True)
    return actions.assign(when=[t.short_date(*day) for day in days])


def milestones(marks: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    """Return milestones as `running` takes them."""
    found = frame(MILESTONE, marks, "on")
    planned, last = found["planned"].astype(bool), period_end(found["on"], found["precision"])
    return found.assign(
        milestone_id=[f"M{at}" for at in range(len(found))],
        state=[str(state) for state in found["state"]],
        achieved_on=found["on"].mask(planned),
        achieved_precision=found["precision"].mask(planned),
        planned_on=found["on"].where(planned),
        planned_precision=found["precision"].where(planned),
        reached_by=last.mask(planned),
        due_on=last.where(planned),
        is_due=False,
        on_time=pd.array([pd.NA] * len(found), dtype="boolean"),
    )
