"""The public record: nothing without a source, nothing twice, and its limits are in the data."""

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest

RECORD = Path(__file__).parents[2] / "data" / "record"
CONTRACT = json.loads((RECORD.parent / "contract.json").read_text("utf-8"))
HORIZON = "2026-06-04"
STARTS = "2025-03-05"
MEMBER_STATES, PARTNERS, REPORTING = 27, 16, 17
COUNTED = {"roadmap", "eu_clasi", "eu", "member_state"}
LANGUAGES = ("es", "pt")
SHOWN = {
    "priorities": ("title", "description"),
    "actions": ("title", "description"),
    "milestones": ("title",),
    "reports": ("note",),
    "meetings": ("title", "outcome"),
    "decisions": ("text",),
    "frameworks": ("title", "description"),
    "notes": ("text",),
    "denials": ("text",),
    "revisions": ("said", "says", "reason"),
}
"""What a reader sees in his own language, whatever it says."""
HOST = re.compile(
    r"\b[\w-]+\.(com|org|net|gov|gob|edu|eu|int|tv|info|news|[a-z]{2})\b|www\.", re.IGNORECASE
)
INITIALS = {"Camões, I.P."}
FORBIDDEN = re.compile(
    r"\bseed\b|texto inicial|texto semente|texto-semente|"
    r"\btemplate\b|\bplantilla\b|projeto inicial",
    re.IGNORECASE,
)
NOT_COUNTED = {
    # Countries of the region, or an organisation, among themselves: the EU pays or assists.
    "regional": "A012 A026 A027 A031 A043 A048 A061 A114 A117 A120",
    # One CLASI country alone.
    "national": "A097 A131 A132 A133 A134 A135",
    # One side alone; a third body or a private association; another subject; nothing shown.
    "context": (
        "A020 A030 A049 A060 A064 A098 A099 A100 A102 A116 A124 A130 A145 A148 A153 A154 A158"
    ),
}
"""The actions that the rule on cooperation leaves out; every other one counts."""
ONE_OPERATION = {"A059": "A039", "A111": "A110", "A152": "A057", "A161": "A119"}
"""A phase that had a row of its own, and the action that it is a phase of."""
DUE = ("A021-in_operation", "A038-in_operation", "A061-plans_2026")
"""The milestones with a date that a source announces, and not only calls possible."""
READ_ON = ("2026-11-25", "2026-11-27", "2026-11-28")
"""The days of the readings that corrected the record."""


def table(name: str) -> list[dict[str, str]]:
    with (RECORD / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def named(name: str) -> dict[str, dict[str, str]]:
    return {next(iter(row.values())): row for row in table(name)}


@pytest.fixture(scope="module")
def reports() -> dict[str, list[dict[str, str]]]:
    found = {code: [] for code in named("milestones")}
    for row in sorted(table("reports"), key=lambda row: row["reported_on"]):
        found[row["milestone_id"]].append(row)
    return found


def primary(name: str) -> list[str]:
    return next(resource for resource in CONTRACT["resources"] if resource["name"] == name)[
        "schema"
    ]["primaryKey"]


def test_the_member_states_and_agencies_are_participants_of_their_own():
    kinds = Counter(row["kind"] for row in table("participants"))
    assert (kinds["eu_member_state"], kinds["state"]) == (MEMBER_STATES, PARTNERS)
    agencies = {
        row["participant_id"] for row in table("participants") if row["kind"] == "eu_agency"
    }
    assert agencies == {"EUROPOL", "EUROJUST", "EUDA", "FRONTEX"}
    assert agencies <= {row["participant_id"] for row in table("action_participants")}


def test_seventeen_participants_owe_reports():
    owing = [row for row in table("participants") if row["reports"] == "true"]
    assert {row["kind"] for row in owing} == {"state", "eu"}
    assert len(owing) == REPORTING


def test_no_milestone_without_a_report_that_has_a_source(reports):
    assert [
        code
        for code, rows in reports.items()
        if not rows or not all(row["source_id"] for row in rows)
    ] == []


def test_a_milestone_is_known_from_its_first_report(reports):
    for code, row in named("milestones").items():
        assert row["known_on"] == reports[code][0]["reported_on"], code


def test_the_record_ends_at_its_horizon():
    assert max(row["reported_on"] for row in table("reports")) <= HORIZON
    assert max(row["published_on"] for row in table("sources")) == HORIZON


def test_every_source_has_a_title_a_name_that_is_no_host_and_a_language_and_is_named_by_a_row():
    used = {
        row["source_id"]
        for resource in CONTRACT["resources"]
        if resource["name"] != "sources"
        for row in table(resource["name"])
        if row.get("source_id")
    }
    for row in table("sources"):
        assert row["title"].strip(), row["source_id"]
        assert row["language"], row["source_id"]
        assert row["publisher"] in INITIALS or not HOST.search(row["publisher"]), row["source_id"]
    assert used == set(named("sources"))


def test_every_action_has_a_source():
    assert {row["action_id"] for row in table("action_sources")} == set(named("actions"))


def test_no_action_is_also_a_meeting_or_a_framework():
    first = {
        row["action_id"]: row["source_id"]
        for row in table("action_sources")
        if row["position"] == "1"
    }
    meetings = {(row["source_id"], row["starts_on"]) for row in table("meetings")}
    frameworks = {row["source_id"] for row in table("frameworks")}
    titles = {row["title"].casefold() for name in ("meetings", "frameworks") for row in table(name)}
    for code, row in named("actions").items():
        assert (first[code], row["starts_on"]) not in meetings, code
        assert first[code] not in frameworks, code
        assert row["title"].casefold() not in titles, code


def test_the_rule_on_cooperation_leaves_out_these_actions_and_no_others():
    """METHOD.md, section "Evidence and cooperation"; `data.warnings` holds the sides."""
    found = {code: row["link"] for code, row in named("actions").items()}
    wanted = {code: link for link, codes in NOT_COUNTED.items() for code in codes.split()}
    assert {code: link for code, link in found.items() if link not in COUNTED} == wanted


def test_no_step_of_one_side_alone_is_a_milestone():
    assert {row["step"] for row in table("milestones")} & {"mandate"} == set()
    told = {row["milestone_id"] for row in table("reports") if row["source_id"] == "S284"}
    assert told == {"A004-signed"}, "the mandate of 15 May 2023 is told on the signature"
    consent = [row for row in table("reports") if row["source_id"] == "S367"]
    assert {(row["milestone_id"], row["state"]) for row in consent} == {
        ("A002-in_force", "not_achieved")
    }


def test_one_operation_is_one_action_with_its_phases():
    milestones = named("milestones")
    for phase, whole in ONE_OPERATION.items():
        assert phase not in named("actions")
        assert milestones[f"{whole}-phase_2"]["action_id"] == whole
        merged = [row for row in table("revisions") if row["former_id"] == phase]
        assert [(row["kind"], row["about_id"]) for row in merged] == [("merged", whole)]


def test_every_date_that_can_come_due_was_announced_by_a_source(reports):
    dated = [code for code, row in named("milestones").items() if row["agreed_on"]]
    assert sorted(dated) == list(DUE)
    assert all(any(row["state"] == "announced" for row in reports[code]) for code in dated)


def test_nobody_is_called_lead_and_no_action_one_of_the_roadmap():
    assert {row["role"] for row in table("action_participants")} == {"partner", "support"}
    assert {row["origin"] for row in table("actions")} == {"related"}


def test_high_confidence_is_what_the_evidence_confirms():
    told: dict[str, list[dict[str, str]]] = {}
    for row in table("evidence"):
        told.setdefault(row["report_id"], []).append(row)
    for row in table("reports"):
        mine = told.get(row["report_id"], [])
        official = any(one["voice"] == "participant" for one in mine)
        confirmed = official or len({one["origin"].casefold() for one in mine}) > 1
        if row["state"] == "achieved":
            assert (row["confidence"] == "high") == confirmed, row["report_id"]


def test_a_quote_is_short_and_stands_whole_in_its_language():
    for row in table("evidence"):
        assert len(row["quote"].split()) <= 40, row["report_id"]
        assert "..." not in row["quote"] and "…" not in row["quote"], row["report_id"]
        assert bool(row["quote"]) == bool(row["quote_language"]), row["report_id"]


def test_what_was_merged_or_removed_stands_among_the_corrections_and_nowhere_else():
    kinds = {row["former_id"]: row["kind"] for row in table("revisions") if row["former_id"]}
    assert set(kinds.values()) == {"merged", "removed"}
    there = {code for name in ("actions", "frameworks", "milestones") for code in named(name)}
    assert not set(kinds) & there


def test_a_correction_names_what_it_said_what_it_says_and_why():
    for row in table("revisions"):
        assert row["revised_on"] in READ_ON
        assert row["reason"], row["revision_id"]
        assert row["source_id"] or row["field"] == "editions", row["revision_id"]
        if row["kind"] == "corrected":
            assert row["said"] and row["said"] != row["says"], row["revision_id"]


def test_who_denied_taking_part_does_not_take_part():
    denied = [
        (row["action_id"], row["participant_id"], row["denied_on"]) for row in table("denials")
    ]
    assert denied == [("A124", "MEX", "2026-01-08")]
    taking_part = {
        (row["action_id"], row["participant_id"]) for row in table("action_participants")
    }
    assert not {(action, participant) for action, participant, _ in denied} & taking_part


def test_every_text_that_is_shown_is_there_in_spanish_and_portuguese():
    found = {(row["table"], row["row_id"], row["field"], row["language"]) for row in table("texts")}
    for name, fields in SHOWN.items():
        for row in table(name):
            key = "/".join(row[column] for column in primary(name))
            lost = [
                (key, field, language)
                for field in fields
                for language in LANGUAGES
                if row[field] and (name, key, field, language) not in found
            ]
            assert lost == []


def test_no_text_speaks_of_how_the_first_compilation_was_made():
    for resource in CONTRACT["resources"]:
        for row in table(resource["name"]):
            assert not [cell for cell in row.values() if FORBIDDEN.search(cell)], row


def test_nothing_is_shown_as_a_percentage():
    shown = [
        row[field]
        for name in ("actions", "reports", "meetings")
        for row in table(name)
        for field in SHOWN[name]
    ]
    assert [text for text in shown if re.search(r"\d ?%", text) and "5 to 8 %" not in text] == []


def test_the_limits_and_conflicts_are_in_the_data():
    kinds = Counter(row["kind"] for row in table("notes"))
    assert kinds["limit"] == 12
    about = {row["about_id"] for row in table("notes") if row["kind"] == "conflict"}
    assert {"M14", "M03", "DOM", "M11", "M18", "M20", "A012", "A049", "A103", "A122"} <= about
    caveats = {row["about_id"] for row in table("notes") if row["kind"] == "caveat"}
    assert {
        *("A015", "A043", "A060", "A064", "A077", "A116", "A123", "A130"),
        *("M17", "M21", "M22"),
    } <= caveats


def test_the_limits_say_the_numbers_of_the_record():
    text = {row["note_id"]: row["text"] for row in table("notes")}
    counted = [row["action_id"] for row in table("actions") if row["link"] in COUNTED]
    pages = Counter(row["action_id"] for row in table("action_sources"))
    alone = sum(pages[action] == 1 for action in counted)
    aside = len(table("actions")) - len(counted)
    assert (
        f"Of the {len(counted)} actions that count as cooperation, {alone} have only one page "
        f"as a source. A further {aside} actions" in text["L11"]
    )


def test_the_expected_ministerial_has_no_invented_day():
    meeting = named("meetings")["M20"]
    assert (meeting["status"], meeting["precision"]) == ("expected", "year")


def test_the_only_action_without_a_step_is_the_one_without_a_date(reports):
    with_step = {named("milestones")[code]["action_id"] for code in reports}
    assert set(named("actions")) - with_step == {"A064"}
    undated = {code for code, row in named("actions").items() if not row["starts_on"]}
    assert undated == {"A034", "A064", "A155"}
