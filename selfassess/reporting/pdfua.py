"""Mends in WeasyPrint's output what PDF/UA-1 (ISO 14289-1) asks for and WeasyPrint does not do.

It works on the objects of the document before they are written: reading a written file again took a
tenth of the time of a report (ADR 6). Each function mends one thing in the structure tree.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import pydyf

PRINTED = 4  # the bit that lets an annotation appear in print
PER_PAGE = 3  # entries of a page in /Kids of the page tree: object number, generation, R


def mend(pdf: pydyf.PDF, titles: Mapping[str, str]) -> None:
    """Mend a document that is about to be written. `titles`: anchor → title, so that a link says
    where it leads."""
    tree = Tree(pdf)
    _say_what_headers_head(tree)
    _make_contents(tree)
    _give_items_a_body(tree)
    _set_page_furniture_aside(tree)
    _name_links(tree, titles)
    pdf.catalog["PageMode"] = "/UseOutlines"  # opens with the bookmarks beside the page


class Tree:
    """The structure tree, as it was before anything was mended."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self.pdf = pdf
        self.root = self.at(pdf.catalog["StructTreeRoot"])
        self.elements = list(self._below(self.root))

    def at(self, reference: bytes) -> Any:
        """The object to which a reference, such as `12 0 R`, leads."""
        return self.pdf.objects[int(reference.split()[0])]

    def children(self, element: Any) -> list[Any]:
        """Return the structure elements below this one, without references to its content."""
        found = [self.at(kid) for kid in element.get("K", ()) if isinstance(kid, bytes)]
        return [kid for kid in found if "S" in kid]

    def _below(self, parent: Any) -> Iterator[Any]:
        """Every structure element, parents before children."""
        for child in self.children(parent):
            yield child
            yield from self._below(child)

    @cached_property
    def pages(self) -> list[Any]:
        return [self.pdf.objects[number] for number in self.pdf.pages["Kids"][::PER_PAGE]]


def _say_what_headers_head(tree: Tree) -> None:
    """Mark each header cell as the header of its column or of its row."""
    for cell in tree.elements:
        if cell["S"] == "/TH":
            in_head = tree.at(tree.at(cell["P"])["P"])["S"] == "/THead"
            cell["A"]["Scope"] = "/Column" if in_head else "/Row"


def _make_contents(tree: Tree) -> None:
    """Tag the list of links to chapters as a table of contents."""
    for element in tree.elements:
        items = tree.children(element) if element["S"] == "/L" else []
        if items and all(_leads_on(tree, item) for item in items):
            element["S"] = "/TOC"
            for item in items:
                item["S"] = "/TOCI"
                for body in tree.children(item):
                    body["S"] = "/Reference"


def _leads_on(tree: Tree, item: Any) -> bool:
    """Is it a link and nothing more? A list that says something of each has bullets."""
    parts = tree.children(item)
    if any(part["S"] == "/Lbl" for part in parts):
        return False
    return any(inner["S"] == "/Link" for part in parts for inner in tree.children(part))


def _give_items_a_body(tree: Tree) -> None:
    """Give list items a body (LBody), in which their paragraphs and inner lists must be."""
    for item in tree.elements:
        parts = tree.children(item) if item["S"] == "/LI" else []
        outside = [part for part in parts if part["S"] not in ("/Lbl", "/LBody")]
        if outside:
            body = pydyf.Dictionary({"Type": "/StructElem", "S": "/LBody", "P": item.reference})
            body["K"] = pydyf.Array(part.reference for part in outside)
            tree.pdf.add_object(body)
            for part in outside:
                part["P"] = body.reference
            inside = [part.reference for part in parts if part not in outside]
            item["K"] = pydyf.Array([*inside, body.reference])


def _set_page_furniture_aside(tree: Tree) -> None:
    """Turn page headers and footers into artifacts: they are marked content, but in no tree."""
    live = {element.reference for element in tree.elements}
    numbers = tree.at(tree.root["ParentTree"])["Nums"]
    owners = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for page in tree.pages:
        marked = owners[page["StructParents"]]
        loose = {number for number, owner in enumerate(marked) if owner not in live}
        _make_artifacts(tree.at(page["Contents"]).stream, loose)


def _make_artifacts(stream: list[Any], loose: set[int]) -> None:
    """`stream`: the page's content, an item each for tag, its properties and operator. `loose`:
    MCIDs that belong to no structure element."""
    for place, item in enumerate(stream):
        if isinstance(item, pydyf.Dictionary) and item.get("MCID") in loose:
            stream[place - 1] = "/Artifact"
            stream[place] = pydyf.Dictionary({"Type": "/Pagination"})


def _name_links(tree: Tree, titles: Mapping[str, str]) -> None:
    for page in tree.pages:
        for reference in page.get("Annots", ()):
            link = tree.at(reference)
            link["F"] = PRINTED
            if "Dest" in link:  # all of ours lead to a place within the report
                anchor = link["Dest"].string
                link["Contents"] = pydyf.String(f"Go to: {titles.get(anchor, anchor)}")
