"""The HTML of a page as a browser without scripts, or a search engine, reads it."""

import lxml.html


def read(client, address, **headers):
    """A page, as a tree."""
    answer = client.get(f"/{address}", headers=headers)
    assert answer.status_code == 200
    return lxml.html.document_fromstring(answer.text)


def meta_content(tree, name):
    """The content of a tag of the head, by name or property; nothing where there is none."""
    found = tree.xpath("//meta[@name=$it or @property=$it]/@content", it=name)
    assert len(found) <= 1, name
    return found[0] if found else None
