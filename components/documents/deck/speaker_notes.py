"""The speaker's notes of a slide: definitions, how it is counted, limits, sources."""

from collections.abc import Iterable

import pandas as pd

from components.cards import method, overview
from components.view.view import View
from data.records import by_code, missing

MOST_SOURCES = 12
"""Sources named in the notes of a slide, the newest first; their number is always given."""


def of(
    view: View, anchors: Iterable[str], source_ids: Iterable[str] | pd.Series = (), *more: str
) -> tuple[str, ...]:
    """The notes of a slide: what comes first, definitions from sections of the method, the sources.

    The method of an old edition may lack some of the sections.
    """
    sections = method.sections(view)
    definitions = [
        f"{sections[anchor][0]}\n{method.plain_text(sections[anchor][1])}"
        for anchor in anchors
        if anchor in sections
    ]
    return (*filter(None, more), *definitions, *_sources(view, source_ids))


def limits(view: View) -> str:
    """What the data cannot say, a line each."""
    sentences = overview.limits(view)
    return "\n".join([view.t("limits.title"), *sentences]) if sentences else ""


def _sources(view: View, source_ids: Iterable[str] | pd.Series) -> list[str]:
    known = by_code(view.dataset, "sources")
    sources = [known[code] for code in dict.fromkeys(source_ids) if code in known]
    if not sources:
        return []
    sources.sort(
        key=lambda row: pd.Timestamp.min if missing(row["published_on"]) else row["published_on"],
        reverse=True,
    )
    lines = [view.t("deck.sources", n=len(sources))]
    for row in sources[:MOST_SOURCES]:
        parts = [row["publisher"], row["title"], view.t.short_date(row["published_on"]), row["url"]]
        told = (" ".join(part.split()) for part in parts if not missing(part) and part)
        lines.append(", ".join(told))
    if len(sources) > MOST_SOURCES:
        lines.append(view.t("deck.more_sources", n=len(sources) - MOST_SOURCES))
    return ["\n".join(lines)]
