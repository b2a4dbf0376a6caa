"""Search everywhere: what the words of a reader find on any page, in the reader's language.

A reader finds in each language what is shown in his own. What may not be seen, or was not known by
the cut-off, is not in the view and so is not found.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from components.cards import actions, method
from components.cards import meetings as listed
from components.cards.feedback import one_line, truncate
from components.layout import tables
from components.view.labels import in_line
from components.view.memo import memoize_for_all, memoize_texts
from components.view.view import View
from data import meetings
from data.matching import Texts, words_of
from data.meetings import MeetingStatus
from data.model import COUNTED
from data.model.records import missing, records
from data.selection.filters import SIDES
from data.text import words

MOST = 12
"""Results of a search, unless told."""
LONGEST_DETAIL = 160
"""Characters of what stands under a title."""
KINDS = ("country", "page", "agency", "eu_side", "priority", "action", "meeting", "definition")
"""What can be found; the earlier stands first where two are found as well as each other."""
SHOWN_AS = {"state": ("country", "countries"), "eu_agency": ("agency", "agencies")}
"""Kind of participant to kind of result and the page whose filter it is; else of the EU side."""
DOCUMENTS = [key for key in words.catalogue(words.FALLBACK) if key.startswith("document.")]
"""Keys of the names of documents, by each of which their page is found."""
SAME, NAMED, BEGINS = 12, 4.8, 4
"""What it counts that the title is what was typed, that a word of it begins so, that it does."""


@dataclass(frozen=True)
class Found:
    """A result of a search, of one of `KINDS`; its detail, if any, tells it from others.

    The address is relative, with the rest of the reader's choice.
    """

    kind: str
    title: str
    detail: str
    address: str


@dataclass(frozen=True)
class Entry:
    """What can be found, before anybody chose anything.

    `params` belong to the page that shows it, and `chosen` are filters that it sets. It is found by
    its texts, of which the first one names it.
    """

    title: str
    detail: str
    page: str
    params: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: tuple[str, ...] = ()


Entries = Iterator[tuple[str, str, Entry]]
"""Kind, code and entry of each."""


def find(view: View, text: str, pages: tuple[str, ...], most: int = MOST) -> list[Found]:
    """Return at most `most` that hold every word of a text, kind after kind, the best first.

    Where no country or page does, one that a single word names is found. Every kind has its share,
    so that many actions do not leave out the one country; the kind with the best one is first.
    """
    text = text[: actions.LONGEST_SEARCH]
    indexed, query = index(view, pages), words_of(text)
    ranked: dict[str, list[tuple[float, str]]] = {}
    for kind, known in texts(view, pages).items():
        scores = known.find(text)
        if not scores and kind in ("country", "page"):  # One of several words may name it.
            each = [known.find(word).items() for word in query if len(word) > len("of")]
            scores = {code: n + BEGINS for one in each for code, n in one if n >= NAMED}
        scored = [
            (scores[code] + max(_bonus(words_of(one), query) for one in (entry.title, code)), code)
            for code, entry in indexed[kind].items()
            if code in scores
        ]
        if scored:
            ranked[kind] = sorted(scored, key=lambda pair: -pair[0])
    turns = sorted((at, n) for n, one in enumerate(ranked.values()) for at in range(len(one)))
    shares = Counter(n for _, n in turns[:most])
    shown = [(kind, best[: shares[n]]) for n, (kind, best) in enumerate(ranked.items())]
    where = actions.where_found(view, text, [code for _, code in dict(shown).get("action", ())])
    return [
        _found(view, kind, indexed[kind][code], where.get(code, ()) if kind == "action" else ())
        for kind, best in sorted(shown, key=lambda pair: -ranked[pair[0]][0][0])
        for _, code in best
    ]


def more_actions(view: View, text: str, found: Sequence[Found]) -> Found | None:
    """Return the way to all actions that hold these words, if there are more; else `None`."""
    n = len(actions.matching(view, text))
    if n <= sum(one.kind == "action" for one in found):
        return None
    text = one_line(text)[: actions.LONGEST_SEARCH]
    title = view.t("search.all_actions", n=n)
    return Found("action", title, "", view.address("actions", q=text))


@memoize_for_all
def index(view: View, pages: tuple[str, ...]) -> Mapping[str, Mapping[str, Entry]]:
    """Return kind to code to entry, as the reader's language says it; actions have no `texts`."""
    found: dict[str, dict[str, Entry]] = {kind: {} for kind in KINDS}
    for kind, code, entry in (*_entries(view, pages), *_actions(view)):
        found[kind][code] = entry
    return found


@memoize_texts
def texts(view: View, pages: tuple[str, ...]) -> Mapping[str, Texts]:
    """Return kind to the texts by which its entries are found, in all languages."""
    found: dict[str, dict[str, list[str]]] = {kind: {} for kind in KINDS}
    for one in actions.everywhere(view):
        for kind, code, entry in _entries(one, pages):
            before = found[kind].get(code, [""] * len(entry.texts))
            found[kind][code] = [*map(" ".join, zip(before, entry.texts, strict=True))]
    made = {kind: actions.searchable(view, entries) for kind, entries in found.items()}
    return made | {"action": actions.texts(view)}


def _found(view: View, kind: str, entry: Entry, where: Sequence[str]) -> Found:
    chosen = replace(view, filters=view.filters.with_(**entry.chosen))
    short = truncate(one_line(entry.detail), LONGEST_DETAIL)
    detail = in_line([short, "".join(where)])
    return Found(kind, entry.title, detail, chosen.address(entry.page, **entry.params))


def _bonus(title: Sequence[str], query: Sequence[str]) -> float:
    """Return what the title counts beside its words."""
    if title == query:
        return SAME
    return BEGINS if " ".join(title).startswith(" ".join(query)) else 0


def _entries(view: View, pages: Iterable[str]) -> Entries:
    """All but actions, which are found by the texts of their list."""
    yield from _participants(view)
    yield from _priorities(view)
    yield from _meetings(view)
    yield from _definitions(view)
    for page in pages:
        title, lead = view.t(f"page.{page}"), view.t(f"lead.{page}")
        also = map(view.t, DOCUMENTS) if page == "documents" else ()
        yield "page", page, Entry(title, lead, page, texts=(" ".join([title, *also]), lead))


def _actions(view: View) -> Entries:
    """Actions known by the cut-off: the newest first, those that do not count after the others."""
    known, t = view.selection.snapshot, view.t
    titles, partners = tables.action_titles(view), tables.partners(view)
    statuses = pd.crosstab(known.parts["action_id"], known.parts["status"]).to_dict("index")
    rows = view.dataset.actions[known.index.listed]
    rows = rows.sort_values("starts_on", ascending=False, kind="stable")
    rows = rows.assign(context=~rows["link"].isin(COUNTED)).sort_values("context", kind="stable")
    for code, context in zip(rows["action_id"], rows["context"], strict=True):
        own = tables.count_statuses(view, statuses.get(code, {}))
        detail = in_line([t("link.not_counted") if context else own, partners.get(code, "")])
        yield "action", code, Entry(titles[code], detail, "actions", {"action": code})


def _participants(view: View) -> Entries:
    """Countries, and those of the EU side that take part in an action."""
    kinds = view.dataset.participants.set_index("participant_id")["kind"]
    for side in SIDES:
        for code in view.allowed[side]:
            kind, page = SHOWN_AS.get(kinds[code], ("eu_side", "actions"))
            name, group = view.t.participant(view.dataset, code), view.t(f"group.{kinds[code]}")
            found_by = (name, code, group)
            yield kind, code, Entry(name, group, page, {}, {side: (code,)}, found_by)


def _priorities(view: View) -> Entries:
    titles = tables.priority_titles(view)
    for row in records(view.dataset.priorities.sort_values("position")):
        code, name = row["priority_id"], view.t("filters.priority")
        description = view.content("priorities", code, "description", row["description"])
        found_by, chosen = (f"{code} {titles[code]}", name, description), {"priority": (code,)}
        yield "priority", code, Entry(titles[code], "", "priorities", {}, chosen, found_by)


def _meetings(view: View) -> Entries:
    """Meetings known by the cut-off, the newest first."""
    known = meetings.known_on(view.dataset, view.as_of)
    known = known[known["status"] != MeetingStatus.AFTER_CUT_OFF]
    for row in records(known.sort_values("last_day", ascending=False, kind="stable")):
        detail = in_line([listed.when(view, row), listed.place(view, row)])
        code, title = row["meeting_id"], listed.title(view, row)
        found_by = (f"{code} {title}", *_texts_of(view, row))
        entry = Entry(title, detail, "meetings", {"meeting": code}, texts=found_by)
        yield "meeting", code, entry


def _texts_of(view: View, meeting: Mapping[str, Any]) -> tuple[str, str, str]:
    """Where and of whom a meeting is; what came of it once it began; its source."""
    code, rows = str(meeting["meeting_id"]), view.dataset.decisions
    has_begun = meeting["starts_on"] <= pd.Timestamp(view.as_of)
    decided = records(rows[rows["meeting_id"] == code]) if has_begun else []
    outcome = "" if missing(meeting["outcome"]) else str(meeting["outcome"])
    cells = (("decisions", one["decision_id"], "text", one["text"]) for one in decided)
    results = [view.content(*one) for one in (("meetings", code, "outcome", outcome), *cells)]
    lane = listed.lane(view, str(meeting["series"]), str(meeting["level"]))
    about = [listed.place(view, meeting), listed.when(view, meeting), lane, str(meeting["body"])]
    sources = actions.published(view, listed.source(meeting))
    return " ".join(about), " ".join(results), " ".join(sources)


def _definitions(view: View) -> Entries:
    """Sections of the method, and the terms of each."""
    for anchor, (title, text) in method.sections(view).items():
        terms = [(title, method.plain_text(text)), *method.terms(text)] if anchor else []
        for n, (name, meaning) in enumerate(terms):
            detail = view.t.capitalised(meaning.partition("\n")[0])
            entry = Entry(name, detail, "method", {"section": anchor}, texts=(name, "", meaning))
            yield "definition", f"{anchor}/{n}", entry
