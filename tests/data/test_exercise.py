"""The exercise: made by its script, invented throughout, with everything that can be seen."""

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data import contract, load, measures, status
from data.exercise import make, vocabulary
from data.load import FOLDER
from data.model import ACHIEVED, COUNTED, Cell, Dataset, Link, Plan, State, Status
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


def test_another_seed_tells_another_story_that_keeps_the_contract(tmp_path: Path):
    make.main(["--out", str(tmp_path), "--seed", "7"])
    assert len(load.load(tmp_path).actions) == 60
    assert files(tmp_path)["reports.csv"] != files(EXERCISE)["reports.csv"]


def test_a_large_one_keeps_the_contract(tmp_path: Path):
    make.main(["--actions", "300", "--reports", "20000", "--out", str(tmp_path)])
    large = load.load(tmp_path)
    assert (len(large.actions), len(large.reports)) == (300, 20000)
    assert large.actions["title"].is_unique


@pytest.mark.parametrize("actions", [59, vocabulary.most_actions() + 1])
def test_a_number_of_actions_that_the_words_do_not_reach_is_refused(tmp_path: Path, actions: int):
    with pytest.raises(SystemExit):
        make.main(["--actions", str(actions), "--out", str(tmp_path)])


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


def test_seventeen_participants_owe_reports(exercise: Dataset):
    record = shipped("record").participants
    own = exercise.participants
    assert set(own.loc[own["reports"], "participant_id"]) == set(
        record.loc[record["reports"], "participant_id"]
    )
    assert len(own[own["reports"]]) == 17


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


def test_the_words_are_there_in_every_language():
    def look(words: object) -> None:
        if isinstance(words, dict):
            if "en" in words:
                assert all(words.get(language, "").strip() for language in ("en", "es", "pt"))
            for value in words.values():
                look(value)
        elif isinstance(words, list):
            for value in words:
                look(value)

    for name in ("actions", "sentences", "setting"):
        look(vocabulary.words(name))


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


def test_it_is_a_complete_plan_with_a_period_and_the_cycle_of_the_record(exercise: Dataset):
    record = shipped("record")
    assert exercise.plan == Plan.COMPLETE
    assert (exercise.period, exercise.cycle) == (record.period, record.cycle)


def test_what_is_named_in_the_plan_belongs_to_the_roadmap_and_most_of_the_rest_counts(
    exercise: Dataset,
):
    named = exercise.actions["origin"] != "related"
    assert set(exercise.actions.loc[named, "link"]) == {"roadmap"}
    assert "roadmap" not in set(exercise.actions.loc[~named, "link"])
    assert exercise.actions["link"].isin(COUNTED).mean() > 0.9


def test_some_milestones_were_in_place_before_the_period_began(at_horizon: pd.DataFrame):
    assert (at_horizon["state"] == State.IN_PLACE).sum() >= 2


def test_a_partner_of_a_joint_action_sometimes_says_something_else_than_its_lead(exercise: Dataset):
    roles = exercise.action_participants.set_index(["action_id", "participant_id"])["role"]
    joint = exercise.milestones[exercise.milestones["participant_id"].isna()]
    told = exercise.reports.merge(joint[["milestone_id", "action_id"]], on="milestone_id").dropna(
        subset="participant_id"
    )
    told["role"] = [roles[row.action_id, row.participant_id] for row in told.itertuples()]
    said = told.pivot_table(index="milestone_id", columns="role", values="state", aggfunc="last")
    beside = said.dropna(subset=["lead", "partner"])
    assert len(beside) == 4
    assert (beside["lead"] != beside["partner"]).all()
    assert set(beside["partner"]) == {"achieved", "not_achieved"}


def test_who_denied_takes_no_part_and_the_correction_says_so(exercise: Dataset):
    denied = set(
        zip(exercise.denials["action_id"], exercise.denials["participant_id"], strict=True)
    )
    partners = set(
        zip(
            exercise.action_participants["action_id"],
            exercise.action_participants["participant_id"],
            strict=True,
        )
    )
    assert not denied & partners
    corrected = exercise.revisions[exercise.revisions["kind"] == "corrected"]
    assert set(corrected["about_id"]) == set(exercise.denials["action_id"])


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


def test_titles_are_of_a_plausible_length_but_for_one_long_and_one_short(exercise: Dataset):
    lengths = exercise.actions["title"].str.len().sort_values().tolist()
    assert (lengths[0], lengths[-1]) == (4, 310)
    assert all(30 <= length <= 110 for length in lengths[1:-1])


def test_own_parts_belong_to_participants_and_some_joined_later_or_not_at_all(exercise: Dataset):
    steps = exercise.milestones.merge(exercise.actions[["action_id", "mode"]], on="action_id")
    assert steps.loc[steps["mode"] != "joint", "participant_id"].notna().all()
    assert set(
        exercise.actions.loc[~exercise.actions["action_id"].isin(steps["action_id"]), "mode"]
    ) == {"optional"}
    later = steps[steps["known_on"].notna() & steps["decision_id"].isna()]
    assert set(later["mode"]) == {"optional"}


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


def test_a_decision_takes_out_puts_back_adds_and_moves(exercise: Dataset):
    by = exercise.reports[exercise.reports["decision_id"].notna()]
    assert set(by["state"]) == {"withdrawn", "not_applicable", "not_started"}
    days = exercise.decisions.merge(
        exercise.meetings[["meeting_id", "starts_on"]], on="meeting_id"
    ).set_index("decision_id")["starts_on"]
    for table, column in [
        ("reports", "reported_on"),
        ("milestones", "known_on"),
        ("date_changes", "known_on"),
    ]:
        frame = exercise.tables[table].dropna(subset=["decision_id"])
        assert len(frame)
        assert (frame[column] >= frame["decision_id"].map(days)).all()


def test_a_correction_replaces_an_earlier_report_of_the_same_milestone(exercise: Dataset):
    reports = exercise.reports.set_index("report_id")
    corrections = reports[reports["corrects"].notna()]
    corrected = reports.loc[corrections["corrects"].tolist()]
    assert (corrected["milestone_id"].to_numpy() == corrections["milestone_id"].to_numpy()).all()
    assert (corrected["reported_on"].to_numpy() < corrections["reported_on"].to_numpy()).all()
    assert set(corrections["state"]) == {"achieved", "not_achieved"}


def test_nothing_is_known_after_the_horizon_and_first_reports_come_in_march_2025(exercise: Dataset):
    for table, column in [
        ("reports", "reported_on"),
        ("milestones", "known_on"),
        ("date_changes", "known_on"),
    ]:
        assert exercise.tables[table][column].max() <= pd.Timestamp(exercise.horizon)
    first = exercise.reports["reported_on"].min()
    assert (first.year, first.month) == (2025, 3)


def test_in_the_rounds_reports_are_on_time_late_and_missing(exercise: Dataset):
    owing = set(exercise.participants.loc[exercise.participants["reports"], "participant_id"])
    silent, late = [], []
    for row in exercise.rounds.itertuples():
        sent = exercise.reports[exercise.reports["source_id"] == f"EX-S-R{str(row.round_id)[-1]}"]
        silent.append(len(owing - set(sent["participant_id"])))
        late.append(int((sent["reported_on"] > row.deadline_on).sum()))
        assert (sent["reported_on"] <= row.deadline_on).any()
    assert all(late)
    assert max(silent) >= 2
