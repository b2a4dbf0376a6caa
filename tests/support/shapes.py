"""Small datasets of shapes that are hard for a document; `worlds` has those that lack something."""

from dataclasses import replace
from datetime import date

import pandas as pd

from components.view.view import View
from data.model import Dataset, Period, Plan
from data.reading import load
from data.selection import Snapshot, choose
from data.selection.filters import Filters, options
from data.text import words
from tests.support import build

PERIOD = Period(starts=date(2025, 3, 5), ends=date(2026, 12, 31))
SCRIPTS = ("التعاون الأمني", "边境合作", "Сотрудничество", "Συνεργασία")


def view_of(
    dataset: Dataset,
    language: str = "en",
    filters: Filters | None = None,
    day: date | None = None,
    page: str = "overview",
) -> View:
    """A view of a dataset that is in no folder, in the words of its plan."""
    snapshot, chosen = Snapshot.on(dataset, day or dataset.horizon), filters or Filters()
    t = words.words_of(dataset, language)
    return View(
        page,
        t,
        dataset,
        chosen,
        choose(snapshot, chosen),
        allowed=options(dataset, t),
        folder=load.FOLDER / dataset.name,
    )


def whole(plan: Plan, **more) -> Dataset:
    """Three priorities, two countries, and a milestone of each state.

    Confirmed A1-1 and A2-1; awaiting A2-2; to come A2-3 (dated) and A4-2 (reported as open);
    passed A1-2; in place before A4-1. A3-1 is of the context and does not count.
    """
    actions = [
        build.action("A1", "ECU", "PER", priority="P1", link="eu"),
        build.action(
            "A2", "ECU", priority="P2", kind="agreement", starts="2025-04", ends="2026-Q4"
        ),
        build.action("A3", "PER", priority="P2", link="national"),
        build.action("A4", "PER", priority="P4", starts="2024"),
    ]
    milestones = [
        *(build.milestone(f"A1-{n}", "A1", due) for n, due in ((1, None), (2, "2025-06-01"))),
        *(
            build.milestone(f"A2-{n}", "A2", due)
            for n, due in ((1, None), (2, None), (3, "2026-12"))
        ),
        build.milestone("A3-1", "A3"),
        *(build.milestone(f"A4-{n}", "A4") for n in (1, 2)),
    ]
    reports = [
        *(build.confirmed(name, "2025-04-01") for name in ("A1-1", "A2-1", "A3-1")),
        build.awaiting("A2-2", "2025-06-01", "2025-05"),
        build.confirmed("A4-1", "2024-05-05"),
        build.late("A4-2", "2025-05-01"),
    ]
    return build.dataset(actions, milestones, reports, plan=plan, **{"period": PERIOD, **more})


def with_tables(dataset: Dataset, **tables: pd.DataFrame) -> Dataset:
    """The dataset with other tables."""
    return replace(
        dataset,
        tables={**dataset.tables, **tables},
        fingerprint=f"{dataset.fingerprint} {next(build.NUMBERS)}",
    )


def context_alone() -> Dataset:
    """One action, which does not count."""
    actions = [build.action("A1", "ECU", link="national")]
    reports = [build.confirmed("M1", "2025-06-01")]
    return build.dataset(
        actions, [build.milestone("M1", "A1")], reports, plan=Plan.OPEN, period=PERIOD
    )


def lines_in_titles() -> Dataset:
    """Titles of several lines."""
    return renamed(whole(Plan.OPEN), ["Two\nlines", "A\r\n\r\nB", "Ends\n"])


def other_scripts() -> Dataset:
    """Titles in letters that our fonts lack."""
    return renamed(whole(Plan.OPEN), SCRIPTS)


def renamed(dataset: Dataset, titles) -> Dataset:
    """The dataset with these titles and names, in turn."""

    def turned(frame: pd.DataFrame) -> pd.Series:
        return pd.Series(
            [titles[place % len(titles)] for place in range(len(frame))], frame.index, "str"
        )

    columns = {
        "actions": "title",
        "priorities": "title",
        "meetings": "title",
        "sources": "title",
        "milestones": "title",
        "participants": "name",
    }
    changed = {
        name: dataset.tables[name].assign(**{column: turned(dataset.tables[name])})
        for name, column in columns.items()
    }
    changed["sources"] = changed["sources"].assign(publisher=turned(changed["sources"]))
    return with_tables(dataset, **changed)


def many(plan: Plan, states: int = 63, priorities: int = 64) -> Dataset:
    """A dataset of many states and priorities: two actions a state, one a priority."""
    codes = [f"X{number:02d}" for number in range(states)]
    actions = [
        build.action(
            f"A{number:03d}",
            codes[number % states],
            codes[(number + 1) % states],
            priority=f"P{number:03d}",
        )
        for number in range(priorities)
    ]
    milestones = [
        build.milestone(f"M{number:03d}", f"A{number:03d}") for number in range(priorities)
    ]
    reports = [
        build.confirmed(f"M{number:03d}", "2025-06-01") for number in range(0, priorities, 2)
    ]
    return build.dataset(actions, milestones, reports, plan=plan, period=PERIOD)
