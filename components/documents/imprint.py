"""What stands at the foot of every document: whose data, as known when, under which filters, for whom, by which method, and where."""

from components.view import choice
from components.view.view import View

SITE = "ROADMAP_ADDRESS"
"""Environment variable: the address of the dashboard, printed in files where none is given, and told to search engines."""


def line(view: View, address: str, most: int | None = None) -> str:
    """The imprint in one line: the choice with its cut-off and edition, marking, method, language and address.

    Where room is short, countries, statuses and kinds of which more than `most` were chosen are said as a number.
    """
    t = view.t
    said = choice.sentence(
        view.filters, view.dataset, view.as_of, t, view.edition and view.edition.entry.name, most
    )
    return " · ".join(
        [
            said,
            view.marking,
            view.seen,
            t("imprint.method", version=view.method),
            t.language.upper(),
            address,
        ]
    )


def facts(view: View, address: str) -> dict[str, str]:
    """The same as what stands on a cover: what it is called to what it is."""
    t = view.t
    return {
        t("frame.dataset"): t.dataset(view.dataset),
        t("filters.as_of"): t.date(view.as_of),
        t("frame.edition"): view.state,
        t("documents.filters"): view.sentence,
        t("documents.marking"): view.marking,
        t("documents.clearance"): view.seen,
        t("frame.language"): t("language.name"),
        t("page.method"): view.method,
        t("documents.address"): address,
    }
