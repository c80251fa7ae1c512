"""Texts of equal rank: the one that must shrink most gives all of them their size."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from worksheets.drawing.items import Column, Group, Item, Label, Paragraph
from worksheets.problems import Problem

Ranked = Paragraph | Label


def levelled(items: tuple[Item, ...], size_of: Callable[[Ranked], float]) -> tuple[Item, ...]:
    """Return items in which all texts of a rank have the least size in mm that one of them needs.

    `size_of` gives the size in mm at which a text fits. Raises Problem for a rank in a column,
    whose texts shrink together already.
    """
    sizes: dict[str, float] = {}
    for item in _ranked(items):
        size = size_of(item) * item.scale
        sizes[item.rank] = min(size, sizes.get(item.rank, size))
    return _sized(items, sizes) if sizes else items


def _ranked(items: Sequence[Item]) -> Iterator[Ranked]:
    for item in items:
        match item:
            case Paragraph() | Label() if item.rank:
                yield item
            case Group():
                yield from _ranked(item.items)
            case Column():
                for part in _ranked(item.items):
                    fact = "a text in a column has no rank: its texts shrink together"
                    raise Problem(fact, part.at, hint="take the attribute rank away")


def _sized(items: tuple[Item, ...], sizes: Mapping[str, float]) -> tuple[Item, ...]:
    return tuple(_with_size(item, sizes) for item in items)


def _with_size(item: Item, sizes: Mapping[str, float]) -> Item:
    match item:
        case Paragraph() | Label() if item.rank:
            size = sizes[item.rank] / item.scale
            style = replace(item.style, size=size)
            return replace(item, style=style, minimum=min(item.minimum, size))
        case Group():
            return replace(item, items=_sized(item.items, sizes))
        case _:
            return item
