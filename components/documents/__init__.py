"""Files that a reader can download: made from data and words alone, without Streamlit."""

from data.text.words import Words


class DocumentError(ValueError):
    """A document that cannot be made as asked: its `code` is a key of `[document_problem]`."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(f"{code}: {details}")
        self.code, self.details = code, details

    def message(self, t: Words) -> str:
        """Why, in words."""
        return t(f"document_problem.{self.code}", **self.details)
