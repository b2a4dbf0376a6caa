"""Run the dashboard for many readers, nginx in front, or write the files of an nginx of one's own.

`python -m components.server serve --replicas 2`, or `nginx --folder FOLDER`.
"""

import argparse
import os
import sys
from pathlib import Path

from components.server.deploy.nginx import Front, prepare
from components.server.deploy.supervise import serve


def main(arguments: list[str]) -> int:
    """Run nginx and replicas till they end, or write files for an nginx; return an exit code."""
    parser = argparse.ArgumentParser(prog="python -m components.server", description=__doc__)
    add = parser.add_argument
    what = "run nginx and the replicas; or write nginx.conf for the nginx of this system"
    add("what", choices=["serve", "nginx"], help=what)
    many = "processes of the dashboard; as many as cores unless given"
    add("--replicas", type=int, default=os.cpu_count() or 1, help=many)
    add("--address", default="0.0.0.0")
    add("--port", type=int, default=8080)
    first = "port of the first replica, on this machine alone; the next follow"
    add("--first", type=int, default=8601, help=first)
    names = "a name under which it answers, any number of times; every name unless given"
    add("--host", action="append", default=[], help=names)
    add("--certificate", type=Path, help="for HTTPS, with --key")
    add("--key", type=Path)
    redirect = "port for plain HTTP that leads to HTTPS; 80 where --port is 443"
    add("--plain", type=int, help=redirect)
    place = "for `nginx`: where its files are written"
    add("--folder", type=Path, default=Path("/var/lib/roadmap"), help=place)
    options = parser.parse_args(arguments)
    if not 1 <= options.replicas <= 64:
        parser.error("--replicas: from 1 to 64")
    if (options.certificate is None) != (options.key is None):
        parser.error("--certificate and --key belong together")
    if options.plain and not options.certificate:
        parser.error("--plain leads to HTTPS, which needs --certificate and --key")
    plain = options.plain or (80 if options.certificate and options.port == 443 else None)
    ports = range(options.first, options.first + options.replicas)
    files = (options.certificate, options.key)
    front = Front(options.address, options.port, options.host, *files, plain)
    if options.what == "nginx":
        options.folder.mkdir(parents=True, exist_ok=True)
        prepare(front, ports, options.folder)
        return 0
    return serve(front, ports)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
