"""Actions: every action in a list that can be searched, and the dossier of one."""

from components.cards import actions, dossier, dossier_sources, grouped
from components.layout.page import Layout, Page, columns, nothing_left, row
from components.layout.parts import Inline, PageParams, Text, Tone
from components.view.view import View


def layout(view: View, params: PageParams) -> Layout:
    """The list; or one action: what it is, where it stands and why, and who said so."""
    if "action" in params:
        yield from _dossier(view, params["action"])
        return
    if view.selection.is_empty:
        yield nothing_left(view)
        return
    text, group = params.get("q", ""), params.get("group", grouped.GROUPS[0])
    rows = actions.matching(view, text)
    found = actions.where_found(view, text, rows["action_id"])
    card = grouped.actions(view, rows, group, found)
    chosen = Inline([actions.search_field(view, text), grouped.choice(view, params, group)])
    none = [] if len(rows) else [Text(view.t("actions.title", n=0), Tone.TITLE)]
    yield row(*none, chosen, card)


def _dossier(view: View, code: str) -> Layout:
    """Its milestones, history and sources; beside them its mark, who takes part, and its like."""
    yield row(*dossier.heading_parts(view, code))
    if not dossier.is_listed(view, code):
        yield row(*dossier.not_yet_parts(view, code))
        return
    sentence = (
        *dossier.milestone_parts(view, code),
        *dossier.about_parts(view, code),
        dossier_sources.history(view, code),
        *dossier_sources.source_parts(view, code),
    )
    beside = (
        *dossier.marking_parts(view, code),
        *dossier.participant_parts(view, code),
        *dossier_sources.denial_parts(view, code),
        *dossier.related_parts(view, code),
    )
    yield columns(sentence, beside, widths=(5, 2))


PAGE = Page(
    __name__,
    layout,
    parameters=(dossier.ACTION, actions.SEARCH, grouped.GROUP),
    title=dossier.page_title,
    sentence=dossier.page_sentence,
    heading="actions",
)
