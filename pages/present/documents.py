"""Documents: what a reader can take along of this choice, what each is for, and the way to make it."""

from components import cards, frame
from components.sections import documents

view = frame.head()
cards.nothing_left(view)
documents.every(view)
