"""Data: where they come from, what they cannot say, every table with its columns and download, and what was corrected."""

from components.app import shell
from components.app.sections import about, overview

view = shell.head(filtered=False)
about.facts(view)
overview.limits(view)
about.table(view)
about.open_data(view)
about.conflicts(view)
about.corrections(view)
