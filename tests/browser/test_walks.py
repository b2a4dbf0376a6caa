"""What a reader does most, from the Overview: in few clicks, or in few keys without a mouse.

Each walk is taken by mouse with the WebSocket open, and by keyboard with it blocked, as the proxies
of some ministries do.
"""

import pytest

from tests.browser.conftest import new, until

MOST_KEYS = 40
HERE = "document.activeElement"
NOTE = "files/note/BRA.pdf?lang=pt"


class Hand:
    """Clicks and presses keys in a window, and counts them."""

    def __init__(self, page):
        self.page, self.keys, self.clicks = page, 0, 0

    def click(self, selector, text=""):
        self.page.locator(selector, has_text=text).locator("visible=true").first.click()
        self.clicks += 1

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def press_until(self, key, condition):
        """Press a key until something holds of the element that has the focus."""
        while not self.page.evaluate(f"({HERE}).matches('body') ? false : {condition}"):
            assert self.keys < MOST_KEYS, self.page.evaluate(f"{HERE}.outerHTML")
            self.press(key)

    def arrives(self, part):
        """Wait until what an address asks for is drawn."""
        drawn = "document.querySelector('.board:not([aria-busy=true])')"
        until(self.page, f"location.href.includes('{part}') && {drawn}")

    def leads_to(self, key, part):
        """Press a key that leads to another address; the focus goes to a title there."""
        self.press(key)
        self.arrives(part)
        until(self.page, f"/H[12]|INPUT/.test({HERE}.tagName)")

    def skip_to(self, text):
        """By the ways past the menu and the figures before."""
        self.press("Tab", "Enter", "Tab")
        self.press_until("ArrowRight", f"{HERE}.textContent.startsWith('{text}')")
        self.press("Enter")

    def find(self, text, part):
        """By the search, which opens what it found first."""
        self.press("Control+k", *text)
        self.page.locator(".search-list [role=option]").first.wait_for()
        self.leads_to("Enter", part)

    def takes(self, action):
        """The name of the file that comes after an action."""
        with self.page.expect_download() as coming:
            action()
        return coming.value.suggested_filename


def what_of_a_country_is_silent(hand, mouse):
    if mouse:
        hand.click("#map a[href*=PER]")
        hand.arrives("country=PER")
        hand.click("#due label:has([data-at=missing])")
        number = hand.page.locator("#due label:has(:checked) b").inner_text()
        rows = hand.page.locator("#due li").locator("visible=true").count()
        hand.page.locator("#due a", has_text=f"Date passed, no report: {number} ").wait_for()
        assert 0 < rows <= int(number)
    else:
        hand.find("peru", "country=PER")
        hand.press_until("Tab", f"{HERE}.href?.includes('behind=missing')")
        hand.leads_to("Enter", "behind=missing")
        rows = hand.page.locator("#behind-missing tbody tr").count()
        assert f"Date passed, no report: {rows} " in hand.page.evaluate(f"{HERE}.textContent")


def a_slide_of_a_priority_for_a_country_is_presented(hand, mouse):
    if mouse:
        hand.click(".steps tbody tr:nth-child(5) td a[aria-label*=Ecuador]")
        hand.click(".panel a[href*='slides?']")
        hand.arrives("slides?")
        hand.click("button", "Present")
    else:
        hand.find("ecu", "country=ECU")
        hand.find("ports", "priority=P5")
        hand.find("slides", "slides?")
        hand.press_until("Tab", f"{HERE}.textContent === 'Present'")
        hand.press("Enter")
    hand.page.locator(".deck.shown", has_text="Ecuador").wait_for()
    assert "country=ECU" in hand.page.url and "priority=P5" in hand.page.url


def the_source_behind_a_mark_is_reached(hand, mouse):
    if mouse:
        hand.click(".steps tbody tr:nth-child(3) td a[href*=action]")
    else:
        hand.skip_to("Milestones by country")
        hand.press("Tab", "ArrowDown", "ArrowDown", "ArrowRight", "Enter")
        hand.page.locator(".panel [data-name=Source]").wait_for()
        hand.press_until("Tab", f"{HERE}.closest('.panel [data-name=Source]') !== null")
    source = hand.page.locator(".panel [data-name=Source] a").first
    source.wait_for()
    assert source.get_attribute("href").startswith("https://")
    hand.clicks += mouse


def what_changed_since_the_last_ministerial(hand, mouse):
    if mouse:
        hand.click("nav a", "Changes")
    else:
        hand.find("changes", "changes")
    hand.arrives("/changes")
    hand.page.locator(".board .field select option:checked", has_text="III EU-CLASI").wait_for(
        state="attached"
    )


def the_note_on_a_delegation_in_its_language(hand, mouse):
    if mouse:
        hand.click("nav a", "Documents")
        hand.arrives("/documents")
        name = hand.takes(lambda: hand.click(f".files a[href^='{NOTE}']"))
    else:
        hand.find("brazil", "country=BRA")
        hand.press("Control+k")
        hand.press_until("Tab", f"{HERE}.textContent === 'Documents'")
        hand.press("Enter")
        hand.press_until("Tab", f"{HERE}.href?.includes('note/BRA')")
        hand.press_until("ArrowRight", f"{HERE}.getAttribute('href').startsWith('{NOTE}')")
        name = hand.takes(lambda: hand.press("Enter"))
    assert "BRA" in name and name.endswith("pt.pdf")


WALKS = {
    what_of_a_country_is_silent: 2,
    a_slide_of_a_priority_for_a_country_is_presented: 3,
    the_source_behind_a_mark_is_reached: 2,
    what_changed_since_the_last_ministerial: 1,
    the_note_on_a_delegation_in_its_language: 2,
}
"""Most clicks of each."""


@pytest.fixture(scope="module", params=["mouse", "keyboard"])
def by(request):
    """What a reader has at hand."""
    return request.param


@pytest.fixture(scope="module")
def window(chromium, by):
    page = new(chromium)
    if by == "keyboard":
        page.route_web_socket("**/_stcore/stream", lambda line: line.close())
    yield page
    page.context.close()


@pytest.fixture
def hand(window, address):
    """A reader on the Overview."""
    window.goto(f"{address}/overview?lang=en")
    made = Hand(window)
    made.arrives("/overview")
    window.locator(".board input[role=combobox]").wait_for()  # Keys before that are lost.
    return made


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.__name__)
def test_a_walk_is_short(walk, by, hand, address):
    if walk is what_of_a_country_is_silent:
        hand.page.goto(f"{address}/overview?lang=en&dataset=exercise")
        hand.arrives("exercise")
    walk(hand, by == "mouse")
    assert (hand.clicks, hand.keys) <= ((WALKS[walk], 0) if by == "mouse" else (0, MOST_KEYS))


@pytest.mark.parametrize("by", ["keyboard"], indirect=True, scope="module")
def test_two_countries_are_compared_in_few_keys(hand):
    hand.find("ecuador", "country=ECU")
    hand.press_until("Shift+Tab", f"{HERE}.dataset.at === 'compare'")
    hand.press("Enter")
    until(hand.page, f"{HERE}.type === 'search'")
    hand.press(*"per", "Enter")
    hand.arrives("PER")
    until(hand.page, f"{HERE}.dataset.at === 'compare'")
    assert hand.page.locator("h1").inner_text().startswith("Milestones reached")
