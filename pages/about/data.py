"""Data: where they come from, what they cannot say, and every table with its columns and download."""

from components import frame
from components.sections import about, overview

view = frame.head(filtered=False)
about.facts(view)
overview.limits(view)
about.table(view)
about.conflicts(view)
