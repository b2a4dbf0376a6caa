"""No file says when it was made, so that two delegations can compare theirs byte for byte.

What is in it is the same each time by `tests/outputs.json`.
"""

import io
import zipfile

from components.documents import registry
from components.view.view import open_view


def test_no_part_of_an_archive_has_a_time_of_its_own():
    view = open_view("overview", "es", {"country": ["ECU"], "priority": ["P5"]})
    for one in registry.DOCUMENTS:
        for form in one.forms:
            code = "ECU" if one.about else None
            file = io.BytesIO(registry.make(view, one, form, "", code).content)
            if zipfile.is_zipfile(file):
                with zipfile.ZipFile(file) as archive:
                    times = {part.date_time for part in archive.infolist()}
                assert times == {(1980, 1, 1, 0, 0, 0)}, one.key
