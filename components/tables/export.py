"""Names of the files that a reader takes away."""

import hashlib
import re
from collections.abc import Iterable, Iterator

from components.view.view import View
from data import filters

LONGEST_STEM = 130
"""Most characters of a file name before its ending; Windows allows 260 for the whole path."""
LONGEST_CHOICE, LONGEST_NAME, LONGEST_DATASET = 60, 32, 20
"""Most characters of a file name for the choice, for the name of its content, for the dataset."""
HASH_LENGTH = 8
"""Characters of a hash that keep shortened names apart."""
UNSAFE = re.compile(r"[^A-Za-z0-9.+_-]")


def file_stem(view: View, name: str, own: Iterable[str] = ()) -> str:
    """Name of a file that a reader takes away, without its ending.

    The name says what is inside when the file is out of the browser: marking, name, choice in
    codes, cut-off or edition, and language. Every operating system allows its characters.

    Args:
        view: what the reader is looking at.
        name: name of the content, such as `priorities`.
        own: what the reader chose on one page alone, such as an action.
    """
    choices = [
        *own,
        *(
            "+".join(values) if key in filters.LISTS else f"{key}-{values[0]}"
            for key, values in view.query().items()
            if key in filters.FILTERS and key != "as_of"
        ),
    ]
    state = (
        f"edition-{view.edition.entry.name}"
        if view.edition
        else f"as-known-{view.as_of.isoformat()}"
    )
    before = ["eu-clasi", *_marks(view), _safe(name, LONGEST_NAME)]
    after = [state, view.t.language]
    room = min(LONGEST_CHOICE, LONGEST_STEM - len("_".join([*before, "", *after])))
    return "_".join([*before, *([_safe("_".join(choices), room)] if choices else []), *after])


def _marks(view: View) -> Iterator[str]:
    """The dataset, if it is not the default one, and the audience, if not public.

    An invented dataset is marked as an exercise.
    """
    if view.dataset.fictional:
        yield "EXERCISE"
    elif "dataset" in view.where:
        yield _safe(view.folder.name, LONGEST_DATASET)
    if not view.dataset.audience.is_public:
        yield str(view.dataset.audience)


def _safe(text: str, most: int) -> str:
    """A text in characters that a file name allows, of at most so many characters.

    A text that was changed or cut ends in a hash of the whole, so that two never get one name.
    """
    safe = UNSAFE.sub("-", text)
    if safe == text and len(text) <= most:
        return text
    mark = hashlib.sha256(text.encode()).hexdigest()[:HASH_LENGTH]
    return f"{safe[: most - HASH_LENGTH - 1]}-{mark}"
