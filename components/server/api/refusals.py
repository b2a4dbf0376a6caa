"""Why a request for data or for a file is refused: status, code and sentence for each reason."""

from typing import NamedTuple

from components.server.api.parameters import AskedWrongError
from data.archive import SealError
from data.problems import BadDatasetError

REASONS = (AskedWrongError, BadDatasetError, SealError)
"""Errors that `refusal_of` takes."""


class Refusal(NamedTuple):
    """An answer without data.

    Attributes:
        status: of HTTP.
        code: for programs.
        message: a sentence in English.
    """

    status: int
    code: str
    message: str


def refusal_of(error: Exception) -> Refusal:
    """The refusal that an error of `REASONS` leads to.

    Raises:
        TypeError: another error.
    """
    match error:
        case AskedWrongError():
            return Refusal(400, "asked_wrong", ". ".join(error.problems))
        case BadDatasetError():
            message = (
                f"The dataset breaks its contract: {len(error.problems)} problems. "
                "Nothing of it is shown."
            )
            return Refusal(503, "dataset_refused", message)
        case SealError():
            message = f"The edition cannot be shown as it was: {error.code}."
            return Refusal(503, "edition_refused", message)
    raise TypeError(f"no refusal for {type(error).__name__}")
