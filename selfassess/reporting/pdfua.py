"""Mends in WeasyPrint's output what PDF/UA-1 (ISO 14289-1) asks for and WeasyPrint does not do.

Each function mends one thing in the document's structure tree.
"""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

PRINTED = 4  # the bit that lets an annotation appear in print


def mend(drawn: bytes, titles: dict[str, str]) -> bytes:
    """Return the mended PDF. `titles`: anchor → title, so that a link says where it leads."""
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        elements = list(_elements(pdf.Root.StructTreeRoot))
        _say_what_headers_head(elements)
        _make_contents(elements)
        _give_items_a_body(pdf, elements)
        _set_page_furniture_aside(pdf, {element.objgen for element in elements})
        _name_links(pdf, titles)
        pdf.Root.PageMode = Name.UseOutlines  # opens with the bookmarks beside the page
        mended = io.BytesIO()
        pdf.save(
            mended, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True
        )
    return mended.getvalue()


def _elements(parent: Object) -> Iterator[Object]:
    """Every structure element, parents before children."""
    for child in _children(parent):
        yield child
        yield from _elements(child)


def _children(element: Object) -> list[Object]:
    """Return the structure elements below this one, without references to its content."""
    children: Any = element.get("/K", [])
    children = children if isinstance(children, Array) else [children]
    return [child for child in children if isinstance(child, Dictionary) and "/S" in child]


def _say_what_headers_head(elements: list[Object]) -> None:
    """Mark each header cell as the header of its column or of its row."""
    for cell in elements:
        if cell.S == Name.TH:
            in_head = Name.THead == cell.P.P.S
            cell.A.Scope = Name.Column if in_head else Name.Row


def _make_contents(elements: list[Object]) -> None:
    """Tag the list of links to chapters as a table of contents."""
    for element in elements:
        if element.S == Name.L and all(map(_leads_on, _children(element))):
            element.S = Name.TOC
            for item in _children(element):
                item.S = Name.TOCI
                for body in _children(item):
                    body.S = Name.Reference


def _leads_on(item: Object) -> bool:
    """Is it a link and nothing more? A list that says something of each has bullets."""
    if any(Name.Lbl == part.S for part in _children(item)):
        return False
    return any(Name.Link == part.S for body in _children(item) for part in _children(body))


def _give_items_a_body(pdf: Pdf, elements: list[Object]) -> None:
    """Give list items a body (LBody), in which their paragraphs and inner lists must be."""
    for item in elements:
        outside = [part for part in _children(item) if part.S not in (Name.Lbl, Name.LBody)]
        if item.S == Name.LI and outside:
            inside = [part for part in _children(item) if part.S in (Name.Lbl, Name.LBody)]
            body = Dictionary(Type=Name.StructElem, S=Name.LBody, P=item, K=Array(outside))
            body = pdf.make_indirect(body)
            for part in outside:
                part.P = body
            item.K = Array([*inside, body])


def _set_page_furniture_aside(pdf: Pdf, live: set[Any]) -> None:
    """Turn page headers and footers into artifacts: they are marked content, but in no tree."""
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    owners = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
    for page in pdf.pages:
        marked = owners[int(page.obj.StructParents)]
        loose = {number for number, owner in enumerate(marked) if owner.objgen not in live}
        page.Contents = pdf.make_stream(_with_artifacts(page, loose))


def _with_artifacts(page: Page, loose: set[int]) -> bytes:
    """Return the page's content stream. `loose`: MCIDs that belong to no structure element."""
    instructions: list[Any] = []
    for step in pikepdf.parse_content_stream(page):
        begins = str(step.operator) == "BDC"
        if begins and int(step.operands[1].get("/MCID", -1)) in loose:
            aside = [Name.Artifact, Dictionary(Type=Name.Pagination)]
            instructions.append((aside, step.operator))
        else:
            instructions.append(step)
    return pikepdf.unparse_content_stream(instructions)


def _name_links(pdf: Pdf, titles: dict[str, str]) -> None:
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", []):
            annotation.F = int(annotation.get("/F", 0)) | PRINTED
            anchor = str(annotation.Dest)
            annotation.Contents = String(f"Go to: {titles.get(anchor, anchor)}")
