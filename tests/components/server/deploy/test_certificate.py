"""The warning before a certificate ends."""

import pytest

from components.server.deploy import certificate


@pytest.mark.parametrize(("days", "logged"), [(90, []), (10, [9]), (1, [0])])
def test_before_a_certificate_ends_the_log_says_so(days, logged, certificate_of, tmp_path, lines):
    watch = certificate.Watch(certificate_of(tmp_path, days)[0])
    for _ in range(3):
        watch.look()
    assert [line["days"] for line in lines] == logged
