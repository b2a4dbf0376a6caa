"""What is chosen most on the page of slides, all of it seen at once: one click each."""

from collections.abc import Iterable, Iterator, Mapping

from components.layout import tables
from components.layout.parts import Choices, Option, PageParams, Parameter
from components.view.view import View, addressed

LONGEST_KEYS = 2000
"""Most characters of the slides that an address names."""
SLIDES = Parameter("slides", lambda _, keys: keys[:LONGEST_KEYS], in_files=False)
"""The slides that are ticked."""


def choices(view: View, params: PageParams) -> Iterator[Choices]:
    """Priorities and countries, each turned on or off by its link."""
    titles = tables.priority_titles(view)
    yield Choices(view.t("filters.priority"), list(_options(view, params, "priority", titles)))
    countries = tables.every_country(view)
    yield Choices(view.t("filters.country"), list(_options(view, params, "country", countries)))


def _options(
    view: View, params: PageParams, name: str, labels: Mapping[str, str]
) -> Iterator[Option]:
    chosen = getattr(view.filters, name)
    for code, label in labels.items():
        turned = _turned(view.allowed[name], chosen, code)
        query = view.query(view.filters.with_(**{name: turned}), **params)
        yield Option(label, addressed(view.page, query), code in chosen)


def _turned(allowed: Iterable[str], chosen: Iterable[str], code: str) -> tuple[str, ...]:
    """What is chosen with a code, or without it if it is."""
    after = {*chosen} ^ {code}
    return tuple(one for one in allowed if one in after)
