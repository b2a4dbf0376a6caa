"""What confirms a report, and the faults of an open record that the check notices."""

import doctest
import shutil
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

from data import evidence
from data.evidence import Basis, bases, confirmations, evidence_of
from data.model import COUNTED
from data.reading import load
from data.reading.warnings import find_warnings
from tests.support.edits import cell, insert
from tests.support.readings import shipped

RECORD = load.FOLDER / "record"


def rows(*voices: tuple[str, str]) -> pd.DataFrame:
    """Evidence of one report, a voice and an origin each."""
    pages = [{"report_id": "R", "voice": voice, "origin": origin} for voice, origin in voices]
    return pd.DataFrame(pages, columns=["report_id", "voice", "origin"])


@pytest.mark.parametrize(
    ("voices", "basis"),
    [
        ([("participant", "Europol")], Basis.OFFICIAL),
        ([("press", "EFE"), ("participant", "Europol")], Basis.OFFICIAL),
        ([("press", "EFE"), ("press", "AFP")], Basis.TWO_ORIGINS),
        ([("official", "INTERPOL"), ("press", "AFP")], Basis.TWO_ORIGINS),
        ([("press", "EFE"), ("press", "efe")], Basis.ONE_ORIGIN),
        ([("press", "EFE")], Basis.ONE_ORIGIN),
        ([("official", "INTERPOL")], Basis.ONE_ORIGIN),
    ],
)
def test_an_official_page_of_a_participant_or_two_origins_confirm(
    voices: Sequence[tuple[str, str]], basis: Basis
) -> None:
    report = pd.DataFrame({"report_id": ["R", "S"], "state": ["achieved", "announced"]})
    assert bases(rows(*voices)).to_dict() == {"R": str(basis)}
    wanted = "awaiting" if basis == Basis.ONE_ORIGIN else "confirmed"
    counted = confirmations(report, rows(*voices))
    assert counted[0] == wanted and pd.isna(counted[1])


def test_a_report_without_evidence_awaits_a_second_source() -> None:
    report = pd.DataFrame({"report_id": ["R"], "state": ["achieved"]})
    assert confirmations(report, rows()).tolist() == ["awaiting"]


def test_the_examples_of_addresses_and_bases_give_what_they_say() -> None:
    found = doctest.testmod(evidence, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert (found.attempted > 0, found.failed) == (True, 0)


def test_the_record_types_no_confirmation_and_has_the_one_that_the_evidence_gives() -> None:
    record = shipped("record")
    written = pd.read_csv(RECORD / "reports.csv", dtype=str)
    assert written["confirmation"].isna().all()
    counted = confirmations(record.reports, record.evidence)
    assert record.reports["confirmation"].equals(counted)


def test_nine_of_ten_reports_of_counted_actions_have_their_sentence() -> None:
    record = shipped("record")
    actions = record.actions.loc[record.actions["link"].isin(COUNTED), "action_id"]
    milestones = record.milestones[record.milestones["action_id"].isin(actions)]
    mine = record.reports[record.reports["milestone_id"].isin(milestones["milestone_id"])]
    snapshot = evidence_of(record)
    quoted = [
        bool(snapshot.get(one)) and pd.notna(snapshot[one][0]["quote"]) for one in mine["report_id"]
    ]
    assert sum(quoted) >= 0.9 * len(quoted)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A copy of the record that a test may damage."""
    folder = tmp_path / "record"
    shutil.copytree(RECORD, folder, ignore=shutil.ignore_patterns("editions", "README.md"))
    return folder


def line_of(folder: Path, file: str, code: str) -> int:
    """The line of a file that begins with a code."""
    lines = (folder / file).read_text("utf-8").splitlines()
    return 1 + next(at for at, line in enumerate(lines) if line.startswith(f"{code},"))


def test_nothing_of_the_record_is_in_doubt(record: Path) -> None:
    assert find_warnings(load.load(record)) == []


@pytest.mark.parametrize(
    ("doubt", "cells"),
    [
        ("other_language", ["evidence.csv A076-signed-R1 quote_language pt"]),
        ("step_of_one_side", ["milestones.csv A018-signed step mandate"]),
        ("one_side", ["actions.csv A114 link eu"]),
        ("other_link", ["actions.csv A018 link eu"]),
        (
            "only_possible",
            [
                "milestones.csv A109-in_operation agreed_on 2025-10-01",
                "milestones.csv A109-in_operation agreed_precision month",
                "evidence.csv A109-in_operation-R1 quote El plan podría iniciar en octubre",
            ],
        ),
    ],
)
def test_a_planted_fault_of_the_record_is_doubted(
    record: Path, doubt: str, cells: Sequence[str]
) -> None:
    for planted in cells:
        file, code, column, value = planted.split(" ", 3)
        cell(file, line_of(record, file, code), column, value)(record)
    assert doubt in {found for _, found, _ in find_warnings(load.load(record))}


def test_an_operation_entered_twice_is_doubted(record: Path) -> None:
    copies = {
        "actions.csv": "A121,",
        "action_participants.csv": "A121,",
        "milestones.csv": "A121-held,A121,",
        "reports.csv": "A121-held-R1,A121-held,",
        "evidence.csv": "A121-held-R1,",
    }
    for file, start in copies.items():
        lines = (record / file).read_text("utf-8").splitlines()
        for line in [line for line in lines if line.startswith(start)]:
            insert(file, len(lines) + 1, line.replace("A121", "A921"))(record)
    assert "one_operation" in {found for _, found, _ in find_warnings(load.load(record))}
