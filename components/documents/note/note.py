"""The country note as data: one participant on two pages. `word` and `pdf` write the same note."""

from collections.abc import Mapping
from dataclasses import replace

from babel.core import get_global
from babel.languages import get_official_languages

from components.documents import fonts, imprint
from components.documents.note import layout
from components.documents.note import sections as note_sections
from components.documents.note.layout import Note, Paragraph, Section, Source
from components.view.memo import memoize_for_all
from components.view.view import View, in_language
from data import locales, words
from data import selection as select
from data.records import by_code, missing, record
from data.selection import Filters

STATES = ("state", "eu_member_state")


@memoize_for_all
def participants(view: View) -> list[str]:
    """Codes of the participants that report, by name in the reader's language; bodies after states.

    In a dataset where none reports: of those who take part in an action; if there are none, of all.
    """
    people = view.dataset.participants
    reporting = people["reports"].fillna(False).astype(bool)
    if not reporting.any():
        reporting = people["participant_id"].isin(
            view.dataset.action_participants["participant_id"]
        )
    rows = people[reporting] if reporting.any() else people
    kinds = dict(zip(rows["participant_id"], rows["kind"], strict=True))
    return sorted(
        kinds,
        key=lambda code: (
            kinds[code] not in STATES,
            view.t.sorting(view.t.participant(view.dataset, code)),
        ),
    )


def default_language(code: str) -> str:
    """The language of a participant by CLDR if it has a catalogue, else English."""
    return _state_language(code) or words.FALLBACK


def locale(code: str, language: str) -> str:
    """Language and region of a note, such as `es-EC`.

    The region is that of the catalogue. Where the catalogue serves several states (es-419) and its
    language is the participant's own, it is that of the participant.
    """
    tag = str(locales.language(language).locale).replace("_", "-")
    return (
        f"{language}-{_territory(code)}"
        if tag[-1].isdigit() and _state_language(code) == language
        else tag
    )


def _state_language(code: str) -> str | None:
    """The first language with a catalogue: of the official ones of a state, then its likely one."""
    territory = _territory(code)
    likely = get_global("likely_subtags").get(f"und_{territory}", "").split("_")[0]
    candidates = (*get_official_languages(territory), likely) if territory else ()
    return next((language for language in candidates if language in words.languages()), None)


def _territory(code: str) -> str:
    """ISO 3166-1 alpha-2 of a state's code; blank for anything else."""
    aliases = get_global("territory_aliases").get(code) if len(code) == 3 else None
    return aliases[0] if aliases else ""


def of_participant(view: View, code: str, language: str | None = None) -> View:
    """The view of one participant at the same cut-off or edition, without any other filter."""
    filters = Filters(as_of=view.filters.as_of).about(view.dataset, code)
    selection = select.choose(view.selection.known, filters)
    return replace(
        in_language(view, language or view.t.language),
        page="countries",
        filters=filters,
        selection=selection,
    )


def content(view: View, code: str, address: str) -> Note:
    """The note on a participant.

    Args:
        view: gives dataset, cut-off or edition, and language; its other filters do not apply.
        code: the participant.
        address: of the page of countries; its parameters are replaced by those of the note.

    Raises:
        KeyError: there is no such participant.
    """
    view, t = of_participant(view, code), view.t
    kind = record(view.dataset.participants, "participant_id", code)["kind"]
    name = t.participant(view.dataset, code)
    title = layout.join_lines(
        t("country_note.title" if kind in STATES else "country_note.title_other", name=name)
    )
    lead, whole = layout.join_lines(
        (note_sections.lead(view, code), note_sections.every(view, code))
    )
    entries = layout.join_lines({source: _entry(view, source) for source in _sources(view)})
    unshown = _unshown(view, (title, lead, whole), entries)
    opening = (*lead, Paragraph(unshown)) if unshown else lead
    sections = layout.fit(
        opening, whole, {source: entry + _url(view, source) for source, entry in entries.items()}
    )
    blocks = [block for section in sections for block in section.blocks]
    numbers = {
        source: number for number, source in enumerate(layout.citations([*lead, *blocks]), 1)
    }
    reopens = view.address(address.partition("?")[0])
    return Note(
        title=title,
        subtitle=" · ".join(
            [
                t("meetings.known", day=t.date(view.as_of)),
                layout.join_lines(t.dataset(view.dataset)),
                view.state,
            ]
        ),
        running=f"{t('product.name')} · {title}",
        marking=view.marking,
        fictional=view.dataset.fictional,
        imprint=layout.join_lines(imprint.line(view, reopens)),
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


def _unshown(
    view: View,
    content: tuple[str, tuple[Paragraph, ...], list[Section]],
    entries: Mapping[str, str],
) -> str:
    """A sentence where the PDF has no glyph for some letters of a note; blank where it has all.

    Args:
        view: the view of the note.
        content: title, lead and sections of the note.
        entries: code of a source to its entry in the list of sources.
    """
    _, lead, sections = content
    blocks = [*lead, *(block for section in sections for block in section.blocks)]
    texts = [
        *layout.texts(content),
        *(entries[source] for source in layout.citations(blocks) if source in entries),
    ]
    return view.t("country_note.unshown") if fonts.unknown("".join(texts)) else ""


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
