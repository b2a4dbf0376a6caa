"""A plugin of pytest: what stays is looked through once in a process: packages, modules, tests.

`AppTest` reads the metadata of every installed package each time that one is made, in search of
components. None is installed while tests run. Python looks for garbage among what tests make, and
seldom: modules and tests stay.
"""

import functools
import gc

gc.disable()


def pytest_collection_finish() -> None:
    from streamlit.components.v2 import manifest_scanner

    manifest_scanner.scan_component_manifests = functools.cache(
        manifest_scanner.scan_component_manifests
    )
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    gc.enable()
