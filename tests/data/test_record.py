"""What holds for each row of the public record, beside contract and `data.reading.warnings`."""

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from data.model import COUNTED

RECORD = Path(__file__).parents[2] / "data" / "record"
CONTRACT = json.loads((RECORD.parent / "contract.json").read_text("utf-8"))
HOST = re.compile(
    r"\b[\w-]+\.(com|org|net|gov|gob|edu|eu|int|tv|info|news|[a-z]{2})\b|www\.", re.IGNORECASE
)
INITIALS = {"Camões, I.P."}
"""Publishers that only look like a host."""


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


def test_a_milestone_is_known_from_its_first_report(reports):
    for code, row in named("milestones").items():
        assert row["known_on"] == reports[code][0]["reported_on"], code


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


def test_high_confidence_is_what_the_evidence_confirms():
    evidence: dict[str, list[dict[str, str]]] = {}
    for row in table("evidence"):
        evidence.setdefault(row["report_id"], []).append(row)
    for row in table("reports"):
        mine = evidence.get(row["report_id"], [])
        official = any(one["voice"] == "participant" for one in mine)
        confirmed = official or len({one["origin"].casefold() for one in mine}) > 1
        if row["state"] == "achieved":
            assert (row["confidence"] == "high") == confirmed, row["report_id"]


def test_what_was_merged_or_removed_stands_among_the_corrections_and_nowhere_else():
    kinds = {row["former_id"]: row["kind"] for row in table("revisions") if row["former_id"]}
    assert set(kinds.values()) == {"merged", "removed"}
    there = {code for name in ("actions", "frameworks", "milestones") for code in named(name)}
    assert not set(kinds) & there


def test_a_correction_names_what_it_said_what_it_says_and_why():
    for row in table("revisions"):
        assert row["reason"], row["revision_id"]
        assert row["source_id"] or row["field"] == "editions", row["revision_id"]
        if row["kind"] == "corrected":
            assert row["said"] and row["said"] != row["says"], row["revision_id"]


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
