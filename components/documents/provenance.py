"""The provenance of every document: dataset, cut-off, filters, marking, method and address."""

from collections.abc import Iterator
from typing import Any

from components.view.labels import in_line
from components.view.view import View
from data.selection.filters import Filters

SITE = "ROADMAP_ADDRESS"
"""Environment variable: the dashboard's address, for files made without one and for crawlers."""
FEW_NAMES = (None, 3, 1, 0)
"""How many names of each filter a line shows where its room is short: the first that fits."""


def line(view: View, address: str, most: int | None = None) -> str:
    """The provenance in one line: selection, cut-off, dataset, edition, marking, method and others.

    The others are language and address; a marking is there where it must be read first.
    A filter with more values than `most` is given as a number; without it all are named. Without
    an `address` the line has none.
    """
    t = view.t
    method = t("provenance.method", version=view.method)
    parts = (view.describe(most), view.warning, method, t.language.upper(), address)
    return " · ".join(filter(None, parts))


def feet(view: View) -> Iterator[str]:
    """Lines for the foot of a slide, the longest first: roadmap, selection, dataset, cut-off.

    What is not chosen is not said; the last one says only that something is. A roadmap whose title
    begins with its name is named by that alone. The marking stands above the title.
    """
    t = view.t
    chosen = [""]
    if view.filters.with_(as_of=None) != Filters():
        every = t.capitalised(t("filters.said_all_priorities"))
        few = (view.describe_choice(most) for most in FEW_NAMES)
        shorter = (t.capitalised(one.removeprefix(f"{every}, ")) for one in few)
        chosen = [*shorter, t("deck.filtered")]
    day, edition = t("deck.as_known", day=t.date(view.as_of)), view.edition_text
    title = t.dataset(view.dataset)
    for text in chosen:
        yield in_line([t.roadmap_before(title), text, title, day, edition])


def facts(view: View, address: str) -> dict[str, str]:
    """The provenance as the facts of a cover: name to value, in words."""
    t = view.t
    found = {
        t("frame.dataset"): t.dataset(view.dataset),
        t("filters.as_of"): t.date(view.as_of),
        t("frame.edition"): view.edition_text,
        t("documents.filters"): view.describe(),
        t("documents.marking"): view.marking,
        t("frame.language"): t("language.name"),
        t("page.method"): view.method,
        t("documents.address"): address,
    }
    return {name: value for name, value in found.items() if value}


def record(view: View, address: str) -> dict[str, Any]:
    """The provenance for programs, by the names that the open data and the package share.

    `address` is the one that gives the same again.
    """
    return {
        "dataset": view.folder.name,
        "title": view.t.dataset(view.dataset),
        "as_of": view.as_of.isoformat(),
        "edition": view.edition.entry.name if view.edition else "live",
        "filters": view.describe(),
        "language": view.t.language,
        "marking": view.marking,
        "fictional": view.dataset.fictional,
        "plan": str(view.dataset.plan),
        "method": view.method,
        "fingerprint": view.dataset.fingerprint,
        "licence": licence.path if (licence := view.dataset.licence) else None,
        "address": address,
    }
