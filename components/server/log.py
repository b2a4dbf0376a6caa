"""What the server writes down: one line of JSON for each event, to standard error, without personal data.

No address of a client, no browser, no value from the address and no words of an exception or of a
library, which may repeat what a reader typed: what happened, where in the code, how long it took.
Writing never holds the server up: what cannot be written, since the disk is full or nobody takes
the lines, is left out.
"""

import atexit
import json
import logging
import os
import queue
import secrets
import sys
import threading
import traceback
from datetime import UTC, datetime
from logging.handlers import QueueHandler, QueueListener
from pathlib import Path
from types import TracebackType

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from components.server.streamlit_internals import PAGE_FAILED, set_up_loggers_with

ROOT = Path(__file__).parent.parent.parent
MOST_FRAMES = 12
"""Places in the code that a line names, the innermost first."""
MOST_WAITING = 10_000
"""Lines that wait to be written; further ones are left out."""
OF_ONE_PLACE = RateLimitItemPerMinute(10)
"""Lines that one place in a library may have written; further ones are left out."""

_lines = logging.getLogger("roadmap")
_places = MovingWindowRateLimiter(MemoryStorage())


def set_up() -> None:
    """Write events to standard error, and of what libraries say that and where they said it."""
    if _lines.handlers:
        return
    logging.raiseExceptions = False
    waiting: queue.Queue[logging.LogRecord] = queue.Queue(MOST_WAITING)
    writer = logging.StreamHandler(sys.stderr)
    writer.setFormatter(logging.Formatter("%(message)s"))
    listener = QueueListener(waiting, writer)
    listener.start()
    atexit.register(listener.stop)
    _lines.addHandler(QueueHandler(waiting))
    _lines.setLevel(logging.INFO)
    _lines.propagate = False
    _listen_to_libraries()


def _listen_to_libraries() -> None:
    """One handler for every logger that is not ours, also for those that Streamlit makes later; and what Python says itself."""
    set_up_loggers_with(_use_our_handler)
    for logger in map(logging.getLogger, list(logging.root.manager.loggerDict)):
        if logger is not _lines and (logger.handlers or not logger.propagate):
            _use_our_handler(logger)
    logging.root.addHandler(Library())
    logging.captureWarnings(True)
    sys.excepthook = lambda _, error, __: _write_failure("process_failed", error)
    threading.excepthook = lambda fallen: _write_failure("thread_failed", fallen.exc_value)
    sys.unraisablehook = lambda fallen: _write_failure("ignored_failure", fallen.exc_value)


def _use_our_handler(logger: logging.Logger) -> None:
    logger.handlers[:] = [Library()]


def _write_failure(name: str, error: BaseException | None) -> None:
    if error is not None and not isinstance(error, KeyboardInterrupt):
        failure(name, error)


class Library(logging.Handler):
    """Write down where a library said something, and of what type the exception was that it told; not its words."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line, unless this place has spoken too often or `failure` says it."""
        if record.msg == PAGE_FAILED:
            return
        place = f"{_short_path(record.pathname)}:{record.lineno}"
        if not _places.hit(OF_ONE_PLACE, place):
            return
        error = record.exc_info[1] if record.exc_info else None
        details = (
            {"type": type(error).__name__, "where": _where(error.__traceback__)} if error else {}
        )
        event(
            "library",
            name=record.name,
            level=record.levelname.lower(),
            place=f"{place} {record.funcName}",
            **details,
        )


def event(name: str, /, **values: object) -> None:
    """Write one line: the time in UTC, what happened, and its values."""
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    _lines.info(
        json.dumps(
            {"at": moment, "process": os.getpid(), "event": name, **values}, ensure_ascii=True
        )
    )


def failure(name: str, error: BaseException, **values: object) -> str:
    """Write down an exception: its type and where it came from, not its words.

    Returns:
        Its number, such as `E-4F0A-91BC`, to be shown to the reader.
    """
    digits = secrets.token_hex(4).upper()
    number = f"E-{digits[:4]}-{digits[4:]}"
    event(
        name, error=number, type=type(error).__name__, where=_where(error.__traceback__), **values
    )
    return number


def _where(trace: TracebackType | None) -> list[str]:
    """File, line and function of each frame, the innermost first, with our files named from the root."""
    frames = reversed(traceback.extract_tb(trace))
    return [f"{_short_path(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames][
        :MOST_FRAMES
    ]


def _short_path(file: str) -> str:
    path = Path(file)
    if path.is_relative_to(ROOT) and "site-packages" not in path.parts:
        return str(path.relative_to(ROOT))
    return "/".join(path.parts[-2:])
