"""The elements of an HTML page: a tree while the page is made, then lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from worksheets.drawing.items import Text

VOID = frozenset({"img", "input"})
CELLS = frozenset({"td", "th"})
INLINE = frozenset({"img", "input", "label", "span", "textarea"})
RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"}
)


class Node:
    """An element of the page while it is made; `text` is the line that was added last."""

    __slots__ = ("attributes", "kids", "name", "text")

    def __init__(self, name: str, *kids: Node | str, **attributes: str) -> None:
        self.name = name
        self.kids: list[Node | str] = list(kids)
        self.attributes = {key: value for key, value in attributes.items() if value}
        self.text: Text | None = None

    @property
    def last(self) -> Node | None:
        kid = self.kids[-1] if self.kids else None
        return kid if isinstance(kid, Node) else None

    @property
    def words(self) -> str:
        """All text in it, without marks."""
        return "".join(kid if isinstance(kid, str) else kid.words for kid in self.kids)

    def all(self) -> Iterator[Node]:
        """Yield it and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.all()


def lines_of(node: Node) -> Iterator[str]:
    """Yield the lines of an element; one that says nothing is left out, but for a cell."""
    if node.name in VOID or not any(isinstance(kid, Node) and _block(kid) for kid in node.kids):
        if node.name in VOID or node.kids or node.name in CELLS:
            yield _running(node)
        return
    start = f"<{node.name}{attribute_text(node.attributes)}>"
    run: list[str] = []
    body: list[str] = []
    for kid in node.kids:
        if isinstance(kid, Node) and _block(kid):
            body += ["".join(run).strip()] if run else []
            run = []
            body += lines_of(kid)
        else:
            run.append(_running(kid))
    body += ["".join(run).strip()] if run else []
    body = [line for line in body if line]
    if body:
        yield start
        yield from body
        yield f"</{node.name}>"


def _block(node: Node) -> bool:
    return node.name not in INLINE


def _running(node: Node | str) -> str:
    """What runs on in a line."""
    if isinstance(node, str):
        return escape(node, quote=False)
    start = f"<{node.name}{attribute_text(node.attributes)}>"
    if node.name in VOID:
        return start
    return f"{start}{''.join(map(_running, node.kids))}</{node.name}>"


def attribute_text(attributes: dict[str, str]) -> str:
    """Attributes as they stand in a start tag, each after a space."""
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())


def language_attributes(lang: str) -> dict[str, str]:
    """The attributes that tell a language, and its direction where that is not the usual one."""
    if not lang:
        return {}
    rtl = lang.partition("-")[0] in RIGHT_TO_LEFT or "-Arab" in lang or "-Hebr" in lang
    return {"lang": lang, "dir": "rtl"} if rtl else {"lang": lang}
