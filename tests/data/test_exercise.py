"""The exercise: made by its script, invented throughout, with everything that can be seen."""

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data import contract, measures, status
from data.load import FOLDER
from data.model import ACHIEVED, Cell, Dataset, Link, State, Status
from tests.exercise import make
from tests.support.readings import shipped

EXERCISE = FOLDER / "exercise"
SPANS = [(date(2025, 3, 20), date(2025, 11, 12)), (date(2025, 11, 12), date(2026, 9, 10))]
REAL_NAMES = (
    r"EMPACT|PACC?TO|COPOLAD|AMERIPOL|SEACOP|COLIBR|AIRCOP|EUROFRONT|GAFILAT|GAFIC|MAOC|IDEAL|"
    r"INTERPOL|DISRUPT|SERPAZ|GDIN|CELAC|Ports Alliance"
)
TRANSLATED = {
    "priorities": ["title", "description"],
    "actions": ["title", "description"],
    "action_participants": ["detail"],
    "denials": ["text"],
    "revisions": ["said", "says", "reason"],
    "milestones": ["title"],
    "date_changes": ["reason"],
    "reports": ["note"],
    "meetings": ["title", "outcome"],
    "decisions": ["text"],
    "rounds": ["title"],
    "frameworks": ["title", "description"],
    "notes": ["text"],
}


@pytest.fixture(scope="module")
def exercise() -> Dataset:
    return shipped("exercise")


@pytest.fixture(scope="module")
def at_horizon(exercise: Dataset) -> pd.DataFrame:
    return status.milestone_states(exercise, exercise.horizon)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in [*folder.glob("*.csv"), folder / "dataset.toml"]
    }


def changes(dataset: Dataset, first: date, last: date) -> pd.DataFrame:
    """State of each milestone on two days; missing before where it was not yet in the plan."""
    before = status.milestone_states(dataset, first).set_index("milestone_id")["state"]
    after = status.milestone_states(dataset, last).set_index("milestone_id")["state"]
    return pd.DataFrame({"before": before.reindex(after.index), "after": after})


def known_between(days: pd.Series, first: date, last: date) -> pd.Series:
    return (days > pd.Timestamp(first)) & (days <= pd.Timestamp(last))


def test_the_files_are_what_the_script_makes_byte_for_byte(tmp_path: Path):
    make.main(["--out", str(tmp_path)])
    assert files(tmp_path) == files(EXERCISE)


def test_it_is_marked_as_fictional_everywhere(exercise: Dataset):
    assert exercise.fictional
    assert exercise.sources["url"].str.startswith("https://example.org/exercise/").all()
    for table, column in [
        ("actions", "action_id"),
        ("meetings", "meeting_id"),
        ("sources", "source_id"),
        ("reports", "report_id"),
    ]:
        assert exercise.tables[table][column].str.startswith("EX-").all()
    assert exercise.meetings["title"].str.contains("Exercise").all()
    assert (exercise.notes["kind"] == "limit").sum() >= 3


def test_titles_name_no_real_programme(exercise: Dataset):
    for texts in (exercise.actions["title"], exercise.meetings["title"], exercise.texts["text"]):
        assert not texts.str.contains(REAL_NAMES, flags=re.IGNORECASE).any()


@pytest.mark.parametrize("table", TRANSLATED)
def test_every_text_is_there_in_spanish_and_portuguese(exercise: Dataset, table: str):
    frame, texts = exercise.tables[table], exercise.texts[exercise.texts["table"] == table]
    key = list(contract.tables()[table].primary_key)
    rows = frame[key].agg("/".join, axis="columns")
    for column in TRANSLATED[table]:
        for language in ("es", "pt"):
            there = texts.loc[
                (texts["field"] == column) & (texts["language"] == language), "row_id"
            ]
            assert sorted(there) == sorted(rows[frame[column].notna()])


def test_every_mode_kind_precision_and_report_state_occurs(exercise: Dataset):
    assert set(exercise.actions["mode"]) == {"each", "joint", "optional"}
    assert exercise.actions["kind"].nunique() == 8
    assert set(exercise.milestones["agreed_precision"].dropna()) == {
        "day",
        "month",
        "quarter",
        "year",
    }
    assert exercise.milestones["agreed_on"].isna().any()
    assert set(exercise.reports["state"]) == {
        "achieved",
        "announced",
        "not_achieved",
        "not_started",
        "not_applicable",
        "withdrawn",
    }
    assert set(exercise.reports["confirmation"].dropna()) == {"confirmed", "awaiting"}
    assert set(exercise.date_changes["kind"]) == {"in_force", "expected"}
    assert set(exercise.action_participants["role"]) == {"lead", "partner", "support"}
    assert set(exercise.actions["link"]) == set(Link)
    assert set(exercise.revisions["kind"]) == {"corrected", "merged", "removed", "added"}
    assert len(exercise.denials) == 3
    assert set(exercise.meetings["status"]) == {"held", "announced", "expected"}
    assert set(exercise.meetings["level"]) == {
        "ministerial",
        "senior_officials",
        "institutional",
        "technical",
    }


def test_every_state_status_and_cell_occurs_at_the_horizon(
    exercise: Dataset, at_horizon: pd.DataFrame
):
    assert set(at_horizon["state"]) == set(State)
    assert set(status.part_statuses(at_horizon, exercise.horizon)["status"]) == set(Status)
    owing = list(exercise.participants.loc[exercise.participants["reports"], "participant_id"])
    cells = measures.matrix(at_horizon, exercise, owing, list(exercise.priorities["priority_id"]))
    assert set(cells["cell"]) == set(Cell)
    assert cells["actions"].to_dict()["URY", "P4"] == 0
    assert cells.xs("SLV", level="participant_id")["actions"].sum() == 3


@pytest.mark.parametrize(("first", "last"), SPANS)
def test_between_the_main_meetings_every_kind_of_change_happens(
    exercise: Dataset, first: date, last: date
):
    moved = changes(exercise, first, last)
    reports = exercise.reports[known_between(exercise.reports["reported_on"], first, last)]
    corrected = set(reports.loc[reports["corrects"].notna(), "milestone_id"])
    back = moved[
        moved["before"].isin(ACHIEVED)
        & moved["after"].isin([State.NOT_ACHIEVED_DUE, State.NO_REPORT_DUE, State.NOT_DUE])
    ]
    assert (
        ~moved["before"].isin(ACHIEVED) & moved["before"].notna() & moved["after"].isin(ACHIEVED)
    ).any()
    assert ((moved["before"] == State.NOT_DUE) & (moved["after"] == State.NO_REPORT_DUE)).any()
    same = moved.index[moved["before"] == moved["after"]]
    assert (reports["milestone_id"].isin(same) & (reports["state"] == "not_achieved")).any()
    assert set(back.index) - corrected
    assert set(back.index) & corrected
    assert (
        set(moved.index[moved["after"].isin(ACHIEVED) & moved["before"].isin(ACHIEVED)]) & corrected
    )
    assert (moved["before"].isna()).any()
    assert moved.loc[moved["before"] != moved["after"], "after"].isin([State.WITHDRAWN]).any()
    assert moved.loc[moved["before"] != moved["after"], "after"].isin([State.NOT_APPLICABLE]).any()
    dates = exercise.date_changes[known_between(exercise.date_changes["known_on"], first, last)]
    assert set(dates["kind"]) == {"in_force", "expected"}
