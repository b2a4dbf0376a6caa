"""The head of a page's HTML: what a search engine lists and what a link shows where it is sent."""

from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from typing import Any

import orjson

from components.cards import overview, reply
from components.documents.package import LICENCE
from components.frontend import assets
from components.server import reader
from components.server.api import openapi
from components.server.prerender.about import About
from data import contract, load, words

LONGEST = 300
"""Characters of a description that anybody shows."""
LONGEST_DATASET = 5_000
"""Characters of a dataset's description, as search engines for data take it."""
SIZE = (1200, 630)
"""Pixels of the picture of a page, as programs that show links take it."""
AGAIN = f'<noscript><meta http-equiv="refresh" content="{reader.AGAIN}"></noscript>\n'
"""Lets a browser without scripts ask again by itself for numbers that were not ready."""
INDEX, NOT_INDEX = "index,follow", "noindex,follow"


ICONS = assets.ASSETS / "icons"


@cache
def icons(language: str) -> str:
    """Our icons and what an installed page is called."""
    lines = [
        f'<link rel="icon" type="image/png" sizes="32x32" href="./{assets.address(ICONS / "icon-32.png")}">',
        f'<link rel="icon" type="image/png" sizes="192x192" href="./{assets.address(ICONS / "icon-192.png")}">',
        f'<link rel="apple-touch-icon" sizes="180x180" href="./{assets.address(ICONS / "icon-180.png")}">',
        f'<link rel="manifest" href="./manifest.webmanifest?lang={language}">',
        f'<noscript><link rel="stylesheet" href="./{assets.address(assets.FRONTEND / "plain.css")}"></noscript>',
    ]
    return "\n".join(lines) + "\n"


def generic(language: str, page: str) -> str:
    """Title and description of a page without its numbers, for when they cannot be had."""
    t = words.words(language)
    title = f"{t(f'page.{page}')} · {t('product.name')}"
    return f"<title>{escape(title)}</title>\n" + _meta("description", t(f"lead.{page}"))


def head(about: About) -> str:
    """Title, description, addresses, picture and structured data of a page."""
    content, site, t = about.content, about.site, about.view.t
    told = description(about)
    lines = [f"<title>{escape(content.window)}</title>", _meta("description", told)]
    lines += [
        _meta("robots", INDEX if about.is_listed else NOT_INDEX),
        _link("canonical", site + about.address),
    ]
    lines += [
        _link("alternate", site + address, hreflang=code)
        for code, address in about.alternates.items()
    ]
    card = {
        "og:type": "website",
        "og:site_name": t("product.name"),
        "og:title": content.window,
        "og:description": told,
        "og:locale": words.LOCALES.get(t.language, t.language),
    }
    # Who shows a link takes no relative address.
    if site:
        width, height = SIZE
        picture = {
            "image": site + picture_of(about),
            "image:type": "image/png",
            "image:width": width,
            "image:height": height,
        }
        card |= {"og:url": site + about.address} | {
            f"og:{name}": str(value) for name, value in picture.items()
        }
        card["og:image:alt"] = f"{content.window}. {told}"
    lines += [f'<meta property="{name}" content="{escape(value)}">' for name, value in card.items()]
    lines += [
        f'<meta property="og:locale:alternate" content="{words.LOCALES.get(code, code)}">'
        for code in words.languages()
        if code != t.language
    ]
    lines += [
        _meta("twitter:card", "summary_large_image"),
        *(_data_block(one) for one in _structured(about)),
    ]
    return "\n".join(lines) + "\n"


def description(about: About) -> str:
    """The page's sentence with its numbers, as long as it is shown; an invented dataset says so first."""
    t = about.view.t
    told = reply.truncate(reply.one_line(about.content.description), LONGEST)
    return f"{t('marking.exercise')}. {told}" if about.view.dataset.fictional else told


def picture_of(about: About) -> str:
    """The address of a page's picture, relative to the dashboard."""
    page, _, query = about.address.partition("?")
    return f"preview/{page}.png?{query}"


def _meta(name: str, value: str) -> str:
    return f'<meta name="{name}" content="{escape(value)}">'


def _link(rel: str, address: str, **more: str) -> str:
    told = "".join(f' {name}="{escape(value)}"' for name, value in more.items())
    return f'<link rel="{rel}"{told} href="{escape(address)}">'


def _data_block(content: Mapping[str, Any]) -> str:
    """Structured data: no script runs here. A data block ends at the first "</script"; a "<!--" in it would hide that end."""
    written = orjson.dumps(content).decode().replace("<", "\\u003c")
    return f'<script type="application/ld+json">{written}</script>'


def _structured(about: About) -> Iterator[dict[str, Any]]:
    yield _trail(about)
    # Invented data are no dataset that anybody should find.
    if about.view.page == "data" and not about.view.dataset.fictional:
        yield _dataset(about)


def _trail(about: About) -> dict[str, Any]:
    """Where the page stands: the Overview, the page of the menu, what it is about."""
    view, t = about.view, about.view.t
    steps = [(t("product.name"), f"overview?lang={t.language}")]
    if view.page != "overview":
        steps.append((t(f"page.{view.page}"), f"{view.page}?lang={t.language}"))
    if about.content.title != t(f"page.{view.page}"):
        steps.append((about.content.title, about.address))
    listed = [
        {"@type": "ListItem", "position": position, "name": name, "item": about.site + address}
        for position, (name, address) in enumerate(steps, 1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": listed}


def _dataset(about: About) -> dict[str, Any]:
    """The dataset as search engines for data read it, each table with its file."""
    view, t, dataset = about.view, about.view.t, about.view.dataset
    name = f"{t('product.name')}: {t.dataset(dataset)}"
    told = " ".join(
        [
            f"{name}.",
            t("lead.overview"),
            f"{overview.progress_sentence(view)}.",
            about.content.description,
        ]
    )
    base = about.site + openapi.BASE.lstrip("/")
    query = {name: value for name, value in view.where.items() if name != "clearance"} | {
        "lang": t.language
    }
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    files_of = [
        {
            "@type": "DataDownload",
            "name": t.contract(table, "_title"),
            "encodingFormat": "text/csv",
            "contentUrl": f"{base}/tables/{table}.csv?{asked}",
        }
        for table in contract.tables()
    ]
    period = dataset.period
    licence = {"license": LICENCE["path"]} if load.is_ours(view.folder) else {}
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": name,
        "description": reply.truncate(reply.one_line(told), LONGEST_DATASET),
        "url": about.site + about.address,
        "identifier": dataset.fingerprint,
        "version": view.as_of.isoformat(),
        "dateModified": view.as_of.isoformat(),
        "temporalCoverage": f"{period.starts.isoformat()}/{period.ends.isoformat()}"
        if period
        else f"../{view.as_of.isoformat()}",
        "spatialCoverage": [{"@type": "Place", "name": name} for name in _places(about)],
        "creator": {
            "@type": "Organization",
            "name": t("product.name"),
            "url": about.site or f"overview?lang={t.language}",
        },
        "inLanguage": t.language,
        "isAccessibleForFree": True,
        "measurementTechnique": f"{about.site}method?lang={t.language}",
        "distribution": files_of,
        **licence,
    }


def _places(about: About) -> list[str]:
    """The states of the dataset and the European Union."""
    people = about.view.dataset.participants
    codes = people.loc[people["kind"].isin(["state", "eu"]), "participant_id"]
    return [about.view.t.participant(about.view.dataset, code) for code in codes]
