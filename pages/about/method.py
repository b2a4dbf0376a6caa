"""Method: the definition of every number, in the reader's language."""

from components.app import shell
from components.app.sections import about

view = shell.head(filtered=False)
about.method(view)
