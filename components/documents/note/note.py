"""The country note as data. `word` and `pdf` write the same note."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from components.documents import provenance
from components.documents.note import layout, sections
from components.documents.note.layout import Block, Note, Section, Source
from components.view.labels import in_line
from components.view.memo import memoize_for_all
from components.view.view import View
from data.model import locales
from data.model.records import by_code, missing, record
from data.selection.filters import Filters

STATES = ("state", "eu_member_state")


@memoize_for_all
def participants(view: View) -> list[str]:
    """Codes of the participants that report, by name in the reader's language; bodies after states.

    In a dataset where none reports: of those who take part in an action; if there are none, of all.
    """
    people, partners = view.dataset.participants, view.dataset.action_participants
    reporting = people["reports"].fillna(False).astype(bool)
    if not reporting.any():
        reporting = people["participant_id"].isin(partners["participant_id"])
    rows = people[reporting] if reporting.any() else people
    kinds = dict(zip(rows["participant_id"], rows["kind"], strict=True))
    names = {code: view.t.sorting(view.t.participant(view.dataset, code)) for code in kinds}
    return sorted(kinds, key=lambda code: (kinds[code] not in STATES, names[code]))


def of_participant(view: View, code: str) -> View:
    """The view of one participant at the same cut-off or edition, without any other filter."""
    filters = Filters(as_of=view.filters.as_of).about(view.dataset, code)
    return replace(view.choosing(filters), page="countries")


def content(view: View, code: str, address: str) -> Note:
    """The note on a participant, at the cut-off or in the edition and in the language of a view.

    Its other filters do not apply. `address` is that of the page of countries; its parameters are
    replaced by those of the note.

    Raises:
        KeyError: there is no such participant.
    """
    view, t = of_participant(view, code), view.t
    kind = record(view.dataset.participants, "participant_id", code)["kind"]
    name = t.participant(view.dataset, code)
    key = "country_note.title" if kind in STATES else "country_note.title_other"
    title = t(key, name=name)
    lead, whole = sections.lead(view, code), sections.every(view, code)
    reopens = view.address(address.partition("?")[0]) if "://" in address else ""
    return build(view, title, lead, whole, reopens)


def build(
    view: View, title: str, lead: tuple[Block, ...], sections: Sequence[Section], address: str
) -> Note:
    """A note of these parts, with the numbers of its sources and what each page says."""
    t = view.t
    cited = layout.citations([*lead, *(block for part in sections for block in part.blocks)])
    numbers = {source: number for number, source in enumerate(cited, 1)}
    known = by_code(view.dataset, "sources")
    made = Note(
        title=title,
        subtitle=view.known,
        running=f"{t('product.name')} · {title}",
        marking=view.marking,
        fictional=view.dataset.fictional,
        provenance=provenance.line(view, address),
        lead=lead,
        sections=tuple(sections),
        sources_heading=t("country_note.sources"),
        sources=tuple(_source(view, n, known[source]) for source, n in numbers.items()),
        numbers=numbers,
        locale=locales.language(t.language).office_tag,
        product=t("product.name"),
        as_of=view.as_of.isoformat(),
    )
    return layout.map_texts(made, lambda text: " ".join(layout.BREAKS.split(text)))


def _source(view: View, number: int, source: Mapping[str, Any]) -> Source:
    """A source: publisher, title, date; its address is blank where it is a statement."""
    parts = [source["publisher"], source["title"], view.t.date(source["published_on"])]
    text = in_line((str(part) for part in parts if not missing(part)), ", ")
    return Source(number, text, "" if missing(source["url"]) else source["url"])
