"""Files that a reader can download: made from data and words alone, without Streamlit."""


class DocumentError(ValueError):
    """A document that cannot be made as asked: its `code` is a key of `[document_problem]`."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(f"{code}: {details}")
        self.code, self.details = code, details
