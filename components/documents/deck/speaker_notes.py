"""The speaker's notes of a slide: what to say, the proof, and two likely questions."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from components.documents.deck.names import shown_on
from components.documents.deck.slide import Slide, groups_of
from components.view.view import View
from data.model import OPEN, REACHED
from data.model.records import by_code, missing

QUESTIONS: Mapping[str, tuple[str, str]] = {
    "title": ("official", "correct"),
    "headline": ("share", "confirmed"),
    "priorities": ("before", "confirmed"),
    "where": ("ranking", "correct"),
    "over-time": ("quiet", "before"),
    "open": ("late", "when"),
    "agencies": ("force", "nothing"),
    "agreements": ("force", "correct"),
    "meeting": ("settle", "when"),
    "reached": ("before", "confirmed"),
    "readiness": ("silence", "correct"),
    "confirm": ("settle", "correct"),
    "priority": ("before", "late"),
    "matrix": ("ranking", "share"),
    "timeline": ("when", "quiet"),
    "method": ("confirmed", "share"),
    "sources": ("official", "data"),
}
"""Kind of slide to the two questions that its notes answer."""


def with_notes(
    view: View, slide: Slide, milestones: pd.DataFrame | None = None, kind: str = ""
) -> Slide:
    """A slide with its notes, short enough to be read aloud in a minute.

    `milestones` are what its title counts, by default those that its lists name, else all that was
    reached; `kind` is a key of `ASKED`, by default the key of the slide.
    """
    t, kind = view.t, kind or slide.key
    if milestones is None:
        milestones = view.selection.milestones
        listed = milestones["milestone_id"].isin(shown_on(groups_of(slide.body)))
        milestones = milestones[listed if listed.any() else milestones["state"].isin(REACHED)]
    numbers = Counter[str](milestones["source_id"].dropna())
    counted = [t("deck_counted.milestones", n=len(milestones))]
    counted += [t("deck_counted.sources", n=len(numbers))] if numbers else []
    proof = t("deck_notes.proof", text=", ".join(counted))
    proof = " ".join(filter(None, [proof, _strongest(view, numbers)]))
    is_open = milestones["state"].isin(OPEN).any()
    rows = milestones if is_open else view.selection.milestones
    undated = int((rows["state"].isin(OPEN) & rows["due_on"].isna()).sum())
    answered = {} if undated else {"when": "dated"}
    if view.warning:
        answered["data"] = "data_fictional" if view.dataset.fictional else "data_restricted"
    questions = (
        f"{t(f'deck_asked.{one}')}\n{t(f'deck_answer.{answered.get(one, one)}', n=undated)}"
        for one in QUESTIONS[kind]
    )
    return replace(slide, notes=(f"{slide.title}. {t(f'deck_notes.{kind}')}", proof, *questions))


def _strongest(view: View, numbers: Mapping[str, int]) -> str:
    """The source to cite: official before others, with a day, the newest, of most milestones."""
    known = by_code(view.dataset, "sources")

    def strength(code: str) -> tuple[bool, pd.Timestamp, int]:
        day = known[code]["published_on"]
        day = pd.Timestamp.min if missing(day) else day
        return known[code]["kind"] == "official", day, numbers[code]

    if not numbers:
        return ""
    source = known[max(numbers, key=strength)]
    day = view.t.short_date(source["published_on"])
    citation = ", ".join(filter(None, [source["publisher"], day]))
    return view.t("deck_notes.strongest", source=citation)
