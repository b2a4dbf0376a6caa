"""The colours of documents are those of the pages."""

import tomllib
from pathlib import Path

import pytest

from components import theme

CONFIG = Path(__file__).parents[2] / ".streamlit" / "config.toml"


@pytest.mark.parametrize(("name", "palette"), [("light", theme.LIGHT), ("dark", theme.DARK)])
def test_the_settings_of_the_pages_have_the_colours_of_the_theme_in_its_order(name, palette):
    assert tuple(tomllib.loads(CONFIG.read_text("utf-8"))["theme"][name]["chartCategoricalColors"]) == palette


def test_each_placeholder_stands_for_a_colour_of_its_own():
    placeholders = [*(one for one in theme.STATE_COLOUR.values() if one != theme.BEFORE), theme.DELAYED, theme.ANNOUNCED, theme.INK]
    assert [theme.real(one) for one in placeholders] == list(theme.LIGHT)
    assert theme.real(theme.INK, theme.DARK) == theme.DARK[-1]
