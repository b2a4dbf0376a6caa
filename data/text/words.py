"""Words, numbers, dates and names in the reader's language."""

import datetime
import functools
import re
import string
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import babel
import babel.dates
import babel.lists
import babel.numbers
import pandas as pd
from babel.core import get_global
from babel.languages import get_official_languages

from data import contract
from data.cache import cached_by_fingerprint
from data.model import Dataset, Period, Plan, locales
from data.model.locales import FALLBACK
from data.model.records import by_code, missing

FOLDER = Path(__file__).parent
METHOD = Path(__file__).parents[1] / "METHOD.md"
OPEN = "open_record."
"""Section of a catalogue with the words of an open record."""
NAMES = "names."
"""Section of a catalogue with what a roadmap and its sides are called where nobody says it."""
FORMS = {"day": "long", "short": "d MMM y"}
"""How a day is written in a sentence, and in a table."""
NARROW = {"day": "MMM y", "month": "MMM y", "year": "y"}
"""How a date is written beside a mark that shows where it lies: no day, and no words between."""
SKELETONS = {"month": "yMMM", "whole_month": "yMMMM", "year": "y"}
"""How a date of a lesser precision is written: a CLDR skeleton, which each language orders."""
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
"""A letter of Arabic, Hebrew or another script that is written from the right."""
LEFT_TO_RIGHT = "\u200e"
"""The mark of Unicode by which a number after such a letter is read after it, not before."""
MOST_WRITTEN = 4096
"""Numbers and dates kept as they are written: a page says the same few again and again."""


@functools.cache
def languages() -> tuple[str, ...]:
    """Codes of the languages that have a catalogue, English first. A file adds a language."""
    codes = sorted(path.stem for path in FOLDER.glob("??.toml"))
    return (FALLBACK, *[code for code in codes if code != FALLBACK])


@functools.cache
def catalogue(language: str) -> Mapping[str, str]:
    """Every word of a language: `section.key` to text. ValueError where the file is no TOML."""

    def flat(table: dict[str, Any], prefix: str) -> Iterable[tuple[str, str]]:
        for key, value in table.items():
            if isinstance(value, dict):
                yield from flat(value, f"{prefix}{key}.")
            else:
                yield f"{prefix}{key}", value

    path = FOLDER / f"{language}.toml"
    try:
        return dict(flat(tomllib.loads(path.read_text("utf-8")), ""))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path.name}: {error}") from error


def placeholders(text: str) -> set[tuple[str, str, str]]:
    """The values that a text is filled in with: name, format and conversion of each."""
    return {
        (name, form or "", conversion or "")
        for _, name, form, conversion in string.Formatter().parse(text)
        if name is not None
    }


def method(language: str) -> str:
    """METHOD.md in a language, in English where there is no translation."""
    path = FOLDER / f"method.{language}.md"
    return (path if path.is_file() else METHOD).read_text("utf-8")


@cached_by_fingerprint(16)
def translations(dataset: Dataset, language: str) -> Mapping[tuple[str, str, str], str]:
    """Translated content of a dataset: (table, row key, column) to text."""
    texts = dataset.texts[dataset.texts["language"] == language]
    keys = zip(texts["table"], texts["row_id"], texts["field"], strict=True)
    return dict(zip(keys, texts["text"], strict=True))


Texts: TypeAlias = Mapping[str, str]
"""Language to text."""
Day: TypeAlias = datetime.date | None
"""A day, or a moment of pandas on it; none where it is missing."""


class Words:
    """Everything a page says, in one language.

    The words of an edition, `frozen`, stand in the place of those of today; on an open record those
    of the section `open_record` in the place of those of the same key. The first day of the period
    of the roadmap can stand in any text, as `{start}`, and what the section `names` has, such as
    `{partners}`, or `{Partners}` with a capital. The names that a dataset gives go before ours, and
    the values of a call before both.
    """

    def __init__(
        self,
        language: str,
        frozen: Mapping[str, str] | None = None,
        plan: Plan = Plan.COMPLETE,
        period: Period | None = None,
        names: Mapping[str, str] | None = None,
    ) -> None:
        self.language = language
        self.facts = locales.language(language)
        self.locale = self.facts.locale
        known = {**catalogue(language), **(frozen or {}), **(names or {})}
        if plan == Plan.OPEN:
            open_ = [key for key in known if key.startswith(OPEN)]
            own = {key.removeprefix(OPEN): known[key] for key in open_}
            replaced = {key.removesuffix(".one") for key in own}
            known = {key: text for key, text in known.items() if key not in replaced} | own
        self.plan = plan
        self._catalogue = known
        self._always = {}
        for key, text in known.items():
            if key.startswith(NAMES):
                name = key.removeprefix(NAMES)
                self._always |= {name: text, name.capitalize(): self.capitalised(text)}
        if period:
            self._always["start"] = self.date(period.starts)
        self._bare: dict[str, str] = {}

    def __call__(self, key: str, **values: object) -> str:
        """The words for a key, with values put in.

        A key with the forms `.one` and `.other` is chosen by the value `n`. Whole numbers are
        written as the language writes them.

        Raises:
            KeyError: no such key; a test keeps every catalogue complete.
        """
        if not values:
            # Half of what a page says needs no value, and is the same each time.
            if key not in self._bare:
                self._bare[key] = self._catalogue[key].format_map(self._always)
            return self._bare[key]
        if key not in self._catalogue:
            key = f"{key}.one" if values["n"] == 1 else f"{key}.other"
        for name, value in values.items():
            if isinstance(value, int):
                values[name] = _number(value, self.language)
            elif isinstance(value, str) and not value.isascii() and RIGHT_TO_LEFT.search(value):
                values[name] = value + LEFT_TO_RIGHT
        text = self._catalogue[key]
        try:
            filled = text.format_map(values)
        except KeyError:
            filled = text.format_map({**self._always, **values})
        return filled.removesuffix(LEFT_TO_RIGHT)

    def contract(self, table: str, item: str) -> str:
        """The title or description of a table (`_title`, `_description`), or a column's meaning."""
        if self.language != FALLBACK:
            return self._catalogue[f"contract.{table}.{item}"]
        described = contract.tables()[table]
        if item in ("_title", "_description"):
            return described.title if item == "_title" else described.description
        return described.field(item).description

    def number(self, value: float) -> str:
        """A number as the language writes it."""
        return _number(value, self.language)

    def percent(self, share: float) -> str:
        """A fraction from 0 to 1 as whole per cent."""
        numbers = self.facts.numbers
        return babel.numbers.format_percent(share, format=self.facts.percent, locale=numbers)

    def date(self, day: Day, precision: str | None = "day", until: Day = None) -> str:
        """A date at the precision at which it is known; blank where missing.

        `until` is the last day that it can be: after a day, it lies between the two.
        """
        if pd.isna(day):
            return ""
        if until is not None and is_span(day, precision, until):
            first, last = self.short_date(day), self.short_date(until)
            if (day.year, day.month) == (until.year, until.month):
                first = first.split(maxsplit=1)[0]
            elif day.year == until.year:
                first = first.removesuffix(f" {day.year}")
            form = "either" if (until - day).days == 1 else "between"
            return self(f"one_day.{form}", first=first, last=last)
        return _date(_day(day), precision or "day", self.language)

    def short_date(self, day: Day, precision: str | None = "day", until: Day = None) -> str:
        """What `date` says, as short as a table wants it."""
        if pd.isna(day) or precision in ("quarter", "year") or is_span(day, precision, until):
            return self.date(day, precision, until)
        if precision == "month":
            return self.narrow_date(day, "month")
        return _date(_day(day), "short", self.language)

    def days(self, first: datetime.date, last: datetime.date) -> str:
        """The days from the first to the last, as short as a table wants them: 19–20 Nov 2025."""
        if first == last:
            return self.short_date(first)
        if (first.year, first.month) == (last.year, last.month):
            return f"{self.short_date(first).split(maxsplit=1)[0]}–{self.short_date(last)}"
        return f"{self.short_date(first)} – {self.short_date(last)}"

    def narrow_date(self, day: datetime.date, precision: str) -> str:
        """A date as narrow as a chart wants it, to the month at most."""
        form = self.facts.narrow_quarter if precision == "quarter" else NARROW[precision]
        return self.facts.ordinal(_narrow_date(_day(day), form, self.locale))

    def listed(self, items: Iterable[str]) -> str:
        """Items as a sentence lists them: a, b and c."""
        return _list(tuple(items), self.language)

    def capitalised(self, text: str) -> str:
        """A text with a capital first letter, as it stands alone."""
        return text[:1].upper() + text[1:]

    def sorting(self, text: str) -> str:
        """A key that sorts as a reader expects, accents beside their plain letters."""
        return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()

    def content(self, dataset: Dataset, table: str, row: str, field: str, original: str) -> str:
        """A content field in this language, or the `original` in English; blank where that is."""
        if missing(original):
            return ""
        return translations(dataset, self.language).get((table, row, field), original)

    def is_translated(self, dataset: Dataset, table: str, row: str, field: str) -> bool:
        """Whether a content field is shown in this language, not in the English of the original."""
        known = translations(dataset, self.language)
        return self.language == FALLBACK or (table, row, field) in known

    def dataset(self, dataset: Dataset) -> str:
        """Title of a dataset; an invented one is marked as such."""
        return self.titled(dataset.title, fictional=dataset.fictional)

    def titled(self, title: Texts, *, fictional: bool) -> str:
        """What `dataset` says, of one that is not read; in English where it has no other title."""
        own = in_language(title, self.language)
        return f"{own} ({self('marking.fictional')})" if fictional else own

    def roadmap_before(self, title: str, between: str = "") -> str:
        """The name of the roadmap, to stand before a title; blank where that begins with it."""
        name = self("product.name")
        return "" if title.startswith(name) else f"{name}{between}"

    def participant(self, dataset: Dataset, code: str) -> str:
        """Name of a participant: a state's from CLDR, a body's from the dataset; else the code."""
        if name := _state(code, self.language):
            return name
        body = by_code(dataset, "participants").get(code)
        original = body["name"] if body else code
        return self.content(dataset, "participants", code, "name", original)


def territory(code: str) -> str:
    """ISO 3166-1 alpha-2 of a state's code; blank for anything else."""
    aliases = get_global("territory_aliases").get(code) if len(code) == 3 else None
    return aliases[0] if aliases else ""


def language_of(code: str) -> str | None:
    """The language with a catalogue that a participant speaks; `None` for bodies and others.

    It is the first of the official ones of a state by CLDR, else its likely one.
    """
    place = territory(code)
    likely = get_global("likely_subtags").get(f"und_{place}", "").split("_")[0]
    candidates = (*get_official_languages(place), likely) if place else ()
    return next((language for language in candidates if language in languages()), None)


def _day(day: datetime.date) -> datetime.date:
    """The day of a moment; a day as it is."""
    return day.date() if isinstance(day, datetime.datetime) else day


def is_span(day: datetime.date, precision: str | None, until: Day) -> bool:
    """Whether a day is the first of several that a date can be."""
    return precision == "day" and until is not None and not pd.isna(until) and until > day


@functools.lru_cache(maxsize=MOST_WRITTEN)
def _list(items: tuple[str, ...], language: str) -> str:
    return babel.lists.format_list(items, locale=locales.language(language).locale)


@functools.lru_cache(maxsize=MOST_WRITTEN)
def _state(code: str, language: str) -> str:
    """Name of a state from CLDR; blank for anything else."""
    return locales.language(language).locale.territories.get(territory(code), "")


@functools.lru_cache(maxsize=MOST_WRITTEN, typed=True)
def _number(value: float, language: str) -> str:
    return babel.numbers.format_decimal(value, locale=locales.language(language).numbers)


@functools.lru_cache(maxsize=MOST_WRITTEN)
def _date(day: datetime.date, form: str, language: str) -> str:
    """A day in one of FORMS, or at one of the lesser precisions."""
    facts = locales.language(language)
    if form in FORMS:
        written = babel.dates.format_date(day, FORMS[form], locale=facts.locale)
        is_named = day.day == 1 and facts.first_day
        return written.replace("1", facts.first_day, 1) if is_named else written
    skeleton = facts.quarter if form == "quarter" else SKELETONS[form]
    return facts.ordinal(babel.dates.format_skeleton(skeleton, day, locale=facts.locale))


@functools.lru_cache(maxsize=MOST_WRITTEN)
def _narrow_date(day: datetime.date, pattern: str, locale: babel.Locale) -> str:
    return babel.dates.format_date(day, pattern, locale=locale)


@functools.cache
def words(language: str, plan: Plan = Plan.COMPLETE, period: Period | None = None) -> Words:
    """The words of a language, made once; with plan and period those in which a dataset is told."""
    return Words(language, None, plan, period)


@cached_by_fingerprint(32)
def words_of(dataset: Dataset, language: str) -> Words:
    """The words in which a dataset is told."""
    return frozen_words(dataset, language)


def frozen_words(dataset: Dataset, language: str, frozen: Mapping[str, str] | None = None) -> Words:
    """What `words_of` gives, with words of an edition in the place of today's. Not kept."""
    own = names(dataset.title, dataset.names, dataset.series, language)
    return Words(language, frozen, dataset.plan, dataset.period, own)


def names(
    title: Texts, given: Mapping[str, Texts], series: Mapping[str, Texts], language: str
) -> dict[str, str]:
    """Key to what a dataset calls its roadmap, sides and meetings, in English if need be."""
    named = {f"{NAMES}{name}": texts for name, texts in {"roadmap": title, **given}.items()}
    named |= {f"meeting_series.{code}": texts for code, texts in series.items()}
    named.setdefault(f"{NAMES}subject", named[f"{NAMES}roadmap"])
    if series:
        named[f"{NAMES}series"] = next(iter(series.values()))
    return {key: in_language(texts, language) for key, texts in named.items()}


def in_language(texts: Texts, language: str) -> str:
    """A text of a dataset's settings in a language, in English where it has none."""
    return texts.get(language, texts[FALLBACK])
