"""The documents that are made one by one."""

from components.documents import registry

SINGLE = [one for one in registry.DOCUMENTS if one.key != "meeting_pack"]
"""All but the pack, which holds the same files: tests/components/documents/test_pack.py."""
