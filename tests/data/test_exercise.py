"""The exercise: invented throughout, with everything that can be seen."""

import pandas as pd
import pytest

from data import contract, measures, status
from data.model import Cell, Dataset, State, Status
from tests.support.readings import shipped


@pytest.fixture(scope="module")
def exercise() -> Dataset:
    return shipped("exercise")


@pytest.fixture(scope="module")
def at_horizon(exercise: Dataset) -> pd.DataFrame:
    return status.milestone_states(exercise, exercise.horizon)


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


@pytest.mark.parametrize(
    "place",
    [
        *("actions mode", "actions kind", "actions link", "action_participants role"),
        *("milestones agreed_precision", "reports state", "reports confirmation"),
        *("date_changes kind", "revisions kind", "meetings status", "meetings level"),
    ],
)
def test_every_code_that_a_column_may_hold_occurs(exercise: Dataset, place: str):
    table, column = place.split()
    [field] = [one for one in contract.tables()[table].fields if one.name == column]
    assert set(exercise.tables[table][column].dropna()) == set(field.constraints["enum"])


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
