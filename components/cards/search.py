"""Search everywhere: what the words of a reader find on any page, in the reader's language.

A reader finds in each language what is shown in his own. What may not be seen, or was not known by
the cut-off, is not in the view and so is not found.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from components.cards import actions, method
from components.cards import meetings as listed
from components.cards.feedback import one_line, truncate
from components.layout import tables
from components.view.memo import memoize_for_all, memoize_texts
from components.view.view import View
from data import meetings
from data.filters import SIDES
from data.matching import Texts, words_of
from data.meetings import MeetingStatus
from data.model import COUNTED
from data.records import missing, records
from data.text.words import Words

MOST = 12
"""Results of a search, unless told."""
LONGEST_DETAIL = 160
"""Characters of what stands under a title."""
KINDS = (
    "country",
    "agency",
    "eu_side",
    "priority",
    "action",
    "meeting",
    "definition",
    "page",
)
"""What can be found; the earlier stands first where two are found as well as each other."""
KIND_OF = {"state": "country", "eu_agency": "agency"}
"""Kind of participant to kind of result; any other is of the EU side."""
OPENS = {"country": "countries", "agency": "actions", "eu_side": "actions"}
"""Page that a participant opens, which is its filter there."""
SAME, BEGINS = 12, 4
"""What it counts that the title is what was typed, and that it begins with that."""


@dataclass(frozen=True)
class Found:
    """A result of a search.

    Attributes:
        kind: one of `KINDS`.
        title: its name.
        detail: what tells it from others: who, when, what it means; may be blank.
        address: relative, with the rest of the reader's choice.
    """

    kind: str
    title: str
    detail: str
    address: str


@dataclass(frozen=True)
class Entry:
    """What can be found, before anybody chose anything.

    Attributes:
        title: its name.
        detail: what tells it from others.
        page: the page that shows it.
        params: parameters that belong to that page.
        chosen: filters that it sets.
    """

    title: str
    detail: str
    page: str
    params: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


Index = Mapping[str, Mapping[str, Entry]]
"""Kind to code to entry, as one language says it."""


def find(view: View, text: str, pages: tuple[str, ...], most: int = MOST) -> list[Found]:
    """What holds every word of a text, by kind, the kind with the best first, and the best in each.

    Every kind has its turn, so that many actions do not leave out the one country.
    """
    text = text[: actions.LONGEST_SEARCH]
    indexed, by_kind = index(view, pages), texts(view, pages)
    asked = words_of(text)
    ranked: dict[str, list[tuple[float, str]]] = {}
    for kind in KINDS:
        scores = by_kind[kind].find(text)
        scored = [
            (scores[code] + _bonus(words_of(entry.title), asked), code)
            for code, entry in indexed[kind].items()
            if code in scores
        ]
        if scored:
            ranked[kind] = sorted(scored, key=lambda pair: -pair[0])
    shares = _shares({kind: len(codes) for kind, codes in ranked.items()}, most)
    return [
        _found(view, kind, indexed[kind][code])
        for kind in sorted(ranked, key=lambda kind: -ranked[kind][0][0])
        for _, code in ranked[kind][: shares[kind]]
    ]


def more_actions(view: View, text: str, found: Sequence[Found]) -> Found | None:
    """The list of actions with the same words, if it holds more than were found here."""
    n = len(actions.matching(view, text))
    if n <= sum(one.kind == "action" for one in found):
        return None
    text = one_line(text)[: actions.LONGEST_SEARCH]
    title = view.t("search.all_actions", n=n)
    return Found("action", title, "", view.address("actions", q=text))


def prepare(view: View, pages: tuple[str, ...]) -> None:
    """Make what a search of this view needs, so that the first reader does not wait for it."""
    texts(view, pages)
    index(view, pages)


def field_words(t: Words) -> dict[str, str]:
    """The words of the field and its list that need no answer of the server."""
    return {"label": t("search.label"), "unanswered": t("search.unanswered")}


@memoize_for_all
def index(view: View, pages: tuple[str, ...]) -> Index:
    """What can be found, these pages among it, in the reader's language."""
    made: dict[str, dict[str, Entry]] = {kind: {} for kind in KINDS}
    made["action"] = dict(_actions(view))
    for kind, code, entry in _participants(view):
        made[kind][code] = entry
    for code, title in tables.priority_titles(view).items():
        made["priority"][code] = Entry(title, "", "priorities", chosen={"priority": (code,)})
    for row in _meetings(view):
        detail = " · ".join(filter(None, [listed.when(view, row), listed.place(view, row)]))
        params = {"meeting": row["meeting_id"]}
        made["meeting"][params["meeting"]] = Entry(
            listed.title(view, row), detail, "meetings", params
        )
    for code, (title, meaning) in _definitions(view).items():
        params = {"section": code.partition("/")[0]}
        made["definition"][code] = Entry(
            title, view.t.capitalised(_short(meaning.partition("\n")[0])), "method", params
        )
    for page in pages:
        detail = _short(view.t(f"lead.{page}"))
        made["page"][page] = Entry(view.t(f"page.{page}"), detail, page)
    return made


@memoize_texts
def texts(view: View, pages: tuple[str, ...]) -> Mapping[str, Texts]:
    """Kind to the texts by which its entries are found, in all languages."""
    small, languages = actions.small_words(view), actions.everywhere(view)
    found: dict[str, dict[str, list[str]]] = {kind: {} for kind in KINDS}
    for one in languages:
        for kind, code, entry in _participants(one):
            _add(found[kind], code, entry.title, code, entry.detail)
        rows = one.dataset.priorities
        for code, words in zip(rows["priority_id"], rows["description"], strict=True):
            title = tables.priority_titles(one)[code]
            said = one.content("priorities", code, "description", words)
            _add(found["priority"], code, f"{code} {title}", one.t("filters.priority"), said)
        for row in _meetings(one):
            _add(found["meeting"], row["meeting_id"], *_meeting_texts(one, row))
        for code, (title, meaning) in _definitions(one).items():
            _add(found["definition"], code, title, "", meaning)
        for page in pages:
            _add(found["page"], page, one.t(f"page.{page}"), "", one.t(f"lead.{page}"))
    return {kind: Texts(entries, small) for kind, entries in found.items()} | {
        "action": actions.texts(view)
    }


def _found(view: View, kind: str, entry: Entry) -> Found:
    chosen = replace(view, filters=view.filters.with_(**entry.chosen))
    return Found(kind, entry.title, entry.detail, chosen.address(entry.page, **entry.params))


def _bonus(title: Sequence[str], asked: Sequence[str]) -> float:
    """What the title counts beside its words."""
    if title[: len(asked)] != asked:
        return 0
    return SAME if len(title) == len(asked) else BEGINS


def _shares(numbers: Mapping[str, int], most: int) -> dict[str, int]:
    """How many of each kind are shown, one of each in turn, until there are so many."""
    shares = dict.fromkeys(numbers, 0)
    while sum(shares.values()) < min(most, sum(numbers.values())):
        for kind in numbers:
            if shares[kind] < numbers[kind] and sum(shares.values()) < most:
                shares[kind] += 1
    return shares


def _add(found: dict[str, list[str]], code: str, *texts: str) -> None:
    """Add the texts of an entry in one more language."""
    before = found.get(code, [""] * len(texts))
    found[code] = [f"{text} {more}" for text, more in zip(before, texts, strict=True)]


def _short(text: str) -> str:
    return truncate(one_line(text), LONGEST_DETAIL)


def _actions(view: View) -> Iterator[tuple[str, Entry]]:
    """Actions known by the cut-off: the newest first, those that do not count after the others."""
    known, t = view.selection.snapshot, view.t
    titles, partners = tables.action_titles(view), tables.partners(view)
    statuses = pd.crosstab(known.parts["action_id"], known.parts["status"]).to_dict("index")
    rows = view.dataset.actions[known.index.listed].sort_values(
        "starts_on", ascending=False, kind="stable"
    )
    rows = rows.assign(context=~rows["link"].isin(COUNTED)).sort_values("context", kind="stable")
    for code, context in zip(rows["action_id"], rows["context"], strict=True):
        status = (
            t("link.not_counted")
            if context
            else tables.count_statuses(view, statuses.get(code, {}))
        )
        detail = " · ".join(filter(None, [status, partners.get(code, "")]))
        yield code, Entry(titles[code], _short(detail), "actions", {"action": code})


def _participants(view: View) -> Iterator[tuple[str, str, Entry]]:
    """Countries, and those of the EU side that take part in an action: kind, code and entry."""
    kinds = view.dataset.participants.set_index("participant_id")["kind"]
    for side in SIDES:
        for code in view.allowed[side]:
            kind = KIND_OF.get(kinds[code], "eu_side")
            name, group = view.t.participant(view.dataset, code), view.t(f"group.{kinds[code]}")
            yield kind, code, Entry(name, group, OPENS[kind], chosen={side: (code,)})


def _meetings(view: View) -> list[dict[str, Any]]:
    """Meetings known by the cut-off, the newest first."""
    known = meetings.known_on(view.dataset, view.as_of)
    known = known[known["status"] != MeetingStatus.AFTER_CUT_OFF]
    return records(known.sort_values("last_day", ascending=False, kind="stable"))


def _meeting_texts(view: View, meeting: Mapping[str, Any]) -> tuple[str, str, str, str]:
    """What a meeting is found by: its name; where and of whom; what came of it; its source."""
    code, rows = str(meeting["meeting_id"]), view.dataset.decisions
    decided = rows[rows["meeting_id"] == code] if _has_begun(view, meeting) else rows.iloc[:0]
    said = [
        view.content("meetings", code, "outcome", str(meeting["outcome"]))
        if not missing(meeting["outcome"])
        else "",
        *(
            view.content("decisions", key, "text", text)
            for key, text in zip(decided["decision_id"], decided["text"], strict=True)
        ),
    ]
    about = [
        listed.place(view, meeting),
        listed.when(view, meeting),
        listed.lane(view, str(meeting["series"]), str(meeting["level"])),
        str(meeting["body"]),
    ]
    sources = actions.published(view, listed.source(meeting))
    return f"{code} {listed.title(view, meeting)}", " ".join(about), " ".join(said), sources


def _has_begun(view: View, meeting: Mapping[str, Any]) -> bool:
    return meeting["starts_on"] <= pd.Timestamp(view.as_of)


def _definitions(view: View) -> dict[str, tuple[str, str]]:
    """Terms and sections of the method: `section/number` or `section` to title and meaning."""
    found = {}
    for anchor, (title, text) in method.sections(view).items():
        if anchor:
            found[anchor] = title, method.plain_text(text)
            found |= {f"{anchor}/{n}": term for n, term in enumerate(method.terms(text))}
    return found
