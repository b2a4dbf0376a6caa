"""The head of a page's HTML: what a search engine lists and what a link shows."""

from typing import Any

import orjson
from markupsafe import Markup

from components.cards import feedback
from components.layout.files import FEED, document_address, followed
from components.layout.headline import progress_sentence
from components.layout.page import Content
from components.server import refusals, templates
from components.server.board import assets
from components.view import stores
from data.model import locales
from data.reading import load
from data.text import words

LONGEST = 300
"""Characters of a description: programs show no more."""
LONGEST_DATASET = 5_000
"""Characters of a dataset's description, as search engines for data take it."""
AGAIN = Markup(f'<noscript><meta http-equiv="refresh" content="{refusals.AGAIN}"></noscript>\n')
"""Lets a browser without scripts reload for numbers that were late."""


def generic(language: str, page: str) -> Markup:
    """Title and description of a page without its numbers, for when they fail or are late."""
    t = stores.default_words(language)
    title, lead = f"{t(f'page.{page}')} · {t('product.name')}", t(f"lead.{page}")
    tags = '<title>{}</title>\n<meta name="description" content="{}">\n'
    return Markup(tags).format(title, lead)


def render(content: Content, site: str) -> Markup:
    """Title, description, addresses, picture and structured data of a page.

    Without `site`, the address of the dashboard, every address is relative.
    """
    t = content.view.t
    picture = assets.ASSETS / f"previews/{t.language}.png"
    # Nobody should find invented data by searching, or what is not public.
    is_found = content.view.page == "data" and not content.view.warning
    return templates.render(
        "head.html",
        t=t,
        content=content,
        site=site,
        description=description(content),
        picture=assets.address(picture) if load.is_shipped(content.view.folder) else "",
        feed=followed(content.view, FEED),
        locales={code: str(locales.language(code).locale) for code in words.languages()},
        block=templates.as_block(orjson.dumps(_dataset(content, site))) if is_found else "",
    )


def description(content: Content) -> str:
    """The sentence of the page with its numbers, cut to what is shown, after any warning."""
    warning, text = content.view.warning, feedback.one_line(content.description)
    text = feedback.truncate(text, LONGEST)
    return f"{warning}. {text}" if warning else text


def _dataset(content: Content, site: str) -> dict[str, Any]:
    """The dataset as search engines for data read it, with the package of all its tables."""
    view, t, dataset = content.view, content.view.t, content.view.dataset
    title, day = t.dataset(dataset), view.as_of.isoformat()
    name = t.roadmap_before(title, ": ") + title
    text = f"{name}. {t('lead.overview')} {progress_sentence(view)}. {content.description}"
    period = dataset.period
    licence = {"license": dataset.licence.path} if dataset.licence else {}
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": name,
        "description": feedback.truncate(feedback.one_line(text), LONGEST_DATASET),
        "url": site + content.address,
        "identifier": dataset.fingerprint,
        "version": day,
        "dateModified": day,
        "temporalCoverage": f"{period.starts.isoformat()}/{period.ends.isoformat()}",
        "creator": {
            "@type": "Organization",
            "name": t("product.name"),
            "url": site or f"overview?lang={t.language}",
        },
        "inLanguage": t.language,
        "isAccessibleForFree": True,
        "distribution": {
            "@type": "DataDownload",
            "encodingFormat": "application/zip",
            "contentUrl": site + document_address(view, "package", "zip"),
        },
        **licence,
    }
