"""This file makes a drawn picture part of a page: named, said in words, and without ids of others.

A picture set into a page shares its ids and styles with the page. So none is left in it but the ids
its own parts refer to, which are told apart by the picture's name.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERRED = re.compile(r"url\(#([^)]+)\)")


def inline(picture: bytes, *, name: str, title: str, description: str) -> str:
    """Return a picture as an element for a page, an image to a screen reader: its title and words.

    Fonts are those of the page; the size is that of the room it is given, at its own proportions.
    """
    root = ElementTree.fromstring(picture)
    _plain(root, name, _used(root))
    width, height = root.attrib["viewBox"].split()[2:]
    root.attrib.clear()
    root.attrib |= {
        "viewBox": f"0 0 {width} {height}",
        "role": "img",
        "aria-labelledby": f"{name}-title {name}-desc",
    }
    for place, (tag, text) in enumerate((("title", title), ("desc", description))):
        element = ElementTree.Element(tag, {"id": f"{name}-{tag}"})
        element.text = readable(text)
        element.tail = "\n"
        root.insert(place, element)
    return ElementTree.tostring(root, encoding="unicode", short_empty_elements=True)


def readable(text: str) -> str:
    """Return a text without the characters that no picture may hold; they become question marks."""
    return _UNREADABLE.sub("?", text)


def _used(root: ElementTree.Element) -> frozenset[str]:
    """Return the ids that parts of the picture refer to."""
    links = [element.get(_LINK, "").removeprefix("#") for element in root.iter()]
    urls = [
        found
        for element in root.iter()
        for value in element.attrib.values()
        for found in _REFERRED.findall(value)
    ]
    return frozenset((*links, *urls))


def _plain(element: ElementTree.Element, name: str, used: frozenset[str]) -> None:
    """Drop what is for a file of its own, and keep the ids that are used, under the name."""
    for child in list(element):
        if child.tag in (f"{_SVG}metadata", f"{_SVG}style"):
            element.remove(child)
        else:
            _plain(child, name, used)
    element.tag = element.tag.removeprefix(_SVG)
    if element.get("id") not in used:
        element.attrib.pop("id", None)
    attributes = dict(element.attrib)
    element.attrib.clear()
    for key, value in attributes.items():
        if key == "id":
            value = f"{name}-{value}"
        elif key == _LINK:
            key, value = "href", f"#{name}-{value.removeprefix('#')}"
        element.set(key, _fontless(_REFERRED.sub(rf"url(#{name}-\1)", value)))


def _fontless(value: str) -> str:
    """Return an attribute without the font's family: letters are those of the page around."""
    return re.sub(r"font-family: [^;]+; ?", "", value)
