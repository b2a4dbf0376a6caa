"""What stands first on the Overview. Each function is an example; its docstring is the caption."""

from typing import Any

from components.charts.bar_rows import MARKED, BarRow, BarRows, spark
from components.charts.events import Event, EventList, Events, Further
from components.charts.map import Country, Map, map_of, tone
from data.model import State
from data.text.words import Words

HREF = "overview?lang=en"
MONTHS = {
    State.CONFIRMED: [3, 0, 1, 2, 0, 0, 4, 5, 1, 0],
    State.AWAITING: [0, 0, 0, 1, 2, 0, 1, 0, 3, 0],
}


# ---- tiles


def _tile(t: Words, key: str, number: str, note: str, change: str = "", **more: Any) -> BarRow:
    name, explained = t(f"headline.{key}"), t(f"headline.{key}_help")
    below = change or more.get("span", "")
    label = ". ".join(filter(None, [f"{name}: {number}", note, below]))
    return BarRow(key, name, HREF, label, number, note=note, below=below, help=explained, **more)


def _changed(t: Words, change: str) -> str:
    return t("tiles.change", change=change, day="5 Mar 2030")


def tiles_of_a_record(t: Words) -> BarRows:
    """Tiles of an open record: bars by month and by year, a change, one open, nothing passed."""
    small = f"{t('standing.confirmed', n=16)}, {t('standing.awaiting', n=7)}"
    return BarRows(
        "tiles",
        t("tiles.label"),
        (
            _tile(
                t,
                "reached",
                "23",
                small,
                _changed(t, "+9"),
                spark=spark(MONTHS),
                span=t("tiles.by_month", month="Mar 2030"),
                chosen=True,
            ),
            _tile(t, "to_come", "1,204", t("headline.to_come_small"), _changed(t, "−2")),
            _tile(
                t,
                "passed",
                "0",
                t("headline.passed_small"),
                t("tiles.unchanged", day="5 Mar 2030"),
            ),
            _tile(
                t,
                "in_place",
                "79",
                t("headline.in_place_small"),
                spark=spark({State.IN_PLACE: [1, 0, 0, 4, 17, 46]}),
                span=t("tiles.by_year", years="2025–2030"),
            ),
        ),
    )


def tiles_of_a_plan(t: Words) -> BarRows:
    """Tiles of a plan: counts of how many, with percentages; no ministerial was held yet."""
    return BarRows(
        "tiles",
        t("tiles.label"),
        (
            _tile(t, "completed", t("headline.of", count=1_134, of=2_267), "50%"),
            _tile(t, "delivered", t("headline.of", count=132, of=211), "63%"),
            _tile(t, "range", t("headline.between", low=134, high=164), "of 267"),
            _tile(t, "coverage", "–", t("headline.nothing_due")),
        ),
    )


# ---- map with numbers


def _country(t: Words, code: str, number: int, most: int, *chosen: str) -> Country:
    name = f"Country {code}"
    both = f"{t('standing.confirmed', n=number)}, {t('standing.awaiting', n=0)}"
    said = (
        t("on_map.reached", n=number, country=name, said=both)
        if number
        else t("on_map.none_reached", country=name)
    )
    click = t("on_map.remove" if code in chosen else "on_map.add")
    label = f"{said}. {click}"
    href = f"{HREF}&country={code}"
    number_ = t.number(number)
    return Country(code, label, name, number_, tone(number, most), code in chosen, href)


def _numbered(t: Words, numbers: dict[str, int], *chosen: str) -> Map:
    most = max(numbers.values())
    marks = tuple(_country(t, code, number, most, *chosen) for code, number in numbers.items())
    return map_of(t("on_map.label"), marks, t("on_map.not_drawn"), most)


NUMBERS = {
    **{"ARG": 5, "BOL": 7, "BRA": 13, "CHL": 8, "COL": 19, "CRI": 8, "DOM": 11, "ECU": 15},
    **{"GTM": 3, "HND": 2, "MEX": 3, "PAN": 7, "PER": 8, "PRY": 7, "SLV": 0, "URY": 8},
}


def map_with_numbers(t: Words) -> Map:
    """Map with numbers: each tone, small countries beside, two chosen, one without an outline."""
    return _numbered(t, {**NUMBERS, "XXX": 1}, "ECU", "BRA")


def map_of_large_numbers(t: Words) -> Map:
    """Map with numbers: over a hundred in each country."""
    return _numbered(t, {code: 100 + 10 * number for code, number in NUMBERS.items()})


# ---- events


def _event(t: Words, state: State, when: str, title: str, step: str) -> Event:
    address = "actions?action=A001&lang=en"
    source = (
        ("A newspaper", "https://news.example/moon") if state != State.NO_REPORT_DUE else ("", "")
    )
    return Event(MARKED[state], t(f"state.{state}"), when, title, step, address, *source)


def events_of_every_mark(t: Words) -> Events:
    """Events: every mark, days of every precision and none, long titles, signs of markup."""
    signed, held = t("step.signed"), f"{t('step.held')} · Altamar · <i>1</i>"
    long = "Agreement of two islands on the exchange of reports that nobody wrote and nobody read"
    passed = (
        _event(t, State.NOT_ACHIEVED_DUE, "Oct 2030", "A school that is not built", held),
        _event(t, State.NO_REPORT_DUE, "10 Oct 2030", "A conference on the moon", held),
    )
    coming = (
        _event(t, State.NOT_DUE, "2031", long, signed),
        _event(t, State.NOT_DUE, t("events.no_day"), "<b>Paper</b> & bridges", held),
        _event(t, State.CONFIRMED, "Q4 2030", "A laboratory", t("step.in_operation")),
        _event(t, State.AWAITING, "3 Mar 2030", "A laboratory, again", held),
        _event(t, State.IN_PLACE, "2024", "What was there before", t("step.in_force")),
        _event(t, State.BEFORE_OR_SINCE, "2030", "What may have been there", held),
    )
    lists = (
        EventList(
            figure,
            t(f"behind.{figure}"),
            str(number),
            events,
            Further(t("behind.title", n=number, figure=t(f"behind.{figure}")), HREF),
        )
        for figure, number, events in (("passed", 4, passed), ("to_come", 14, coming))
    )
    return Events(t("events.open_subtitle"), tuple(lists), t("events.none"))


def events_of_nothing(t: Words) -> Events:
    """Events: none, and a sentence in their place."""
    return Events(t("events.open_subtitle"), (), t("events.none"))


RECORD = (
    tiles_of_a_record,
    map_with_numbers,
    map_of_large_numbers,
    events_of_every_mark,
    events_of_nothing,
)
"""Examples in the words of an open record."""
