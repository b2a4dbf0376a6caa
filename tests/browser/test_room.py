"""The room and the record by hand, on a server that writes: by keys, a form and a workbook."""

import io

import openpyxl
import pytest
from playwright.sync_api import TimeoutError

from data.round.__main__ import main
from data.round.store import acts
from tests.browser.conftest import server, settle, until
from tests.support import rounds
from tests.support.edits import claimed

OPEN = ["--meeting", "M2", "--until", "2027-07-10", "--on", "2026-06-10", "--yes"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder of data that are not invented, in which a round is open."""
    made = rounds.write(tmp_path_factory.mktemp("room") / "roadmap")
    claimed(made)
    assert main(["open", str(made), *OPEN]) == 0
    return made


@pytest.fixture(scope="module")
def writing(folder):
    with server(folder, ROADMAP_WRITE="1") as found:
        yield found


def standing(folder):
    return [act.number for act in acts.standing(acts.read(folder))]


def test_a_question_is_answered_and_taken_back_by_one_key_each(visit, writing, folder):
    page, before = visit(f"{writing}/room?lang=en"), rounds.content(folder)
    page.get_by_text("Argentina · question 1 of 6").wait_for()
    page.keyboard.press("3")
    page.get_by_text("The date is missing.").wait_for()
    page.get_by_role("textbox", name="Remarks").fill("Seen on 1 May")
    page.keyboard.type(", u12345")
    page.get_by_text("Argentina · question 1 of 6").click()
    settle(page)
    assert standing(folder) == [1]
    page.keyboard.press("ArrowRight")
    page.get_by_text("Argentina · question 2 of 6").wait_for()
    settle(page)
    page.keyboard.press("ArrowRight")
    page.get_by_text("Argentina · question 3 of 6").wait_for()
    settle(page)
    page.keyboard.press("1")
    page.get_by_text("On the sheet, as it was sent: ").wait_for()
    page.get_by_text("Agreed in the meeting: 1.").wait_for()
    settle(page)
    page.keyboard.press("1")  # The same answer again is neither an act nor a mistake.
    with pytest.raises(TimeoutError):
        page.get_by_test_id("stAlert").wait_for(timeout=1500)
    assert standing(folder) == [1, 2]
    page.keyboard.press("u")
    page.get_by_text("On the sheet, as it was sent: ").wait_for(state="hidden")
    settle(page)
    assert rounds.content(folder) == before
    page.get_by_text("Brazil ○○○○").click()
    page.get_by_text("Brazil · question 1 of 4").click()
    settle(page)
    page.get_by_text("Brazil ○○○○").click()  # The country that is shown keeps no arrow.
    until(page, "document.activeElement === document.body")
    settle(page)
    page.keyboard.press("ArrowLeft")
    page.get_by_text("Argentina · question 6 of 6").wait_for()


def test_all_tables_are_taken_along_edited_given_back_and_taken_in(
    visit, writing, folder, tmp_path
):
    page = visit(f"{writing}/returns?lang=en")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download all tables").click()
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    book["actions"]["C2"].value = "Another agreement"
    book["framework_priorities"].delete_rows(3)
    book.save(tmp_path / "all.xlsx")
    page.locator("input[type=file]").set_input_files(tmp_path / "all.xlsx")
    page.get_by_text("1 row that has changed since, or would be deleted").wait_for()
    assert "Another agreement" not in (folder / "actions.csv").read_text("utf-8")
    page.get_by_role("button", name="Take in", exact=True).click()
    page.get_by_text("Taken in as act").wait_for()
    assert "Another agreement" in (folder / "actions.csv").read_text("utf-8")
    assert "F1,P2" in (folder / "framework_priorities.csv").read_text("utf-8")
