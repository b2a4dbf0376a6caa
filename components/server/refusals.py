"""Why a request is refused: JSON for a program, a sentence for a reader."""

from collections.abc import Mapping, Sequence

import orjson
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Scope

from components.server import reader
from components.server.file_answer import OPEN
from data.archive import EditionError
from data.reading.problems import BadDatasetError
from data.text.words import Words


class RefusedError(Exception):
    """A refusal: status, code for programs, sentence, and headers of the answer."""

    def __init__(self, status: int, code: str, message: str, **headers: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.headers = status, code, message, headers


class BadRequestError(RefusedError):
    """A parameter that is not known here, or a value of one that is not, in a sentence each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(400, "asked_wrong", ". ".join(problems))


MOST_SAID = 20
"""Problems of a dataset that a page names; the command line names all."""
REASONS = (RefusedError, BadDatasetError, EditionError)
"""Errors that `refusal_of` takes."""


def refusal_of(error: Exception) -> RefusedError:
    """Return the refusal that an error of `REASONS` leads to, in English."""
    match error:
        case BadDatasetError():
            why = f"The dataset breaks its contract: {len(error.problems)} problems."
            return RefusedError(503, "dataset_refused", f"{why} Nothing of it is shown.")
        case EditionError():
            why = f"The edition cannot be shown as it was: {error.code}."
            return RefusedError(503, "edition_refused", why)
        case RefusedError():
            return error
    raise TypeError(f"no refusal for {type(error).__name__}")


def sentences(error: BadDatasetError | EditionError, t: Words) -> list[str]:
    """Return what is wrong with the data of a page and who can mend it, for a reader."""
    if isinstance(error, EditionError):
        reason = t(f"edition_problem.{error.code}", **error.details)
        return [t("frame.edition_refused", part=error.part, reason=reason)]
    found = error.problems
    return [t("problems.lead", n=len(found)), *(one.sentence(t) for one in found[:MOST_SAID])]


def refuse(
    status: int, code: str, message: str, shared: Mapping[str, str] = OPEN, /, **headers: str
) -> Response:
    """Return a JSON answer with the code and message of a refusal, and who may read it."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    body = orjson.dumps({"error": {"code": code, "message": message}})
    every = {**shared, "cache-control": "no-store", **named}
    return Response(body, status, every, media_type="application/json")


def answer(scope: Scope, error: Exception) -> Response:
    """Return the answer to an error of `REASONS`: a page for a reader, JSON for a program."""
    why = refusal_of(error)
    if "text/html" in Headers(scope=scope).get("accept", ""):
        return reader.message_page(scope, why.status, why.message, **why.headers)
    return refuse(why.status, why.code, why.message, **why.headers)
