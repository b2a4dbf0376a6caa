"""What a reader chose: widgets, the address, and the sentence that says it.

The address is the only truth. Each run reads it, sets the widgets from it, and a widget that
changes writes it. Values are codes, so that a link means the same in every language.
(Streamlit's own binding stores the displayed label.)
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

import streamlit as st

from components.text import escape
from data.model import Dataset, Status
from data.select import Filters
from data.words import Words

LISTS = ("country", "priority", "status", "kind")
DAYS = {"from": "since", "to": "until", "as_of": "as_of"}
"""Parameter in the address to attribute of `Filters`."""
PARAMETERS = (*LISTS, *DAYS)
EARLIEST = date(1990, 1, 1)
"""The earliest day that can be chosen."""
MOST_SHOWN = 200
"""Characters that a message shows of a value it does not know."""
GROUPS = ("clasi_state", "eu", "eu_institution", "eu_agency", "eu_member_state", "programme", "organisation")


def options(dataset: Dataset, t: Words) -> Mapping[str, list[str]]:
    """The codes that each list may hold, in the order a reader sees them.

    Countries are the CLASI states first, then the EU side as far as it takes part in an action.
    """
    people = dataset.participants
    active = set(dataset.action_participants["participant_id"])
    people = people[(people["kind"] == "clasi_state") | people["participant_id"].isin(active)]

    def order(code: str, kind: str) -> tuple[int, str]:
        return GROUPS.index(kind), t.sorting(t.participant(dataset, code))

    ranked = sorted(zip(people["participant_id"], people["kind"], strict=True), key=lambda pair: order(*pair))
    return {
        "country": [code for code, _ in ranked],
        "priority": list(dataset.priorities.sort_values("position")["priority_id"]),
        "status": [str(status) for status in Status],
        "kind": sorted(dataset.actions["kind"].unique(), key=lambda kind: t.sorting(t(f"kind.{kind}"))),
    }


def parse(query: Mapping[str, Sequence[str]], allowed: Mapping[str, Sequence[str]]) -> tuple[Filters, list[str]]:
    """Read an address.

    Args:
        query: parameter to its values, as they stand in the address.
        allowed: what `options` returns.

    Returns:
        The filters, and every value that was dropped because it means nothing here,
        as `parameter=value`.
    """
    dropped: list[str] = []
    lists: dict[str, tuple[str, ...]] = {}
    for name in LISTS:
        values = list(dict.fromkeys(query.get(name, [])))
        lists[name] = tuple(value for value in allowed[name] if value in values)
        dropped += [f"{name}={value}" for value in values if value not in allowed[name]]
    days: dict[str, date | None] = {}
    for name, attribute in DAYS.items():
        values = query.get(name, [])
        days[attribute] = _day(values[-1]) if values else None
        dropped += [f"{name}={value}" for value in values if _day(value) is None]
    since, until = days["since"], days["until"]
    if since and until and until < since:
        dropped.append(f"to={until.isoformat()}")
        days["until"] = None
    return Filters(**lists, **days), dropped  # type: ignore[arg-type]


def _day(value: str) -> date | None:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if EARLIEST.year <= day.year <= 2100 and value == day.isoformat() else None


def query(filters: Filters) -> dict[str, list[str]]:
    """The address of a choice: parameter to values, the empty ones left out."""
    found = {name: list(getattr(filters, name)) for name in LISTS}
    for name, attribute in DAYS.items():
        day = getattr(filters, attribute)
        found[name] = [day.isoformat()] if day else []
    return {name: values for name, values in found.items() if values}


def sentence(filters: Filters, dataset: Dataset, as_of: date, t: Words, edition: str | None = None) -> str:
    """The choice in words, as it stands under every title and in every export; an edition by its name."""
    parts = []
    if filters.priority:
        numbers = t.listed(code.removeprefix("P") for code in filters.priority)
        parts.append(t("filters.said_priority", n=len(filters.priority), numbers=numbers))
    else:
        parts.append(t("filters.said_all_priorities"))
    if filters.country:
        parts.append(t.listed(t.participant(dataset, code) for code in filters.country))
    else:
        parts.append(t("filters.said_all_countries"))
    if filters.status:
        words = [t(f"status.{code}") for code in filters.status]
        parts.append(t.listed(word[0].lower() + word[1:] for word in words))
    if filters.kind:
        parts.append(t.listed(t(f"kinds.{code}") for code in filters.kind))
    if filters.since:
        parts.append(t("filters.said_from", day=t.date(filters.since)))
    if filters.until:
        parts.append(t("filters.said_to", day=t.date(filters.until)))
    parts.append(t("filters.said_as_of", day=t.date(as_of)))
    parts.append(t.dataset(dataset))
    parts.append(t("filters.said_edition", name=edition) if edition else t("export.live"))
    said = ", ".join(parts)
    return said[0].upper() + said[1:]


def draw(dataset: Dataset, filters: Filters, allowed: Mapping[str, Sequence[str]], t: Words, *, pinned: bool = False) -> None:
    """Draw the widgets in the sidebar, set to `filters`; the cut-off cannot be moved where an edition pins it."""
    _lists(dataset, filters, allowed, t)
    _days(dataset, filters, t, pinned=pinned)
    if query(filters):
        st.button(t("filters.clear"), key="filter_clear", on_click=clear, width="stretch")


@lru_cache(maxsize=16)
def _labels(dataset: Dataset, t: Words) -> Mapping[str, Mapping[str, str]]:
    """What each code of each list is called."""
    kinds = dict(zip(dataset.participants["participant_id"], dataset.participants["kind"], strict=True))
    titles = dict(zip(dataset.priorities["priority_id"], dataset.priorities["title"], strict=True))

    def country(code: str) -> str:
        name = t.participant(dataset, code)
        return name if kinds[code] in ("clasi_state", "eu") else f"{name} ({t('group.eu_short')})"

    def priority(code: str) -> str:
        return f"{code.removeprefix('P')}  {t.content(dataset, 'priorities', code, 'title', titles[code])}"

    return {
        "country": {code: country(code) for code in kinds},
        "priority": {code: priority(code) for code in titles},
        "status": {code: t(f"status.{code}") for code in Status},
        "kind": {code: t(f"kind.{code}") for code in dataset.actions["kind"].unique()},
    }


def _lists(dataset: Dataset, filters: Filters, allowed: Mapping[str, Sequence[str]], t: Words) -> None:
    shown = _labels(dataset, t)
    for name in LISTS:
        st.session_state[f"filter_{name}"] = list(getattr(filters, name))
        st.multiselect(
            t(f"filters.{name}"),
            allowed[name],
            format_func=shown[name].__getitem__,
            key=f"filter_{name}",
            placeholder=t(f"filters.any_{name}"),
            select_all=False,
            on_change=_write_list,
            args=(name,),
        )


def _days(dataset: Dataset, filters: Filters, t: Words, *, pinned: bool) -> None:
    for name, attribute in DAYS.items():
        st.session_state[f"filter_{name}"] = getattr(filters, attribute)
        st.date_input(
            t(f"filters.{name}"),
            value=None,
            key=f"filter_{name}",
            format="DD/MM/YYYY",
            min_value=EARLIEST,
            max_value=dataset.horizon if name == "as_of" else date(2100, 12, 31),
            help=t("filters.pinned") if pinned and name == "as_of" else t(f"filters.{name}_help", day=t.date(dataset.horizon)),
            disabled=pinned and name == "as_of",
            on_change=_write_day,
            args=(name,),
        )


def _write_list(name: str) -> None:
    write(name, st.session_state[f"filter_{name}"])


def _write_day(name: str) -> None:
    day = st.session_state[f"filter_{name}"]
    write(name, [day.isoformat()] if day else [])


def write(name: str, values: Iterable[str]) -> None:
    """Put one parameter into the address; an empty list takes it out."""
    values = list(values)
    if values:
        st.query_params[name] = values
    elif name in st.query_params:
        del st.query_params[name]


def leave_out(name: str, value: str, t: Words) -> None:
    """Say that a parameter's value means nothing here, and take it out of the address."""
    st.warning(t("filters.dropped", values=escape(f"{name}={value}"[:MOST_SHOWN])))
    write(name, [])


def clear() -> None:
    """Take every restriction out of the address."""
    for name in PARAMETERS:
        write(name, [])
