"""The accessibility statement is true: what it lists fails; axe-core finds no more on its page."""

import pytest

from components.cards import accessibility
from data import words
from tests.browser.conftest import DESK, settle
from tests.browser.test_pages import RULES_NOT_OURS
from tests.support import axe

RULES = {
    "list": "menu_list",
    "listitem": "menu_list",
    "target-size": "small_target",
    "scrollable-region-focusable": "table_scroll",
}
"""Rule of axe-core to the line of the statement that owns up to it."""
NARROW = {"width": 320, "height": 700}
PHONE = {"width": 390, "height": 844}
LISTED = {one.key for one in (*accessibility.FAILURES, *accessibility.HINDRANCES)}
SPACING = """() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
        word-spacing: .16em !important }`)
    document.adoptedStyleSheets.push(sheet)
}"""
"""The spacing of text that a reader may set (WCAG 2.2, 1.4.12)."""
FOCUSED = "getComputedStyle(document.activeElement)"


def focus_is_hardly_seen(visit, address):
    page = visit(f"{address}/method?lang=en")
    page.locator("[data-testid=stSidebarNavLink]").first.focus()
    page.keyboard.press("Tab")
    return page.evaluate(f"{FOCUSED}.outlineStyle === 'none' && {FOCUSED}.boxShadow === 'none'")


def focus_is_lost(visit, address):
    page = visit(f"{address}/actions?action=A001&lang=en")
    page.get_by_role("button", name="A009 Europol-Ecuador").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('action=A009')")
    settle(page)
    return page.evaluate("document.activeElement === document.body")


def nothing_says_that_numbers_changed(visit, address):
    page = visit(f"{address}/overview?lang=en&country=ECU")
    said = page.locator("[aria-live], [role=status], [role=alert]").evaluate_all(
        "all => all.map((one) => one.textContent)"
    )
    return not any("53" in one or "Ecuador" in one for one in said)


def language_of_the_page_stays(visit, address):
    page = visit(f"{address}/method?lang=en", locale="en")
    page.locator("[data-testid=stSidebar] label", has_text="ES").click()
    page.wait_for_function("location.search.includes('lang=es')")
    settle(page)
    stays = page.locator("html").get_attribute("lang") == "en"
    page.reload()
    settle(page)
    assert (
        page.locator("html").get_attribute("lang") == "es"
    )  # what the statement tells the reader to do
    return stays


def fields_speak_english(visit, address):
    page = visit(f"{address}/overview?lang=es", locale="es")
    return (
        page.get_by_role("button", name="Help for").count()
        and page.get_by_text("Skip to main content").count()
    )


def titles_of_sources_have_no_language(visit, address):
    page = visit(f"{address}/actions?action=A016&lang=pt", locale="pt")
    return page.locator("main [lang], [data-testid=stMain] [lang]").count() == 0


def rule_is_broken(path, rule, size=DESK):
    def found(visit, address):
        page = visit(address + path)
        page.set_viewport_size(size)
        page.wait_for_timeout(500)
        return any(one.startswith(f"{rule}:") for one in axe.findings(page))

    return found


def name_of_a_button_is_cut(visit, address):
    page = visit(f"{address}/meetings?meeting=M14&lang=en")
    page.set_viewport_size(NARROW)
    name = page.locator("button", has_text="Open edition").locator("p")
    name.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    return name.evaluate(
        "one => one.scrollWidth > one.clientWidth || one.getBoundingClientRect().right > innerWidth"
    )


def lines_of_a_slide_overlap(visit, address):
    page = visit(f"{address}/slides?slide=headline&lang=en", alone=True)
    page.wait_for_timeout(800)
    page.evaluate(SPACING)
    page.wait_for_timeout(300)
    return page.evaluate("""() => {
        const slide = document.querySelector("section.slide[data-shown]")
        const foot = slide.querySelector("footer").getBoundingClientRect()
        return [...slide.querySelectorAll("p, dd, dt")].some((one) => {
            const place = one.getBoundingClientRect()
            return !one.closest("footer") && place.bottom > foot.top + 1 && place.top < foot.bottom
        })
    }""")


def headings_leave_a_level_out(visit, address):
    page = visit(f"{address}/overview?lang=en")
    levels = page.locator("h1, h2, h3").evaluate_all("all => all.map((one) => one.tagName)")
    return levels[:2] == ["H1", "H3"]


def chosen_language_is_not_seen(visit, address):
    page = visit(f"{address}/method?lang=en", forced_colors="active")
    ring = page.locator("[data-testid=stSidebar] [data-testid=stRadioOption] > div > div").first
    return ring.evaluate(
        "option => getComputedStyle(option).backgroundColor "
        "=== getComputedStyle(option.firstElementChild).backgroundColor"
    )


def menu_is_open_again(visit, address):
    page = visit(f"{address}/method?lang=en", alone=True)
    page.set_viewport_size(PHONE)
    page.reload()
    settle(page)
    page.get_by_test_id("stExpandSidebarButton").click()
    page.wait_for_timeout(700)
    page.reload()
    settle(page)
    return page.get_by_test_id("stSidebar").bounding_box()["x"] == 0


def menu_is_printed(visit, address):
    page = visit(f"{address}/method?lang=en", alone=True)
    page.emulate_media(media="print")
    page.wait_for_timeout(300)
    return page.get_by_test_id("stSidebar").is_visible()


def rows_are_no_links(visit, address):
    page = visit(f"{address}/actions?lang=en")
    return page.locator("[data-testid=stDataFrame] a").count() == 0


STILL = {
    "focus_seen": focus_is_hardly_seen,
    "focus_lost": focus_is_lost,
    "status_said": nothing_says_that_numbers_changed,
    "page_language": language_of_the_page_stays,
    "fields_english": fields_speak_english,
    "sources_language": titles_of_sources_have_no_language,
    "table_scroll": rule_is_broken("/countries?lang=en", "scrollable-region-focusable", PHONE),
    "menu_list": rule_is_broken("/method?lang=en", "list"),
    "small_target": rule_is_broken("/priorities?priority=P5&lang=en", "target-size"),
    "reflow_cut": name_of_a_button_is_cut,
    "slide_spacing": lines_of_a_slide_overlap,
    "heading_levels": headings_leave_a_level_out,
    "rows_open": rows_are_no_links,
    "forced_language": chosen_language_is_not_seen,
    "phone_menu": menu_is_open_again,
    "print": menu_is_printed,
}
"""Line of the statement to whether it still holds.

tests/components/cards/test_accessibility.py holds the other lines.
"""


@pytest.mark.parametrize("key", STILL)
def test_what_the_statement_lists_still_fails(visit, address, key):
    assert key in LISTED
    assert STILL[key](visit, address), f"{key} is mended: take its line out of the statement"


def test_what_axe_is_told_to_leave_out_is_in_the_statement():
    assert {RULES[rule] for rule in RULES_NOT_OURS} <= LISTED


@pytest.mark.parametrize("language", words.languages())
def test_the_statement_itself_has_no_fault_but_those_of_its_menu(visit, address, language):
    page = visit(f"{address}/accessibility?lang={language}", locale=language)
    assert (
        axe.findings(page, leave_out={rule for rule, key in RULES.items() if key == "menu_list"})
        == []
    )
    headings = page.locator("h1, h2, h3").evaluate_all(
        "all => all.map((one) => Number(one.tagName[1]))"
    )
    assert headings == [1, *[2] * (len(headings) - 1)]
    for one in (*accessibility.FAILURES, *accessibility.HINDRANCES):
        assert (
            page.get_by_text(words.words(language)(f"accessibility_fails.{one.key}")).count() == 1
        )


@pytest.mark.parametrize(
    "path", ["/timeline?dataset=exercise&lang=en", "/overview?dataset=exercise&lang=en"]
)
def test_bars_are_seen_in_forced_colours(visit, address, path):
    page = visit(address + path, forced_colors="active")
    bars = page.locator(".lane .bar.exact, .bar .confirmed")
    filled = bars.evaluate_all(
        "bars => bars.filter((bar) => bar.offsetWidth)"
        ".map((bar) => getComputedStyle(bar).backgroundColor)"
    )
    assert filled
    assert set(filled) == {"rgb(0, 0, 0)"}
