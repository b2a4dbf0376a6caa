"""Dates as people write them, in any of our languages, at the precision at which they know them."""

import functools
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

import babel.dates

from data.text import locales, words

Reading = tuple[date, str]
"""First day of what is meant, and its precision: day, month, quarter or year."""
SMALLEST_PREFIX = 3
"""Letters by which a month is known: `feb`, `sept`."""
FIRST_YEAR, LAST_YEAR = 2000, 2099
ORDINALS = (
    *(("first", "primer", "primero", "primeiro"), ("second", "segundo")),
    *(("third", "tercer", "tercero", "terceiro"), ("fourth", "cuarto", "quarto")),
)
"""Quarters in words, in order: no catalogue has them."""
ONE_OF_FOUR = r"(?:q|t)\s*([1-4])|([1-4])\s*(?:\.?\s*[ºo°])?\s*(?:q|t|quarter|trim\w*|tri\.?)"
QUARTER = re.compile(rf"(?:{ONE_OF_FOUR})[\s.,/-]*(?:de|of|del)?\s*(\d{{4}})")
YEAR_FIRST = re.compile(rf"(\d{{4}})[\s/-]*(?:{ONE_OF_FOUR})\.?")
NUMBERS = re.compile(r"(\d{1,4})\s*[-/.]\s*(\d{1,4})(?:\s*[-/.]\s*(\d{1,4}))?")


@dataclass(frozen=True)
class NoDateError(ValueError):
    """A text that is no date that everybody reads alike.

    Attributes:
        what: why, a key of `[round.problem]`.
        readings: the two days that an ambiguous one can be.
    """

    what: str
    readings: tuple[date, ...] = ()


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
    if re.fullmatch(r"\d{4}", written):
        return _day(int(written), 1, 1), "year"
    for ordinal, names in enumerate(ORDINALS, start=1):
        written = re.sub(rf"\b(?:{'|'.join(names)})\s+(?=trim|quarter)", f"{ordinal} ", written)
    if found := QUARTER.fullmatch(written) or YEAR_FIRST.fullmatch(written):
        numbers = [int(group) for group in found.groups() if group]
        quarter, year = sorted(numbers)
        return _day(year, 3 * quarter - 2, 1), "quarter"
    if found := NUMBERS.fullmatch(written):
        return _in_numbers([part for part in found.groups() if part])
    return _in_words(
        re.findall(r"\d+|[a-z]+", re.sub(r"(\d)\s*(?:[ºo°]|st|nd|rd|th)\b", r"\1", written))
    )


def plain(text: str) -> str:
    """A text without accents, capitals, wide digits and double spaces, to compare it by."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text.replace("º", "°")))
    base = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(base.casefold().replace("\u2011", "-").replace("\u2013", "-").split()).strip(
        " ."
    )


def _in_numbers(parts: list[str]) -> Reading:
    """Year first, as ISO 8601 has it; or year last, where day and month must be told apart."""
    if len(parts[0]) == 4:
        year, *rest = map(int, parts)
        return _day(year, *rest, *[1] * (2 - len(rest))), "day" if len(rest) == 2 else "month"
    if len(parts[-1]) != 4:
        raise NoDateError("date_year")
    *first, year = map(int, parts)
    if len(first) == 1:
        return _day(year, first[0], 1), "month"
    one, other = first
    if one <= 12 and other <= 12 and one != other:
        raise NoDateError("date_two_readings", (_day(year, other, one), _day(year, one, other)))
    return (_day(year, one, other) if other > 12 else _day(year, other, one)), "day"


def _in_words(parts: list[str]) -> Reading:
    """A month by its name, a year, and perhaps a day."""
    numbers = [part for part in parts if part.isdigit()]
    names = [part for part in parts if part.isalpha() and part not in _left_out()]
    years = [int(number) for number in numbers if len(number) == 4]
    days = [int(number) for number in numbers if len(number) < 4]
    months = {month for name in names for month in _months(name)}
    if len(names) != 1 or len(months) != 1:
        raise NoDateError("date_unread")
    if len(years) != 1 or len(days) > 1:
        raise NoDateError("date_year")
    return _day(years[0], months.pop(), days[0] if days else 1), "day" if days else "month"


def _months(name: str) -> set[int]:
    """The months that a name or its beginning can mean in any of our languages."""
    if len(name) < SMALLEST_PREFIX:
        return set()
    return {month for known, month in _month_names() if known.startswith(name) or name == known}


@functools.cache
def _left_out() -> frozenset[str]:
    """Words of a date that say nothing more: `de`, and the days of the week."""
    found = {"de", "del", "of", "the", "feira"}
    for language in words.languages():
        days = babel.dates.get_day_names("wide", locale=locales.language(language).locale)
        found |= {part for name in days.values() for part in plain(name).split("-")}
    return frozenset(found)


@functools.cache
def _month_names() -> tuple[tuple[str, int], ...]:
    found: set[tuple[str, int]] = set()
    for language in words.languages():
        locale = locales.language(language).locale
        for width in ("wide", "abbreviated"):
            names = babel.dates.get_month_names(width, locale=locale)
            found |= {(plain(name), month) for month, name in names.items()}
    return tuple(found)


def _day(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise NoDateError("date_no_such_day") from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NoDateError("date_year")
    return found
