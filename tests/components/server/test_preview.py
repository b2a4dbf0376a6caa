"""Pictures of pages: their addresses, what stands on them, and that every text fits."""

from io import BytesIO

import pytest
from PIL import Image
from starlette.testclient import TestClient

import dashboard
from components.documents import fonts
from components.server import preview, preview_image
from components.server.limits import Windows
from components.server.preview_texts import PictureTexts

LONG = "Cooperación reforzada contra las redes transnacionales de tráfico " * 6


@pytest.fixture(scope="module")
def client():
    return TestClient(dashboard.app._build_starlette_app())


def texts(**more):
    """What stands on a picture."""
    found = {
        "product": "EU-CLASI",
        "title": "A",
        "sentence": "B",
        "figures": (),
        "foot": "C",
        "marking": "",
    }
    return PictureTexts(**{**found, **more})


def test_a_picture_is_of_the_size_that_is_told_and_not_sent_again(client):
    answer = client.get("/preview/overview.png?lang=es")
    image = Image.open(BytesIO(answer.content))
    assert (image.format, image.size) == ("PNG", (1200, 630))
    assert len(answer.content) < 100_000
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    again = client.get(
        "/preview/overview.png?lang=es", headers={"if-none-match": answer.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/preview/overview.png?lang=pt").headers["etag"] != answer.headers["etag"]


@pytest.mark.parametrize("page", ["nowhere", "..%2f..%2fetc%2fpasswd", "Overview"])
def test_there_is_no_picture_of_what_is_no_page(client, page):
    assert client.get(f"/preview/{page}.png").status_code == 404


def test_pictures_are_made_for_one_client_a_number_of_times_a_minute(client, monkeypatch):
    monkeypatch.setattr(preview, "_requests", Windows(preview.RateLimitItemPerMinute(2)))
    found = [client.get("/preview/method.png?lang=en") for _ in range(3)]
    assert [answer.status_code for answer in found] == [200, 200, 429]
    assert int(found[-1].headers["retry-after"]) > 0


def test_a_picture_says_what_the_page_says_and_that_data_are_invented(client, monkeypatch):
    drawn = []
    monkeypatch.setattr(preview, "_cache", preview.Kept(1))
    monkeypatch.setattr(preview_image, "draw", lambda one: drawn.append(one) or b"")
    for address in (
        "overview.png?lang=en&country=ECU",
        "actions.png?lang=en&action=A009",
        "overview.png?lang=en&dataset=exercise",
    ):
        client.get(f"/preview/{address}")
    chosen, action, invented = drawn
    assert len(chosen.figures) == 4
    assert "Ecuador" in chosen.sentence
    assert action.title == "Europol-Ecuador working arrangement"
    assert not action.figures
    assert chosen.marking == "" != invented.marking


@pytest.mark.parametrize("bold", [True, False])
@pytest.mark.parametrize(
    "text", [LONG, "W" * 400, "A " * 200, "", "一二三 ● ◔ ∑ \N{GRINNING FACE}"]
)
def test_a_text_is_cut_so_that_it_fits(text, bold):
    for most in (1, 3):
        lines = preview_image._lines(text, 40, most, bold=bold)
        assert len(lines) <= most
        assert all(
            preview_image._width(line, 40, bold=bold) <= preview_image.WIDTH for line in lines
        )
        whole = "".join(text.split())
        assert "".join("".join(lines).split()) == whole or lines[-1].endswith(preview_image.MORE)


def test_a_picture_of_long_words_is_drawn_and_ends_above_its_foot():
    marks = texts(title=LONG, sentence=LONG, foot="")
    image = Image.open(BytesIO(preview_image.draw(marks))).convert("L")
    blank = image.crop((0, 560, 1200, 630))
    line = (
        Image.open(BytesIO(preview_image.draw(texts(foot=""))))
        .convert("L")
        .crop((0, 560, 1200, 630))
    )
    assert blank.tobytes() == line.tobytes()


def test_the_same_words_give_the_same_picture():
    assert preview_image.draw(texts()) == preview_image.draw(texts())
    assert preview_image.draw(texts()) != preview_image.draw(texts(marking="FICTIONAL"))


def test_every_typeface_of_a_picture_is_there():
    assert all(
        fonts.characters(name)
        for name in (preview_image.REGULAR, preview_image.BOLD, *preview_image.SIGNS)
    )
