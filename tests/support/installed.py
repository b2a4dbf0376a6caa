"""A plugin of pytest: what is installed is looked through once in a process.

`AppTest` reads the metadata of every installed package each time that one is made, in search of
components. None is installed while tests run.
"""

import functools


def pytest_collection_finish() -> None:
    from streamlit.components.v2 import manifest_scanner

    manifest_scanner.scan_component_manifests = functools.cache(
        manifest_scanner.scan_component_manifests
    )
