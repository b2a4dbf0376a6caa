"""The public record against its second reading: every fact is there, or a decision says why not.

The facts are verdicts, participants, links, steps and meetings.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

RECORD = Path(__file__).parents[2] / "data" / "record"
READING = Path(__file__).parent / "second_reading"
MEETING = {"N01": "M21", "N02": "M22"}
PRESIDENCY = "presidency:"
FACTS = [
    *(f"NF{number:02}" for number in range(1, 31)),
    *(f"P2-NF{number}" for number in range(1, 7)),
    *(f"G{number:02}" for number in range(1, 6)),
    *(
        f"H-A{number}"
        for number in ("018", "027", "059", "076", "096", "104", "113", "125", "137", "145")
    ),
    *(f"SC{number}" for number in range(1, 9)),
    "X1",
]
"""The facts of the reading.

H were kept aside until then, SC are of the sample that was read again, X was found on the way.
"""


class Difference(NamedTuple):
    row: str
    field: str
    reading: str
    record: str


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(name: str) -> list[dict[str, str]]:
    return rows(RECORD / f"{name}.csv")


def reading(name: str) -> list[dict[str, str]]:
    return rows(READING / f"{name}.csv")


def codes(cell: str) -> set[str]:
    """`ESP/Policía Nacional (support);EC` names ESP and EC."""
    return {re.split(r"[/(]", entry)[0].strip() for entry in cell.split(";") if entry.strip()}


def listed(names: set[str]) -> str:
    return " ".join(sorted(names))


def fates() -> dict[str, str]:
    """What became of each action of the first edition: present, merged into a row, or removed."""
    found = {row["action_id"]: "present" for row in table("actions")}
    for row in table("revisions"):
        if row["kind"] == "merged":
            found[row["former_id"]] = f"merged into {row['about_id']}"
        elif row["kind"] == "removed":
            found[row["former_id"]] = "removed"
    return found


def of_actions() -> Iterator[Difference]:
    """Verdict, link and participants."""
    link = {row["action_id"]: row["link"] for row in table("actions")}
    partners: dict[str, set[str]] = {action: set() for action in link}
    for row in table("action_participants"):
        partners[row["action_id"]].add(row["participant_id"])
    fate = fates()
    for row in reading("actions"):
        action = row["action_id"]
        said = {"drop": "removed", "merge": f"merged into {row['merge_into']}"}.get(
            row["verdict"], "present"
        )
        if fate.get(action, "lost") != said:
            yield Difference(action, "verdict", said, fate.get(action, "lost"))
        if said != "present" or action not in link:
            continue
        if link[action] != row["link"]:
            yield Difference(action, "link", row["link"], link[action])
        wanted = codes(row["participants_iso3"]) | codes(row["eu_actors"])
        if partners[action] != wanted:
            yield Difference(
                action,
                "participants",
                listed(wanted - partners[action]),
                listed(partners[action] - wanted),
            )


def of_steps(renamed: dict[str, str]) -> Iterator[Difference]:
    """Every step of the reading, and no others.

    Each has its state, date, precision, due date, confidence and source.
    """
    url = {row["source_id"]: row["url"] for row in table("sources")}
    present = {row["action_id"] for row in table("actions")}
    milestones = {row["milestone_id"]: row for row in table("milestones")}
    reports: dict[str, list[dict[str, str]]] = {code: [] for code in milestones}
    for row in sorted(table("reports"), key=lambda row: row["reported_on"]):
        reports[row["milestone_id"]].append(row)
    seen = set()
    read = reading("steps")
    for step in read:
        action = step["action_id"]
        if action not in present:
            continue
        row = f"{action}/{step['step']}" + (
            f"/{step['participant']}" if step["participant"] else ""
        )
        matches = [
            code
            for code, milestone in milestones.items()
            if (milestone["action_id"], milestone["step"], milestone["participant_id"])
            == (action, step["step"], step["participant"])
        ]
        if not matches:
            code = renamed.get(row, "none")
            yield Difference(row, "step", step["step"], code)
            if code not in milestones:
                continue
            matches = [code]
        [code] = matches
        seen.add(code)
        same = [report for report in reports[code] if report["state"] == step["state"]]
        dated = [report for report in same if report["dated_on"] == step["date"]]
        report = (dated or same or reports[code])[-1]
        pairs = [
            ("state", step["state"], report["state"]),
            ("confidence", step["confidence"], report["confidence"]),
            ("source", step["source_url"], url[report["source_id"]]),
            ("due_date", step["due_date"], milestones[code]["agreed_on"]),
        ]
        if step["date"]:
            pairs += [
                ("date", step["date"], report["dated_on"]),
                ("precision", step["precision"], report["precision"]),
            ]
        yield from (
            Difference(row, field, said, says) for field, said, says in pairs if said != says
        )
    known = {step["action_id"] for step in reading("actions")}
    for code, milestone in milestones.items():
        if code not in seen and milestone["action_id"] in known:
            yield Difference(milestone["action_id"], "further step", "", code)


def of_meetings() -> Iterator[Difference]:
    """Every field that the reading corrected in a meeting, a decision or a presidency."""
    url = {row["source_id"]: row["url"] for row in table("sources")}
    found = {row["meeting_id"]: row for row in table("meetings")}
    found |= {row["decision_id"]: row for row in table("decisions")}
    found |= {PRESIDENCY + row["participant_id"]: row for row in table("presidencies")}
    named = set()
    for row in reading("meetings"):
        code = MEETING.get(row["meeting_id"], row["meeting_id"])
        if code != row["meeting_id"] and code not in named:
            named.add(code)
            yield Difference(
                row["meeting_id"],
                "meeting_id",
                row["meeting_id"],
                code if code in found else "none",
            )
        if code not in found:
            yield Difference(row["meeting_id"], row["field"], row["new"], "none")
            continue
        said, says = row["new"], found[code][row["field"]]
        if row["field"] == "source_id":
            said, says = row["evidence_url"], url[says]
        if said != says:
            yield Difference(row["meeting_id"], row["field"], said, says)


def differences() -> list[Difference]:
    renamed = {
        line["row"]: line["record"] for line in reading("decisions") if line["field"] == "step"
    }
    return [*of_actions(), *of_steps(renamed), *of_meetings()]


@pytest.fixture(scope="module")
def decided() -> dict[Difference, str]:
    return {
        Difference(*(line[name] for name in Difference._fields)): line["reason"]
        for line in reading("decisions")
    }


def test_the_fixture_is_the_whole_reading():
    assert (len(reading("actions")), len(reading("steps"))) == (131, 141)
    assert {row["verdict"] for row in reading("actions")} == {
        "right",
        "corrected",
        "merge",
        "drop",
        "unverifiable",
    }


def test_every_difference_to_the_second_reading_is_decided(decided):
    assert [different for different in differences() if different not in decided] == []


def test_every_decision_names_a_difference_that_exists(decided):
    found = set(differences())
    assert [line for line in decided if line.field != "fact" and line not in found] == []


def test_every_decision_has_a_reason_and_stands_once(decided):
    assert all(reason.strip() for reason in decided.values())
    assert len(decided) == len(reading("decisions"))


def test_every_new_fact_has_a_decision_and_what_it_names_is_there(decided):
    facts = {line.row: line.record for line in decided if line.field == "fact"}
    assert sorted(facts) == sorted(FACTS)
    known = {
        code
        for name in ("actions", "milestones", "meetings", "frameworks", "notes")
        for code in (next(iter(row.values())) for row in table(name))
    }
    for fact, record in facts.items():
        assert record == "not entered" or set(record.split()) <= known, fact


def test_every_action_that_went_is_in_the_list_of_corrections():
    assert set(fates().values()) - {"present"}
    for row in reading("actions"):
        assert row["action_id"] in fates()
