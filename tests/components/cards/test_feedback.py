"""Right of reply: the message is complete, has one plain address, and no title can add to it."""

import re
from dataclasses import replace
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.cards import feedback
from components.layout.parts import HERE
from components.view.labels import escape
from data.reading import load
from data.text import words
from tests.support import build, shapes

CONTACT = "secretaria@clasi.example.org"
ADDRESS = "https://board.example.org/actions?country=ECU&dataset=exercise&lang=es&action=EX-A001"
DATASET = build.dataset([build.action("A1", "ECU")], [build.milestone("M1", "A1")])
HOSTILE = [
    'He said "no" & left? <b>=1</b> #top %0D%0ABcc:%20x@example.org',
    "One\r\nBcc: other@example.org\r\n\r\nWhat is incorrect:\nall of it",
    "a\0b\x1bc\u202ed\u2028e\x85f",
    "&subject=Other&bcc=other@example.org&body=Nothing?cc=x",
    "{code} {0} {t.__class__} `code` [link](javascript:alert(1)) $x$ :red[x]",
    "ñ" * 5000,
    "𝟚" * 5000,
    "",
]


def view(language="en"):
    return replace(
        shapes.view_of(DATASET, language), page="actions", folder=load.FOLDER / "exercise"
    )


def message(
    title="A title",
    shown="Reached: 1 of 2",
    address=ADDRESS,
    language="en",
    about="action",
    code="EX-A001",
):
    return feedback.message(view(language), about, code, title, shown, address)


def opened(link):
    """Recipient, subject and body of a link, as an e-mail program reads it."""
    parts = urlsplit(link)
    fields = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=True)
    assert [name for name, _ in fields] == ["subject", "body"]
    return unquote(parts.path), dict(fields)["subject"], dict(fields)["body"]


ANY = st.sampled_from(HOSTILE) | st.text(max_size=3000)
LINK = re.compile(r"mailto:[A-Za-z0-9@.+_-]+\?subject=[A-Za-z0-9%._~-]+&body=[A-Za-z0-9%._~-]+")


@settings(max_examples=25, deadline=None)
@given(ANY, ANY, st.text(max_size=3000), st.sampled_from(words.languages()))
def test_nothing_that_it_is_about_adds_a_line_a_recipient_or_a_header(title, text, path, language):
    address = f"https://example.org/actions?q={path}"
    made, plain = (message(*fields, address, language) for fields in ((title, text), ("A", "B")))
    assert len(plain.text.split("\n")) - len(made.text.split("\n")) in (0, 1)
    link = feedback.link(CONTACT, made)
    assert len(link) <= feedback.LONGEST_LINK and LINK.fullmatch(link)
    recipient, subject, body = opened(link)
    assert recipient == CONTACT
    assert "EX-A001" in subject and "EX-A001" in body
    assert not {"\n", "\r"} & set(subject)


def test_a_long_address_is_left_out_whole_and_never_cut():
    _, _, body = opened(feedback.link(CONTACT, message(address=f"{ADDRESS}&q={'x' * 1900}")))
    assert "https://" not in body
    _, _, body = opened(
        feedback.link(CONTACT, message(shown="x" * 600, address=f"{ADDRESS}&q={'x' * 900}"))
    )
    assert f"{ADDRESS}&q={'x' * 900}\r\n" in body


@pytest.mark.parametrize(
    "good", [CONTACT, "a@b.org", "first.last+roadmap@sub.example.co", "x_y-z@xn--exmple-cua.org"]
)
def test_a_plain_address_is_taken(good, monkeypatch):
    monkeypatch.setenv(feedback.VARIABLE, good)
    assert feedback.contact() == good


REFUSED = """nobody @example.org a@ a@b a@b..org .a@b.org a.@b.org a@-b.org
a@b.org,c@d.org a@b.org;c@d.org a@b.org?bcc=c@d.org a@b.org&x=y a%0d@b.org mailto:a@b.org
"a"@b.org a@b.org#x ä@b.org a@bücher.org a@[127.0.0.1] javascript:alert(1)"""
WITH_BLANKS = "", " ", "a b@example.org", "a@b.org\n", "a@b.org\r\nBcc: c@d.org", "Name <a@b.org>"


@pytest.mark.parametrize("bad", [*REFUSED.split(), *WITH_BLANKS, f"{'a' * 250}@b.org"])
def test_anything_that_is_no_plain_address_is_refused(bad, monkeypatch):
    monkeypatch.setenv(feedback.VARIABLE, bad)
    assert feedback.contact() is None


@pytest.fixture
def offered(monkeypatch):
    """The message about an action of a title, with the setting of an operator or without."""

    def made(language, title, contact):
        monkeypatch.delenv(feedback.VARIABLE, raising=False)
        if contact is not None:
            monkeypatch.setenv(feedback.VARIABLE, contact)
        return feedback.offer(view(language), "action", "EX-A001", title, "Reached: 1 of 2")

    return made


@pytest.mark.parametrize("title", ["A title", HOSTILE[0], HOSTILE[1]])
@pytest.mark.parametrize("language", words.languages())
def test_with_an_address_there_is_a_link_to_it_and_the_text_beside(offered, language, title):
    one = offered(language, title, CONTACT)
    recipient, subject, body = opened(one.address)
    assert recipient == CONTACT
    assert "EX-A001" in subject
    assert one.text == body.replace("\r\n", "\n")
    assert escape(CONTACT) in one.says
    assert one.write == words.words(language)("reply.write")


@pytest.mark.parametrize("contact", [None, "", "a@b.org, c@d.org", "a@b.org?bcc=c@d.org"])
@pytest.mark.parametrize("language", words.languages())
def test_without_one_there_is_the_text_to_copy_and_no_link(offered, language, contact):
    one, t = offered(language, HOSTILE[1], contact), words.words(language)
    assert (one.address, one.write) == ("", "")
    assert t("reply.wrong") in one.text.split("\n")
    assert one.says == t("reply.copy")
    assert one.open == t("reply.open")


def test_the_message_leads_back_to_what_it_is_about(offered):
    """By an address whose beginning only the browser knows."""
    [line] = [line for line in offered("es", "A title", None).text.split("\n") if HERE in line]
    assert line.endswith(f"{HERE}/actions?dataset=exercise&lang=es&action=EX-A001")
