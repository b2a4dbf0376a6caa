"""The map with numbers can be read: countries against land, numbers on countries, room to click."""

import itertools
import math
import re

import pytest

from components.charts import theme
from components.charts.map import TONES, Country, map_of, shapes, tone
from components.server.board.assets import FRONTEND
from tests.gallery import page

STYLE = (FRONTEND / "country_map.css").read_text("utf-8")
MIX = re.compile(
    r"\.(tone\d) \{\s*--tone: color-mix\(in srgb, var\((.+?)\) (\d+)%, var\((.+?)\)\);"
)
LEAST = 1.5
"""Contrast of a country and the land around it."""
TARGET = 24
"""Pixels that a target needs for itself (WCAG 2.2, 2.5.8)."""
NARROWEST = 224
"""Width of the map on the Overview, in pixels."""


def mixed(one, share, other):
    """Two colours as `color-mix(in srgb)` has them."""
    parts = [[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in (one, other)]
    both = zip(*parts, strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in both)


def colours(scheme):
    """Tone to its colour in a scheme, and that of the land and of letters."""
    own = page.styles(scheme)
    found = {
        name: mixed(own[one], int(share) / 100, own[other])
        for name, one, share, other in MIX.findall(STYLE)
    }
    found[f"tone{TONES}"] = own["--confirmed"]
    return found, own["--st-secondary-background-color"], own["--st-text-color"]


@pytest.mark.parametrize("scheme", page.SCHEMES)
def test_every_tone_is_seen_against_the_land_and_the_sea(scheme):
    tones, land, _ = colours(scheme)
    sea = page.styles(scheme)["--st-background-color"]
    assert len(tones) == TONES + 1
    for ground in (land, sea):
        contrasts = {name: theme.contrast(colour, ground) for name, colour in tones.items()}
        assert {name: n for name, n in contrasts.items() if n < LEAST} == {}


@pytest.mark.parametrize("scheme", page.SCHEMES)
def test_every_number_can_be_read_on_its_tone(scheme):
    tones, _, text = colours(scheme)
    letters = re.search(r"((?:\.country-map li\.tone\d a,?\s*)+)\{\s*color: #fff;", STYLE)
    assert letters
    white = set(re.findall(r"tone\d", letters[1]))
    contrasts = {
        name: theme.contrast("#ffffff" if name in white else text, colour)
        for name, colour in tones.items()
    }
    assert {name: n for name, n in contrasts.items() if n < theme.LEAST_FOR_TEXT} == {}


def test_tones_step_evenly_from_one_to_the_largest_and_none_is_for_zero():
    assert [tone(number, 8) for number in range(9)] == [0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert [tone(number, 1) for number in (0, 1)] == [0, TONES]
    assert tone(0, 0) == 0


def test_no_two_numbers_take_each_others_room():
    countries = tuple(
        Country(code, code, code, "10", 1, chosen=False, href="overview")
        for code in shapes()["countries"]
    )
    drawn = map_of("", countries, "")
    assert len(drawn.countries) == len(countries)
    places = [(one.x, one.y) for one in drawn.countries]
    nearest = min(math.dist(one, other) for one, other in itertools.combinations(places, 2))
    assert nearest * NARROWEST / drawn.width >= TARGET
    assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in places)
