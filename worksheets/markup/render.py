"""Content and templates to markup: Jinja, strict, sandboxed and escaped.

Every start tag in the literal parts of a template gets an attribute `at="file:line"`, in macros
too; every text that came from content is preceded by an invisible mark naming its place. The markup
reader takes both away again, so that a message can name the line that must be mended.
"""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path as File
from typing import Any

from jinja2 import (
    BytecodeCache,
    FileSystemBytecodeCache,
    FileSystemLoader,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
    pass_eval_context,
)
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.ext import Extension
from jinja2.filters import do_join
from jinja2.lexer import Token, TokenStream
from jinja2.nodes import EvalContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from worksheets.geometry import number
from worksheets.markup.unknown import NotGiven, Unknown
from worksheets.problems import Place, Problem, Undoable, nearest
from worksheets.wording import Joined, between, fill, joined, written

START_TAG = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<([A-Za-z_][\w.-]*)", re.DOTALL)
# Private use: no content has it, the loader refuses. A filter may have cut a mark in two.
FROM_CONTENT = re.compile("\ue000([0-9]+)\ue001|[\ue000-\ue002]")
LONGEST = 16_000_000  # characters of markup of one handout
TURNS = 500_000  # steps of all ranges in one handout


class SourceMarks(Extension):
    """Adds the template's file and line to every start tag in its literal parts."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        name = f"{self.environment.folder_name}/{stream.name}"  # type: ignore[attr-defined]  # extended
        for token in stream:
            if token.type == "data":
                yield Token(token.lineno, "data", self._marked(token.value, name, token.lineno))
            else:
                yield token

    @staticmethod
    def _marked(text: str, name: str, first: int) -> str:
        def mark(match: re.Match[str]) -> str:
            if not match.group(1):
                return match.group()
            line = first + text.count("\n", 0, match.start())
            return f'{match.group()} at="{name}:{line}"'

        return START_TAG.sub(mark, text)


class Generator(CodeGenerator):
    """Jinja's own, but `a ~ b` remembers its parts: each has its own place in the content."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        self.write("environment.joined((")
        for argument in node.nodes:
            self.visit(argument, frame)
            self.write(", ")
        self.write("))")


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox; what it thinks of an attribute depends on the type alone, and is kept."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._safe: dict[tuple[type, str], bool] = {}

    code_generator_class = Generator
    intercepted_binops = frozenset({"*", "**"})

    def joined(self, values: tuple[object, ...]) -> str:
        """Return values as one text; markup stays markup, and what is beside it is escaped."""
        if any(isinstance(value, Markup) for value in values) and self.finalize:
            return Markup("").join(self.finalize(value) for value in values)
        return joined(*(value if isinstance(value, str) else str(value) for value in values))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Multiply numbers only as far as a drawing may need, and texts not at all."""
        most = 64 if operator == "**" else 1e9
        if not (
            isinstance(left, int | float)
            and isinstance(right, int | float)
            and abs(left) < 1e9
            and abs(right) < most
        ):
            raise SecurityError(f"{operator} is for numbers, and not for very large ones")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        key = (type(obj), attr)
        if key not in self._safe:
            self._safe[key] = super().is_safe_attribute(obj, attr, value)
        return self._safe[key]


class Templates:
    """A folder of templates, rendered with values from content."""

    def __init__(self, folder: File) -> None:
        self.folder = folder
        self._places: Mapping[int, Place] = {}
        self._used: list[Place] = []
        self._turns = 0
        self._environment = Sandbox(
            loader=_Files(folder),
            undefined=Unknown,
            autoescape=True,
            extensions=[SourceMarks],
            finalize=self._finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_compiled(folder),
        )
        self._environment.extend(folder_name=folder.name)
        self._environment.globals["range"] = self._range
        self._environment.filters |= {"join": _join, "fill": fill}

    def render(
        self, name: str, values: Mapping[str, object], places: Mapping[int, Place]
    ) -> tuple[str, list[Place]]:
        """Return markup, and the places its marks of content count from 0.

        Raises Problem at the template's own line for whatever is wrong in it.
        """
        self._places, self._used, self._turns = places, [], 0
        parts: list[str] = []
        length = 0
        try:
            for part in self._environment.get_template(name).generate(values):
                length += len(part)
                if length > LONGEST:
                    raise Problem(
                        "the template writes without end",
                        Place(self._label(name)),
                        hint="look at its loops",
                    )
                parts.append(part)
        except Problem as problem:
            if problem.at.file:
                raise
            place = self._line(problem, name)
            raise type(problem)(
                problem.message, place, hint=problem.hint, detail=problem.detail
            ) from None
        except TemplateNotFound as error:
            raise Problem(
                f"there is no template {error.name!r}",
                self._line(error, name),
                hint=nearest(str(error.name), self._known()),
            ) from None
        except TemplateSyntaxError as error:
            # For an open comment Jinja gives the path of the file as its name.
            faulty = (error.name or name).removeprefix(str(self.folder)).lstrip("/\\")
            place = Place(self._label(faulty), error.lineno)
            raise Problem(f"template: {error.message}", place) from None
        except SecurityError as error:
            raise Problem(f"template: {error}", self._line(error, name)) from None
        except NotGiven as error:
            place = self._line(error, name)
            raise Problem(f"template: {error.message}", place, hint=error.hint) from None
        except TemplateError as error:
            raise Problem(f"template: {error.message}", self._line(error, name)) from None
        except UnicodeDecodeError as error:
            raise Problem("a template is not UTF-8 text", self._line(error, name)) from None
        except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
            place = self._line(error, name)
            if not place.line:
                raise
            raise Problem(f"template: {error}", place) from None
        except RecursionError as error:
            raise Problem(
                "template: a macro calls itself without end", self._line(error, name)
            ) from None
        return "".join(parts), self._used

    def has(self, name: str) -> bool:
        return (self.folder / name).is_file()

    def _known(self) -> list[str]:
        return [path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.xml")]

    def _label(self, name: str) -> str:
        return f"{self.folder.name}/{name}"

    def _line(self, error: BaseException, name: str) -> Place:
        place = Place(self._label(name))
        folder = str(self.folder)
        for frame in traceback.extract_tb(error.__traceback__):
            if frame.filename.startswith(folder) and frame.lineno:
                file = File(frame.filename).relative_to(self.folder).as_posix()
                place = Place(self._label(file), frame.lineno)
        return place

    def _finalize(self, value: object) -> object:
        if isinstance(value, Markup):
            return value
        if isinstance(value, Joined):
            return "".join(str(self._finalize(part)) for part in value.parts)
        if isinstance(value, str):
            place = self._places.get(id(written(value)))
            if place is None:
                return value
            self._used.append(place)
            return f"\ue000{len(self._used) - 1}\ue001{value}\ue002"  # Jinja escapes it
        if isinstance(value, float):
            return number(value)
        if value is None:
            raise TemplateError("a value is printed that is not there (none)")
        return value

    def _range(self, *args: int) -> range:
        steps = range(*args)
        self._turns += len(steps)
        if self._turns > TURNS:
            raise SecurityError("the loops of this template never seem to end")
        return steps


def _compiled(folder: File) -> BytecodeCache | None:
    """Where compiled templates are kept, as Python keeps its own: in __pycache__, if it may.

    The name tells this module's version too: the marks that it adds are in the compiled code.
    """
    if sys.dont_write_bytecode:
        return None
    cache = folder / "__pycache__"
    try:
        cache.mkdir(exist_ok=True)
        status = File(__file__).stat()
    except OSError:
        return None
    return _Cache(str(cache), f"%s.{status.st_mtime_ns:x}.jinja")


class _Files(FileSystemLoader):
    """Jinja's own reader of templates; one that cannot be read is reported by its name."""

    def get_source(self, environment: Any, template: str) -> Any:
        try:
            return super().get_source(environment, template)
        except TemplateNotFound:  # which Jinja counts among the faults of a disk
            raise
        except OSError as error:
            fact = f"the template {self._named(template)} cannot be read: {error.strerror}"
            raise Undoable(fact) from None

    def _named(self, template: str) -> str:
        return f"{File(self.searchpath[0]).name}/{template}"


class _Cache(FileSystemBytecodeCache):
    """Jinja's own cache of compiled templates; one that cannot be read or written is no fault."""

    def load_bytecode(self, bucket: Any) -> None:
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Any) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def plain(text: str, used: list[Place]) -> tuple[str, Place | None]:
    """Return text without its marks, and the place in the content of its longest part."""
    if "\ue000" not in text and "\ue001" not in text and "\ue002" not in text:
        return text, None
    longest = max(parts(text, used), key=lambda part: len(part[0]), default=None)
    return FROM_CONTENT.sub("", text), longest and longest[1]


def parts(text: str, used: list[Place]) -> Iterator[tuple[str, Place]]:
    """Yield the parts of a text that came from content, each with its place there."""
    pieces = FROM_CONTENT.split(text)  # text, mark, text, mark, ...: no mark where one ends
    for mark, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if mark and int(mark) < len(used):
            yield piece, used[int(mark)]


@pass_eval_context
def _join(
    context: EvalContext, values: Iterable[object], d: str = "", attribute: Any = None
) -> str:
    """Jinja's own filter, but the text remembers its parts."""
    values = list(values)
    if attribute is None and all(type(value) is not Markup for value in values):
        return between(d, (v if isinstance(v, str) else str(v) for v in values))
    return str(do_join(context, values, d, attribute))
