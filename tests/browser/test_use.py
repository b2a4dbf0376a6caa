"""What a reader does: marks, map, list, dossier, download; and data that must stay text."""

import csv
import shutil
from collections import Counter

import pytest

from data.text import words
from tests.browser.conftest import (
    BOARD,
    ROOT,
    choose,
    figures,
    go,
    server,
    table_of,
    until,
)

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


def field(page, priority, country):
    """Marks of the steps of a priority under a country, by their places."""
    columns = page.locator(".steps thead th").all_inner_texts()
    row = page.locator(".steps tbody tr").nth(priority - 1)
    return row.locator("th, td").nth(columns.index(country)).locator("a")


def test_a_mark_of_the_steps_opens_its_action_and_a_name_its_page(visit, address):
    page = visit(f"{address}/overview?lang=en")
    mark = field(page, 3, "Ecuador").first
    title = mark.get_attribute("aria-label")
    go(page, mark.click)
    assert "/actions?action=" in page.url
    assert page.locator("h1").inner_text() in title
    page.go_back()
    page.wait_for_selector(".steps")
    go(page, page.locator(".steps thead a", has_text="Ecuador").click)
    assert "/countries" in page.url
    assert "country=ECU" in page.url


def test_a_country_can_be_chosen_on_the_map_by_keyboard(visit, address):
    country = "Dominican Republic"
    page = visit(f"{address}/countries?lang=en")
    page.locator(f".country-map a[aria-label^='{country}:']").focus()
    go(page, lambda: page.keyboard.press("Enter"))
    assert "country=" in page.url
    assert page.locator(":is(h1, h2)", has_text=country).count() >= 1


def test_the_shape_of_a_country_chooses_it_as_its_number_does(visit, address):
    page = visit(f"{address}/countries?lang=en")
    shape = page.locator(".country-map path.land", has_text="Brazil")
    go(page, lambda: shape.dispatch_event("click"))
    assert "country=BRA" in page.url


def test_a_table_shows_the_numbers_of_its_figure_and_outlives_a_choice(visit, address):
    page = visit(f"{address}/overview?lang=en")
    table = table_of(page, "priorities")
    reached = figures(page)[0]
    assert table.locator("tbody tr").count() == 6
    assert reached in page.locator("[id='headline'] h2").inner_text()
    before = table.inner_text()
    choose(page, "country", "ECU")
    until(page, f"document.querySelector('#priorities .as-table').innerText !== {before!r}")
    assert table.is_visible()
    assert page.locator("[id='priorities'] .place").is_hidden()


def test_a_link_of_a_card_is_copied_and_leads_to_it(visit, address):
    page = visit(f"{address}/overview?lang=en&country=ECU", alone=True)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    card = page.locator("[id='latest']")
    card.get_by_role("button", name=words.words("en")("board.link")).click()
    card.get_by_text(words.words("en")("board.copied")).wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{page.url}#latest".replace(
        "lang=en&country=ECU", "country=ECU&lang=en"
    )


def test_markup_in_a_cell_appears_as_text_everywhere(visit, tmp_path):
    def damage(rows):
        for row in rows:
            if row["action_id"] == "A001":
                row["title"] = row["description"] = EVIL
        return rows

    with server(copy_with(tmp_path / "evil", "actions", damage)) as address:
        for path in (
            "/actions?action=A001&lang=en",
            "/priorities?priority=P1&lang=en",
            "/overview?lang=en",
            "/countries?country=ECU&lang=en",
            "/timeline?lang=en&priority=P1",
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
                assert page.locator(".board .text p", has_text=EVIL).count() == 1
            if path.startswith("/timeline"):
                hostile = page.locator(".gantt li.row", has=page.locator("[data-at=action-A001]"))
                assert hostile.locator(".title").inner_text() == EVIL
                hostile.locator(".badge").first.hover()
                assert page.locator(".gantt .tip b").inner_text() == EVIL


@pytest.mark.parametrize("path", ["/overview", "/countries?country=ECU"])
def test_the_four_figures_stand_in_even_rows_with_their_whole_words(visit, address, path):
    page = visit(f"{address}{path}{'&' if '?' in path else '?'}lang=es")
    for width in (1920, 1440, 1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        until(page, f"innerWidth === {width}")
        tops = Counter(
            page.locator(".tiles a").evaluate_all(
                "all => all.map(one => Math.round(one.getBoundingClientRect().top))"
            )
        )
        assert (tops.total(), len(set(tops.values()))) == (4, 1), (width, tops)
        cut = page.locator(".tiles a :not(.bar, .bar *)").evaluate_all(
            "all => all.filter(one => one.checkVisibility() && one.scrollWidth > "
            "one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')"
            ".map(one => one.innerText)"
        )
        assert cut == [], width


def test_filters_that_leave_nothing_say_so_and_offer_the_way_out(visit, address):
    page = visit(f"{address}/overview?lang=en&country=GTM&priority=P5")
    assert "No action matches these filters" in page.locator(BOARD).inner_text()
    go(page, page.locator(".board-rows").get_by_role("link", name="Clear all filters").click)
    assert "country=" not in page.url
    assert len(figures(page)) == 4
