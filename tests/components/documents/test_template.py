"""The template of a presentation: ours, and why a delegation's own is refused."""

import io
import re
import zipfile

import pytest
from pptx import Presentation
from pptx.util import Inches

from components.charts import theme
from components.documents import DocumentError, pptx, registry
from components.documents.pptx import template
from components.documents.pptx.page import CHART_SHARE
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
    assert not [colour for colour in ours if theme.office(colour).encode() not in scheme]


def test_a_delegations_own_is_used_where_the_setting_names_it(tmp_path, monkeypatch):
    path = change_template(
        tmp_path, lambda deck: setattr(deck.slide_master, "name", "Ministry of the Interior")
    )
    monkeypatch.setenv(template.SETTING, str(path))
    made = Presentation(
        io.BytesIO(pptx.make(open_view("slides", "es", {"priority": ["P5"]}), ADDRESS))
    )
    assert made.slide_master.name == "Ministry of the Interior"


def test_the_content_stands_where_the_template_has_its_place(tmp_path):
    def move(deck):
        place = template.placeholders(template.layout_of(deck, template.CONTENT))["content"]
        place.left, place.top, place.width, place.height = (
            Inches(value) for value in (1, 2.3, 11.2, 4.1)
        )

    content = pptx.make(
        open_view("slides", "en", {"priority": ["P5"]}),
        ADDRESS,
        path=change_template(tmp_path, move),
    )
    frames = [
        shape
        for slide in Presentation(io.BytesIO(content)).slides
        for shape in slide.shapes
        if shape.has_chart
    ]
    widths = {(shape.left, shape.top, shape.height): shape.width for shape in frames}
    left, top, width, height = (int(Inches(value)) for value in (1, 2.3, 11.2, 4.1))
    assert set(widths) == {(left, top, height)}
    # Beside the actions behind its number a chart has less of the width.
    assert {shape.width for shape in frames} == {width, int(width * CHART_SHARE)}


def resize(deck):
    deck.slide_width = Inches(10)


def keep_a_slide(deck):
    deck.slides.add_slide(deck.slide_layouts[0])


def rename(deck):
    deck.slide_layouts.get_by_name(template.TITLE).name = "Title Slide"


def take_out_the_number(deck):
    tree = deck.slide_layouts.get_by_name(template.CONTENT).shapes._spTree
    tree.remove(list(tree)[-1])


def shrink(deck):
    place = template.placeholders(template.layout_of(deck, template.CONTENT))["content"]
    place.height = Inches(2)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (resize, ("size", "10.00", "7.50")),
        (keep_a_slide, ("slides", "1")),
        (rename, ("no_layout", "Roadmap title")),
        (take_out_the_number, ("no_placeholder", "Roadmap content")),
        (shrink, ("small_content", "Roadmap content")),
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
