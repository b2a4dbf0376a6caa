"""Timeline: when each action runs, when its milestones were reached or are due, and which meetings frame them."""

from components import cards, frame
from components.sections import timeline

view = frame.head()
if not cards.nothing_left(view):
    timeline.chart(view)
