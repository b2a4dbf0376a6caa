"""Priorities: what each priority asks for, how far it is, and what is open."""

from components.app import drawing, shell
from components.app.sections import lists, overview, priority

view = shell.head()
code = priority.choose(view)
if code:
    priority.says(view, code)
if not drawing.nothing_left(view):
    overview.headline(view)
    if code:
        priority.by_country(view)
        priority.timeline(view)
        lists.actions(view, view.selection.actions)
        lists.open_steps(view)
        priority.commitments(view, code)
    else:
        priority.all_of_them(view)
