"""The open data against their description: schemathesis makes valid and invalid requests."""

import os
from unittest.mock import patch

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.generation import GenerationMode

from components.server.api import routes
from components.server.api.resources import FORMS, RESOURCES
from components.server.api.routes import document as described
from components.view.view import open_view
from data.cache import Cache
from tests.support.open_data import unbounded

EXAMPLES = int(os.environ.get("ROADMAP_SCHEMA_EXAMPLES", "6"))
"""Requests for each address; a longer search by hand: ROADMAP_SCHEMA_EXAMPLES=500.

The other forms of an answer read the same parameters as JSON: valid ones, a third as many.
"""
CONFIG = {
    "checks": {
        # Codes, days and editions depend on the dataset: a value that the description allows may
        # be refused for one of them. test_api.py holds that each choice of one dataset is answered.
        "positive_data_acceptance": {"expected-statuses": [200, 304, 400]}
    }
}


def with_codes():
    """The description, with the codes that the record has: any other is refused."""
    view = open_view("api", "en", {})
    known = {**view.allowed, "edition": [entry.name for entry in view.entries]}
    known["dataset"] = ["record", "exercise"]
    found = described()
    for path in found["paths"].values():
        for one in path["get"].get("parameters", []):
            if one["name"] in known:
                one["schema"].get("items", one["schema"])["enum"] = known[one["name"]]
    return found


@pytest.fixture(scope="module")
def document():
    with patch.object(routes, "document", with_codes), patch.object(routes, "_cache", Cache(8)):
        return schemathesis.openapi.from_asgi(
            "/api/v1/openapi.json", unbounded().app, config=SchemathesisConfig.from_dict(CONFIG)
        )


ADDRESSES = [f"/{one.name}{form.ending}" for one in RESOURCES for form in FORMS]


@pytest.mark.parametrize(
    ("address", "mode"),
    [
        (address, mode)
        for address in ADDRESSES
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
        if mode == GenerationMode.POSITIVE or "." not in address
    ],
)
def test_every_answer_keeps_to_the_description(document, address, mode):
    @settings(
        max_examples=EXAMPLES // 3 if "." in address else EXAMPLES,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(document[address]["GET"].as_strategy(generation_mode=mode))
    def keeps(case):
        case.call_and_validate()

    keeps()


def test_every_address_of_the_description_is_tried(document):
    assert {operation.ok().path for operation in document.get_all_operations()} == set(ADDRESSES)
