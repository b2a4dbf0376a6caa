"""Dates as people write them, in any of our languages, at the precision at which they know them."""

import functools
import re
import unicodedata
from datetime import date

from data.text import locales, words

Reading = tuple[date, str]
"""First day of what is meant, and its precision: day, month, quarter or year."""
SMALLEST_PREFIX = 3
"""Letters by which a month is known: `feb`, `sept`."""
FIRST_YEAR, LAST_YEAR = 2000, 2099
LEFT_OUT = {"de", "del", "of", "the"}
"""Words of a date that say nothing more."""
QUARTER = re.compile(r"q|t|quarter|tri|trim[a-z]*")
ENDING = re.compile(r"(\d)\s*\.?\s*(?:°|(?:o|st|nd|rd|th)\b)")
"""What makes a number an ordinal."""
YEAR_FIRST = re.compile(r"(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?")
YEAR_LAST = re.compile(r"(?:(\d{1,2})\s?[-/.]\s?)?(\d{1,2})\s?[-/.]\s?(\d{4})")


class NoDateError(ValueError):
    """A text that is no date that everybody reads alike.

    Attributes:
        what: why, a key of `[round.problem]`.
        values: what its words name: the two days that an ambiguous one can be, in ISO 8601.
    """

    def __init__(self, what: str, **values: str) -> None:
        super().__init__(what)
        self.what, self.values = what, values


def parse(text: str) -> Reading:
    """Read a date: `12/3/2027` is refused with both readings, `13/3/2027` is not.

    Raises:
        NoDateError: it has no year of four digits, names no day of the calendar, or two.

    Examples:
        >>> parse("13 de marzo de 2027")
        (datetime.date(2027, 3, 13), 'day')
        >>> parse("2.º trim. 2027"), parse("junho de 2027")
        ((datetime.date(2027, 4, 1), 'quarter'), (datetime.date(2027, 6, 1), 'month'))
    """
    written = plain(text)
    if found := YEAR_FIRST.fullmatch(written):
        year, *rest = map(int, filter(None, found.groups()))
    elif found := YEAR_LAST.fullmatch(written):
        *rest, year = map(int, filter(None, found.groups()))
        if len({*rest}) == 2 and max(rest) <= 12:
            first, second = (_day(year, *both).isoformat() for both in (rest[::-1], rest))
            raise NoDateError("date_two_readings", first=first, second=second)
        rest.sort(key=lambda part: part > 12)
    else:
        return _in_words(re.findall(r"\d+|[a-z]+", ENDING.sub(r"\1 ", written)))
    return _day(year, *rest), ("year", "month", "day")[len(rest)]


def plain(text: str) -> str:
    """A text without accents, capitals, wide digits and double spaces, to compare it by."""
    letters = unicodedata.normalize("NFKD", text.replace("º", "°"))
    base = "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
    return " ".join(base.replace("\u2010", "-").replace("\u2013", "-").split()).strip(" .")


def _in_words(parts: list[str]) -> Reading:
    """A month by its name, or a quarter by its number; a year; and perhaps a day."""
    names = [part for part in parts if part.isalpha() and part not in LEFT_OUT]
    years = [int(part) for part in parts if part.isdigit() and len(part) == 4]
    days = [int(part) for part in parts if part.isdigit() and len(part) < 4]
    if len(names) == 1 and len(years) == 1 and len(days) < 2:
        if QUARTER.fullmatch(names[0]) and days in ([1], [2], [3], [4]):
            return _day(*years, 3 * days[0] - 2), "quarter"
        if len(months := _months(names[0])) == 1:
            return _day(*years, *months, *days), "day" if days else "month"
    raise NoDateError("date_unread")


@functools.lru_cache(1000)
def _months(name: str) -> set[int]:
    """The months that a name or its beginning can mean in any of our languages."""
    every = [locales.language(language).locale for language in words.languages()]
    widths = [width for locale in every for width in locale.months["format"].values()]
    named = ((plain(known), month) for names in widths for month, known in names.items())
    is_long = len(name) >= SMALLEST_PREFIX
    return {month for known, month in named if is_long and known.startswith(name)}


def _day(year: int, month: int = 1, day: int = 1) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        found = date.min
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise NoDateError("date_unread")
    return found
