"""What all Excel workbooks that we write have in common."""

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
"""A text stays a text, whatever it begins with."""


def header_text(text: str) -> str:
    """A text as the head or foot of a page takes it, where & begins a command."""
    return text.replace("&", "&&")
