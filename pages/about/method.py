"""Method: the definition of every number, in the reader's language."""

from components import frame
from components.sections import about

view = frame.head(filtered=False)
about.method(view)
