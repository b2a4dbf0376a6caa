"""Marks, outlines, fields and quiet words are seen in both schemes, by the values of the theme.

axe-core sees none of what is drawn; so the colours of each style sheet are computed here.
"""

import re
from itertools import combinations

import pytest

from components.charts import theme
from components.server.board.assets import FRONTEND
from data.model import APPLICABLE

SCHEMES = {"light": theme.LIGHT, "dark": theme.DARK}
SLIDES = (FRONTEND / "slide_figures.css").read_text("utf-8")
FOR_TEXT, FOR_SHAPES = 4.5, 3.0
"""Contrast that text and shapes need (WCAG 2.2, 1.4.3 and 1.4.11)."""
DRAWN = (theme.CONFIRMED, theme.AWAITING, theme.LATE, theme.SILENT, theme.ANNOUNCED, theme.INK)
"""Colours of lines, stripes and outlines; paler ones only fill what has an outline."""
GREYED = re.compile(
    r"([-\w]+):[^;{}]*?color-mix\(in srgb, var\(--st-text-color\) (\d+)%,"
    r" (?:var\(--st-background-color\)|transparent)\)"
)
"""A property whose value is letters' colour mixed with that of the page, and its share."""

QUIET = {"color", "--quiet"}
"""Those that colour letters; all others draw."""
RULES = {("time_axis.css", "border-left", 45)}
"""Lines that only guide the eye."""


def mixed(one, share, other):
    """Two colours as `color-mix(in srgb)` has them."""
    parts = [[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in (one, other)]
    return "#" + "".join(
        f"{round(a * share + b * (1 - share)):02x}" for a, b in zip(*parts, strict=True)
    )


def greyed():
    """File, property and share of each mix, comments left out."""
    for path in sorted(FRONTEND.glob("*.css")):
        style = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
        for name, share in GREYED.findall(re.sub(r"\s+", " ", style)):
            yield path.name, name, int(share)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#0b3d91", "#0b3d91", 1)],
)
def test_contrast_is_that_of_wcag(one, other, expected):
    assert theme.contrast(one, other) == pytest.approx(expected, abs=0.01)
    assert theme.contrast(other, one) == theme.contrast(one, other)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("colour", DRAWN)
def test_what_is_drawn_is_seen_on_the_page(scheme, colour):
    drawn = theme.real(colour, SCHEMES[scheme])
    assert theme.contrast(drawn, theme.SETTINGS[scheme]["backgroundColor"]) >= FOR_SHAPES


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_focus_and_what_is_chosen_are_seen_and_their_words_can_be_read(scheme):
    own = theme.SETTINGS[scheme]
    primary = own["primaryColor"]
    grounds = (
        own["backgroundColor"],
        own["secondaryBackgroundColor"],
        own["sidebar"]["backgroundColor"],
    )
    assert min(theme.contrast(primary, ground) for ground in grounds) >= FOR_SHAPES
    assert theme.contrast("#ffffff", primary) >= FOR_TEXT
    for ground in grounds:
        assert theme.contrast(own["linkColor"], ground) >= FOR_TEXT
        assert theme.contrast(own["textColor"], ground) >= FOR_TEXT


@pytest.mark.parametrize("scheme", SCHEMES)
def test_quiet_words_and_grey_lines_of_every_style_are_dark_enough(scheme):
    own = theme.SETTINGS[scheme]
    page, row = own["backgroundColor"], own["secondaryBackgroundColor"]
    found = list(greyed())
    assert {"--quiet", "--strong"} <= {name for _, name, _ in found}
    assert {one for one in RULES if one not in found} == set()
    pale = []
    for file, name, share in found:
        if (file, name, share) in RULES:
            continue
        colour = mixed(own["textColor"], share / 100, page)
        grounds, least = ((page, row), FOR_TEXT) if name in QUIET else ((page,), FOR_SHAPES)
        if min(theme.contrast(colour, ground) for ground in grounds) < least:
            pale.append((file, name, share))
    assert pale == []


def in_grey(state, palette):
    """What of a bar on a slide of HTML is seen without colours: how dark it is, its pattern."""
    look = theme.STATE[state]
    name = f"colour-{look.colour}"
    patterned = re.search(rf"\.{name} {{\s*background-image", SLIDES)
    pattern = "stripes" if look.hatched else name if patterned else ""
    return theme.real(look.colour, palette), pattern


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("pair", [*combinations(APPLICABLE, 2)], ids="-".join)
def test_two_states_in_one_chart_are_told_apart_without_colour(scheme, pair):
    """The edge of a bar is darker than the bar: without patterns less contrast is enough."""
    (one, pattern), (other, its_pattern) = (in_grey(state, SCHEMES[scheme]) for state in pair)
    assert pattern != its_pattern or theme.contrast(one, other) >= 1.5


def test_each_name_stands_for_a_colour_of_its_own():
    names = [
        *(one for one in (look.colour for look in theme.STATE.values()) if one != theme.BEFORE),
        theme.DELAYED,
        theme.ANNOUNCED,
        theme.INK,
    ]
    assert [theme.real(one) for one in names] == list(theme.LIGHT)
    assert theme.real(theme.INK, theme.DARK) == theme.DARK[-1]
