"""Acts: the folder is always the one before or the one after, whatever ends, fills or writes it."""

import random
import shutil
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from data.reading import load
from data.reading.problems import BadDatasetError
from data.round import rounds
from data.round.store import acts
from data.round.store.folder import RoundError
from data.round.values import Answer, Box, Need
from tests.support.rounds import CAME, REACHED, content, opened, processes, returned, take, work

KILLS = 12
NEEDS = (Need("A trainer", "A4-held"),)


def started(folder, step, file, number=0):
    """A process that changes the folder, and where it tells what came of it."""
    context = processes()
    results = context.SimpleQueue()
    process = context.Process(target=work, args=(folder, step, file, number, results))
    process.start()
    return process, results


def test_a_round_has_a_line_its_sheets_and_an_act_and_undoing_it_leaves_nothing_of_it(tmp_path):
    folder, act = opened(tmp_path, silence=True)
    row = load.load(folder).rounds.iloc[-1]
    assert (row["round_id"], row["kind"], row["silence"]) == (act.round, "confirm", True)
    assert (folder / "sheets" / act.round / "ARG.txt").read_text() == act.hash
    another = rounds.row_of(load.load(folder), "M2", CAME, CAME)
    assert another["round_id"] == f"{act.round}-2", (
        "a code of its own, and its last day is not over"
    )
    acts.undo(folder, 1, CAME, "secretariat")
    there = content(folder)
    shutil.rmtree(folder)
    opened(tmp_path)
    acts.undo(folder, 1, CAME, "secretariat")
    assert content(folder) == there
    assert not (folder / "sheets").exists()


def test_nobody_is_asked_about_what_is_confirmed_and_each_partner_about_what_is_not(tmp_path):
    _, act = opened(tmp_path)
    open_ones = {"A4-held", "A4-completed", "A4-adopted", "A4-in_force"}
    assert set(act.asked["BRA"]) == open_ones
    assert set(act.asked["ARG"]) == {*open_ones, "A1-in_force", "A2-held-ARG"}
    assert set(act.shown["BRA"]) == {"A4-signed"}


def test_acts_undone_in_another_order_than_taken_leave_the_bytes_of_before(tmp_path):
    folder, act = opened(tmp_path)
    there = content(folder)
    take(folder, returned(act, Answer("A2-held-ARG", Box.RIGHT), needs=NEEDS))
    take(folder, returned(act, REACHED, by="BRA"), CAME + timedelta(3))
    acts.undo(folder, 2, CAME, "secretariat")
    acts.undo(folder, 3, CAME, "secretariat")
    assert content(folder) == there
    assert acts.verify(folder) == []


def test_files_keep_their_ends_of_lines_their_columns_and_a_last_line_without_an_end(tmp_path):
    folder, act = opened(tmp_path)
    for name in ("reports.csv", "sources.csv"):
        path = folder / name
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n").removesuffix(b"\r\n"))
    acts.keep(folder, CAME, "editor")
    there = content(folder)
    take(folder, returned(act, REACHED))
    assert b"\n" not in content(folder)["reports.csv"].replace(b"\r\n", b"")
    acts.undo(folder, 3, CAME, "secretariat")
    assert content(folder) == there


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_table_that_a_spreadsheet_saved_takes_answers_in_and_is_as_it_was_when_undone(
    tmp_path, sign
):
    folder, act = opened(tmp_path)
    path = folder / "reports.csv"
    path.write_text("\ufeff" + path.read_text("utf-8").replace(",", sign), "utf-8")
    acts.keep(folder, CAME, "editor")
    there = content(folder)
    take(folder, returned(act, REACHED))
    take(folder, returned(act, REACHED, by="BRA"))
    assert load.load(folder).reports["participant_id"].tolist()[-2:] == ["ARG", "BRA"]
    for number in (3, 4):
        acts.undo(folder, number, CAME, "secretariat")
    assert content(folder) == there


def test_a_link_to_a_folder_and_a_folder_named_from_within_stay_the_folder(tmp_path, monkeypatch):
    folder, act = opened(tmp_path)
    link = tmp_path / "elsewhere" / "link"
    link.parent.mkdir()
    link.symlink_to(folder)
    take(link, returned(act, REACHED))
    assert link.is_symlink()
    assert len(load.load(folder).answers) == 1
    monkeypatch.chdir(folder)
    take(Path(), returned(act, Answer("A4-held", Box.RIGHT)))
    assert len(load.load(folder).answers) == 2


def test_an_act_that_records_what_was_edited_by_hand_cannot_be_said_to_be_undone(tmp_path):
    folder, _ = opened(tmp_path)
    notes = folder / "notes.csv"
    notes.write_text(notes.read_text("utf-8") + "N9,limit,,,More\n", "utf-8")
    acts.keep(folder, CAME, "editor")
    with pytest.raises(RoundError) as refused:
        acts.undo(folder, 2, CAME, "editor")
    assert refused.value.code == "not_standing"


def test_whoever_reads_while_the_folder_is_exchanged_finds_nothing_altered(tmp_path, monkeypatch):
    folder, act = opened(tmp_path)
    waiting, sums = [returned(act, REACHED)], acts.sums

    def late(place):
        if waiting:
            take(folder, waiting.pop())
        return sums(place)

    monkeypatch.setattr(acts, "sums", late)
    assert acts.verify(folder) == []
    with pytest.raises(OSError, match="nowhere"):
        acts.verify(tmp_path / "nowhere")


def test_an_act_on_which_another_rests_is_not_undone_before_it(tmp_path):
    folder, act = opened(tmp_path)
    take(folder, returned(act, REACHED))
    take(folder, returned(act, replace(REACHED, remark="On the fifth")), CAME + timedelta(1))
    there = content(folder, whole=True)
    with pytest.raises(RoundError) as refused:
        acts.undo(folder, 2, CAME, "secretariat")
    assert refused.value.code == "built_upon"
    with pytest.raises(BadDatasetError):
        acts.undo(folder, 1, CAME, "secretariat")
    assert content(folder, whole=True) == there


def test_whoever_is_killed_at_any_moment_leaves_the_folder_before_or_after(tmp_path):
    folder, act = opened(tmp_path)
    file, before = returned(act, REACHED, needs=NEEDS), content(folder)
    for number, step in enumerate(("take", "undo", "take"), start=2):
        began = time.monotonic()
        _, results = started(folder, step, file, number - 1)
        assert results.get() == number
    lasts, after = time.monotonic() - began, content(folder)
    seen, number, chance = set(), 4, random.Random(28)
    for _ in range(KILLS):
        is_taken = content(folder) == after
        process, results = started(folder, "undo" if is_taken else "take", file, number)
        process.join(chance.uniform(0, 1.5 * lasts))
        process.kill()
        process.join()
        found = content(folder)
        assert found in (before, after)
        assert acts.verify(folder) == []
        changed = (found == after) != is_taken
        assert len(acts.read(folder)) == number + changed
        if not results.empty():
            assert changed
        number += changed
        seen.add(changed)
    assert seen == {True, False}
    take(folder, returned(act, Answer("A4-held", Box.RIGHT)))
    assert [path.name for path in tmp_path.iterdir()] == ["roadmap"]


def test_of_two_who_write_at_once_one_waits_and_both_are_taken_in(tmp_path):
    folder, act = opened(tmp_path)
    files = [returned(act, Answer("A4-held", Box.RIGHT), by=by) for by in ("ARG", "BRA")]
    both = [started(folder, "take", file) for file in files]
    assert sorted(results.get() for _, results in both) == [2, 3]
    assert len(load.load(folder).answers) == 2
    assert acts.verify(folder) == []


def test_on_a_full_disk_nothing_is_lost_and_it_is_said(tmp_path):
    folder, act = opened(tmp_path)
    there = content(folder, whole=True)
    _, results = started(folder, "full", returned(act, REACHED), 300)
    assert results.get() == "not_written"
    assert content(folder, whole=True) == there
    assert [path.name for path in tmp_path.iterdir()] == ["roadmap"]


def test_one_byte_changed_in_an_act_or_a_table_is_named_and_nothing_more_is_written(tmp_path):
    folder, act = opened(tmp_path)
    take(folder, returned(act, REACHED, needs=NEEDS))
    take(folder, returned(act, Answer("A4-held", Box.RIGHT), by="BRA"))
    chance = random.Random(28)
    for name in ["dataset.toml", "acts/0001.json", "acts/0002.json", "acts/0003.json"] + [
        path.name for path in sorted(folder.glob("*.csv"))
    ]:
        path = folder / name
        whole = path.read_bytes()
        at = chance.randrange(len(whole))
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert list(acts.verify(folder)) == [name]
        path.write_bytes(whole)
    assert acts.verify(folder) == []
    path.write_bytes(whole + b"\n")
    with pytest.raises(RoundError):
        take(folder, returned(act, Answer("A4-in_force", Box.RIGHT)))


def test_an_act_that_was_taken_away_or_written_anew_is_named(tmp_path):
    folder, act = opened(tmp_path)
    take(folder, returned(act, REACHED))
    first = folder / "acts/0001.json"
    written = first.read_bytes()
    forged = acts.read(folder)[0]
    first.write_bytes(acts._written(replace(forged, by="somebody").sealed()))
    assert acts.verify(folder) == ["acts/0002.json"]
    first.unlink()
    assert acts.verify(folder) == ["acts/0002.json"]
    first.write_bytes(written)
    assert acts.verify(folder) == []


def test_what_was_edited_by_hand_is_told_until_an_act_records_it(tmp_path):
    folder, act = opened(tmp_path)
    notes = folder / "notes.csv"
    notes.write_text(notes.read_text("utf-8") + "N9,limit,,,More\n", "utf-8")
    with pytest.raises(RoundError) as refused:
        take(folder, returned(act, REACHED))
    assert refused.value.values["files"] == "notes.csv"
    acts.keep(folder, CAME, "editor")
    act_of_file, _ = take(folder, returned(act, REACHED))
    assert act_of_file.number == 3


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("unknown_meeting", {"meeting": "M9"}),
        ("held", {"meeting": "M1"}),
        ("unknown_priority", {"scope": ("P9",)}),
        ("over", {"until": CAME - timedelta(99)}),
        ("nothing_to_ask", {"scope": ("P3",)}),
    ],
)
def test_a_round_that_cannot_be_is_not_opened(tmp_path, code, change):
    folder, _ = opened(tmp_path)
    path = folder / "priorities.csv"
    path.write_text(path.read_text("utf-8") + "P3,3,Nothing yet,,,\n", "utf-8")
    acts.keep(folder, CAME, "editor")
    values = {"meeting": "M2", "until": CAME + timedelta(9), "today": CAME, **change}
    with pytest.raises(RoundError) as refused:
        rounds.open_round(folder, rounds.row_of(load.load(folder), **values), "secretariat")
    assert refused.value.code == code
