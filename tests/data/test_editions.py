"""Editions: the same numbers and words again, or a refusal that names the part."""

import io
import json
import os
import re
import shutil
import sys
import zipfile
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings

from data import archive as sealed
from data import changes, editions, measures
from data.archive import EditionError
from data.editions import SUFFIX, freeze, open_edition, reading
from data.editions import __main__ as command_line
from data.model import METHOD_VERSION
from data.reading.checks import check_tables
from data.reading.load import FOLDER, load
from data.reading.rules import Tables
from data.selection import Snapshot
from data.text import words
from data.visibility import rows_on
from tests.support import oracle, small
from tests.support.drawn import World, law, worlds
from tests.support.edits import cell
from tests.support.readings import shipped

DAY = date(2025, 3, 5)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    return load(small.write(tmp_path_factory.mktemp("data") / "small"))


@pytest.fixture(scope="module")
def sealed_once(dataset, tmp_path_factory):
    return freeze(dataset, tmp_path_factory.mktemp("editions"), "Test", DAY, "M1").path


@pytest.fixture
def frozen(sealed_once, tmp_path):
    """The path of an edition that a test may damage."""
    return Path(shutil.copy(sealed_once, tmp_path))


def damage(path, change):
    """Pack an edition again with its parts as `change` leaves them; returns its path."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts = change(parts) or parts
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def refused(path):
    with pytest.raises(EditionError) as caught:
        open_edition(path)
    return caught.value.part, caught.value.code


# Law 4


@settings(law, max_examples=4)
@given(worlds())
def test_an_edition_reopened_gives_the_same_numbers_and_checksum(
    tmp_path_factory, world: World
) -> None:
    folder = tmp_path_factory.mktemp("editions")
    entry = freeze(world.dataset, folder, "Law", world.day)
    again = open_edition(entry.path)
    live = Snapshot.on(world.dataset, world.day)
    assert oracle.rows(again.snapshot.milestones) == oracle.rows(live.milestones)
    assert oracle.rows(again.snapshot.parts) == oracle.rows(live.parts)
    assert again.snapshot.parts.index.tolist() == live.parts.index.tolist()
    assert measures.headline(measures.total(again.snapshot.milestones)) == measures.headline(
        measures.total(live.milestones)
    )
    assert again.entry.checksum == entry.checksum
    assert changes.seen_anew(again.snapshot, live).empty
    kept, whole = again.snapshot.dataset, world.dataset
    assert check_tables(Tables(dict(kept.tables), set(kept.tables))) == []
    assert (kept.plan, kept.period) == (whole.plan, whole.period)
    assert dict(kept.cycle) == {**dict(whole.cycle), "levels": list(whole.cycle.levels)}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("plan", "half"),
        ("period", None),
        ("period", {"starts": "2025-03-05"}),
        ("period", {"starts": "x", "ends": "y"}),
        ("cycle", {"months": "18"}),
        ("cycle", {"months": "18", "agreed_on": "2025-03-05", "levels": []}),
        ("cycle", [1]),
    ],
)
def test_a_plan_a_period_or_a_cycle_that_makes_no_sense_is_refused(frozen, key, value):
    again = reseal(frozen, lambda _, header: header["dataset"].update({key: value}))
    assert refused(again) == ("manifest.json", "unreadable")


def test_an_edition_keeps_the_words_with_which_it_was_frozen(frozen):
    def reword(parts, _):
        texts = json.loads(parts["words/en.json"])
        texts["state.confirmed"] = "Said and done"
        texts["headline.of"] = "{count:>1000000000} out of {many}"
        texts["marking.public"] = "{t.__class__}"
        texts["page.overview"] = ["not", "a", "text"]
        texts["gone.key"] = "No longer used"
        parts["words/en.json"] = json.dumps(texts).encode()

    again = reseal(frozen, reword)
    own = open_edition(again).catalogues["en"]
    t = words.Words("en", own)
    assert t("state.confirmed") == "Said and done"
    assert t("headline.of", count=1, of=2) == "1 of 2"
    assert {"gone.key", "headline.of", "marking.public", "page.overview"}.isdisjoint(own)


def reseal(path, change):
    """An edition changed by somebody who knows how to compute the checksums."""
    header, parts = sealed.unseal(path, editions.FORMAT)
    change(parts, header)
    rest = {key: value for key, value in header.items() if key not in ("parts", "checksum")}
    path.write_bytes(sealed.seal(rest, parts))
    return path


def test_an_edition_holds_what_became_known_on_its_very_day():
    whole = shipped("exercise")
    for table, column in {
        "reports": "reported_on",
        "date_changes": "known_on",
        "milestones": "known_on",
        "meetings": "starts_on",
    }.items():
        days = whole.tables[table][column].dropna().sort_values()
        days = days[days <= pd.Timestamp(whole.horizon)]
        moment = days.iloc[len(days) // 2]
        left, rows = rows_on(whole, moment.date()), whole.tables[table]
        assert set(rows.index[rows[column] == moment]) <= set(left.tables[table].index), table


def test_the_shipped_editions_are_whole_and_say_what_the_record_says_today():
    record = shipped("record")
    found, wrong = editions.entries(editions.folder_of(FOLDER / "record"))
    assert wrong == []
    assert [(entry.name, str(entry.as_of)) for entry in found] == [
        ("III-EU-CLASI", "2025-03-05"),
        ("IV-CLASI-summit", "2026-02-26"),
        ("horizon-2026-06-04", "2026-06-04"),
    ]
    for entry in found:
        edition = open_edition(entry.path)
        assert edition.entry.method == METHOD_VERSION
        assert changes.seen_anew(edition.snapshot, Snapshot.on(record, entry.as_of)).empty


# Refused by the name of the part


@pytest.mark.parametrize(
    "part", ["tables/actions.parquet", "known/milestones.parquet", "words/pt.json", "method/es.md"]
)
def test_a_part_that_is_missing_is_named(frozen, part):
    assert refused(
        damage(
            frozen, lambda parts: {name: content for name, content in parts.items() if name != part}
        )
    ) == (part, "missing")


@pytest.mark.parametrize(
    ("key", "value"), [("as_of", "2025-03-06"), ("method", "0.9"), ("marking", "secretariat")]
)
def test_a_manifest_that_was_altered_is_named(frozen, key, value):
    def change(parts):
        parts["manifest.json"] = json.dumps(
            json.loads(parts["manifest.json"]) | {key: value}
        ).encode()

    assert refused(damage(frozen, change)) == ("manifest.json", "altered")


def test_a_renamed_edition_is_refused(frozen):
    other = frozen.with_name(f"Other{SUFFIX}")
    frozen.rename(other)
    assert refused(other) == ("manifest.json", "renamed")


def test_an_edition_that_lacks_what_the_software_reads_says_so(frozen):
    def drop(parts, _):
        name = "known/milestones.parquet"
        stored = pd.read_parquet(io.BytesIO(parts[name]))
        out = io.BytesIO()
        stored.drop(columns="silent").to_parquet(out)
        parts[name] = out.getvalue()

    assert refused(reseal(frozen, drop)) == ("known/milestones.parquet", "lacks_column")


def test_an_edition_of_which_a_number_would_change_says_which(frozen):
    def forge(parts, _):
        name = "known/milestones.parquet"
        stored = pd.read_parquet(io.BytesIO(parts[name]))
        stored.loc[stored.index[0], "state"] = "withdrawn"
        out = io.BytesIO()
        stored.to_parquet(out)
        parts[name] = out.getvalue()

    with pytest.raises(EditionError) as caught:
        open_edition(reseal(frozen, forge))
    assert caught.value.code == "other_numbers"
    assert "all" in caught.value.details["value"]


# Freezing


def test_an_edition_is_never_overwritten_and_nothing_is_left_behind(dataset, frozen):
    before = frozen.read_bytes()
    with pytest.raises(EditionError) as caught:
        freeze(dataset, frozen.parent, "Test", date(2024, 1, 1))
    assert caught.value.code == "exists"
    assert frozen.read_bytes() == before
    assert [path.name for path in frozen.parent.iterdir()] == [frozen.name]


def full(*_, **__):
    raise OSError(28, "No space left on device")


def test_a_full_disk_is_told_in_a_sentence_and_leaves_nothing(dataset, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EditionError) as caught:
        freeze(dataset, tmp_path, "Test", DAY)
    assert (caught.value.code, caught.value.details) == (
        "not_written",
        {"value": "No space left on device"},
    )
    assert list(tmp_path.iterdir()) == []


def test_an_edition_that_could_not_be_opened_again_is_not_written(dataset, tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    with pytest.raises(EditionError) as caught:
        freeze(dataset, tmp_path, "Test", DAY)
    assert caught.value.code == "too_large"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("folder", "message"),
    [
        ("nowhere", "nowhere: there is no such folder\n"),
        ("small", "notes.csv, line 2, kind: 'limits' is not allowed; use one of limit, conflict, "),
    ],
)
def test_the_command_line_says_in_a_sentence_why_a_dataset_cannot_be_frozen(
    tmp_path, folder, message, monkeypatch, capsys
):
    cell("notes.csv", 2, "kind", "limits")(small.write(tmp_path / "small"))
    arguments = ["--dataset", tmp_path / folder, "freeze", "--for", "Test", "--as-of", "2025-03-05"]
    monkeypatch.setattr(sys, "argv", ["editions", *map(str, arguments)])
    assert command_line.main() == 1
    out, error = capsys.readouterr()
    assert out == "" and message in error


@pytest.mark.parametrize(
    ("name", "day", "meeting", "code"),
    [
        ("../escape", DAY, None, "bad_name"),
        ("", DAY, None, "bad_name"),
        ("a" * 41, DAY, None, "bad_name"),
        ("Late", date(2030, 1, 1), None, "after_horizon"),
        ("Lost", DAY, "M99", "unknown_meeting"),
    ],
)
def test_what_cannot_be_frozen_is_refused_and_leaves_nothing(
    dataset, tmp_path, name, day, meeting, code
):
    with pytest.raises(EditionError) as caught:
        freeze(dataset, tmp_path / "new", name, day, meeting)
    assert caught.value.code == code
    assert not (tmp_path / "new").exists()


def test_the_list_names_the_files_that_are_no_editions(frozen):
    frozen.with_name(f"Broken{SUFFIX}").write_bytes(b"broken")
    found, wrong = editions.entries(frozen.parent)
    assert [entry.name for entry in found] == ["Test"]
    assert [error.code for error in wrong] == ["unreadable"]
    assert "Broken" in wrong[0].part


def test_every_refusal_has_words_in_every_language():
    code = "".join(
        path.read_text("utf-8")
        for path in [FOLDER / "archive.py", *sorted((FOLDER / "editions").glob("*.py"))]
    )
    for language in words.languages():
        snapshot = {
            key.removeprefix("edition_problem.")
            for key in words.catalogue(language)
            if key.startswith("edition_problem.")
        }
        assert [one for one in snapshot if f'"{one}"' not in code] == []
        assert set(sealed_codes(code)) <= snapshot


def sealed_codes(code):
    return re.findall(r'EditionError\([^"\n]*(?:"[^"]*")?[^"\n]*, "([a-z_]+)"', code)


def test_the_same_state_frozen_twice_gives_the_same_bytes(dataset, tmp_path):
    paths = [freeze(dataset, tmp_path / place, "Test", DAY).path for place in ("one", "two")]
    assert paths[0].read_bytes() == paths[1].read_bytes()
