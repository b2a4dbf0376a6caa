"""Run the dashboard for many readers: `python -m components.server serve --replicas 2 --port 8080`."""

import argparse
import os
import sys
from pathlib import Path

from components.server.nginx import Front, configuration
from components.server.supervise import serve


def main(arguments: list[str]) -> int:
    """Serve, or print the configuration of nginx for those who run it themselves."""
    parser = argparse.ArgumentParser(prog="python -m components.server", description=__doc__)
    parser.add_argument("what", choices=["serve", "nginx"], help="run nginx and the replicas; or print the configuration of nginx alone")
    parser.add_argument(
        "--replicas", type=int, default=os.cpu_count() or 1, help="processes of the dashboard; as many as cores unless given"
    )
    parser.add_argument("--address", default="0.0.0.0")
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--first", type=int, default=8601, help="port of the first replica, on this machine alone; the next follow")
    parser.add_argument(
        "--host", action="append", default=[], help="a name under which it answers, any number of times; every name unless given"
    )
    parser.add_argument("--certificate", type=Path, help="for HTTPS, with --key")
    parser.add_argument("--key", type=Path)
    asked = parser.parse_args(arguments)
    if not 1 <= asked.replicas <= 64:
        parser.error("--replicas: from 1 to 64")
    if (asked.certificate is None) != (asked.key is None):
        parser.error("--certificate and --key belong together")
    front = Front(asked.address, asked.port, asked.host, asked.certificate, asked.key)
    ports = range(asked.first, asked.first + asked.replicas)
    if asked.what == "nginx":
        print(configuration(front, ports, Path("/run/roadmap")))
        return 0
    return serve(front, ports)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
