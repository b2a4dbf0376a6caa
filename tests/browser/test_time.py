"""Editions and the exercise: chosen, left, refused where they are damaged, and frozen."""

import shutil
import zipfile

import pytest

from data.text import words
from tests.browser.conftest import (
    BOARD,
    ROOT,
    cards,
    figures,
    new,
    server,
    settle,
)
from tests.browser.conftest import go as turn

EDITION = "III-EU-CLASI"
DAMAGED = "tables/reports.parquet"


@pytest.fixture(scope="module")
def window(chromium):
    """One window for the tests that need no fresh one, so that the scripts are loaded once."""
    page = new(chromium, locale="en")
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A dashboard that may freeze, on a record with one damaged edition: its address and folder.

    The copy is the secretariat's, who alone freezes.
    """
    folder = tmp_path_factory.mktemp("data") / "own"
    shutil.copytree(ROOT / "data" / "record", folder)
    settings = folder / "dataset.toml"
    settings.write_text(
        settings.read_text("utf-8").replace("fictional", 'audience = "secretariat"\nfictional'),
        "utf-8",
    )
    flip_a_byte(folder / "editions" / f"{EDITION}.edition.zip", DAMAGED)
    with server(folder, ROADMAP_WRITE="1") as found:
        yield found, folder


def flip_a_byte(path, part):
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo(part)
    content[info.header_offset + 30 + len(part) + info.compress_size // 2] ^= 1
    path.write_bytes(content)


def go(page, url):
    page.goto(url)
    settle(page)
    assert page.locator('[data-testid="stException"]').count() == 0
    return page


def said(page):
    return page.locator(BOARD).inner_text()


def alerts(page):
    """What Streamlit itself says: of a page that cannot be drawn, of a form."""
    return "\n".join(page.locator('[data-testid="stAlert"]').all_inner_texts())


def address_holds(page, *parts, without=()):
    page.wait_for_function(
        "([has, lacks]) => has.every(part => location.search.includes(part)) "
        "&& !lacks.some(part => location.search.includes(part))",
        arg=[list(parts), list(without)],
    )
    settle(page)


def test_another_dataset_and_an_edition_are_chosen_in_the_bar_and_left_again(window, address):
    t = words.words("en")
    page = go(window, f"{address}/overview?lang=en&as_of=2024-06-30&country=ECU")

    def pick(name, code):
        page.locator(".board-filters button[data-name=as_of]").click()
        turn(page, page.locator(f"#filter-as_of input[name={name}][value='{code}']").click)
        page.keyboard.press("Escape")

    pick("edition", EDITION)
    assert (f"edition={EDITION}" in page.url, "as_of=" in page.url) == (True, False)
    assert page.locator("input[name=as_of]").is_disabled()
    then = figures(page)
    pick("edition", "")
    assert "edition=" not in page.url
    assert page.locator("input[name=as_of]").is_enabled()
    assert figures(page) != then
    pick("edition", EDITION)
    pick("dataset", "exercise")
    assert "dataset=exercise" in page.url
    assert not {"edition=", "as_of="} & {part[: part.find("=") + 1] for part in page.url.split("&")}
    assert t("marking.exercise") in page.locator(".board-marking").inner_text()
    pick("dataset", "record")
    assert page.locator(".board-marking").inner_text() == ""


def test_a_damaged_edition_is_refused_by_the_name_of_its_part_and_leads_back_to_live_data(
    window, own
):
    t = words.words("es")
    page = go(window, f"{own[0]}/overview?edition={EDITION}&country=ECU&lang=es")
    assert page.locator("h1").first.inner_text() == t("problems.title")
    assert t("frame.edition_refused", part=DAMAGED, reason=t("edition_problem.altered")) in alerts(
        page
    )
    assert cards(page) == []
    page.get_by_role("button", name=t("frame.leave_edition")).click()
    address_holds(page, "country=ECU", without=["edition="])
    page.locator(".board .tiles .value").first.wait_for()
    assert len(figures(page)) == 4


def test_changes_since_a_damaged_edition_are_refused_by_the_name_of_its_part(window, own):
    page = go(window, f"{own[0]}/changes?before={EDITION}&lang=en")
    assert DAMAGED in said(page)
    assert page.locator("h1").first.inner_text() == "Changes"
    assert "changes" not in cards(page)


def test_an_edition_is_frozen_once_under_a_name(window, own):
    t = words.words("en")
    place = own[1] / "editions"
    files = {path.name for path in place.iterdir()}
    page = go(window, f"{own[0]}/meetings?meeting=M14&lang=en")
    then = figures(page)

    def freeze(name):
        page.get_by_role("textbox", name=t("editions.name")).fill(name)
        page.get_by_role("button", name=t("editions.freeze"), exact=True).click()
        settle(page)
        return alerts(page)

    assert "the name is not valid" in freeze("../out")
    assert {path.name for path in place.iterdir()} == files
    assert "Edition Rehearsal has been created" in freeze("Rehearsal")
    assert {path.name for path in place.iterdir()} == files | {"Rehearsal.edition.zip"}
    content = (place / "Rehearsal.edition.zip").read_bytes()
    assert "already exists" in freeze("Rehearsal")
    assert (place / "Rehearsal.edition.zip").read_bytes() == content
    turn(
        page,
        page.get_by_role(
            "link", name=t("editions.open", name="Rehearsal", day="5 March 2025")
        ).click,
    )
    address_holds(page, "edition=Rehearsal", "meeting=M14")
    assert figures(page) == then
    assert page.get_by_role("button", name=t("editions.freeze"), exact=True).count() == 0
