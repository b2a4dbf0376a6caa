"""The map with numbers can be read: countries against land, numbers on countries, room to click."""

import itertools
import math
import re

import pytest

from components.charts import theme
from components.charts.map import TONES, Country, map_of, shapes, tone
from components.server.board.assets import FRONTEND
from tests.gallery import page

STYLE = "".join((FRONTEND / name).read_text("utf-8") for name in ("tones.css", "map.css"))
TONE = re.compile(r"--tone: light-dark\((#\w+), (#\w+)\)")
LEAST = 1.4
"""Contrast of a country and the land around it, from which a line tells it apart, too."""
BETWEEN = 3
"""Contrast of two tones that follow each other."""
TARGET = 24
"""Pixels that a target needs for itself (WCAG 2.2, 2.5.8)."""
NARROWEST = 224
"""Width of the map on the Overview, in pixels."""


def colours(scheme):
    """The colour of each tone in a scheme, that of the page first, and that of the land."""
    own = page.styles(scheme)
    tones = [pair[page.SCHEMES.index(scheme)] for pair in TONE.findall(STYLE)]
    assert len(tones) == TONES
    paper = own["--st-background-color"]
    return [paper, *tones], own["--st-text-color"], own["--st-secondary-background-color"]


@pytest.mark.parametrize("scheme", page.SCHEMES)
def test_every_tone_is_seen_against_land_and_sea_and_against_the_next(scheme):
    tones, _, land = colours(scheme)
    for tone_, ground in itertools.product(tones[1:], (tones[0], land)):
        assert theme.contrast(tone_, ground) >= LEAST
    for one, following in itertools.pairwise(tones[1:]):
        assert theme.contrast(one, following) >= BETWEEN


@pytest.mark.parametrize("scheme", page.SCHEMES)
def test_every_number_can_be_read_on_its_tone(scheme):
    tones, text, _ = colours(scheme)
    letters = re.search(r"((?:li\.tone\d a,?\s*|\.country-map )+)\{\s*color: var", STYLE)
    on_dark = set(re.findall(r"tone\d", letters[1]))
    for step, colour in enumerate(tones):
        letter = tones[0] if f"tone{step}" in on_dark else text
        assert theme.contrast(letter, colour) >= theme.LEAST_FOR_TEXT


@pytest.mark.parametrize("most", [0, 1, 2, 8, 16, 100])
def test_tones_step_evenly_from_one_to_the_largest_and_the_legend_says_where(most):
    tones = {}
    countries = tuple(
        Country(f"{n}", "", "", "", tone(n, most), chosen=False, href="") for n in range(most + 1)
    )
    for one in map_of("", countries, "", most).key:
        first, _, last = one.word.partition("–")
        tone_ = int(one.look.removeprefix("tone"))
        tones |= dict.fromkeys(range(int(first), int(last or first) + 1), tone_)
    assert tones == {number: tone(number, most) for number in range(most + 1)}
    assert tones[most] == (TONES if most else 0)


def test_no_two_numbers_take_each_others_room():
    countries = tuple(
        Country(code, code, code, "10", 1, chosen=False, href="overview")
        for code in shapes()["countries"]
    )
    drawn = map_of("", countries, "", 10)
    assert len(drawn.countries) == len(countries)
    places = [(one.x, one.y) for one in drawn.countries]
    nearest = min(math.dist(one, other) for one, other in itertools.combinations(places, 2))
    assert nearest * NARROWEST / drawn.width >= TARGET
    assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in places)
