"""The same view gives the same file, byte for byte, so that two delegations can compare theirs."""

import hashlib
import time

from components.documents import registry
from components.view.view import open_view

TICK = 2.1
"""Seconds after which a ZIP file would show another time."""


def test_every_document_is_the_same_file_when_it_is_made_later():
    at_once = checksums()
    time.sleep(TICK)
    assert checksums() == at_once


def checksums():
    """Document and form to the SHA-256 of a file."""
    view = open_view("overview", "es", {"country": ["ECU"], "priority": ["P5"]})
    files = {
        f"{one.key}.{form.ending}": registry.make(
            view, one, form, "https://roadmap.example", "ECU" if one.about else None
        )
        for one in registry.DOCUMENTS
        for form in one.forms
    }
    return {name: hashlib.sha256(file.content).hexdigest() for name, file in files.items()}
