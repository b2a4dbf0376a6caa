"""Facts about languages, from `text/locales.toml`: a catalogue alone is enough for a new one."""

import functools
import locale
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import babel
from babel.core import get_global

FILE = Path(__file__).parents[1] / "text" / "locales.toml"
"""One table a language, by the code of its catalogue."""
FALLBACK = "en"
"""The language of the original, which is shown where a text has no translation."""


@dataclass(frozen=True)
class LocaleFacts:
    """How a language writes dates, numbers and files.

    Attributes:
        locale: the locale of words and dates; by default the most likely one, `fr_FR` for `fr`.
        numbers: the locale of numbers, whose dictionary office programs take; by default that of
            words.
        percent: pattern of whole per cent; by default that of CLDR.
        quarter: CLDR skeleton of a quarter in a sentence or table; by default T2 2026.
        narrow_quarter: pattern of a quarter beside a mark of a chart.
        first_and_third: what stands after the 1 and the 3 of a quarter in the place of `.º`.
        first_day: what stands for the first day of a month; blank for the number 1.
        share_in_cells: format of a share in a spreadsheet; by default with a no-break space.
        title_required: whether every dataset must give its title in this language; by default not,
            and readers see the English title.
    """

    locale: babel.Locale
    numbers: babel.Locale
    percent: str
    quarter: str = "yQQQ"
    narrow_quarter: str = "QQQ y"
    first_and_third: str = ".º"
    first_day: str = ""
    share_in_cells: str = '0"\xa0"%'
    title_required: bool = False

    def ordinal(self, date: str) -> str:
        """A date with the ordinal of its quarter as the language writes it."""
        is_irregular = date.startswith(("1.º", "3.º"))
        return date.replace(".º", self.first_and_third, 1) if is_irregular else date

    @property
    def separators(self) -> str:
        """The signs before decimals and between thousands, in this order."""
        signs = self.numbers.number_symbols["latn"]
        return f"{signs['decimal']}{signs['group']}"

    @property
    def cell_separator(self) -> str:
        """What spreadsheets expect between cells: no comma where numbers have a decimal comma."""
        return ";" if self.separators.startswith(",") else ","

    @property
    def office_tag(self) -> str:
        """The language of a text as office programs and screen readers know it, such as `es-CO`."""
        return str(self.numbers).replace("_", "-")

    @property
    def cell_number(self) -> str:
        """The locale of numbers as Windows numbers it, in hexadecimal, such as `240A`, or blank.

        Spanish of Spain has two numbers, of which the higher sorts as is usual today.
        """
        known = locale.windows_locale.items()
        numbers = [number for number, name in known if name == str(self.numbers)]
        return f"{max(numbers):X}" if numbers else ""


@functools.cache
def language(code: str) -> LocaleFacts:
    """The facts about a language, with defaults for those that the file does not give."""
    facts = dict(_facts().get(code, {}))
    # By default that of the territory where most speakers of the language live.
    likely = get_global("likely_subtags").get(code, code).split("_")[2:]
    name = facts.pop("locale", "_".join([code, *likely]))
    numbers = babel.Locale.parse(facts.pop("numbers", name))
    usual = {"percent": numbers.percent_formats[None].pattern}
    return LocaleFacts(babel.Locale.parse(name), numbers, **(usual | facts))


@functools.cache
def required() -> tuple[str, ...]:
    """Codes of the languages in which every dataset gives its title, in the order of the file."""
    return tuple(code for code in _facts() if language(code).title_required)


@functools.cache
def _facts() -> dict[str, dict[str, Any]]:
    return tomllib.loads(FILE.read_text("utf-8"))
