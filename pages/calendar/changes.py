"""Changes: what moved since a meeting, an edition or a day, with reason and source."""

from components.app import drawing, shell
from components.app.sections import changes

view = shell.head()
start = changes.since(view)
if start:
    rows = changes.found(view, start)
    changes.summary(view, start, rows)
    if len(rows):
        changes.by_priority(view, rows)
        changes.listing(view, rows)
        changes.by_country(view, rows)
    else:
        drawing.empty(view.t("changes.none"))
changes.shown_and_today(view)
