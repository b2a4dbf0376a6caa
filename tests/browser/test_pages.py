"""Every page in translation, on a desk and on phones: opened once, all checked.

By turns in Spanish and light, in Portuguese and dark: what axe-core looks for, with a filter, a
table and the panel of a mark open, is in the structure and in the colours, not in the words.
English, which has the shortest words, is that of most other tests of the browser.
"""

from functools import cache
from itertools import cycle

import pytest

from data.text import words
from tests.browser.conftest import DESK, PHONE, new, settle, until
from tests.support import axe

PAGES = {
    "/overview": None,
    "/priorities?priority=P5&behind=reached": None,
    "/priorities": "page.priorities",
    "/countries?country=ECU&behind=to_come": None,
    "/countries": "page.countries",
    "/agencies": "page.agencies",
    "/countries?country=ECU&country=PER&country=CRI": "page.countries",
    "/actions?group=country": "page.actions",
    "/actions?action=A016": None,
    "/meetings": "page.meetings",
    "/meetings?meeting=M14": None,
    "/documents": "page.documents",
    "/changes?before=M14": "page.changes",
    "/data": "page.data",
    "/slides": "page.slides",
    "/accessibility": "page.accessibility",
    "/method": "page.method",
    "/timeline?dataset=exercise": "page.timeline",
    "/overview?dataset=exercise": None,
}
"""Address to the key of its title, where it has the page's; of two that look alike, one."""
GROUND = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
GROUNDS = {"light": "rgb(255, 255, 255)", "dark": "rgb(12, 19, 34)"}
SIZES = (DESK, PHONE, {"width": 320, "height": 700})
MOST_SCREENS = 10
"""Most screens of a phone that a page is long."""
HEIGHT = """[...document.querySelectorAll(".opened")].reduce((rest, one) => rest - one.offsetHeight,
    document.querySelector("[data-testid=stMain]").scrollHeight)"""
"""Height of a page without the table that was opened on it."""
FITS = """[document.documentElement, document.querySelector('[data-testid=stMain]')]
    .every((part) => part.scrollWidth <= part.clientWidth + 1)"""

MOVED = 0.05
"""Most that a page may move while it loads (CLS)."""
COUNTS = """window.moved = 0
new PerformanceObserver(list => {
    for (const shift of list.getEntries()) moved += shift.value
}).observe({type: 'layout-shift', buffered: true})"""
"""Adds up how far what is seen has moved since the page was asked for."""
OTHERS = [code for code in words.languages() if code != words.FALLBACK]
SCHEME = {"es": "light", "pt": "dark"}
"""Language to the scheme in which its pages are opened."""
PANELS = ("/overview", "/agencies")
"""Pages on which the panel of a mark, the same on each, is examined: in light, and in dark."""
NOT_OURS = {
    # A deep link makes Streamlit look for its server below the page's own path, then at the root.
    "Failed to load resource: the server responded with a status of 404 (Not Found)"
}
RULES_NOT_OURS = {
    "target-size": "numbers of small countries on the map; other ways lead to the same"
}
"""axe rule to the reason why its findings stay: Streamlit's own, or no failure of a criterion."""
TEXTS = """() => {
    const found = new Set()
    const skip = "script, style, noscript, template, [lang]:not(html)"
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node; (node = walker.nextNode());) {
        if (!node.parentElement.closest(skip)) found.add(node.data.trim())
    }
    const names = ["aria-label", "title", "placeholder", "alt"]
    for (const one of document.querySelectorAll(names.map((name) => `[${name}]`))) {
        if (one.closest(skip)) continue
        for (const name of names) found.add((one.getAttribute(name) ?? "").trim())
    }
    return [...found]
}"""
"""Every text of a page, seen or heard."""
OF_STREAMLIT = ", ".join(
    f"#root [aria-label*='{word}' i]" for word in ("home page", "sidebar", "app pages")
)
"""What Streamlit calls its own parts where nobody gave them a name of the language."""
ENGLISH_IN = {"/data": "columns and values of the tables are named as in the files"}
"""Pages that hold English words in every language, and why."""


@pytest.fixture(scope="module")
def windows_of(chromium):
    """One window for each language, so that the scripts are loaded once."""

    @cache
    def window(language):
        page = new(chromium, locale=language, bypass_csp=False)
        page.add_init_script(
            "addEventListener('securitypolicyviolation', "
            "(event) => console.error('policy', event.blockedURI))"
        )
        page.add_init_script(COUNTS)
        opened.append(page)
        return page

    opened = []
    yield window
    for page in opened:
        page.context.close()


def english_among(texts, language):
    """Those that are words of the English catalogue and not of the language's own."""
    own = set(words.catalogue(language).values())
    english = {text for text in words.catalogue("en").values() if "{" not in text} - own
    return sorted(english & set(texts))


def examined_when_open(page, path):
    """What axe-core finds with the first table and filter open, and in the panel of a mark."""
    for table in page.locator(".card footer [data-opens=table]").all()[:1]:
        table.click()
        page.locator(".opened table").first.wait_for()
    page.locator(".sheet > button").first.click()
    found = axe.findings(page, leave_out=RULES_NOT_OURS)
    page.keyboard.press("Escape")
    if path in PANELS:
        page.locator("[data-milestone]").first.focus()
        page.keyboard.press("Enter")
        page.locator(".panel td").first.wait_for()
        found += axe.findings(page, ".panel", leave_out=RULES_NOT_OURS)
        page.keyboard.press("Escape")
    return found


@pytest.mark.parametrize(("path", "language"), [*zip(PAGES, cycle(OTHERS), strict=False)])
def test_a_page_opens_whole(windows_of, address, path, language):
    """No error, no breach of the policy, no missing words, no move, no sideways scroll."""
    page, title = windows_of(language), PAGES[path]
    page.goto(f"{address}/healthz")  # else the page before is drawn anew for the size of a desk
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme=SCHEME[language])
    complaints: list[str] = []
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type == "error" else None,
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    opened = address + path + ("&" if "?" in path else "?") + f"lang={language}"
    page.request.get(opened)  # its numbers are made: where they come late, the page may move
    page.goto(opened)
    settle(page)
    t = words.words(language)
    page.get_by_role("link", name=t("board.skip")).wait_for(state="attached")
    if title:
        assert t(title) in page.title().split(" · ")
    assert page.locator("html").get_attribute("lang") == language
    assert page.evaluate(GROUND) == GROUNDS[SCHEME[language]]
    assert page.evaluate("moved") <= MOVED
    assert examined_when_open(page, path) == []
    for size in SIZES:
        if page.viewport_size != size:
            page.set_viewport_size(size)
            until(page, f"innerWidth === {size['width']}")
        until(page, FITS)
        # The method's sections are folded on a phone, but not where a window becomes narrow.
        if size == PHONE and path != "/method":
            assert page.evaluate(HEIGHT) <= MOST_SCREENS * PHONE["height"]
    for chart in page.locator(".board .place.figure[role]").all():
        assert chart.get_attribute("role") == "figure"
        assert chart.get_attribute("aria-label")
    if path.split("?")[0] not in ENGLISH_IN:
        assert english_among(page.evaluate(TEXTS), language) == []
    assert page.locator(OF_STREAMLIT).count() == 0
    assert page.locator('[data-testid="stException"]').count() == 0
    assert [text for text in complaints if text not in NOT_OURS] == []
