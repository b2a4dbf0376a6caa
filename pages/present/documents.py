"""Documents: what a reader can take along of this choice, what each is for, and the way to make it."""

from components.app import drawing, shell
from components.app.sections import documents

view = shell.head()
drawing.nothing_left(view)
documents.every(view)
