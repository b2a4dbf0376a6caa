"""Run nginx and its replicas under supervisord, which replaces those that end or hang."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from supervisor import supervisord

from components.server import log, process, templates
from components.server.deploy import nginx
from components.server.deploy.nginx import Front

ROOT = Path(__file__).parents[3]


def serve(front: Front, ports: Sequence[int]) -> int:
    """Run until SIGTERM or SIGINT; return 0 after an orderly stop, 1 if nothing could start."""
    log.set_up()
    process.raise_limit()
    os.environ["PATH"] += ":/usr/sbin"
    if shutil.which("nginx") is None:
        sys.stderr.write("nginx is not installed: on Debian, apt-get install nginx-light\n")
        return 1
    wanted = [("127.0.0.1", port) for port in ports]
    wanted += [(front.address, port) for port in (front.port, front.plain) if port]
    if taken := [port for address, port in wanted if not is_free(address, port)]:
        log.event("port_taken", ports=taken)
        return 1
    os.environ["PYTHON"] = sys.executable
    os.environ.setdefault("STREAMLIT_SERVER_COOKIE_SECRET", secrets.token_hex(32))
    if front.hosts:
        os.environ["ROADMAP_HOSTS"] = ",".join(front.hosts)
    with tempfile.TemporaryDirectory(prefix="roadmap-") as name:
        folder = Path(name)
        nginx.prepare(front, ports, folder)
        if subprocess.run(["nginx", "-t", "-q", "-p", folder, "-c", "nginx.conf"]).returncode:
            return 1
        settings = folder / "supervisord.conf"
        settings.write_text(configuration(front.hosts, ports), "utf-8")
        os.chdir(ROOT)
        log.event("starting", port=front.port, replicas=len(ports))
        supervisord.main(["--configuration", str(settings)])
    return 0


def configuration(hosts: Sequence[str], ports: Sequence[int]) -> str:
    """Return supervisord's configuration for replicas on these ports, one after the other."""
    return templates.render("supervisord.conf", hosts=hosts, ports=ports)


def is_free(address: str, port: int) -> bool:
    """Return whether a server of this machine could listen to a port of an address."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        socket.create_server((address, port), family=family).close()
    except OSError:
        return False
    return True
