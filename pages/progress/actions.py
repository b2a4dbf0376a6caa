"""Actions: every action in a list that can be searched, and the dossier of one."""

from components.cards import actions, dossier
from components.cards.parts import Layout, Own, nothing_left, row
from components.view.view import View


def layout(view: View, own: Own) -> Layout:
    """The list; or one action: what it is, who takes part, how far it is, who said so, and why."""
    if "action" in own:
        yield from _dossier(view, own["action"])
        return
    if view.selection.is_empty:
        yield nothing_left(view)
        return
    text = own.get("q", "")
    card = actions.actions(view, actions.matching(view, text))
    yield row(actions.search_field(view, text), card)


def _dossier(view: View, code: str) -> Layout:
    yield row(*dossier.heading_parts(view, code))
    if not dossier.is_listed(view, code):
        yield row(*dossier.not_yet_parts(view))
        return
    yield row(dossier.participants_card(view, code))
    yield row(dossier.ladder(view, code))
    yield row(dossier.statements(view, code))
    yield row(*dossier.reason_parts(view, code))
    yield row(dossier.history(view, code))
    yield row(*dossier.action_correction_parts(view, code))
    yield row(*dossier.source_parts(view, code), dossier.reply_part(view, code))
    yield row(*dossier.related_parts(view, code))
