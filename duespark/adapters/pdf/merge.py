"""Makes one PDF of many, still PDF/A-3a and PDF/UA-1: pages, tags, and a bookmark for each.

Attachments stay behind: one file with many invoices is no e-invoice. Signatures go, for they cover the single files.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from duespark.adapters.pdf.xmp import describe


@dataclass(slots=True)
class _Tags:
    """The tags of all files so far: the top elements, who is tagged under which number, elements by id, and roles."""

    top: list[Any] = field(default_factory=list)
    parents: list[Any] = field(default_factory=list)
    ids: dict[str, Any] = field(default_factory=dict)
    roles: dict[str, Any] = field(default_factory=dict)
    next: int = 0


def merge_pdfs(files: Iterable[tuple[str, bytes]], *, title: str) -> bytes:
    """One PDF of these, each a bookmark's name and a PDF of `typst.render_pdf` or `factur_x.embed_einvoice`.

    Blocks, and holds all of it in memory.
    """
    merged, tags, marks = Pdf.new(), _Tags(), []
    root = merged.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    for place, (name, content) in enumerate(files):
        with pikepdf.open(io.BytesIO(content)) as source:
            first = len(merged.pages)
            for page in source.pages:
                merged.pages.append(page)  # `extend` warns of the fields of signatures, which `_renumber` takes out
            _take_tags(merged, source, tags, root, place)
            _renumber(merged, range(first, len(merged.pages)), tags.next)
            tags.next += _numbers(source)
            if place == 0:
                merged.Root.OutputIntents = merged.copy_foreign(source.Root.OutputIntents)
                merged.Root.Lang = String(str(source.Root.Lang))
        marks.append((name, first))
    _close_tags(merged, root, tags)
    _share_profiles(merged)
    _describe(merged, title, marks)
    out = io.BytesIO()
    merged.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _share_profiles(merged: Pdf) -> None:
    """Files printed in inks each bring the profile of the press; one of a kind is enough."""
    kept = dict[bytes, Any]()
    for page in merged.pages:
        resources: Any = page.obj.get("/Resources", {})
        space = resources.get("/ColorSpace", {}).get("/DefaultCMYK")
        if space is not None:
            space[1] = kept.setdefault(space[1].read_raw_bytes(), space[1])


def _take_tags(merged: Pdf, source: Pdf, tags: _Tags, root: Any, place: int) -> None:
    """The source's elements, under the root of all. Ids get the file's place in front, so that they stay unique."""
    tree = merged.copy_foreign(source.Root.StructTreeRoot)
    kids = tree.K if isinstance(tree.K, Array) else Array([tree.K])
    for kid in kids:
        kid.P = root
        kid.Lang = String(str(source.Root.Lang))
        tags.top.append(kid)
    for element in _elements(kids):
        _rename(element, tags, place)
    for number, parent in pikepdf.NumberTree(tree.ParentTree).items():
        tags.parents += [number + tags.next, parent]
    tags.roles |= {str(name): role for name, role in tree.get("/RoleMap", {}).items()}


def _elements(kids: Any) -> Iterator[Any]:
    """All structure elements below, without recursion: a table is deep."""
    waiting = list(kids)
    while waiting:
        element = waiting.pop()
        if not isinstance(element, Dictionary) or "/S" not in element:
            continue
        yield element
        inner: Any = element.get("/K", [])
        waiting += list(inner) if isinstance(inner, Array) else [inner]


def _rename(element: Any, tags: _Tags, place: int) -> None:
    if "/ID" in element:
        id = f"{place}-{element.ID!s}"
        element.ID = String(id)
        tags.ids[id] = element
    found: Any = element.get("/A", [])
    for attributes in [found] if isinstance(found, Dictionary) else found:
        if isinstance(attributes, Dictionary) and len(attributes.get("/Headers", [])):
            attributes.Headers = Array([String(f"{place}-{header!s}") for header in attributes.Headers])


def _renumber(merged: Pdf, pages: range, offset: int) -> None:
    for at in pages:
        page = merged.pages[at].obj
        if "/StructParents" in page:
            page.StructParents = int(page.StructParents) + offset
        if "/Annots" in page:
            page.Annots = Array([one for one in page.Annots if one.get("/Subtype") != Name.Widget])
            for annotation in page.Annots:
                if "/StructParent" in annotation:
                    annotation.StructParent = int(annotation.StructParent) + offset


def _numbers(source: Pdf) -> int:
    """How many numbers the source's tags use."""
    return max(pikepdf.NumberTree(source.Root.StructTreeRoot.ParentTree).keys(), default=-1) + 1


def _close_tags(merged: Pdf, root: Any, tags: _Tags) -> None:
    names = [part for id in sorted(tags.ids) for part in (String(id), tags.ids[id])]
    root.K = Array(tags.top)
    root.ParentTree = merged.make_indirect(Dictionary(Nums=Array(tags.parents)))
    root.ParentTreeNextKey = tags.next
    root.RoleMap = Dictionary(tags.roles)
    if names:
        ends = Array([names[0], names[-2]])
        root.IDTree = merged.make_indirect(Dictionary(Kids=Array([Dictionary(Limits=ends, Names=Array(names))])))
    merged.Root.StructTreeRoot = root


def _describe(merged: Pdf, title: str, marks: list[tuple[str, int]]) -> None:
    describe(merged, title)
    with merged.open_outline() as outline:
        outline.root.extend(OutlineItem(name, page) for name, page in marks)
