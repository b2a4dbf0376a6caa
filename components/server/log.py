"""The log: one line of JSON for each event, to standard error, without personal data.

A line says what happened, where in the code, and how long it took. It holds no address of a client,
no browser, and no value from an address. It repeats no text of an exception or of a library, which
may hold what a reader typed. Writing never blocks the server: if the disk is full or nobody reads
the lines, they are dropped.
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

from starlette.websockets import WebSocketDisconnect, WebSocketDisconnected

from components.server.limits import RateLimiter, Window
from components.server.streamlit_internals import set_up_loggers_with

ROOT = Path(__file__).parent.parent.parent
MOST_FRAMES = 12
"""Places in the code that a line names, the innermost first."""
MOST_WAITING = 10_000
"""Lines that wait to be written; further ones are left out."""
OF_ONE_PLACE = Window(10, 60)
"""Lines that one place in a library may have written; further ones are left out."""

_lines = logging.getLogger("roadmap")
_places = RateLimiter(OF_ONE_PLACE)


def set_up() -> None:
    """Write events to standard error; of a message of a library only its place and level."""
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
    """Handle every logger that is not ours, now and later, and uncaught exceptions."""
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
    """Log where a library wrote a message and the type of its exception; not the text."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line, unless this place wrote too many.

        A reader who left while something was sent is no event.
        """
        place = f"{_short_path(record.pathname)}:{record.lineno}"
        if _places.wait(place):
            return
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, (WebSocketDisconnect, WebSocketDisconnected)):
            return
        details = {"name": record.name, "level": record.levelname.lower()}
        details["place"] = f"{place} {record.funcName}"
        if error:
            details |= {"type": type(error).__name__, "where": _where(error.__traceback__)}
        event("library", **details)


def event(name: str, /, **values: object) -> None:
    """Write one line: the time in UTC, what happened, and its values."""
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    line = {"at": moment, "process": os.getpid(), "event": name, **values}
    _lines.info(json.dumps(line, ensure_ascii=True))


def failure(name: str, error: BaseException, **values: object) -> str:
    """Log an exception: its type and where it came from, not its text.

    Returns:
        Its number, such as `E-4F0A-91BC`, to be shown to the reader.
    """
    digits = secrets.token_hex(4).upper()
    number = f"E-{digits[:4]}-{digits[4:]}"
    details = {"error": number, "type": type(error).__name__, "where": _where(error.__traceback__)}
    event(name, **details, **values)
    return number


def _where(trace: TracebackType | None) -> list[str]:
    """File, line and function of each frame, innermost first; our files from the root."""
    frames = list(reversed(traceback.extract_tb(trace)))[:MOST_FRAMES]
    return [f"{_short_path(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _short_path(file: str) -> str:
    path = Path(file)
    if path.is_relative_to(ROOT) and "site-packages" not in path.parts:
        return str(path.relative_to(ROOT))
    return "/".join(path.parts[-2:])
