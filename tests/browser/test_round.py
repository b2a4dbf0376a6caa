"""A round in a real browser: it is opened, three files come back, are taken in, and undone."""

import zipfile
from email import message_from_bytes, policy

import pytest
from playwright.sync_api import TimeoutError, expect

from data.round.store import acts
from data.text import words
from tests.browser.conftest import PATIENCE, server, settle, until
from tests.support import rounds
from tests.support.edits import claimed
from tests.support.sheets import in_word, parts_of

T = words.words("es")
CHOOSE = "[data-testid=stFileUploaderDropzoneInput]"


@pytest.fixture
def folder(tmp_path):
    """A roadmap of somebody, whose data are not invented: those are changed in copies alone."""
    made = rounds.write(tmp_path / "roadmap")
    claimed(made)
    return made


def sheets_of(page, address):
    """Open a round on the page of its meeting; the files of its sheets by name."""
    page.goto(f"{address}/meetings?meeting=M2&lang=es")
    settle(page)
    page.get_by_text(T("opening.title", meeting="")).click()
    offered = page.get_by_role("button", name=T("opening.sheets", round="R-M2"))
    press(page.get_by_role("button", name="Abrir la ronda"), offered)
    title = T("readiness.title", n=0, of="10", days="").removesuffix("; ")
    expect(page.locator("[id='readiness-r-m2']")).to_contain_text(title)
    with page.expect_download() as download:
        offered.click()
    with zipfile.ZipFile(download.value.path()) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def press(button, until_there):
    """Press a button; once more where the page was being drawn anew under the pointer."""
    button.click()
    try:
        until_there.wait_for(timeout=PATIENCE / 3)
    except TimeoutError:
        button.click()


def came_back(sheets):
    """Sheets as two participants send them, one twice, and a photo in the place of one."""
    tick = {"A4-adopted|reached_on": "4 de mayo de 2026"}
    files = [
        ("R-M2-ARG.jpg", b"\xff\xd8\xff" + b"0" * 100),
        ("R-M2-ARG.docx", in_word(sheets["R-M2-ARG.docx"], tick)),
        *[
            ("R-M2-BRA.docx", in_word(sheets["R-M2-BRA.docx"], {"A4-adopted|reached_on": day}))
            for day in ("3/4/2026", "5/6/2026")
        ],
    ]
    return [{"name": name, "mimeType": "", "buffer": content} for name, content in files]


def test_a_round_is_opened_taken_in_and_undone(folder, visit):
    with server(folder, ROADMAP_WRITE="1") as address:
        page = visit(f"{address}/overview?lang=es", alone=True, accept_downloads=True)
        sheets = sheets_of(page, address)
        assert {name.split(".")[0] for name in sheets} == {"README", "R-M2-ARG", "R-M2-BRA"}
        opened = rounds.content(folder)
        page.goto(f"{address}/returns?lang=es")
        settle(page)
        page.set_input_files(CHOOSE, came_back(sheets))
        main = page.get_by_test_id("stMain")
        expect(main.get_by_text("R-M2-ARG.jpg:").first).to_be_visible(timeout=PATIENCE)
        for number, day in ((1, "5/6/2026"), (0, "3/4/2026")):
            main.get_by_text("R-M2-BRA.docx:").nth(number).click()
            expect(main).to_contain_text(f"“{day}”", timeout=PATIENCE)
        with page.expect_download() as mail:
            main.get_by_role("button", name=T("returns.message", name="Brasil")).click()
        none = T("returns.answers", n=0)
        assert "3/4/2026" in mail.value.path().read_text("utf-8")
        expect(main).to_contain_text(f"R-M2-BRA.docx: Brasil, {none}, {T('returns.problems', n=1)}")
        main.get_by_text("R-M2-ARG.jpg:").first.click()
        mail_to_argentina = T("returns.message", name="Argentina")
        expect(main.get_by_role("button", name=mail_to_argentina)).to_be_visible()
        main.get_by_text("R-M2-ARG.docx:").click()
        main.get_by_role("button", name=T("returns.accept"), exact=True).click()
        until(page, "document.body.innerText.includes('asiento 0002')")
        expect(main).to_contain_text(T("returns.in_act", act="0002"))
        expect(main.get_by_role("radio", name="R-M2-ARG.docx:")).to_be_checked()
        assert acts.verify(folder) == []
        page.goto(f"{address}/meetings?meeting=M2&lang=es")
        settle(page)
        title = T("readiness.title", n=1, of="10", days="").removesuffix("; ")
        expect(page.locator("[id='readiness-r-m2']")).to_contain_text(title, timeout=PATIENCE)
        page.goto(f"{address}/returns?lang=es")
        settle(page)
        expect(page.locator("h1")).to_contain_text(title)
        main.get_by_role("combobox", name=T("returns.choose")).click()
        page.get_by_role("option", name="0002").click()
        with page.expect_download() as receipt:
            main.get_by_role("button", name=T("returns.receipt")).click()
        text = parts_of(receipt.value.path().read_bytes())["word/document.xml"].decode()
        assert acts.read(folder)[1].hash in text
        with page.expect_download() as mail:
            main.get_by_role("button", name=T("returns.thanks")).click()
        thanks = message_from_bytes(mail.value.path().read_bytes(), policy=policy.default)
        names = [one.get_filename().rpartition(".") for one in thanks.iter_attachments()]
        assert [ending for _, _, ending in names] == ["docx", "docx", "pptx"]
        assert all("ARG" in name for name, _, _ in names)
        main.get_by_role("button", name=T("returns.undo", act="0002")).click()
        until(page, "document.body.innerText.includes('asiento 0003')")
        assert rounds.content(folder) == opened


def test_without_leave_to_write_nothing_of_it_is_on_the_page_of_a_meeting(visit, address):
    """The meeting is one before which a round could be opened."""
    page = visit(f"{address}/meetings?meeting=M20&lang=es", alone=True)
    assert T("opening.title", meeting="") not in page.inner_text("body")
    assert page.locator(CHOOSE).count() == 0
    assert page.goto(f"{address}/returns").status == 404
