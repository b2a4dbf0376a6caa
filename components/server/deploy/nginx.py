"""The configuration of nginx in front of the replicas, and the files that nginx sends itself."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from components.server import limits, process, refusals, templates
from components.server.headers import DATA_POLICY, PAGE_POLICY
from components.server.static_files import FILES
from data.text import words

CONNECTIONS = 16_384
"""Connections of a worker, if this process may have as many."""
MESSAGES = {
    "often": (
        "rate",
        "Too many requests: wait a few seconds. The whole data are one request a table.",
    ),
    "gone": ("away", "The server is being restarted: wait a few seconds."),
}
"""Code and message for programs where nginx answers instead of a replica."""


@dataclass(frozen=True)
class Front:
    """What the front listens to.

    Attributes:
        address: where it listens.
        port: its port.
        hosts: names under which it answers; every name where there is none.
        certificate, key: files of the certificate for HTTPS; plain HTTP without.
        plain: a port for plain HTTP that leads to HTTPS.
    """

    address: str
    port: int
    hosts: Sequence[str] = ()
    certificate: Path | None = None
    key: Path | None = None
    plain: int | None = None


def prepare(front: Front, replicas: Sequence[int], folder: Path) -> None:
    """Write the configuration for replicas on these ports, and all files that nginx sends.

    Nothing is written or cached later, so no request can change what another reader is sent.
    """
    folder.chmod(0o755)
    (folder / "nginx.conf").write_text(configuration(front, replicas, folder), "utf-8")
    for name, path in FILES.items():
        if name.startswith("/static/"):
            packed = folder / f"{name[1:]}.gz"
            packed.parent.mkdir(parents=True, exist_ok=True)
            packed.write_bytes(gzip.compress(path.read_bytes(), compresslevel=9, mtime=0))
    messages = folder / "_messages"
    messages.mkdir(exist_ok=True)
    for language in words.languages():
        for name in ("gone", "often", "nowhere", "body"):
            again = name in MESSAGES
            text = words.words(language)(f"server.{name}")
            html = refusals.html(language, text, home=None if again else "/overview", again=again)
            (messages / f"{name}.{language}.html").write_text(html, "utf-8")
    for name, (code, message) in MESSAGES.items():
        text = json.dumps({"error": {"code": code, "message": message}})
        (messages / f"{name}.json").write_text(text, "utf-8")


def configuration(front: Front, replicas: Sequence[int], folder: Path) -> str:
    """Return the whole configuration; nginx writes into the folder, and finds its files there."""
    rate, burst = limits.rate()
    return templates.render(
        "nginx.conf",
        front=front,
        connections=min(process.limit() - 64, CONNECTIONS),
        replicas=replicas,
        folder=folder,
        data_policy=DATA_POLICY,
        page_policy=PAGE_POLICY,
        rate=rate or 6_000_000,
        burst=burst,
        streams=limits.MOST_CONNECTIONS,
    )
