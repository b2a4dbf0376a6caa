"""Supervisord before nginx and replicas: what it does is in `tests/browser/test_serve.py`."""

import socket

from supervisor.options import ServerOptions

from components.server.deploy import supervise
from components.server.deploy.nginx import Front


def test_a_port_that_is_taken_is_seen_before_anything_starts(lines):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert supervise.serve(Front("127.0.0.1", 18099), [port]) == 1
    assert [(line["event"], line["ports"]) for line in lines] == [("port_taken", [port])]


def test_each_replica_has_a_port_and_ends_with_supervisord(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHON", "/a b/python")
    settings = tmp_path / "supervisord.conf"
    settings.write_text(supervise.configuration(["a.example"], [8601, 8602]), "utf-8")
    options = ServerOptions()
    options.realize(["--configuration", str(settings)])
    groups = {group.name: group.process_configs for group in options.process_group_configs}
    assert [one.name for one in groups["replica"]] == ["8601", "8602"]
    for one in groups["replica"]:
        started = 'setpriv --pdeathsig KILL "/a b/python" -m streamlit run dashboard.py'
        assert one.command.startswith(started)
        assert one.command.endswith(f"--server.port {one.name} --server.allowedHosts a.example")
    assert [*groups] == ["nginx", "replica", "watch"], "the first stops last"
