"""Dates as people write them, in any of our languages, at the precision at which they know them."""

import functools
import re
import unicodedata
from datetime import date

from data.model import locales
from data.text import words

Reading = tuple[date, str]
"""First day of what is meant, and its precision: day, month, quarter or year."""
SMALLEST_PREFIX = 3
"""Letters by which a month is known: `feb`, `sept`."""
FIRST_YEAR, LAST_YEAR = 2000, 2099
LEFT_OUT = {"de", "del", "of", "the"}
"""Words of a date that say nothing more."""
QUARTER = re.compile(r"q|t|quarter|tri|trim[a-z]*")
ENDING = re.compile(r"(\d)\s*\.?\s*(?:°|(?:o|er|st|nd|rd|th)\b)")
"""What makes a number an ordinal."""
YEAR_FIRST = re.compile(r"(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?")
YEAR_LAST = re.compile(r"(?:(\d{1,2})\s?[-/.]\s?)?(\d{1,2})\s?[-/.]\s?(\d{4})")


def readings(text: str) -> list[Reading]:
    """What a text can mean as a date of 2000 to 2099: nothing, one thing, or two (`12/3/2027`).

    Examples:
        >>> readings("13 de marzo de 2027")
        [(datetime.date(2027, 3, 13), 'day')]
        >>> readings("3.er trim. 2027") + readings("junho de 2027")
        [(datetime.date(2027, 7, 1), 'quarter'), (datetime.date(2027, 6, 1), 'month')]
        >>> [on.isoformat() for on, _ in readings("12/3/2027")]
        ['2027-03-12', '2027-12-03']
    """
    written = plain(text)
    if found := YEAR_FIRST.fullmatch(written):
        cases = [found.groups()]
    elif found := YEAR_LAST.fullmatch(written):
        first, second, year = found.groups()
        cases = [(year, second, first), *([(year, first, second)] if first else [])]
    else:
        return _in_words(re.findall(r"\d+|[a-z]+", ENDING.sub(r"\1 ", written)))
    return list(dict.fromkeys(one for case in cases for one in _days(*case)))


def plain(text: str) -> str:
    """A text without accents, capitals, wide digits and double spaces, to compare it by."""
    letters = unicodedata.normalize("NFKD", text.replace("º", "°"))
    base = "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
    return " ".join(base.replace("\u2010", "-").replace("\u2013", "-").split()).strip(" .")


def _in_words(parts: list[str]) -> list[Reading]:
    """A month by its name, or a quarter by its number; a year; and perhaps a day."""
    names = [part for part in parts if part.isalpha() and part not in LEFT_OUT]
    years = [part for part in parts if part.isdigit() and len(part) == 4]
    days = [part for part in parts if part.isdigit() and len(part) < 4]
    if len(names) != 1 or len(years) != 1 or len(days) > 1:
        return []
    if QUARTER.fullmatch(names[0]) and days in (["1"], ["2"], ["3"], ["4"]):
        return [(on, "quarter") for on, _ in _days(*years, 3 * int(days[0]) - 2)]
    return [one for month in _months(names[0]) for one in _days(*years, month, *days)]


@functools.lru_cache(1000)
def _months(name: str) -> set[int]:
    """The months that a name or its beginning can mean in any of our languages."""
    every = [locales.language(language).locale for language in words.languages()]
    widths = [width for locale in every for width in locale.months["format"].values()]
    named = ((plain(known), month) for names in widths for month, known in names.items())
    is_long = len(name) >= SMALLEST_PREFIX
    return {month for known, month in named if is_long and known.startswith(name)}


def _days(*parts: str | int | None) -> list[Reading]:
    """The day, month or year that its parts name, if there is one."""
    known = [int(part) for part in parts if part is not None]
    try:
        on = date(*[*known, 1, 1][:3])
    except ValueError:
        return []
    is_near = FIRST_YEAR <= on.year <= LAST_YEAR
    return [(on, ("year", "month", "day")[len(known) - 1])] if is_near else []
