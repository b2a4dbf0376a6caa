"""The country note: one participant on two pages, as data. `note_docx` and `note_pdf` write the same note."""

from collections.abc import Mapping
from dataclasses import replace

from babel.core import get_global
from babel.languages import get_official_languages

from components.documents import fonts, imprint
from components.documents.note import layout
from components.documents.note import sections as note_sections
from components.documents.note.layout import Note, Paragraph, Source
from components.view.view import View, in_language
from data import selection as select
from data import words
from data.records import by_code, missing, record
from data.selection import Filters

STATES = ("state", "eu_member_state")


def participants(view: View) -> list[str]:
    """Codes of those who owe reports, by their names in the reader's language; bodies after states.

    Where a dataset says of nobody that it owes any, of all who take part in an action, and else of everybody.
    """
    people = view.dataset.participants
    owing = people["reports"].fillna(False).astype(bool)
    if not owing.any():
        owing = people["participant_id"].isin(view.dataset.action_participants["participant_id"])
    chosen = people[owing] if owing.any() else people
    kinds = dict(zip(chosen["participant_id"], chosen["kind"], strict=True))
    return sorted(
        kinds,
        key=lambda code: (
            kinds[code] not in STATES,
            view.t.sorting(view.t.participant(view.dataset, code)),
        ),
    )


def default_language(code: str) -> str:
    """The language of a participant as CLDR knows it, as far as the dashboard speaks it; English for all others."""
    return _spoken(code) or words.FALLBACK


def locale(code: str, language: str) -> str:
    """Language and region of a note: those of the catalogue, or where that speaks to several states (es-419), the participant's own."""
    found = words.LOCALES.get(language, language).replace("_", "-")
    return (
        f"{language}-{_territory(code)}"
        if found[-1].isdigit() and _spoken(code) == language
        else found
    )


def _spoken(code: str) -> str | None:
    """The first of a state's official languages, or else its most likely one, that has a catalogue."""
    territory = _territory(code)
    likely = get_global("likely_subtags").get(f"und_{territory}", "").split("_")[0]
    spoken = (*get_official_languages(territory), likely) if territory else ()
    return next((language for language in spoken if language in words.languages()), None)


def _territory(code: str) -> str:
    """ISO 3166-1 alpha-2 of a state's code; blank for anything else."""
    found = get_global("territory_aliases").get(code) if len(code) == 3 else None
    return found[0] if found else ""


def of_participant(view: View, code: str, language: str | None = None) -> View:
    """The view of one participant and all of its parts, at the same cut-off or edition: other filters are dropped."""
    chosen = Filters(country=(code,), as_of=view.filters.as_of)
    selection = select.choose(view.selection.known, chosen)
    return replace(
        in_language(view, language or view.t.language),
        page="countries",
        filters=chosen,
        selection=selection,
    )


def content(view: View, code: str, address: str) -> Note:
    """What the note on a participant says.

    Args:
        view: gives dataset, cut-off or edition, and language; its other filters do not apply.
        code: the participant.
        address: of the page of countries; its parameters are replaced by those that reopen what the note says.

    Raises:
        KeyError: there is no such participant.
    """
    view, t = of_participant(view, code), view.t
    kind = record(view.dataset.participants, "participant_id", code)["kind"]
    name = t.participant(view.dataset, code)
    title = layout.in_lines(
        t("country_note.title" if kind in STATES else "country_note.title_other", name=name)
    )
    lead, whole = layout.in_lines(
        (note_sections.lead(view, code), note_sections.of_all(view, code))
    )
    entries = layout.in_lines({source: _entry(view, source) for source in _sources(view)})
    unshown = _unshown(view, (title, lead, whole), entries)
    room = (*lead, Paragraph(unshown)) if unshown else lead
    sections = layout.fitted(
        room, whole, {source: entry + _url(view, source) for source, entry in entries.items()}
    )
    cited = layout.cited([*lead, *(block for section in sections for block in section.blocks)])
    numbers = {source: number for number, source in enumerate(cited, 1)}
    reopens = view.address(address.partition("?")[0])
    return Note(
        title=title,
        subtitle=f"{t('meetings.known', day=t.date(view.as_of))} · {layout.in_lines(t.dataset(view.dataset))} · {view.state}",
        running=f"{t('product.name')} · {title}",
        marking=view.marking,
        fictional=view.dataset.fictional,
        imprint=layout.in_lines(imprint.line(view, reopens)),
        page=_page(view),
        lead=lead,
        sections=tuple(sections),
        sources_heading=t("country_note.sources"),
        sources=tuple(
            Source(number, entries[source], _url(view, source))
            for source, number in numbers.items()
        ),
        numbers=numbers,
        more_sources=_more(view, numbers),
        address=reopens,
        locale=locale(code, t.language),
        product=t("product.name"),
        as_of=view.as_of.isoformat(),
        unshown=unshown,
    )


def _unshown(view: View, said: object, entries: Mapping[str, str]) -> str:
    """That the PDF cannot show some letters of a note, whose sources are among `entries`; blank where its fonts have them all."""
    blocks = [*said[1], *(block for section in said[2] for block in section.blocks)]  # type: ignore[index]
    told = [
        *layout.texts(said),
        *(entries[source] for source in layout.cited(blocks) if source in entries),
    ]
    return view.t("country_note.unshown") if fonts.lacking("".join(told)) else ""


def _sources(view: View) -> Mapping[str, Mapping[str, object]]:
    return by_code(view.dataset, "sources")


def _entry(view: View, code: str) -> str:
    """A source in words: publisher, title, date."""
    source = _sources(view)[code]
    parts = [source["publisher"], source["title"], view.t.date(source["published_on"])]  # type: ignore[arg-type]
    return ", ".join(str(part) for part in parts if not missing(part) and part)


def _url(view: View, code: str) -> str:
    return str(_sources(view)[code]["url"])


def _more(view: View, numbers: Mapping[str, int]) -> str:
    """How many sources of its actions the note does not name; blank where it names them all."""
    links = view.dataset.action_sources
    behind = set(
        links.loc[links["action_id"].isin(view.selection.actions["action_id"]), "source_id"]
    )
    behind |= set(view.selection.milestones["source_id"].dropna())
    left_out = len(behind - set(numbers))
    return view.t("country_note.more_sources", n=left_out) if left_out else ""


def _page(view: View) -> tuple[str, str, str]:
    """The words around the number of a page and of all pages."""
    before, rest = view.t("country_note.page", page="\0", pages="\1").split("\0")
    between, after = rest.split("\1")
    return before, between, after
