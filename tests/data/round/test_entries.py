"""Forms: each of the four usual entries is rows beside those that there are, and one act."""

from datetime import date

import pytest

from data.model import Plan
from data.reading import load
from data.round import entries, tables
from data.round.store import acts
from tests.support import rounds

ON = date(2026, 6, 20)
SOURCE = {
    "url": "https://example.org/note",
    "publisher": "Example Ministry",
    "published_on": ON,
    "language": "es",
    "kind": "official",
}
REACHED = {
    "milestone_id": "A4-adopted",
    "participant_id": "ARG",
    "state": "achieved",
    "achieved_on": date(2026, 5, 4),
    "achieved_precision": "day",
    "confidence": "high",
}
PRINTED = {
    "quote": "Se adoptó el plan",
    "quote_language": "es",
    "origin": "Example Ministry",
    "voice": "participant",
}


@pytest.fixture
def folder(tmp_path):
    return rounds.write(tmp_path / "roadmap")


def entered(folder, entry, source=SOURCE, plan=Plan.OPEN):
    """The act that an entry makes, and its problems in words."""
    before = rounds.content(folder)
    given = entries.entered(tables.rows(folder), plan, ON, entry, source)
    act, judged = rounds.take(folder, given, ON)
    if act:
        dataset, after = load.load(folder), rounds.content(folder)
        acts.undo(folder, act.number, ON, "secretariat")
        assert rounds.content(folder) == before
        return dataset, after, judged
    assert rounds.content(folder) == before
    return None, before, judged


def test_a_report_brings_its_source_its_sentence_and_the_day_up_to_which_the_data_speak(folder):
    dataset, _, judged = entered(folder, {"reports": REACHED, "evidence": PRINTED})
    report = dataset.reports.iloc[-1]
    assert (report["report_id"], report["confirmation"]) == ("A4-adopted-R1", "confirmed")
    assert dataset.sources.iloc[-1]["publisher"] == "Example Ministry"
    assert dataset.evidence.iloc[-1]["quote"] == "Se adoptó el plan"
    assert dataset.horizon == ON
    assert ("confirmed", "ARG") in {(one.figure, one.scope) for one in judged.effects}


def test_a_report_of_a_complete_plan_is_confirmed_by_the_page_of_a_participant_alone(tmp_path):
    folder = rounds.write(tmp_path / "plan", "complete")
    for voice, counts in (("participant", "confirmed"), ("press", "awaiting")):
        entry = {"reports": REACHED, "evidence": {**PRINTED, "voice": voice}}
        dataset, *_ = entered(folder, entry, "S1", Plan.COMPLETE)
        assert dataset.reports.iloc[-1]["confirmation"] == counts


def test_what_the_contract_refuses_is_named_by_table_and_column_and_nothing_is_written(folder):
    late = {**REACHED, "achieved_on": date(2026, 7, 1)}
    entry = {"reports": late, "evidence": {**PRINTED, "voice": "rumour"}}
    dataset, _, judged = entered(folder, entry, {**SOURCE, "url": ""})
    assert dataset is None
    assert {(one.file, one.line, one.column) for one in judged.problems} >= {
        ("evidence", 0, "voice"),
        ("reports", 0, "reported_on"),
        ("sources", 0, "url"),
    }


def test_a_meeting_was_held_with_its_decisions_and_other_dates_than_before_are_on_record(folder):
    cells = {"starts_on": date(2026, 6, 18), "precision": "day", "outcome": "Plans agreed"}
    decided = {"meeting_id": "M2", "text": "Adopt the plan\n\nMeet"}
    entry = {"meetings": {**cells, "confidence": "high"}, "decisions": decided}
    dataset, *_ = entered(folder, entry)
    meeting = dataset.meetings.set_index("meeting_id").loc["M2"]
    assert (meeting["status"], meeting["title"]) == ("held", "Technical meeting")
    assert list(dataset.decisions["decision_id"])[-2:] == ["M2-D1", "M2-D2"]
    on_record = dataset.revisions[dataset.revisions["about_id"] == "M2"]
    assert dict(zip(on_record["field"], on_record["says"], strict=True)) == {
        "starts_on": "2026-06-18",
        "precision": "day",
    }


def test_a_date_of_a_meeting_that_was_left_blank_stays_and_is_no_correction(folder):
    cells = {"starts_on": date(2025, 3, 4), "precision": "day"}
    dataset, *_ = entered(folder, {"meetings": cells, "decisions": {"meeting_id": "M1"}})
    meeting = dataset.meetings.set_index("meeting_id").loc["M1"]
    assert f"{meeting['ends_on']:%Y-%m-%d}" == "2025-03-06"
    on_record = dataset.revisions[dataset.revisions["about_id"] == "M1"]
    assert list(on_record["field"]) == ["starts_on"]


def test_a_date_in_force_is_moved_only_by_a_decision(folder):
    cells = {"milestone_id": "A4-completed", "moved_to": date(2026, 9, 1), "precision": "month"}
    dataset, *_ = entered(folder, {"date_changes": {**cells, "kind": "expected"}}, "S1")
    assert dataset.date_changes.iloc[-1]["change_id"] == "A4-completed-C1"
    _, _, judged = entered(folder, {"date_changes": {**cells, "kind": "in_force"}}, "S1")
    assert [(one.column, one.code) for one in judged.problems] == [("decision_id", "needed_when")]


def test_a_translation_is_corrected_in_its_place_and_no_other_byte_changes(folder):
    cells = {"table": "actions", "row_id": "A1", "field": "title", "language": "es"}
    before = rounds.content(folder)
    _, after, judged = entered(folder, {"texts": {**cells, "text": "Acuerdo"}}, "")
    was = before["texts.csv"].decode()
    assert after["texts.csv"].decode() == was.replace("Acuerdo con Europol", "Acuerdo")
    assert {name for name in after if after[name] != before[name]} == {"texts.csv"}
    assert [one.key for one in judged.changes] == ["actions/A1/title/es"]


def test_what_an_entry_lacks_is_said_by_the_contract(folder):
    entry = {"reports": {"state": "achieved", "confidence": "high"}, "evidence": {}}
    dataset, _, judged = entered(folder, entry, "S1")
    assert dataset is None
    assert ("milestone_id", "blank") in {(one.column, one.code) for one in judged.problems}
