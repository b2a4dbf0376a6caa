"""What a reader does most, by keyboard alone, from the Overview: in at most 40 keys."""

import pytest

from tests.browser.conftest import settle, until

MOST_KEYS = 40
HERE = "document.activeElement"


class Hand:
    """Presses keys in a window, and counts them."""

    def __init__(self, page):
        self.page, self.keys = page, 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def press_until(self, key, condition):
        """Press a key until something holds of the element that has the focus."""
        while not self.page.evaluate(f"({HERE}).matches('body') ? false : {condition}"):
            assert self.keys < MOST_KEYS, self.page.evaluate(f"{HERE}.outerHTML")
            self.press(key)

    def leads_to(self, key, part):
        """Press a key that leads to another address."""
        self.press(key)
        until(self.page, f"location.href.includes('{part}')")
        settle(self.page)

    def skip_to(self, text):
        """By the ways past the menu and the figures before."""
        self.press("Tab", "Enter", "Tab")
        self.press_until("ArrowRight", f"{HERE}.textContent.startsWith('{text}')")
        self.press("Enter")

    def find(self, text, part):
        """By the search, which leads to the title of what it opens."""
        self.press("Control+k", *text)
        option = self.page.locator(".search-list [role=option]").first
        option.wait_for()
        self.press("ArrowDown")
        self.leads_to("Enter", part)
        assert self.page.evaluate(f"{HERE}.tagName") == "H1"


@pytest.fixture
def hand(visit, address):
    """A reader at the keyboard, on the Overview."""
    made = Hand(visit(f"{address}/overview?lang=en"))
    made.page.evaluate(f"{HERE}.blur()")
    yield made
    assert made.keys <= MOST_KEYS


def test_a_slide_of_a_priority_for_a_country_is_presented(hand):
    hand.skip_to("Filters")
    hand.press("Enter")
    until(hand.page, f"{HERE}.type === 'search'")
    hand.press(*"ecu")
    hand.leads_to("Enter", "ECU")
    hand.press("Escape", "Escape")
    hand.press_until("Tab", f"{HERE}.dataset.name === 'priority'")
    hand.press("Enter")
    hand.press_until("Tab", f"{HERE}.value === 'P5'")
    hand.leads_to("Space", "P5")
    hand.press("Escape")
    hand.find("slides", "slides?")
    hand.press_until("Tab", f"{HERE}.textContent === 'Present'")
    hand.press("Enter")
    hand.page.wait_for_selector(".deck.shown")


def test_the_source_behind_a_mark_is_reached(hand):
    hand.skip_to("Milestones by country")
    hand.press("Tab", "ArrowDown", "ArrowDown", "ArrowRight", "Enter")
    hand.page.locator(".panel td a").first.wait_for()
    hand.press_until("Tab", f"{HERE}.closest('.panel .address') !== null")


def test_two_countries_are_compared_and_the_list_of_one_number_has_the_focus(hand):
    hand.find("ecuador", "country=ECU")
    hand.press_until("Shift+Tab", f"{HERE}.dataset.at === 'compare'")
    hand.press("Enter")
    until(hand.page, f"{HERE}.type === 'search'")
    hand.press(*"per")
    hand.leads_to("Enter", "PER")
    assert hand.page.locator("h1").inner_text().startswith("Milestones reached")


def test_the_list_behind_a_number_has_the_focus_once_it_is_open(hand):
    hand.find("ecuador", "country=ECU")
    hand.press_until("Tab", f"{HERE}.href?.includes('behind=to_come')")
    hand.leads_to("Enter", "behind")
    assert hand.page.evaluate(f"{HERE}.closest('.card').id") == "behind-to-come"
