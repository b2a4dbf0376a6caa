"""The script that Streamlit runs: the place of the page, its controls, and why nothing is shown.

These run the whole script; what is on a page is asked of its content (`tests/support/opened.py`).
"""

import re
import shutil
from datetime import date
from pathlib import Path

import orjson
import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from components.layout import writing
from components.server.app import shell
from data.archive import EditionError
from data.reading import load
from data.reading.problems import BadDatasetError, Problem
from data.text import words
from tests.support import rounds
from tests.support.edits import claimed
from tests.support.opened import open_board

ROOT = Path(__file__).parents[4]
FILES = {path.stem: path.relative_to(ROOT).as_posix() for path in (ROOT / "pages").rglob("*.py")}


@pytest.fixture
def app(monkeypatch):
    """A session that has opened the Overview in Spanish, about Ecuador."""
    monkeypatch.chdir(ROOT)
    config.set_option("client.showErrorDetails", "full")
    test = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)
    choose(test, lang="es", country=["ECU"])
    return run(test.run())


def choose(test, **query):
    """Write an address into the browser."""
    test.query_params.clear()
    for name, value in query.items():
        test.query_params[name] = value


def run(test):
    test.run()
    assert not test.exception, [error.value for error in test.exception]
    return test


def mounted(test):
    """What the board is told of the run."""
    [board] = test.get("bidi_component")
    return orjson.loads(board.proto.json)


def test_the_board_is_mounted_and_told_which_run_this_is_and_no_content(app):
    address = "overview?lang=es&country=ECU"
    assert mounted(app) == {"asked": address, "language": "es", "controls": False, "version": 0}
    assert len(app.get("bidi_component")[0].proto.SerializeToString()) < 2000


def test_another_page_is_mounted_in_the_same_place(app):
    [before] = app.get("bidi_component")
    app.switch_page(FILES["actions"])
    choose(app, lang="pt", action="A001")
    path = "actions?lang=pt&action=A001"
    assert mounted(run(app)) == {"asked": path, "language": "pt", "controls": False, "version": 0}
    [after] = app.get("bidi_component")
    assert before.proto.id == after.proto.id


@pytest.mark.parametrize(("query", "language"), [({"lang": "xx"}, "en"), ({}, "en")])
def test_without_a_language_it_is_that_of_the_browser(app, query, language):
    choose(app, **query)
    assert mounted(run(app))["language"] == language


@pytest.fixture
def own(monkeypatch, tmp_path):
    """A folder of data that are not invented, on a server that writes."""
    folder = shutil.copytree(load.FOLDER / "exercise", tmp_path / "own")
    claimed(folder)
    monkeypatch.setenv("ROADMAP_DATA", str(folder))
    monkeypatch.setenv("ROADMAP_WRITE", "1")
    return folder


def test_nobody_freezes_an_edition_of_the_exercise_that_everybody_sees(app, monkeypatch):
    monkeypatch.setenv("ROADMAP_WRITE", "1")
    choose(app, dataset="exercise", meeting="EX-M06")
    app.switch_page(FILES["meetings"])
    run(app)
    assert not [one for one in app.button if one.label == words.words("en")("editions.freeze")]


def test_what_only_streamlit_can_show_stands_below_the_board(app, own):  # noqa: ARG001
    choose(app, meeting="EX-M06")
    app.switch_page(FILES["meetings"])
    run(app)
    assert mounted(app)["controls"]
    kinds = [element.type for element in app.main]
    assert kinds.index("bidi_component") < kinds.index("form")


def test_an_edition_is_frozen_once_under_a_name(app, own):
    t, place = words.words("en"), own / "editions"
    files = {path.name for path in place.iterdir()}
    choose(app, lang="en", meeting="EX-M06")
    app.switch_page(FILES["meetings"])
    run(app)

    def freeze(name):
        app.text_input[0].set_value(name)
        [button] = [one for one in app.button if one.label == t("editions.freeze")]
        button.click()
        run(app)
        return [one.value.replace("\\", "") for one in (*app.error, *app.info)]

    assert "the name is not valid" in freeze("../out")[0]
    assert {path.name for path in place.iterdir()} == files
    assert "Edition Rehearsal has been created" in freeze("Rehearsal")[0]
    [new] = {path.name for path in place.iterdir()} - files
    content = (place / new).read_bytes()
    assert "already exists" in freeze("Rehearsal")[0]
    assert (place / new).read_bytes() == content
    query = {"lang": "en", "meeting": "EX-M06"}
    page, frozen = (open_board("meetings", query | more) for more in ({}, {"edition": "Rehearsal"}))
    assert "meetings?lang=en&meeting=EX-M06&edition=Rehearsal" in page.hrefs
    assert (frozen.metrics, list(frozen.drawn.controls)) == (page.metrics, [])


def test_what_an_act_finds_wrong_is_said_in_the_language_of_the_page(app, own, monkeypatch):  # noqa: ARG001
    problem = Problem("actions.csv", 3, "title", "blank")

    def refuse(*_):
        raise BadDatasetError([problem])

    monkeypatch.setattr(shell.editions, "freeze", refuse)
    choose(app, lang="es", meeting="EX-M06")
    app.switch_page(FILES["meetings"])
    next(
        one for one in run(app).button if one.label == words.words("es")("editions.freeze")
    ).click()
    text = run(app).error[0].value.replace("\\", "")
    assert text == problem.sentence(words.words("es"))


def test_a_round_is_opened_before_a_meeting_to_come_alone(app, own):  # noqa: ARG001
    app.switch_page(FILES["meetings"])
    for meeting, is_to_come in {"EX-M13": True, "EX-M06": False}.items():
        choose(app, lang="en", meeting=meeting)
        run(app)
        named = words.words("en")("opening.title", meeting="")
        assert any(one.label.startswith(named) for one in app.expander) == is_to_come


def the_room():
    from components.server.app import room
    from components.view.view import open_view

    room.draw(open_view("room", "en", {}))


def test_an_answer_in_the_room_takes_the_day_it_needs_and_moves_the_numbers(monkeypatch, tmp_path):
    folder, _ = rounds.opened(tmp_path / "room")
    monkeypatch.setenv("ROADMAP_DATA", str(folder))
    monkeypatch.setattr(writing, "is_own", lambda _: True)
    room = run(AppTest.from_function(the_room, default_timeout=60))

    def answer(box):
        room.date_input[0].set_value(date(2026, 6, 1))
        [button] = [one for one in room.button if (one.key or "").endswith(f"-{box}")]
        button.click()
        run(room)
        [row] = load.load(folder).answers.to_dict("records")
        return row["answer"], str(row["dated_on"])[:10]

    assert answer("reached") == ("reached", "2026-06-01")
    [table] = [one.value for one in room.markdown if one.value.startswith("|")]
    moves = re.findall(r":gray\[(\d+)\s→\]\s\*\*(\d+)\*\*", table)
    assert [int(now) - int(was) for was, now in moves] == [1, 1, -1, -1]  # of all, and its own
    assert answer("right") == ("right", "NaT")


def test_data_that_break_the_contract_are_shown_as_their_problems(app, monkeypatch):
    problem = Problem("actions.csv", 0, "", "missing_file")

    def refuse(*_):
        raise BadDatasetError([problem])

    monkeypatch.setattr(shell.views, "open_view", refuse)
    run(app)
    t = words.words("es")
    assert app.title[0].value == t("problems.title")
    assert "actions.csv" in app.error[0].value.replace("\\", "")
    assert not mounted(app)["controls"]


def test_an_edition_that_is_damaged_is_refused_with_the_way_to_the_live_data(app, monkeypatch):
    def refuse(*_):
        raise EditionError("actions.csv", "altered")

    real = shell.views.open_view
    monkeypatch.setattr(shell.views, "open_view", refuse)
    choose(app, lang="es", edition="III-EU-CLASI")
    run(app)
    t = words.words("es")
    assert "actions.csv" in app.error[0].value.replace("\\", "")
    assert not mounted(app)["controls"]
    [leave] = [button for button in app.button if button.label == t("frame.leave_edition")]
    monkeypatch.setattr(shell.views, "open_view", real)
    leave.click()
    run(app)
    assert "edition" not in app.query_params
    assert "edition" not in mounted(app)["asked"]
