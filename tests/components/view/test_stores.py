"""What is shown while the files of a running server are bad, and what is said of it."""

import os
import re
import shutil
from datetime import date

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.documents import __main__ as documents
from components.server import health
from components.view import copies, stores
from components.view import view as views
from data import editions
from data.archive import EditionError
from data.reading import load
from data.reading.problems import BadDatasetError
from data.text import words
from tests.support import small
from tests.support.edits import cell, content

GOOD, BAD = "R2,A1-in_force", "R2,A1-in_farce"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    place = small.write(tmp_path / "own")
    for name in ("_good", "_troubles"):
        monkeypatch.setattr(stores, name, {})
    return place


def damage(folder):
    content("reports.csv", lambda data: data.replace(GOOD.encode(), BAD.encode()))(folder)


def mend(folder):
    content("reports.csv", lambda data: data.replace(BAD.encode(), GOOD.encode()))(folder)


def test_the_last_good_state_is_shown_on_and_it_is_said_since_when_and_why(folder, monkeypatch):
    good = stores.dataset_in(folder)
    assert stores.trouble_of(folder) is None
    monkeypatch.setattr(stores.time, "time", lambda: 1_790_000_000.0)
    damage(folder)
    assert stores.dataset_in(folder) == good
    trouble = stores.trouble_of(folder)
    assert trouble.since.isoformat() == "2026-09-21T14:13:20+00:00"
    assert "unknown_reference" in {problem.code for problem in trouble.problems}
    monkeypatch.setattr(stores.time, "time", lambda: 1_790_009_999.0)
    cell("notes.csv", 2, "kind", "limits")(folder)
    assert stores.dataset_in(folder) == good
    again = stores.trouble_of(folder)
    assert again.since == trouble.since
    assert len(again.problems) == len(trouble.problems) + 1


@pytest.mark.parametrize("language", words.languages())
def test_it_is_said_in_words_with_day_time_and_the_first_problem(folder, language, monkeypatch):
    stores.dataset_in(folder)
    monkeypatch.setattr(stores.time, "time", lambda: 1_790_000_000.0)
    cell("notes.csv", 2, "kind", "limits")(folder)
    stores.dataset_in(folder)
    sentence = stores.trouble_of(folder).sentence(words.words(language))
    assert "14:13" in sentence
    assert "2026" in sentence
    assert "limits" in sentence
    assert re.search(r"\b1 proble", sentence)


def test_good_data_end_the_trouble_and_both_ends_are_told_once(folder, monkeypatch):
    events = []

    def add(event, **values):
        events.append((event, values["folder"]))

    monkeypatch.setattr(stores, "report", add)
    stores.dataset_in(folder)
    damage(folder)
    for _ in range(3):
        stores.dataset_in(folder)
    mend(folder)
    for _ in range(3):
        stores.dataset_in(folder)
    assert stores.trouble_of(folder) is None
    assert events == [("dataset_refused", "own"), ("dataset_recovered", "own")]


def test_where_no_state_was_ever_good_nothing_is_shown(folder):
    damage(folder)
    for _ in range(2):
        with pytest.raises(BadDatasetError):
            stores.dataset_in(folder)
    assert stores.trouble_of(folder)


def test_of_a_visitors_copy_no_good_state_is_kept(folder):
    copy = copies.make(folder)
    assert stores.dataset_in(copy.folder) and copy.folder not in stores._good
    assert stores.dataset_in(folder) and folder in stores._good


def test_strictness_takes_the_pages_down(folder, monkeypatch):
    stores.dataset_in(folder)
    damage(folder)
    monkeypatch.setenv("ROADMAP_STRICT", "1")
    with pytest.raises(BadDatasetError):
        stores.dataset_in(folder)
    monkeypatch.setenv("ROADMAP_STRICT", "0")
    assert stores.dataset_in(folder)


def test_bad_data_are_read_once_for_each_state_of_the_files(folder, monkeypatch):
    read = []
    loaded = load.load
    monkeypatch.setattr(load, "load", lambda place: (read.append(place), loaded(place))[1])
    damage(folder)
    for path in folder.iterdir():
        os.utime(path, (1, 1))
    for _ in range(5):
        with pytest.raises(BadDatasetError):
            stores.dataset_in(folder)
    assert len(read) == 1


def test_what_is_younger_than_a_file_system_can_tell_is_read_again(folder, monkeypatch):
    """Two saves of one size within one tick have one stamp; the older must not stay."""
    monkeypatch.setattr(stores.files, "seen", lambda *_: ("always the same", stores.time.time()))
    assert stores.dataset_in(folder).notes["text"].iloc[0] == "Invented throughout"
    cell("notes.csv", 2, "text", "Invented somewhere!")(folder)
    moment = stores.time.monotonic()
    monkeypatch.setattr(stores.time, "monotonic", lambda: moment + 1)
    assert stores.dataset_in(folder).notes["text"].iloc[0] == "Invented somewhere!"


def test_an_edition_stands_while_the_data_of_today_are_bad(folder, monkeypatch):
    place = editions.folder_of(folder)
    editions.freeze(load.load(folder), place, "Before", date(2026, 1, 1))
    damage(folder)
    monkeypatch.setenv("ROADMAP_DATA", str(folder))
    view = views.open_view("changes", "en", {"edition": ["Before"]})
    assert not view.has_today
    assert view.live == view.dataset
    mend(folder)
    view = views.open_view("changes", "en", {"edition": ["Before"]})
    assert view.has_today
    assert view.live == load.load(folder)
    shutil.rmtree(place)


def test_an_edition_that_goes_while_it_is_asked_for_is_refused_by_name(folder, monkeypatch):
    entry = editions.freeze(load.load(folder), editions.folder_of(folder), "Gone", date(2026, 1, 1))
    monkeypatch.setattr(stores, "entries_in", lambda _: [entry])
    monkeypatch.setenv("ROADMAP_DATA", str(folder))
    entry.path.unlink()
    with pytest.raises(EditionError, match="Gone"):
        views.open_view("search", "en", {"edition": ["Gone"]})


def test_readyz_stays_200_and_says_degraded_and_since_when(folder, monkeypatch):
    monkeypatch.setenv("ROADMAP_DATA", str(folder))
    client = TestClient(Starlette(routes=health.ROUTES))
    damage(folder)
    refused = client.get("/readyz")
    assert (refused.status_code, refused.json()["status"]) == (503, "refused")
    assert refused.json()["problems"] >= 1
    assert client.get("/healthz").json() == {"status": "live"}
    mend(folder)
    ready = client.get("/readyz").json()
    assert ready["status"] == "ready"
    damage(folder)
    answer = client.get("/readyz")
    assert answer.status_code == 200
    body = answer.json()
    assert (body["status"], body["fingerprint"]) == ("degraded", ready["fingerprint"])
    assert body["problems"] >= 1
    assert body["since"].endswith("+00:00")
    assert "farce" not in answer.text + refused.text
    monkeypatch.setenv("ROADMAP_STRICT", "1")
    assert client.get("/readyz").status_code == 503
    monkeypatch.delenv("ROADMAP_STRICT")
    mend(folder)
    assert client.get("/readyz").json() == ready


def test_documents_on_the_command_line_say_in_sentences_what_is_wrong_with_the_data(
    folder, tmp_path, monkeypatch, capsys
):
    cell("notes.csv", 2, "kind", "limits")(folder)
    monkeypatch.setenv("ROADMAP_DATA", str(folder))
    assert documents.main(["package", "--out", str(tmp_path / "out")]) == documents.NOT_MADE
    assert (
        capsys.readouterr().err
        == "notes.csv, line 2, kind: 'limits' is not allowed; use one of limit, conflict, caveat\n"
    )
