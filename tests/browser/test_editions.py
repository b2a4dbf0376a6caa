"""Editions and datasets in a real browser: the same link shows the same numbers again, and the address holds it all."""

import csv
import io
import shutil

import pytest

from data import words
from data.load import FOLDER
from tests.browser.conftest import server, settle
from tests.test_counts import rows, states

LINK = "/overview?edition=III-EU-CLASI&country=ECU&priority=P1&lang="
PAGES = [
    *("/overview", "/priorities", "/countries", "/actions", "/actions?action=EX-A001", "/timeline"),
    *("/meetings", "/meetings?meeting=EX-M12", "/changes", "/data", "/method"),
]


def counts():
    """Plain: milestones of Ecuador's actions under the first priority as known on 5 March 2025, by state."""
    partners = {row["action_id"] for row in rows("action_participants") if row["participant_id"] == "ECU"}
    actions = {row["action_id"] for row in rows("actions") if row["priority_id"] == "P1"} & partners
    found = states("2025-03-05")
    mine = [row for row in rows("milestones") if row["action_id"] in actions and row["participant_id"] in ("", "ECU")]
    told = [found[row["milestone_id"]] for row in mine if row["milestone_id"] in found]
    return told.count("confirmed"), told.count("awaiting"), len(told)


def metrics(page):
    return [one.inner_text() for one in page.locator('[data-testid="stMetricValue"]').all()]


def downloaded(page, card, t):
    with page.expect_download() as waiting:
        page.locator(f".st-key-card_{card}").get_by_role("button", name=t("card.download")).click()
    name = waiting.value.suggested_filename
    return name, list(csv.DictReader(io.StringIO(waiting.value.path().read_bytes().decode("utf-8-sig"))))


@pytest.mark.parametrize("language", words.languages())
def test_a_link_to_an_edition_opened_first_after_a_restart_shows_its_numbers_on_screen_and_in_the_download(visit, language):
    t = words.words(language)
    confirmed, awaiting, total = counts()
    seen = []
    for _ in range(2):
        with server() as fresh:
            page = visit(f"{fresh}{LINK}{language}")
            said = page.locator('[data-testid="stMain"]').inner_text()
            assert t("filters.said_edition", name="III-EU-CLASI") in said
            name, table = downloaded(page, "priorities", t)
            seen.append((metrics(page), [list(row.values())[:6] for row in table]))
            assert name == f"eu-clasi_priorities_edition-III-EU-CLASI_{language}.csv"
            assert table[0][t("export.edition")] == "III-EU-CLASI"
            assert table[0][t("export.as_of")] == "2025-03-05"
            assert table[0][t("export.address")].startswith("http")
            assert "edition=III-EU-CLASI" in table[0][t("export.address")]
    assert seen[0] == seen[1]
    assert seen[0][0][0] == t("headline.of", count=confirmed, of=total)
    [row] = table
    assert int(row[t("state.confirmed")]) == confirmed
    assert int(row[t("state.awaiting")]) == awaiting
    assert int(row[t("column.applicable")]) == total


def test_every_page_of_the_exercise_is_marked(visit, address):
    page = visit(f"{address}/overview?dataset=exercise&lang=es")
    marking = words.words("es")("marking.exercise")
    for path in PAGES:
        page.goto(f"{address}{path}{'&' if '?' in path else '?'}dataset=exercise&lang=es")
        settle(page)
        assert page.locator('[data-testid="stAlert"]').first.inner_text().strip() == marking, path
        assert page.locator('[data-testid="stException"]').count() == 0, path


def test_a_file_of_the_exercise_is_marked_in_its_name_and_on_each_line(visit, address):
    t = words.words("en")
    name, table = downloaded(visit(f"{address}/overview?dataset=exercise&lang=en"), "priorities", t)
    assert name.startswith("eu-clasi_EXERCISE_priorities_")
    assert {row[t("export.marking")] for row in table} == {t("marking.exercise")}


def choose(page, label, option):
    page.locator('[data-testid="stSidebar"]').get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option).click()


def test_dataset_and_edition_are_chosen_in_the_frame_and_follow_to_other_pages(visit, address):
    t = words.words("en")
    page = visit(f"{address}/overview?lang=en")
    choose(page, t("frame.dataset"), "Exercise")
    page.wait_for_function("location.search.includes('dataset=exercise')")
    settle(page)
    choose(page, t("frame.edition"), "EX-ministerial-2026")
    page.wait_for_function("location.search.includes('edition=EX-ministerial-2026')")
    settle(page)
    before = metrics(page)
    pinned = page.locator('[data-testid="stDateInput"]', has_text=t("filters.as_of"))
    assert pinned.locator('[aria-disabled="true"], [disabled], [data-disabled]').count()
    page.locator('[data-testid="stSidebarNav"]').get_by_text(t("page.priorities")).click()
    page.wait_for_function("location.pathname.endsWith('/priorities') && location.search.includes('edition=EX-ministerial-2026')")
    settle(page)
    assert metrics(page) == before
    choose(page, t("frame.edition"), t("frame.live"))
    page.wait_for_function("!location.search.includes('edition=')")
    settle(page)
    assert metrics(page) != before
    assert "dataset=exercise" in page.url


def test_a_damaged_edition_is_refused_by_its_part_with_a_way_to_the_live_data(visit, tmp_path):
    own = shutil.copytree(FOLDER / "record", tmp_path / "own")
    path = own / "editions" / "III-EU-CLASI.edition.zip"
    content = path.read_bytes()
    at = content.index(b"tables/reports.parquet") + 400
    path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    t = words.words("en")
    with server(own) as fresh:
        page = visit(f"{fresh}/overview?edition=III-EU-CLASI&lang=en")
        assert "tables/reports.parquet" in page.locator('[data-testid="stAlert"]').first.inner_text()
        assert metrics(page) == []
        page.get_by_role("button", name=t("frame.leave_edition")).click()
        page.wait_for_function("!location.search.includes('edition=')")
        settle(page)
        assert len(metrics(page)) == 4


def test_an_edition_is_frozen_on_the_page_of_a_meeting_once_and_only_where_writing_is_allowed(visit, tmp_path, monkeypatch, address):
    t = words.words("en")
    assert visit(f"{address}/meetings?meeting=M14&lang=en").get_by_role("button", name=t("editions.freeze")).count() == 0
    own = shutil.copytree(FOLDER / "record", tmp_path / "own")
    monkeypatch.setenv("ROADMAP_WRITE", "1")
    with server(own) as fresh:
        page = visit(f"{fresh}/meetings?meeting=M12&lang=en")
        for said in (t("editions.done", name="First-SOM", checksum="").split(".")[0], t("edition_problem.exists")):
            page.get_by_role("textbox", name=t("editions.name")).fill("First-SOM")
            page.get_by_role("button", name=t("editions.freeze")).click()
            page.locator('[data-testid="stAlert"]', has_text=said).wait_for()
    assert (own / "editions" / "First-SOM.edition.zip").is_file()
