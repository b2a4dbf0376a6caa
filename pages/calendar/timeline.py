"""Timeline: when each action runs, when its milestones were reached or are due, and which meetings frame them."""

from components.app import drawing, shell
from components.app.sections import timeline

view = shell.head()
if not drawing.nothing_left(view):
    timeline.chart(view)
