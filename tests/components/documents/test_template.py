"""The template of a presentation: ours, and why a delegation's own is refused."""

import io
import re
import zipfile

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches

from components.charts import theme
from components.documents import DocumentError, pptx, registry
from components.documents.deck import slides
from components.documents.pptx import paint, template
from components.view.view import open_view
from data.text import words

ADDRESS = "https://roadmap.example.org/slides"


def change_template(tmp_path, change):
    """Our template, opened, changed and saved elsewhere."""
    deck = Presentation(str(template.OURS))
    change(deck)
    path = tmp_path / "own.pptx"
    deck.save(str(path))
    return path


def repack(tmp_path, parts=(), replaced=()):
    """Our template with parts added, or with text replaced in them."""
    path = tmp_path / "own.pptx"
    with (
        zipfile.ZipFile(template.OURS) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            for part, one, other in replaced:
                content = content.replace(one, other) if re.fullmatch(part, name) else content
            new.writestr(name, content)
        for name, content in parts:
            new.writestr(name, content)
    return path


def problem_of(path):
    with pytest.raises(DocumentError) as caught:
        template.load(path)
    return (caught.value.code, *map(str, caught.value.details.values()))


def test_ours_lacks_nothing_and_has_the_colours_of_the_pages():
    scheme = next(
        part.blob
        for part in template.load().part.package.iter_parts()
        if part.partname.endswith("theme1.xml")
    )
    ours = (theme.TEXT, theme.PAPER, theme.PRIMARY, theme.SOFT)
    assert not [colour for colour in ours if theme.real(colour)[1:].upper().encode() not in scheme]


def test_a_delegations_own_is_used_where_the_setting_names_it(tmp_path, monkeypatch):
    path = change_template(
        tmp_path, lambda deck: setattr(deck.slide_master, "name", "Ministry of the Interior")
    )
    monkeypatch.setenv(template.SETTING, str(path))
    made = Presentation(
        io.BytesIO(pptx.make(open_view("slides", "es", {"priority": ["P5"]}), ADDRESS))
    )
    assert made.slide_master.name == "Ministry of the Interior"


SIZES = {"16:9": (13.333, 7.5), "4:3": (10, 7.5), "10 x 5.63": (10, 5.625), "A4": (10.833, 7.5)}
DARK = {"dk1": "F2F2F2", "lt1": "101C33", "dk2": "FFD24D", "lt2": "22304D", "accent1": "FFB000"}


SERIF = {"majorFont": "DejaVu Serif", "minorFont": "DejaVu Serif"}


def usual(tmp_path, size, colours=None, fonts=None, named="{}"):
    """The template that office programmes begin with, in a size, with what a ministry changes.

    That is colours, fonts, and what the layouts are called.
    """
    deck = Presentation()
    wide, high = (int(Inches(side)) for side in size)
    across, down = wide / deck.slide_width, high / deck.slide_height
    layouts = (deck.slide_master, *deck.slide_layouts)
    shapes = [shape for layout in layouts for shape in layout.placeholders]
    places = [(shape.left, shape.top, shape.width, shape.height) for shape in shapes]
    for shape, place in zip(shapes, places, strict=True):
        shape.left, shape.top, shape.width, shape.height = (
            int(side * factor)
            for side, factor in zip(place, (across, down, across, down), strict=True)
        )
    deck.slide_width, deck.slide_height = wide, high
    part = next(
        one for one in deck.part.package.iter_parts() if one.partname.endswith("theme1.xml")
    )
    for name, value in (colours or {}).items():
        part._blob = re.sub(
            rb"(<a:%b>).*?(</a:%b>)" % (name.encode(), name.encode()),
            rb'\1<a:srgbClr val="%b"/>\2' % value.encode(),
            part.blob,
            flags=re.DOTALL,
        )
    for name, typeface in (fonts or {}).items():
        pattern = rb'(<a:%b>\s*<a:latin typeface=)"[^"]*"' % name.encode()
        part._blob = re.sub(pattern, rb'\1"%b"' % typeface.encode(), part.blob)
    for layout in deck.slide_layouts:
        layout._element.cSld.set("name", named.format(layout.name))
        if named != "{}":
            layout._element.attrib.pop("type", None)
    path = tmp_path / "ministry.pptx"
    deck.save(str(path))
    return path


OWN = {
    "dark, 16:9": {"size": SIZES["16:9"], "colours": DARK},
    "serif, 10 x 5.63": {"size": SIZES["10 x 5.63"], "fonts": SERIF},
    "4:3": {"size": SIZES["4:3"]},
    "layouts of other names, A4": {"size": SIZES["A4"], "named": "Ministerio {}"},
}


@pytest.mark.parametrize("own", OWN.values(), ids=OWN)
def test_a_template_of_any_kind_and_size_is_filled_and_nothing_leaves_the_slide(tmp_path, own):
    path = usual(tmp_path, **own)
    view = open_view("slides", "es", {"country": ["ECU"]})
    made = Presentation(io.BytesIO(pptx.make(view, ADDRESS, path=path)))
    assert len(made.slides) == len(slides(view))
    scale = made.slide_width / Inches(13.333)
    for slide in made.slides:
        assert slide.shapes.title.text_frame.text
        assert not list(slide._element.iter(qn("a:latin")))
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= made.slide_width
            assert shape.top >= 0 and shape.top + shape.height <= made.slide_height
        runs = [run for part in slide.shapes.title.text_frame.paragraphs for run in part.runs]
        assert all(run.font.size.pt >= 21.9 * scale for run in runs)


def test_a_template_gives_its_colours_and_what_is_written_on_them_can_be_read(tmp_path):
    path = usual(tmp_path, SIZES["16:9"], DARK)
    content = pptx.make(open_view("slides", "en", {}), ADDRESS, path=path)
    made = Presentation(io.BytesIO(content))
    for slide in made.slides:
        parts = [slide._element]
        parts += [shape.chart._chartSpace for shape in slide.shapes if shape.has_chart]
        assert not [one for part in parts for one in part.iter(qn("a:srgbClr"))]
    colours = paint.Theme(made.slide_master)
    assert colours.on(paint.STRONG) == paint.PAPER
    assert paint.Theme(template.load().slide_master).on(paint.STRONG) == paint.PAPER
    assert paint.Theme(template.load().slide_master).on(paint.PALE) == paint.INK


def keep_a_slide(deck):
    deck.slides.add_slide(deck.slide_layouts[0])


def take_out_the_title(deck):
    for layout in deck.slide_layouts:
        for shape in list(layout.placeholders):
            if "TITLE" in shape.placeholder_format.type.name:
                shape._element.getparent().remove(shape._element)


def shrink(deck):
    place = template.placeholders(template.layout_of(deck, template.CONTENT))["content"]
    place.height = Inches(2)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (keep_a_slide, ("slides", "1")),
        (take_out_the_title, ("no_layout", "title")),
        (shrink, ("small_content", "obj")),
    ],
)
def test_what_our_slides_need_is_missing(tmp_path, change, problem):
    assert problem_of(change_template(tmp_path, change)) == problem


LINK = b"""<Relationship Id="rId99" Type="http://example.org/x"
    Target="http://evil.example/a.png" TargetMode="&#69;xternal"/></Relationships>"""
BINARY = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
OBJECT = b"""<Relationship Id="rId99" Type="http://example.org/x" Target="vbaProject.bin"/>
    </Relationships>"""
RELATIONS = "ppt/_rels/presentation.xml.rels"


@pytest.mark.parametrize(
    ("parts", "replaced", "problem"),
    [
        (
            [("ppt/vbaProject.bin", b"x")],
            [
                (RELATIONS, b"</Relationships>", OBJECT),
                (r"\[Content_Types\].xml", b"</Types>", BINARY + b"</Types>"),
            ],
            ("macros",),
        ),
        (
            [],
            [
                (
                    r"\[Content_Types\].xml",
                    b"openxmlformats-officedocument.presentationml.presentation.main",
                    b"ms-powerpoint.presentation.macroEnabled.main",
                )
            ],
            ("macros",),
        ),
        ([], [(RELATIONS, b"</Relationships>", LINK)], ("external", "ppt/presentation.xml")),
    ],
)
def test_what_every_presentation_would_take_over_is_refused(tmp_path, parts, replaced, problem):
    assert problem_of(repack(tmp_path, parts, replaced)) == problem


def test_what_no_part_names_is_not_taken_over(tmp_path):
    path = repack(tmp_path, [("ppt/vbaProject.bin", b"x")])
    made = pptx.make(open_view("slides", "es", {"priority": ["P5"]}), ADDRESS, path=path)
    assert b"vbaProject" not in made


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x05\x06" + b"\x00" * 18])
def test_what_is_no_presentation_is_refused(tmp_path, content):
    path = tmp_path / "own.pptx"
    path.write_bytes(content)
    assert problem_of(path) == ("no_presentation",)


def test_a_missing_file_is_named(tmp_path):
    assert problem_of(tmp_path / "nowhere.pptx") == ("no_file", str(tmp_path / "nowhere.pptx"))


@pytest.mark.parametrize("language", words.languages())
def test_what_is_wrong_with_a_template_is_said_where_the_document_is_made(
    monkeypatch, tmp_path, language
):
    monkeypatch.setenv(template.SETTING, str(tmp_path / "gone.pptx"))
    one = registry.document("slides")
    with pytest.raises(registry.REFUSALS) as caught:
        registry.make(open_view("slides", language, {}), one, one.form("pptx"), "")
    t = words.words(language)
    assert registry.reason(caught.value, t) == t(
        "document_problem.no_file", path=str(tmp_path / "gone.pptx")
    )
