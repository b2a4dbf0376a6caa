"""A warning in the log before a certificate ends."""

import ssl
import time
from pathlib import Path

from components.server import log

SOON = 21
"""Days before the end from which the log warns daily. Automatic renewal happens at thirty."""
DAY = 86_400


def days_left(path: Path) -> int:
    """Whole days until the first certificate of a file ends; below zero once it has."""
    # The only decoder of the standard library that takes a file. Its name is private:
    # tests/components/server/deploy/test_certificate.py fails if it changes.
    ends = ssl._ssl._test_decode_cert(str(path))["notAfter"]  # pyright: ignore[reportAttributeAccessIssue]
    return int((ssl.cert_time_to_seconds(ends) - time.time()) // DAY)


class Watch:
    """Look once a day at a certificate, if there is one."""

    def __init__(self, path: Path | None) -> None:
        self.path, self.next = path, 0.0

    def look(self) -> None:
        """Write a line if the end is near."""
        if self.path is None or time.monotonic() < self.next:
            return
        self.next = time.monotonic() + DAY
        days = days_left(self.path)
        if days < SOON:
            log.event("certificate_ends", days=days)
