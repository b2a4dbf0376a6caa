"""What stands on the picture of a page, in the reader's language."""

from dataclasses import dataclass

from components.cards import reply
from components.cards.headline import Metric
from components.page import Content

LONGEST = 400
"""Characters of a text: a picture has no room for more."""


@dataclass(frozen=True)
class PictureTexts:
    """What stands on a picture; `marking` says whose it is, or is blank."""

    product: str
    title: str
    sentence: str
    figures: tuple[Metric, ...]
    foot: str
    marking: str


def texts_of(content: Content) -> PictureTexts:
    """The texts of a page's picture."""
    view, t = content.view, content.view.t
    return PictureTexts(
        product=t("product.name"),
        title=reply.truncate(reply.one_line(content.title), LONGEST),
        sentence=reply.truncate(reply.one_line(content.description), LONGEST),
        figures=tuple(content.figures),
        foot=view.source,
        marking=view.warning,
    )
