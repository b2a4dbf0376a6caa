"""The head of a page's HTML: what a search engine lists and what a link shows."""

from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from typing import Any

import orjson

from components.cards import overview, programs, reply
from components.documents.package import LICENCE
from components.frontend import assets
from components.server import reader, styles
from components.server.prerender.subject import Page
from data import contract, load, locales, words

LONGEST = 300
"""Characters of a description: programs show no more."""
LONGEST_DATASET = 5_000
"""Characters of a dataset's description, as search engines for data take it."""
SIZE = (1200, 630)
"""Pixels of the picture beside links, as programs that show links take it."""
AGAIN = f'<noscript><meta http-equiv="refresh" content="{reader.AGAIN}"></noscript>\n'
"""Lets a browser without scripts reload for numbers that were late."""
INDEX, NOT_INDEX = "index,follow", "noindex,follow"


ICONS = assets.ASSETS / "icons"


@cache
def icons(language: str) -> str:
    """Our icons, the manifest of an installed page, and the style without scripts."""
    small, large, apple = (assets.address(ICONS / f"icon-{size}.png") for size in (32, 192, 180))
    style = assets.address(assets.FRONTEND / "plain.css")
    lines = [
        f'<link rel="icon" type="image/png" sizes="32x32" href="./{small}">',
        f'<link rel="icon" type="image/png" sizes="192x192" href="./{large}">',
        f'<link rel="apple-touch-icon" sizes="180x180" href="./{apple}">',
        f'<link rel="manifest" href="./manifest.webmanifest?lang={language}">',
        f'<link rel="stylesheet" href="./{styles.address()}">',
        f'<noscript><link rel="stylesheet" href="./{style}"></noscript>',
    ]
    return "\n".join(lines) + "\n"


def generic(language: str, page: str) -> str:
    """Title and description of a page without its numbers, for when they fail or are late."""
    t = words.words(language)
    title = f"{t(f'page.{page}')} · {t('product.name')}"
    return f"<title>{escape(title)}</title>\n" + _meta("description", t(f"lead.{page}"))


def render(page: Page) -> str:
    """Title, description, addresses, picture and structured data of a page."""
    content, site, t = page.content, page.site, page.view.t
    text = description(page)
    lines = [f"<title>{escape(content.window)}</title>", _meta("description", text)]
    robots = INDEX if page.is_listed else NOT_INDEX
    lines += [_meta("robots", robots), _link("canonical", site + page.address)]
    lines += [
        _link("alternate", site + address, hreflang=code)
        for code, address in page.alternates.items()
    ]
    card = {
        "og:type": "website",
        "og:site_name": t("product.name"),
        "og:title": content.window,
        "og:description": text,
        "og:locale": str(locales.language(t.language).locale),
    }
    # Programs that show links take no relative address.
    if site:
        width, height = map(str, SIZE)
        card |= {"og:url": site + page.address, "og:image": site + picture(t.language)}
        card |= {"og:image:type": "image/png", "og:image:width": width, "og:image:height": height}
        card["og:image:alt"] = f"{t('product.name')}. {t('lead.overview')}"
    card_lines = [*card.items()]
    card_lines += [
        ("og:locale:alternate", str(locales.language(code).locale))
        for code in words.languages()
        if code != t.language
    ]
    lines += [f'<meta property="{name}" content="{escape(value)}">' for name, value in card_lines]
    lines += [_meta("twitter:card", "summary_large_image"), *map(_data_block, _data_blocks(page))]
    return "\n".join(lines) + "\n"


def description(page: Page) -> str:
    """The sentence of the page with its numbers, cut to what is shown; marked if invented."""
    t = page.view.t
    text = reply.truncate(reply.one_line(page.content.description), LONGEST)
    return f"{t('marking.exercise')}. {text}" if page.view.dataset.fictional else text


@cache
def picture(language: str) -> str:
    """Return the address of the picture beside links, relative to the dashboard."""
    return assets.address(assets.ASSETS / f"previews/{language}.png")


def _meta(name: str, value: str) -> str:
    return f'<meta name="{name}" content="{escape(value)}">'


def _link(rel: str, address: str, **more: str) -> str:
    text = "".join(f' {name}="{escape(value)}"' for name, value in more.items())
    return f'<link rel="{rel}"{text} href="{escape(address)}">'


def _data_block(content: Mapping[str, Any]) -> str:
    """Structured data. No script runs here.

    A block ends at the first "</script", and a "<!--" in it would hide that end: no "<" is written.
    """
    written = orjson.dumps(content).decode().replace("<", "\\u003c")
    return f'<script type="application/ld+json">{written}</script>'


def _data_blocks(page: Page) -> Iterator[dict[str, Any]]:
    yield _trail(page)
    # Nobody should find invented data by searching.
    if page.view.page == "data" and not page.view.dataset.fictional:
        yield _dataset(page)


def _trail(page: Page) -> dict[str, Any]:
    """Where the page stands: the Overview, the page of the menu, and its subject."""
    view, t = page.view, page.view.t
    steps = [(t("product.name"), f"overview?lang={t.language}")]
    if view.page != "overview":
        steps.append((t(f"page.{view.page}"), f"{view.page}?lang={t.language}"))
    if page.content.title != t(f"page.{view.page}"):
        steps.append((page.content.title, page.address))
    listed = [
        {"@type": "ListItem", "position": position, "name": name, "item": page.site + address}
        for position, (name, address) in enumerate(steps, 1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": listed}


def _dataset(page: Page) -> dict[str, Any]:
    """The dataset as search engines for data read it, each table with its file."""
    view, t, dataset = page.view, page.view.t, page.view.dataset
    name = f"{t('product.name')}: {t.dataset(dataset)}"
    said = f"{overview.progress_sentence(view)}."
    text = " ".join([f"{name}.", t("lead.overview"), said, page.content.description])
    base = page.site + programs.BASE.lstrip("/")
    query = {name: value for name, value in view.where.items() if name != "clearance"}
    query["lang"] = t.language
    parameters = "&".join(f"{name}={value}" for name, value in query.items())
    files_of = [
        {
            "@type": "DataDownload",
            "name": t.contract(table, "_title"),
            "encodingFormat": "text/csv",
            "contentUrl": f"{base}/tables/{table}.csv?{parameters}",
        }
        for table in contract.tables()
    ]
    period, day = dataset.period, view.as_of.isoformat()
    covers = f"{period.starts.isoformat()}/{period.ends.isoformat()}" if period else f"../{day}"
    licence = {"license": LICENCE["path"]} if load.is_ours(view.folder) else {}
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": name,
        "description": reply.truncate(reply.one_line(text), LONGEST_DATASET),
        "url": page.site + page.address,
        "identifier": dataset.fingerprint,
        "version": day,
        "dateModified": day,
        "temporalCoverage": covers,
        "spatialCoverage": [{"@type": "Place", "name": name} for name in _places(page)],
        "creator": {
            "@type": "Organization",
            "name": t("product.name"),
            "url": page.site or f"overview?lang={t.language}",
        },
        "inLanguage": t.language,
        "isAccessibleForFree": True,
        "measurementTechnique": f"{page.site}method?lang={t.language}",
        "distribution": files_of,
        **licence,
    }


def _places(page: Page) -> list[str]:
    """The states of the dataset and the European Union."""
    people = page.view.dataset.participants
    codes = people.loc[people["kind"].isin(["state", "eu"]), "participant_id"]
    return [page.view.t.participant(page.view.dataset, code) for code in codes]
