"""What a template names and was not given: an error with a hint of what it could have meant."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from types import FrameType
from typing import Any

from jinja2 import StrictUndefined, UndefinedError
from jinja2.runtime import Undefined
from jinja2.utils import missing

from worksheets.problems import nearest

# Names that Jinja gives to every template; no author means these.
NEVER_MEANT = {"cycler", "dict", "joiner", "lipsum"}
IMPORTED = "included_template"  # as Jinja calls the template that it imports names from


class NotGiven(UndefinedError):
    """A template uses what it was not given; the hint names what comes near, or all there is."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class Unknown(StrictUndefined):
    """What stands for a name, or for a part of a value, that is not there: an error when used.

    The names that could be used are those where it was written, not where it is used: a macro may
    get it as an argument.
    """

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: Any = None,
        exc: Any = UndefinedError,
    ) -> None:
        super().__init__(hint, obj, name, exc)
        if exc is UndefinedError:
            known = partial(_parts, obj) if obj is not missing else partial(list, _names(hint))
            self._undefined_exception: Any = partial(_not_given, name, known)


def _not_given(name: object, known: Callable[[], Iterable[object]], message: str) -> NotGiven:
    """Return the error for a name that is none of the known ones."""
    names = {text for text in known() if isinstance(text, str)}
    hint = nearest(name, names) if isinstance(name, str) and name not in names else ""
    return NotGiven(message, hint)


def _parts(value: object) -> Iterable[object]:
    """The names of what a value has, as a template may write them after a point."""
    if isinstance(value, Mapping):
        return value
    # What Python's own values can do is much, and seldom what was meant.
    if type(value).__module__ in ("builtins", "markupsafe"):
        return ()
    return [name for name in dir(value) if not name.startswith("_")]


def _names(hint: str | None) -> Iterable[str]:
    """The names that the template which is running now may use; with a hint Jinja says enough.

    A macro of another file has its arguments and what that file has, not what its caller has.
    """
    frame: FrameType | None = sys._getframe()
    while frame is not None and "__jinja_template__" not in frame.f_globals:
        frame = frame.f_back
    if frame is None:
        return ()
    inside = frame.f_locals
    if hint is not None:
        return vars(inside[IMPORTED]) if IMPORTED in inside else ()  # what could be imported
    # Jinja calls a variable `label` l_0_label, and l_1_label inside a loop or macro.
    own = {name.split("_", 2)[2]: value for name, value in inside.items() if name[:2] == "l_"}
    context = getattr(inside.get("resolve"), "__self__", None) or inside.get("context")
    names = {**(context.get_all() if context is not None else {}), **own}
    return [
        name
        for name, value in names.items()
        if not (value is missing or isinstance(value, Undefined) or name in NEVER_MEANT)
    ]
