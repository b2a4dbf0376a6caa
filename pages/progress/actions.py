"""Actions: every action in a list that can be searched, and the dossier of one."""

from components.app import shell
from components.cards import actions, dossier, grouped
from components.cards.parts import Layout, Own, control, row
from components.view.view import View


def layout(view: View, own: Own) -> Layout:
    """The list; or one action: what it is, who takes part, how far it is, who said so, and why."""
    if "action" in own:
        yield from _dossier(view, own["action"])
        return
    if view.selection.is_empty:
        yield row(control("nothing_left"))
        return
    text, group = own.get("q", ""), own.get("group", grouped.GROUPS[0])
    card = grouped.actions(view, actions.matching(view, text), group)
    yield row(control("search", text=text), grouped.choice(view, group), card)


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


if __name__ == "__main__":  # Streamlit runs this file; the server reads `layout`
    shell.draw(layout)
