"""What stands at the foot of every document: whose data, as known when, under which filters, for whom, by which method, and where."""

from components.view import View


def line(view: View, address: str) -> str:
    """The imprint in one line: the choice with its cut-off and edition, marking, method, language and address."""
    t = view.t
    return " · ".join([view.sentence, view.marking, t("imprint.method", version=view.method), t.language.upper(), address])
