"""Draw the picture that programs show beside the link of a page: title, sentence, figures, date."""

from functools import cache
from io import BytesIO
from itertools import groupby

from PIL import Image, ImageDraw, ImageFont

from components.cards.headline import Metric
from components.charts import theme
from components.documents import fonts
from components.server.prerender.head import ICONS, SIZE
from components.server.preview_texts import PictureTexts

MARGIN = 64
WIDTH = SIZE[0] - 2 * MARGIN
REGULAR, BOLD = "noto-sans-regular.ttf", "noto-sans-bold.ttf"
SIGNS = ("noto-sans-symbols2.ttf", "noto-sans-math.ttf")
"""Typefaces for what the text's own lacks."""
WARNING = theme.real(theme.LATE)
MORE = "…"
GAP = 16
BASE = 1.3
"""Height of a line as a multiple of the size."""
MOST_LINES = 5
TITLES = ((60, 2), (48, 3), (40, 3))
"""Sizes of the title with the lines that it may take, from large to small."""
FIGURES = (52, 42, 34, 26)
"""Sizes of a figure, of which the first that fits is taken."""


def draw(texts: PictureTexts) -> bytes:
    """The picture as PNG; the same words give the same bytes."""
    colours = theme.PAGE
    image = Image.new("RGB", SIZE, theme.PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, SIZE[0], 96), fill=colours["primary"])
    icon = Image.open(ICONS / "icon-180.png").convert("RGB")
    icon = icon.resize((64, 64), Image.Resampling.LANCZOS)
    image.paste(icon, (MARGIN, 16))
    _line(pen, (MARGIN + 80, 28), texts.product, 30, theme.PAPER, bold=True)
    if texts.marking:
        width = _width(texts.marking, 26, bold=True)
        pen.rectangle((SIZE[0] - MARGIN - width - 32, 22, SIZE[0] - MARGIN, 74), fill=WARNING)
        _line(pen, (SIZE[0] - MARGIN - width - 16, 30), texts.marking, 26, theme.PAPER, bold=True)
    top = _title(pen, texts.title, 124, colours["ink"])
    bottom = SIZE[1] - 82
    if texts.figures:
        bottom -= 150
        _figures(pen, texts.figures[:4], bottom, colours)
    size = 28 if texts.figures else 34
    room = max(int((bottom - top - 12) // (size * BASE)), 1)
    for line in _lines(texts.sentence, size, min(room, MOST_LINES)):
        _line(pen, (MARGIN, top + 8), line, size, colours["muted"])
        top += size * BASE
    pen.line((MARGIN, SIZE[1] - 72, SIZE[0] - MARGIN, SIZE[1] - 72), fill=colours["line"], width=2)
    for line in _lines(texts.foot, 22, 1):
        _line(pen, (MARGIN, SIZE[1] - 58), line, 22, colours["muted"])
    out = BytesIO()
    few = image.quantize(128, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def _title(pen: ImageDraw.ImageDraw, text: str, top: float, colour: str) -> float:
    """Write the title as large as it fits; returns where it ends."""
    fitting = (one for one in TITLES if len(_wrap(text, one[0], bold=True)) <= one[1])
    size, most = next(fitting, TITLES[-1])
    for line in _lines(text, size, most, bold=True):
        _line(pen, (MARGIN, top), line, size, colour, bold=True)
        top += size * BASE
    return top


def _figures(
    pen: ImageDraw.ImageDraw, figures: tuple[Metric, ...], top: float, colours: dict[str, str]
) -> None:
    step = (WIDTH + GAP) / len(figures)
    for number, figure in enumerate(figures):
        left, value = MARGIN + number * step, figure.value
        box = (left, top, left + step - GAP, top + 138)
        pen.rounded_rectangle(box, radius=12, fill=colours["soft"])
        fitting = (one for one in FIGURES if _width(value, one, bold=True) <= step - 48)
        size = next(fitting, FIGURES[-1])
        place = (left + 16, top + 4 + (52 - size) / 2)
        _line(pen, place, value, size, colours["primary"], bold=True)
        for row, line in enumerate(_lines(figure.label, 21, 2, room=step - 48)):
            _line(pen, (left + 16, top + 74 + row * 27), line, 21, colours["ink"])


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(fonts.FOLDER / name, size)


def _runs(text: str, bold: bool) -> list[tuple[str, str]]:
    """A text in parts, each with a typeface that has its characters, or else with the usual one."""
    own = BOLD if bold else REGULAR

    def face(letter: str) -> str:
        return next((name for name in (own, *SIGNS) if ord(letter) in fonts.characters(name)), own)

    return [(name, "".join(part)) for name, part in groupby(fonts.replace_unknown(text), face)]


def _width(text: str, size: int, *, bold: bool = False) -> float:
    return sum(_font(name, size).getlength(part) for name, part in _runs(text, bold))


def _line(
    pen: ImageDraw.ImageDraw,
    place: tuple[float, float],
    text: str,
    size: int,
    colour: str,
    *,
    bold: bool = False,
) -> None:
    left, top = place
    base = top + _font(REGULAR, size).getmetrics()[0]
    for name, part in _runs(text, bold):
        pen.text((left, base), part, colour, _font(name, size), anchor="ls")
        left += _font(name, size).getlength(part)


def _lines(
    text: str, size: int, most: int, *, bold: bool = False, room: float = WIDTH
) -> list[str]:
    """A text in at most so many lines; what does not fit is cut after a word."""
    lines = _wrap(text, size, bold=bold, room=room)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and _width(f"{last}{MORE}", size, bold=bold) > room:
        last = last.rpartition(" ")[0] or last[:-1]
    return [*lines[: most - 1], f"{last.rstrip(' ,;.:')}{MORE}"]


def _wrap(text: str, size: int, *, bold: bool = False, room: float = WIDTH) -> list[str]:
    """A text in lines; a word longer than a line is broken."""
    lines, line = [], ""
    for word in text.split():
        while _width(word, size, bold=bold) > room:
            cuts = range(len(word), 0, -1)
            fits = next(end for end in cuts if _width(word[:end], size, bold=bold) <= room)
            lines += [line, word[:fits]] if line else [word[:fits]]
            line, word = "", word[fits:]
        both = f"{line} {word}".strip()
        if _width(both, size, bold=bold) <= room:
            line = both
        else:
            lines.append(line)
            line = word
    return [*lines, line] if line else lines
