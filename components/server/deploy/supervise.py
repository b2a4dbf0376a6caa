"""Run nginx and its replicas: start them, replace those that end or hang, stop them in order."""

import http.client
import json
import os
import secrets
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Sequence
from concurrent.futures import Future
from concurrent.futures import ThreadPoolExecutor as Pool
from pathlib import Path

from components.server import descriptors, log
from components.server.deploy import certificate, nginx, processes
from components.server.deploy.nginx import Front

ROOT = Path(__file__).parents[3]
PATIENCE = 120
"""Seconds that a replica may take to start."""
LOOK_EVERY = 2
"""Seconds between two health checks of a replica."""
ANSWER_WITHIN = 3
"""Seconds that one answer may take."""
MOST_MISSED, MOST_MISSED_BUSY = 2, 10
"""Questions in a row that a replica may leave unanswered: an idle one, and a busy one while
another answers."""
STOPPED_FOR = 1
"""Seconds after which a replica that was stopped is replaced."""
BUSY = 0.03
"""Share of a processor above which a replica that does not answer counts as busy."""
GRACE = 20
"""Seconds that a replica has to finish what it is doing."""
LONGEST_PAUSE = 30
"""Seconds between two starts of a process that ends again and again."""
TICK = 0.2


class Child:
    """A process that is restarted when it ends: at once, then after longer and longer pauses."""

    event = "child_ended"

    def __init__(self) -> None:
        self.pause, self.not_before = 0.0, 0.0
        self.process = self._start()
        self.since = time.monotonic()

    def _start(self) -> subprocess.Popen[str]:
        """Start it."""
        raise NotImplementedError

    def label(self) -> dict[str, object]:
        """Values that name it in the log."""
        return {}

    def keep_running(self) -> None:
        """Restart it if it has ended and its pause is over."""
        now = time.monotonic()
        if self.process.poll() is None:
            if now - self.since > LONGEST_PAUSE:
                self.pause = 0.0
        elif not self.not_before:
            self.end()
            log.event(self.event, code=self.process.returncode, again_in=self.pause, **self.label())
            self.not_before = now + self.pause
            self.pause = min(max(self.pause * 2, 1.0), LONGEST_PAUSE)
        elif self.not_before <= now:
            self.process, self.since, self.not_before = self._start(), now, 0.0

    def end(self) -> None:
        """End it with all that belongs to it."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


class Replica(Child):
    """One process of the dashboard on a port of this machine, which answers under some names.

    All replicas sign cookies with one secret. Threads of the pool ask whether it lives.
    """

    event = "replica_ended"

    def __init__(self, port: int, hosts: Sequence[str], secret: str, pool: Pool) -> None:
        self.port, self.hosts, self.secret, self.pool = port, hosts, secret, pool
        self.question: Future[bool] | None = None
        self.others: Sequence[Replica] = ()
        super().__init__()

    def _start(self) -> subprocess.Popen[str]:
        """Start it under a random name, which tells it from any other process on its port."""
        self.name, self.answered, self.missed = secrets.token_hex(8), False, 0
        self.asked_at, self.spent, self.runs_at = 0.0, 0.0, time.monotonic()
        settings = {"server.port": str(self.port), "server.address": "127.0.0.1"}
        command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
        command += [part for name, value in settings.items() for part in (f"--{name}", value)]
        command += [part for host in self.hosts for part in ("--server.allowedHosts", host)]
        own = {"STREAMLIT_SERVER_COOKIE_SECRET": self.secret, "ROADMAP_REPLICA": self.name}
        own |= {"ROADMAP_HOSTS": ",".join(self.hosts)} if self.hosts else {}
        whole = {**os.environ, **own}
        return processes.start(command, dies_by="KILL", folder=ROOT, environment=whole)

    def label(self) -> dict[str, object]:
        """Its port."""
        return {"port": self.port}

    def lives(self) -> bool:
        """Whether it answers under its own name."""
        address = f"http://127.0.0.1:{self.port}/healthz"
        try:
            with urllib.request.urlopen(address, timeout=ANSWER_WITHIN) as answer:
                return json.load(answer).get("replica") == self.name
        except (OSError, ValueError, http.client.HTTPException):
            return False

    def look_after(self) -> None:
        """Check it regularly; end it if it was stopped or has not answered for long."""
        now = time.monotonic()
        if self.process.poll() is not None:
            self.question = None
        elif self._was_stopped(now):
            self._replace()
        elif self.question and self.question.done():
            lives, self.question = self.question.result(), None
            self._count_answer(lives, now)
        elif not self.question and now - self.asked_at >= (LOOK_EVERY if self.answered else TICK):
            self.asked_at, self.spent = now, processes.processor_seconds(self.process.pid)
            self.question = self.pool.submit(self.lives)
        self.keep_running()

    def _was_stopped(self, now: float) -> bool:
        """Whether it was stopped from outside, and not just for a moment."""
        if not processes.is_stopped(self.process.pid):
            self.runs_at = now
        return now - self.runs_at > STOPPED_FOR

    def _count_answer(self, lives: bool, now: float) -> None:
        if lives:
            self.answered, self.missed = True, 0
            return
        self.missed += 1
        spent = processes.processor_seconds(self.process.pid) - self.spent
        is_busy = spent > BUSY * (now - self.asked_at)
        most = MOST_MISSED_BUSY if is_busy else MOST_MISSED
        hangs = self.missed >= most if self.answered else now - self.since > PATIENCE
        # Whatever keeps all of them busy would keep the next ones busy too.
        is_last = not any(other.answered and not other.missed for other in self.others)
        if hangs and not (is_busy and self.answered and is_last):
            self._replace()

    def _replace(self) -> None:
        log.event("replica_hung", port=self.port)
        self.end()


class Nginx(Child):
    """nginx with its workers; its configuration is in the folder."""

    event = "nginx_ended"

    def __init__(self, program: str, folder: Path) -> None:
        self.program, self.folder = program, folder
        self.stopped_before: set[int] = set()
        self.looked = 0.0
        super().__init__()

    def _start(self) -> subprocess.Popen[str]:
        """Start it, and read its errors."""
        command = [self.program, "-c", str(self.folder / "nginx.conf"), "-p", str(self.folder)]
        own = {"stderr": subprocess.PIPE, "alone": True}
        process = processes.start(command, dies_by="TERM", folder=ROOT, **own)
        threading.Thread(target=_repeat, args=(process,), daemon=True).start()
        return process

    def end(self) -> None:
        """End it with its workers. If it was killed, they live on and keep the port."""
        if processes_left(self.process.pid):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def look_after(self) -> None:
        """Replace what was stopped: nginx itself replaces a worker."""
        if time.monotonic() - self.looked >= LOOK_EVERY:
            self.looked = time.monotonic()
            parts = [self.process.pid, *processes.children(self.process.pid)]
            stopped = {part for part in parts if processes.is_stopped(part)}
            for part in stopped & self.stopped_before:
                log.event("nginx_hung", part="master" if part == self.process.pid else "worker")
                os.kill(part, signal.SIGKILL)
            self.stopped_before = stopped
        self.keep_running()


def processes_left(group: int) -> bool:
    """Whether a group still has a process."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def _repeat(process: subprocess.Popen[str]) -> None:
    """Log the errors that stop nginx, without the client, which nginx names after a comma."""
    for line in process.stderr or ():
        level, _, message = line.partition("[")[2].partition("]")
        said = message.partition(": ")[2].partition(", client")[0].strip()[:200]
        log.event("nginx", level=level, said=said)


def serve(front: Front, ports: Sequence[int]) -> int:
    """Run until SIGTERM or SIGINT; returns 0 after an orderly stop, 1 if a part did not start."""
    log.set_up()
    descriptors.raise_all()
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        sys.stderr.write("nginx is not installed: on Debian, apt-get install nginx-light\n")
        return 1
    wanted = [("127.0.0.1", port) for port in ports]
    wanted += [(front.address, port) for port in front.ports()]
    if taken := [port for address, port in wanted if not processes.is_free(address, port)]:
        log.event("port_taken", ports=taken)
        return 1
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    secret = os.environ.get("STREAMLIT_SERVER_COOKIE_SECRET") or secrets.token_hex(32)
    whole = tempfile.TemporaryDirectory(prefix="roadmap-")
    with whole as name, Pool(len(ports)) as pool:
        folder = Path(name)
        replicas = [Replica(port, front.hosts, secret, pool) for port in ports]
        for replica in replicas:
            replica.others = [other for other in replicas if other is not replica]
        nginx.prepare(front, ports, folder)
        try:
            return _run(front, replicas, program, folder, stopping)
        finally:
            for replica in replicas:
                replica.end()


def _run(
    front: Front, replicas: Sequence[Replica], program: str, folder: Path, stopping: threading.Event
) -> int:
    while not stopping.is_set() and not all(replica.answered for replica in replicas):
        if any(replica.process.poll() is not None for replica in replicas):
            log.event("not_started")
            return 1
        for replica in replicas:
            replica.look_after()
        stopping.wait(TICK)
    if stopping.is_set():
        return 0
    served = Nginx(program, folder)
    try:
        while not stopping.is_set() and not answers(front, {replica.name for replica in replicas}):
            if served.process.poll() is not None:
                log.event("not_started")
                return 1
            stopping.wait(TICK)
        log.event("serving", port=front.port, replicas=len(replicas))
        watch = certificate.Watch(front.certificate)
        while not stopping.is_set():
            for child in (*replicas, served):
                child.look_after()
            watch.look()
            stopping.wait(TICK)
        began = time.monotonic()
        # First the replicas, which tell the browsers that they go, then the front.
        _stop([replica.process for replica in replicas])
        _stop([served.process])
        log.event("stopped", seconds=round(time.monotonic() - began, 1))
        return 0
    finally:
        served.end()


def answers(front: Front, names: set[str]) -> bool:
    """Whether one of our replicas answers at the public address."""
    address = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(front.address, front.address)
    where = (address, front.port)
    if front.certificate:
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        connection = http.client.HTTPSConnection(*where, timeout=ANSWER_WITHIN, context=trusting)
    else:
        connection = http.client.HTTPConnection(*where, timeout=ANSWER_WITHIN)
    named = {"Host": front.hosts[0]} if front.hosts else {}
    try:
        connection.request("GET", "/healthz", headers=named)
        return json.load(connection.getresponse()).get("replica") in names
    except (OSError, ValueError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _stop(running: Sequence[subprocess.Popen[str]]) -> None:
    """Ask all of them to end, and end those that do not."""
    for process in running:
        process.terminate()
    until = time.monotonic() + GRACE
    for process in running:
        try:
            process.wait(max(until - time.monotonic(), 0))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
