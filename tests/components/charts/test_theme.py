"""Documents have the colours of the pages."""

import tomllib
from pathlib import Path

import pytest

from components.charts import theme

CONFIG = Path(__file__).parents[3] / ".streamlit" / "config.toml"
SCHEMES = {"light": theme.LIGHT, "dark": theme.DARK}


def configured(scheme):
    return tomllib.loads(CONFIG.read_text("utf-8"))["theme"][scheme]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_settings_of_the_pages_have_the_colours_of_the_theme_in_its_order(scheme):
    assert tuple(configured(scheme)["chartCategoricalColors"]) == SCHEMES[scheme]


def test_documents_are_printed_in_the_light_scheme():
    names = (
        "primaryColor",
        "textColor",
        "secondaryBackgroundColor",
        "borderColor",
        "backgroundColor",
    )
    printed = (theme.PRIMARY, theme.TEXT, theme.SOFT, theme.RULE, theme.PAPER)
    assert tuple(configured("light")[name] for name in names) == printed


def test_each_placeholder_stands_for_a_colour_of_its_own():
    placeholders = [
        *(one for one in (look.colour for look in theme.STATE.values()) if one != theme.BEFORE),
        theme.DELAYED,
        theme.ANNOUNCED,
        theme.INK,
    ]
    assert [theme.real(one) for one in placeholders] == list(theme.LIGHT)
    assert theme.real(theme.INK, theme.DARK) == theme.DARK[-1]
