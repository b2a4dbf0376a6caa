"""What stands on the picture of a page, in the reader's language."""

from dataclasses import dataclass

from components.cards import reply
from components.cards.headline import Metric
from components.server.prerender import subject
from components.server.prerender.subject import Page

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


def texts_of(page: Page) -> PictureTexts:
    """The texts of a page's picture."""
    content, view, t = page.content, page.view, page.view.t
    return PictureTexts(
        product=t("product.name"),
        title=reply.truncate(reply.one_line(content.title), LONGEST),
        sentence=reply.truncate(reply.one_line(content.description), LONGEST),
        figures=tuple(content.figures),
        foot=subject.source(view),
        marking=view.warning,
    )
