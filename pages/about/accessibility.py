"""Accessibility: which standard, what fails today and what to do instead, how it was assessed, where to write."""

from components.app import shell
from components.app.sections import accessibility

view = shell.head(filtered=False)
accessibility.status(view)
accessibility.failures(view)
accessibility.forms(view)
accessibility.assessment(view)
accessibility.contact(view)
