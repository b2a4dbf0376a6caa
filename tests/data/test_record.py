"""The public record: nothing of the research is lost, and what it cannot say is in the data."""

import json
from pathlib import Path

import pandas as pd
import pytest

from data import load
from data.load import FOLDER
from data.select import Known

KEYS = json.loads((Path(__file__).parent / "record_keys.json").read_text("utf-8"))
MEMBER_STATES = 27


@pytest.fixture(scope="module")
def record():
    return load.load(FOLDER / "record")


def test_every_action_is_there_and_no_other(record):
    assert sorted(record.actions["action_id"]) == KEYS["actions"]
    assert len(KEYS["actions"]) == 131


def test_every_dated_status_is_there_with_its_date_precision_country_confidence_and_source(record):
    reports = record.reports.merge(record.milestones[["milestone_id", "action_id"]], on="milestone_id")
    url = record.sources.set_index("source_id")["url"]
    found = sorted(
        "|".join(
            [row.action_id, str(row.dated_on.date()), row.precision, row.stage, row.participant_id, row.confidence, url[row.source_id]]
        )
        for row in reports.fillna({"participant_id": ""}).itertuples()
    )
    assert found == KEYS["statuses"]
    assert len(found) == 167


def test_every_meeting_is_there_with_its_source(record):
    url = record.sources.set_index("source_id")["url"]
    found = sorted(f"{row.meeting_id}|{url[row.source_id]}" for row in record.meetings.itertuples())
    assert found == KEYS["meetings"]
    assert record.meetings["status"].value_counts().to_dict() == {"held": 18, "announced": 1, "expected": 1}


def test_every_source_is_there(record):
    assert set(KEYS["sources"]) - set(record.sources["url"]) == set()


def test_every_member_and_framework_is_there(record):
    people = record.participants
    assert sorted(people.loc[people["kind"] == "clasi_state", "participant_id"]) == KEYS["members"]
    assert sorted(record.frameworks["framework_id"]) == KEYS["frameworks"]


def test_the_eu_member_states_and_agencies_are_participants_of_their_own(record):
    people = record.participants
    assert (people["kind"] == "eu_member_state").sum() == MEMBER_STATES
    agencies = set(people.loc[people["kind"] == "eu_agency", "participant_id"])
    assert agencies == {"EUROPOL", "EUROJUST", "EUDA", "FRONTEX"}
    taking_part = set(record.action_participants["participant_id"])
    assert agencies <= taking_part


def test_seventeen_participants_owe_reports(record):
    people = record.participants
    owing = people[people["reports"]]
    assert set(owing["kind"]) == {"clasi_state", "eu"}
    assert len(owing) == 17


def test_every_action_has_a_source_and_every_report_too(record):
    assert set(record.actions["action_id"]) == set(record.action_sources["action_id"])
    assert record.reports["source_id"].notna().all()


def test_nothing_is_called_a_roadmap_action_and_no_lead_is_invented(record):
    assert set(record.actions["origin"]) == {"related"}
    assert "lead" not in set(record.action_participants["role"])


def test_only_high_confidence_confirms(record):
    achieved = record.reports[record.reports["state"] == "achieved"]
    assert ((achieved["confirmation"] == "confirmed") == (achieved["confidence"] == "high")).all()


def test_the_limits_and_conflicts_of_the_research_are_in_the_data(record):
    notes = record.notes
    assert (notes["kind"] == "limit").sum() == 9
    about = set(notes.loc[notes["kind"] == "conflict", "about_id"])
    assert {"M14", "M03", "DOM", "M11", "M18", "M20", "A012"} <= about
    assert {"A053", "A060", "A123", "A131", "A132", "A133", "A134"} <= set(notes.loc[notes["kind"] == "caveat", "about_id"])


def test_the_record_ends_at_its_horizon(record):
    assert str(record.horizon) == "2026-06-04"
    assert record.reports["reported_on"].max() <= pd.Timestamp(record.horizon)


def test_a_step_reported_again_keeps_the_day_on_which_it_was_first_reached(record):
    known = Known.on(record, record.horizon).milestones.set_index("milestone_id")
    assert str(known.at["A001-signed", "achieved_on"].date()) == "2025-09-24"
    assert str(known.at["A001-mandate", "achieved_on"].date()) == "2023-05-10"
    assert str(known.at["A002-signed", "achieved_on"].date()) == "2025-03-05"


def test_an_announced_date_that_passed_without_a_source_is_unknown_and_not_late(record):
    known = Known.on(record, record.horizon)
    states = known.milestones.set_index("milestone_id")["state"]
    silent = sorted(states.index[states == "no_report_due"])
    assert silent == ["A034-held", "A083-held", "A108-completed", "A109-in_operation"]
    assert not set(known.parts["status"]) & {"delayed", "seriously_delayed"}


def test_the_expected_ministerial_has_no_invented_day(record):
    meeting = record.meetings.set_index("meeting_id").loc["M20"]
    assert (meeting["status"], meeting["precision"]) == ("expected", "year")
