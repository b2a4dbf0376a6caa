"""A slide as HTML elements: legible without a script, shown by `components/frontend/slides.js`.

The standard library builds and writes the elements, so that no text is read as markup.
"""

from typing import Any
from xml.etree.ElementTree import Element, SubElement

from components.charts.bars import Bars
from components.charts.lines import Lines
from components.charts.matrix import Matrix
from components.charts.spans import Spans
from components.documents.deck.slide import Chart, Number, Slide
from data.text.words import Words

KIND = {Bars: "bars", Lines: "lines", Spans: "gantt"}
"""Kind of chart to its name in the styles."""


def section(slide: Slide, foot: str, t: Words, *, names_page: bool = True) -> Element:
    """One slide with its marking, title, body, imprint and notes.

    Args:
        slide: the slide.
        foot: its imprint.
        t: words of the reader's language.
        names_page: whether the title of the opening slide is the heading of the page, as in a file.
    """
    opening = slide.body is None
    about = {"id": slide.key, "class": "slide opening" if opening else "slide"}
    root = Element("section", {**about, "aria-labelledby": f"{slide.key}-title"})
    if slide.marking:
        _add(root, "p", slide.marking, "marking")
    head = _add(root, "header", "", "head")
    level = "h1" if opening and names_page else "h2"
    _add(head, level, slide.title, "title", id=f"{slide.key}-title")
    if slide.subtitle:
        _add(head, "p", slide.subtitle, "subtitle")
    body = _add(root, "div", "", "body")
    if slide.behind:
        body.set("class", "body split")
        _body(_add(body, "div", "", "main"), slide, t)
        aside = _add(body, "div", "", "listed")
        _add(aside, "h3", slide.behind.title)
        _lines(aside, slide.behind.lines)
    else:
        _body(body, slide, t)
    _add(_add(root, "footer", "", "foot"), "p", foot)
    notes = _add(root, "details", "", "speaker")
    _add(notes, "summary", t("slides.said"))
    for note in slide.notes:
        heading, ended, text = note.partition("\n")
        paragraph = _add(notes, "p", "" if ended else note)
        if ended:
            _add(paragraph, "b", heading).tail = f"\n{text}"
    return root


def _add(parent: Element, tag: str, text: str = "", name: str = "", **more: str) -> Element:
    element = SubElement(parent, tag, {**({"class": name} if name else {}), **more})
    element.text = text or None
    return element


def _body(parent: Element, slide: Slide, t: Words) -> None:
    body = slide.body
    if isinstance(body, Chart):
        _chart(parent, slide, body, t)
    elif isinstance(body, Matrix):
        _matrix(parent, slide, body, t)
    elif body and isinstance(body[0], Number):
        _numbers(parent, body)
    elif body:
        _lines(parent, body)


def _numbers(parent: Element, numbers: Any) -> None:
    figures = _add(parent, "dl", "", "numbers")
    for number in numbers:
        cell = _add(figures, "div")
        _add(cell, "dt", number.label)
        value = _add(cell, "dd", number.value, "value")
        if number.small:
            value.text = f"{number.value} "
            _add(value, "span", number.small)
        _add(cell, "dd", number.means, "means")


def _lines(parent: Element, lines: Any) -> None:
    items = _add(parent, "ul", "", "lines")
    signed = any(line.sign for line in lines)
    for line in lines:
        item = _add(items, "li")
        if signed:
            _add(item, "span", line.sign, "sign", **{"aria-hidden": "true"})
        _add(item, "span", line.text)


def _matrix(parent: Element, slide: Slide, matrix: Matrix, t: Words) -> None:
    titles = [column.title for column in matrix.columns]
    table = _table(parent, "matrix", slide.title, (t("column.country"), *titles))
    body = _add(table, "tbody")
    for line in matrix.rows:
        row = _add(body, "tr")
        _add(row, "th", line.name, scope="row")
        for title, cell in zip(titles, line.cells, strict=True):
            look = cell.due or ("reached" if cell.filled else "none")
            item = _add(row, "td", "", look, **{"data-column": title})
            _add(item, "b", cell.count)
            if cell.sign:
                hidden = {"aria-hidden": "true"} if cell.word else {}
                _add(item, "span", cell.sign, "sign", **hidden)
            if cell.word:
                _add(item, "span", cell.word, "said")


def _chart(parent: Element, slide: Slide, chart: Chart, t: Words) -> None:
    legend = _add(parent, "ul", "", "legend", **{"data-kind": KIND[type(chart)]})
    for series in chart.series:
        look = series.look
        if look.hidden:
            continue
        item = _add(legend, "li")
        classes = ["sample", *["hatched"] * look.hatched, *["dashed"] * look.dashed]
        colour = f"--colour: var(--colour-{int(look.colour.removeprefix('#'))})"
        _add(item, "span", "", " ".join(classes), style=colour, **{"aria-hidden": "true"})
        name = series.name
        if isinstance(chart, Lines) and (last := series.numbers[-1]) is not None:
            name = f"{name}: {t.number(last)}"
        _add(item, "span", name)
    _add(parent, "div", "", "roadmap-chart", **{"data-alt": slide.alt})
    _twin(parent, slide, chart, t)


def _twin(parent: Element, slide: Slide, chart: Chart, t: Words) -> None:
    """The numbers of a chart as a table, for readers without scripts or without sight."""
    headings = ("", *(series.name for series in chart.series))
    table = _table(_add(parent, "div", "", "twin"), "", slide.title, headings)
    body = _add(table, "tbody")
    for place, name in enumerate(chart.categories):
        row = _add(body, "tr")
        _add(row, "th", name if isinstance(name, str) else t.date(name, "month"), scope="row")
        for series in chart.series:
            number = series.numbers[place]
            _add(row, "td", "" if number is None else t.number(number))


def _table(parent: Element, name: str, caption: str, headings: tuple[str, ...]) -> Element:
    table = _add(parent, "table", "", name)
    _add(table, "caption", caption, "heard")
    row = _add(_add(table, "thead"), "tr")
    for place, heading in enumerate(headings):
        if heading or place:
            _add(row, "th", heading, scope="col")
        else:
            _add(row, "td")
    return table
