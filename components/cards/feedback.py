"""A prepared message for a reader who objects to what is shown: as text, and as an e-mail link."""

import os
import re
from dataclasses import dataclass, replace
from urllib.parse import quote

from components.layout.parts import HERE, PreparedMessage
from components.view.labels import escape
from components.view.view import View

VARIABLE = "ROADMAP_CONTACT"
"""Environment variable with the e-mail address that objections go to."""
LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
PLAIN = re.compile(rf"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@{LABEL}(?:\.{LABEL})+")
"""One e-mail address and nothing else: no second recipient, no header, no parameter of a link."""
LONGEST_CONTACT = 254
LONGEST_LINK = 2_000
"""Characters of a link that every browser and e-mail program takes."""
JOINERS = "\u200c\u200d"
LONGEST_TITLE, LONGEST_QUOTE, SHORT_TITLE = 160, 600, 30
"""Characters of the title and of the quoted text; of the title where a link has no room."""


@dataclass(frozen=True)
class Message:
    """What a reader sends, without the lines that only the reader can write.

    It is `about` an `action`, `country` or `meeting`; `shown` is what is shown of that, in a
    sentence. The address opens the view again; it is blank where there is none.
    """

    view: View
    about: str
    code: str
    title: str
    shown: str
    address: str

    @property
    def subject(self) -> str:
        """The subject of the e-mail."""
        return self.view.t("reply.subject", code=self.code, title=self.title)

    @property
    def text(self) -> str:
        """The message, with room for what is not right and for a source."""
        view, t = self.view, self.view.t
        lines = [
            t("reply.about", kind=t(f"reply.{self.about}"), code=self.code, title=self.title),
            view.known,
            t("reply.language", language=t("language.name")),
            t("reply.address", address=self.address) if self.address else "",
            t("reply.shown", shown=self.shown) if self.shown else "",
        ]
        return "\n".join([*filter(None, lines), "", t("reply.wrong"), "", t("reply.source"), ""])


PAGE_OF = {"action": "actions", "country": "countries", "meeting": "meetings"}
"""What a message can be about, to the page that shows it."""


def offer(view: View, about: str, code: str, title: str, shown: str) -> PreparedMessage:
    """A message about what is shown, to the address in ROADMAP_CONTACT; else one to be copied.

    The arguments are those of a `Message`; what is `shown` is what the reader objects to.
    """
    t, to = view.t, contact()
    own = {} if about == "country" else {about: code}
    address = view.address(f"{HERE}/{PAGE_OF[about]}", **own)
    prepared = message(view, about, code, title, shown, address)
    return PreparedMessage(
        t("reply.open"),
        t("reply.invites"),
        t("reply.to", address=escape(to)) if to else t("reply.copy"),
        prepared.text,
        t("reply.write") if to else "",
        link(to, prepared) if to else "",
    )


def contact() -> str | None:
    """The e-mail address in ROADMAP_CONTACT; `None` if there is not exactly one."""
    value = os.environ.get(VARIABLE, "")
    return value if len(value) <= LONGEST_CONTACT and PLAIN.fullmatch(value) else None


def message(view: View, about: str, code: str, title: str, shown: str, address: str) -> Message:
    """The message with each value of the data on one line, so that none can look like our text."""
    title = truncate(one_line(title), LONGEST_TITLE)
    shown = truncate(one_line(shown), LONGEST_QUOTE)
    return Message(view, about, one_line(code), title, shown, one_line(address))


def one_line(text: str) -> str:
    """A text as one line without control characters, except those that join letters (`JOINERS`)."""
    shown = (one if one.isprintable() or one in JOINERS else " " for one in text)
    return " ".join("".join(shown).split())


def truncate(text: str, most: int) -> str:
    """A text of at most so many characters; one that was cut ends in an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def link(contact: str, message: Message) -> str:
    """A link that opens the message in an e-mail program, shortened until every program takes it.

    First most words of the data go, then the address. `contact` is what `contact` gave.
    """
    short = replace(message, title=truncate(message.title, SHORT_TITLE), shown="")
    links = [_link(contact, one) for one in (message, short, replace(short, address=""))]
    return next((one for one in links if len(one) <= LONGEST_LINK), links[-1])


def _link(contact: str, message: Message) -> str:
    body = message.text.replace("\n", "\r\n")
    return f"mailto:{contact}?subject={quote(message.subject, safe='')}&body={quote(body, safe='')}"
