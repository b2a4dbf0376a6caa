"""What a reader does: cells, map, list, dossier, download; and data that is hidden or only text."""

import csv
import io
import json
import re
import shutil
from collections import Counter

import pytest

from data import words
from tests.browser.conftest import ROOT, server, settle

EVIL = '<script>document.title="pwned"</script> **b** [x](javascript:alert(1)) :red[r] $x^2$ =1+1'


def copy_with(folder, table, change):
    """The record in a new folder, with one table's rows changed."""
    shutil.copytree(ROOT / "data" / "record", folder)
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows = change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return folder


def test_a_cell_of_the_matrix_opens_its_actions(visit, address):
    page = visit(f"{address}/overview?lang=en")
    cell = page.get_by_role("button", name="Ecuador, priority 5")
    label = cell.get_attribute("aria-label")
    cell.click()
    page.wait_for_function("location.pathname.endsWith('/actions')")
    settle(page)
    assert "country=ECU" in page.url
    assert "priority=P5" in page.url
    number = label.split(". ")[1].split()[0]
    assert page.locator("h3", has_text=f"{number} action").count() == 1


def test_the_matrix_is_one_stop_for_the_tab_key_and_arrows_move_inside(visit, address):
    page = visit(f"{address}/overview?lang=en")
    first = page.get_by_role("button", name="Argentina, priority 1")
    first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    focused = page.evaluate("""() => {
        let element = document.activeElement
        while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
        return element.getAttribute('aria-label')
    }""")
    assert focused.startswith("Bolivia, priority 2")
    page.keyboard.press("Enter")
    page.wait_for_function("location.pathname.endsWith('/actions')")
    assert "country=BOL" in page.url


@pytest.mark.parametrize("country", ["El Salvador", "Costa Rica", "Dominican Republic", "Brazil"])
def test_every_country_can_be_chosen_on_the_map_by_keyboard(visit, address, country):
    page = visit(f"{address}/countries?lang=en")
    page.get_by_role("button", name=f"Select {country}").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('country=')")
    settle(page)
    assert page.locator("h2", has_text=country).count() == 1


def test_a_small_country_can_be_chosen_on_the_map_with_a_finger(visit, address):
    page = visit(f"{address}/countries?lang=en")
    page.locator("g[data-code=SLV] circle").click()
    page.wait_for_function("location.search.includes('country=SLV')")


def test_the_map_needs_no_network(visit, address):
    page = visit(f"{address}/overview?lang=en", alone=True)
    asked = []
    page.route("**/*", lambda route: (asked.append(route.request.url), route.continue_()))
    page.goto(f"{address}/countries?lang=en")
    settle(page)
    assert page.locator("g.country").count() == 16
    assert [
        url
        for url in asked
        if not url.startswith((address, address.replace("http", "ws"), "data:", "blob:"))
    ] == []


def test_a_dossier_has_its_own_address_and_leads_back(visit, address):
    page = visit(f"{address}/actions?action=A001&lang=en&priority=P1")
    text = page.locator('[data-testid="stMain"]').inner_text()
    assert "Rule 9" in text
    assert "24 September 2025" in text
    page.get_by_text("All actions").click()
    page.wait_for_function("!location.search.includes('action=')")
    settle(page)
    assert "priority=P1" in page.url
    assert page.locator("h1").first.inner_text() == "Actions"


def test_a_related_action_opens_under_its_own_address(visit, address):
    page = visit(f"{address}/actions?action=A001&lang=en")
    page.get_by_role("button", name="A009 Europol-Ecuador").click()
    page.wait_for_function("location.search.includes('action=A009')")
    settle(page)
    assert page.locator("h1").first.inner_text() == "Europol-Ecuador working arrangement"


def test_searching_finds_words_without_their_accents(visit, address):
    page = visit(f"{address}/actions?lang=es&q=panama")
    found = page.locator("h3").first.inner_text()
    page.goto(f"{address}/actions?lang=es&q=panamá")
    settle(page)
    assert page.locator("h3").first.inner_text() == found
    assert not found.startswith("131 ")


def test_a_table_view_shows_the_numbers_of_its_figure(visit, address):
    page = visit(f"{address}/overview?lang=en")
    page.locator(".st-key-card_priorities").get_by_text("Show as a table").click()
    settle(page)
    page.locator(".st-key-card_priorities").locator('[data-testid="stDataFrame"]').wait_for()


@pytest.mark.parametrize("language", words.languages())
def test_a_download_carries_cut_off_filters_method_language_marking_and_address(
    visit, address, language
):
    t = words.words(language)
    page = visit(f"{address}/overview?lang={language}&country=ECU")
    link = page.locator(".st-key-card_priorities").get_by_role("link", name=t("card.download"))
    with page.expect_download() as waiting:
        link.press("Enter")
    download = waiting.value
    assert (
        download.suggested_filename == f"eu-clasi_priorities_ECU_as-known-2026-06-04_{language}.csv"
    )
    text = download.path().read_bytes().decode("utf-8-sig")
    assert (
        len(list(csv.DictReader(io.StringIO(text), delimiter="," if language == "en" else ";")))
        == 6
    )
    assert page.url.startswith(f"{address}/overview")
    sent = page.request.get(f"{address}/{link.get_attribute('href')}")
    assert sent.body().decode("utf-8-sig") == text
    beside = re.search(r'<([^>]+)>; rel="describedby"', sent.headers["link"])[1]
    carried = json.loads(page.request.get(beside).body())["notes"][0]
    assert (carried["as_of"], carried["edition"], carried["language"]) == (
        "2026-06-04",
        "live",
        language,
    )
    assert carried["marking"] == t("marking.public")
    assert carried["page"].startswith(f"{address}/overview?country=ECU")


def test_markup_in_a_cell_appears_as_text_everywhere(visit, tmp_path):
    def spoil(rows):
        for row in rows:
            if row["action_id"] == "A001":
                row["title"] = row["description"] = EVIL
        return rows

    with server(copy_with(tmp_path / "evil", "actions", spoil)) as address:
        for path in (
            "/actions?action=A001&lang=en",
            "/priorities?priority=P1&lang=en",
            "/overview?lang=en",
            "/countries?country=ECU&lang=en",
        ):
            page = visit(f"{address}{path}")
            assert page.title() != "pwned"
            assert (
                page.locator("script:not([type='application/ld+json'])", has_text="pwned").count()
                == 0
            )
            assert page.locator('a[href^="javascript"]').count() == 0
            if path.startswith("/actions"):
                assert page.title() == f"{EVIL} · EU-CLASI Roadmap"
                assert page.locator("h1").first.inner_text() == EVIL
                assert page.locator('[data-testid="stMain"] p', has_text=EVIL).count() == 1


def test_bad_data_give_the_list_of_problems_and_no_number(visit, tmp_path):
    def spoil(rows):
        rows[3]["state"] = "acheived"
        rows[5]["reported_on"] = "2025-02-30"
        return rows

    with server(copy_with(tmp_path / "bad", "reports", spoil)) as address:
        for path, language in {
            "/overview": "en",
            "/actions?action=A001": "es",
            "/data": "pt",
        }.items():
            t = words.words(language)
            page = visit(f"{address}{path}{'&' if '?' in path else '?'}lang={language}")
            assert page.locator("h1").first.inner_text() == t("problems.title")
            assert page.locator('[data-testid="stMetric"]').count() == 0
            assert page.locator(".roadmap-chart").count() == 0
            assert (
                t("problems.lead", n=2).split(".")[0]
                in page.locator('[data-testid="stMain"]').inner_text()
            )


@pytest.mark.parametrize("path", ["/overview", "/countries?country=ECU"])
def test_the_four_figures_stand_in_even_rows_under_their_whole_names(visit, address, path):
    page = visit(f"{address}{path}{'&' if '?' in path else '?'}lang=es")
    for width in (1920, 1440, 1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(400)
        tops = Counter(
            page.locator('[data-testid="stMetric"]').evaluate_all(
                "all => all.map(one => Math.round(one.getBoundingClientRect().top))"
            )
        )
        assert len(set(tops.values())) == 1, (width, tops)
        names = page.locator('[data-testid="stMetricLabel"] p')
        assert names.count() == 4
        assert (
            names.evaluate_all(
                "all => all.filter(name => name.scrollWidth > name.clientWidth)"
                ".map(name => name.innerText)"
            )
            == []
        ), width


@pytest.mark.parametrize("width", [1440, 390])
def test_every_number_of_a_country_can_be_asked_for_without_scrolling_sideways(
    visit, address, width
):
    page = visit(f"{address}/countries?country=BRA&lang=pt")
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_timeout(400)
    choices = page.locator('[data-testid="stButtonGroup"]').first
    edge = choices.bounding_box()["x"] + choices.bounding_box()["width"]
    names = [
        one.inner_text()
        for one in choices.locator("button").all()
        if one.bounding_box()["x"] + one.bounding_box()["width"] > edge + 1
    ]
    assert (choices.locator("button").count(), names) == (4, [])


def test_filters_that_leave_nothing_say_so_and_offer_the_way_out(visit, address):
    page = visit(f"{address}/overview?lang=en&country=GTM&priority=P5")
    assert "No action matches these filters" in page.locator('[data-testid="stMain"]').inner_text()
    page.locator('[data-testid="stMain"]').get_by_role("button", name="Clear all filters").click()
    page.wait_for_function("!location.search.includes('country=')")
    settle(page)
    assert page.locator('[data-testid="stMetric"]').count() == 4
