"""Dates as people write them, in any of our languages, at the precision at which they know them."""

import functools
import re
import unicodedata
from datetime import date

import babel

from data.text import locales, words

Reading = tuple[date, str]
"""First day of what is meant, and its precision: day, month, quarter or year."""
SMALLEST_PREFIX = 3
"""Letters by which a month is known: `feb`, `sept`."""
FIRST_YEAR, LAST_YEAR = 2000, 2099
ORDINALS = {
    **dict.fromkeys(("first", "primer", "primero", "primeiro"), "1"),
    **dict.fromkeys(("second", "segundo"), "2"),
    **dict.fromkeys(("third", "tercer", "tercero", "terceiro"), "3"),
    **dict.fromkeys(("fourth", "cuarto", "quarto"), "4"),
}
"""Numbers of quarters in words: no catalogue has them."""
QUARTER = re.compile(r"q|t|quarter|tri|trim[a-z]*")
ENDING = re.compile(r"(\d)\s*\.?\s*(?:°|(?:o|st|nd|rd|th)\b)")
"""What makes a number an ordinal."""
NUMBERS = re.compile(r"\d{1,4}(?:\s*[-/.]\s*\d{1,4}){0,2}")


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
    if NUMBERS.fullmatch(written):
        return _in_numbers(re.findall(r"\d+", written))
    return _in_words(re.findall(r"\d+|[a-z]+", ENDING.sub(r"\1 ", written)))


def plain(text: str) -> str:
    """A text without accents, capitals, wide digits and double spaces, to compare it by."""
    letters = unicodedata.normalize("NFKD", text.replace("º", "°"))
    base = "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
    return " ".join(base.replace("\u2010", "-").replace("\u2013", "-").split()).strip(" .")


def _in_numbers(parts: list[str]) -> Reading:
    """Year first, as ISO 8601 has it; or year last, where day and month must be told apart."""
    if len(parts[0]) == 4:
        year, *rest = map(int, parts)
    elif len(parts[-1]) == 4:
        year, *rest = map(int, reversed(parts))
        if len(rest) == 2 and rest[0] > 12:
            rest.reverse()
        elif len(rest) == 2 and rest[1] <= 12 and rest[0] != rest[1]:
            first, second = (_day(year, *both).isoformat() for both in (rest, rest[::-1]))
            raise NoDateError("date_two_readings", first=first, second=second)
    else:
        raise NoDateError("date_year")
    return _day(year, *rest), ("year", "month", "day")[len(rest)]


def _in_words(parts: list[str]) -> Reading:
    """A month by its name, or a quarter by its number; a year; and perhaps a day."""
    parts = [ORDINALS.get(part, part) for part in parts]
    names = [part for part in parts if part.isalpha() and part not in _left_out()]
    years = [int(part) for part in parts if part.isdigit() and len(part) == 4]
    days = [int(part) for part in parts if part.isdigit() and len(part) < 4]
    is_quarter = len(names) == 1 and QUARTER.fullmatch(names[0])
    if is_quarter:
        months = {3 * number - 2 for number in days if number in range(1, 5)}
    else:
        months = {month for name in names for month in _months(name)}
    if len(names) != 1 or len(months) != 1:
        raise NoDateError("date_unread")
    if len(years) != 1 or len(days) > 1:
        raise NoDateError("date_year")
    if is_quarter:
        return _day(*years, *months), "quarter"
    return _day(*years, *months, *days), "day" if days else "month"


@functools.lru_cache(1000)
def _months(name: str) -> set[int]:
    """The months that a name or its beginning can mean in any of our languages."""
    widths = [width for locale in _locales() for width in locale.months["format"].values()]
    named = ((plain(known), month) for names in widths for month, known in names.items())
    is_long = len(name) >= SMALLEST_PREFIX
    return {month for known, month in named if is_long and known.startswith(name)}


@functools.cache
def _left_out() -> set[str]:
    """Words of a date that say nothing more: `de`, and the days of the week."""
    days = [plain(day) for one in _locales() for day in one.days["format"]["wide"].values()]
    return {"de", "del", "of", "the", "feira", *(part for day in days for part in day.split("-"))}


def _locales() -> list[babel.Locale]:
    return [locales.language(language).locale for language in words.languages()]


def _day(year: int, month: int = 1, day: int = 1) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise NoDateError("date_no_such_day") from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NoDateError("date_year")
    return found
