"""The script that Streamlit runs: the board is mounted with its page, and followed where it turns.

These run the whole script; what is on a page is asked of its content (`tests/support/opened.py`).
"""

from pathlib import Path

import orjson
import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from components.app import shell
from components.board import scripts
from data import words
from data.archive import SealError
from data.problems import BadDatasetError, Problem
from tests.support.opened import open_board

ROOT = Path(__file__).parents[3]
FILES = {path.stem: path.relative_to(ROOT).as_posix() for path in (ROOT / "pages").rglob("*.py")}


@pytest.fixture
def app(monkeypatch):
    """A session that has opened the Overview in Spanish, about Ecuador."""
    monkeypatch.chdir(ROOT)
    config.set_option("client.showErrorDetails", "full")
    test = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)
    ask(test, lang="es", country=["ECU"])
    return run(test.run())


def ask(test, **query):
    """Write an address into the browser."""
    test.query_params.clear()
    for name, value in query.items():
        test.query_params[name] = value


def run(test):
    test.run()
    assert not test.exception, [error.value for error in test.exception]
    return test


def sent(test):
    """What the board was sent: the address asked for, what it is told, and the content."""
    [board] = test.get("bidi_component")
    return orjson.loads(board.proto.bytes)


def here(test):
    """Page and address of a session."""
    page, query = test.session_state["visit"].here
    return page, query


def test_the_board_is_mounted_with_the_bytes_of_its_content(app):
    [board] = app.get("bidi_component")
    expected = open_board("overview", {"lang": "es", "country": ["ECU"]}).drawn
    assert expected.json in board.proto.bytes
    told = sent(app)
    assert told["asked"] == "overview?lang=es&country=ECU"
    assert told["about"] == scripts.about("es")
    assert told["content"] == orjson.loads(expected.json)


def test_a_choice_made_on_the_board_says_everything_as_back_does(app, monkeypatch):
    """The browser tells Streamlit of it as of Back: nothing of the choice before follows."""
    monkeypatch.setattr(shell, "by_history", lambda: True)
    ask(app, lang="pt", action="A001")
    app.switch_page(FILES["actions"])
    ask(app, lang="pt", action="A001")
    told = sent(run(app))
    assert here(app) == ("actions", {"lang": ["pt"], "action": ["A001"]})
    assert told["asked"] == "actions?lang=pt&action=A001"
    expected = open_board("actions", {"lang": "pt", "action": "A001"}).drawn
    assert told["content"] == orjson.loads(expected.json)


def test_a_choice_on_the_same_page_takes_the_place_of_the_one_before(app):
    ask(app, lang="es", priority=["P5"], behind="reached")
    told = sent(run(app))
    assert told["asked"] == "overview?lang=es&priority=P5&behind=reached"
    assert told["content"]["address"] == "overview?priority=P5&lang=es&behind=reached"


@pytest.mark.parametrize("page", ["countries", "method"])
def test_choice_and_language_follow_by_the_menu(app, page):
    ask(app)
    app.switch_page(FILES[page])
    run(app)
    assert here(app)[0] == page
    assert sent(app)["content"]["address"] == f"{page}?country=ECU&lang=es"


def test_an_address_with_a_choice_of_its_own_keeps_it(app):
    ask(app, priority=["P5"])
    app.switch_page(FILES["countries"])
    run(app)
    assert sent(app)["content"]["address"] == "countries?priority=P5&lang=es"


def test_a_language_that_there_is_not_is_named_and_the_readers_stays(app):
    ask(app, lang="xx")
    content = sent(run(app))["content"]
    assert content["language"] == "es"
    assert "lang=xx" in content["notices"][0]["html"]


def test_what_only_streamlit_can_show_stands_below_the_board(app):
    ask(app)
    app.switch_page(FILES["documents"])
    run(app)
    assert [button.key for button in app.button if button.key.startswith("make_")]
    kinds = [element.type for element in app.main]
    assert kinds.index("bidi_component") < kinds.index("header")


def test_data_that_break_the_contract_are_shown_as_their_problems(app, monkeypatch):
    problem = Problem("actions.csv", 0, "", "missing_file")

    def refuse(*_):
        raise BadDatasetError([problem])

    monkeypatch.setattr(shell.views, "open_view", refuse)
    run(app)
    t = words.words("es")
    assert app.title[0].value == t("problems.title")
    assert app.dataframe[0].value[t("problems.file")].tolist() == ["actions.csv"]
    assert not app.get("bidi_component")


def test_an_edition_that_is_damaged_is_refused_with_the_way_to_the_live_data(app, monkeypatch):
    def refuse(*_):
        raise SealError("actions.csv", "altered")

    real = shell.views.open_view
    monkeypatch.setattr(shell.views, "open_view", refuse)
    ask(app, lang="es", edition="III-EU-CLASI")
    run(app)
    t = words.words("es")
    assert "actions.csv" in app.error[0].value.replace("\\", "")
    assert not app.get("bidi_component")
    [leave] = [button for button in app.button if button.label == t("frame.leave_edition")]
    monkeypatch.setattr(shell.views, "open_view", real)
    leave.click()
    run(app)
    assert "edition" not in app.query_params
    assert "edition" not in sent(app)["content"]["address"]
