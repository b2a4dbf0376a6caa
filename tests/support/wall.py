"""What is seen of a slide: its letters and their places, measured in Chromium."""

import re

SEEN = """() => {
    const slide = document.querySelector(".slide[data-shown]")
    const stage = slide.getBoundingClientRect()
    const scale = stage.width / 1920
    const found = []
    const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT)
    for (let node; (node = walker.nextNode());) {
        const parent = node.parentElement
        if (!node.data.trim()) continue
        if (parent.closest(".heard")) continue
        const head = parent.closest("thead")
        // A clipped head is for screen readers only: a phone reads names beside numbers.
        if (head && getComputedStyle(head).clipPath !== "none") continue
        const style = getComputedStyle(parent)
        if (style.visibility === "hidden" || style.display === "none") continue
        if (parent.closest("script, style, defs")) continue
        const range = document.createRange()
        range.selectNodeContents(node)
        const boxes = (parent.matches(".plot .name") ? parent : range).getClientRects()
        for (const box of boxes) {
            if (box.width < 1 || box.height < 1) continue
            // A number for which a piece of a bar has no room is clipped.
            const clip = parent.closest(".track > i")?.getBoundingClientRect()
            if (clip && (box.top + box.bottom) / 2 > clip.bottom) continue
            if (clip && (box.left + box.right) / 2 > clip.right) continue
            const shown = [box.left, box.top, box.right, box.bottom]
                .map((edge, place) => (edge - (place % 2 ? stage.top : stage.left)) / scale)
            const size = parseFloat(style.fontSize)
            const turned = style.writingMode !== "horizontal-tb"
            found.push({ text: node.data.trim(), size, turned, line: shown })
        }
    }
    const box = slide.querySelector(".body")
    return {
        key: slide.dataset.key, found, scale,
        inside: slide.scrollHeight <= slide.clientHeight + 1
            && slide.scrollWidth <= slide.clientWidth + 1,
        body: box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1,
    }
}"""
WALL = (1920, 1080)
SMALLEST = 24
TOUCH = 3
"""Pixels of the wall by which boxes of letters may overlap: they are higher than their letters."""


def seen(page):
    """What is shown: key, whether it fits its box, and each line of text.

    A line has its size and place in pixels of the wall.
    """
    return page.evaluate(SEEN)


def faults(page):
    """What a reader at the back of the room would complain about on the slide that is shown."""
    now = seen(page)
    lines = now["found"]
    complaints = [] if now["inside"] else [f"{now['key']}: overflows"]
    complaints += [] if now["body"] else [f"{now['key']}: the body overflows"]
    complaints += [
        f"{now['key']}: {one['size']} px: {one['text'][:40]}"
        for one in lines
        if one["size"] < SMALLEST
    ]
    complaints += [
        f"{now['key']}: off the wall: {one['text'][:40]}"
        for one in lines
        if not _within(one["line"])
    ]
    return complaints + _covered(now, lines)


def covered(page):
    """Texts of the slide that is shown that lie over each other, on a screen of any size."""
    now = seen(page)
    return _covered(now, now["found"])


def _covered(now, lines):
    return [
        f"{now['key']}: {one['text'][:30]!r} over {other['text'][:30]!r}"
        for place, one in enumerate(lines)
        for other in lines[place + 1 :]
        if _overlap(one["line"], other["line"], turned=one["turned"] and other["turned"])
    ]


def _within(line):
    return line[0] >= -1 and line[1] >= -1 and line[2] <= WALL[0] + 1 and line[3] <= WALL[1] + 1


def _overlap(one, other, *, turned):
    """Whether two lines lie over each other; `turned` ones are measured as if they lay."""
    if turned:
        one, other = ((top, left, bottom, right) for left, top, right, bottom in (one, other))
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    room = min(one[3] - one[1], other[3] - other[1])
    return across > TOUCH and down > max(TOUCH, 0.3 * room)


def shown(page):
    """The key of the slide that is shown."""
    return page.locator(".slide[data-shown]").get_attribute("data-key")


def walk(page):
    """Walk from the first slide to the last by the right arrow key; yields each key."""
    page.keyboard.press("Home")
    keys = page.locator(".shown .slide").evaluate_all("all => all.map((one) => one.dataset.key)")
    for place, key in enumerate(keys):
        if place:
            page.keyboard.press("ArrowRight")
        assert shown(page) == key
        yield key


def digits(text):
    """The numbers of a text, thousands unparted."""
    return [
        int(number)
        for number in re.findall(r"\d+", re.sub(r"(?<=\d)[.,\xa0](?=\d{3}\b)", "", text))
    ]
