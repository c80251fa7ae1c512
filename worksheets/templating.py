"""Content and templates to markup: Jinja, strict, sandboxed and escaped.

Every start tag in the literal parts of a template gets an attribute `at="file:line"`, in macros
too; every text that came from content is preceded by an invisible mark naming its place. The markup
reader takes both away again, so that a message can name the line that must be mended.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path as File

from jinja2 import FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from worksheets.problems import Place, Problem, Undoable, nearest

START_TAG = re.compile(r"<!--.*?-->|<([a-z][a-z0-9-]*)", re.DOTALL)
FROM_CONTENT = re.compile(
    "\ue000([0-9]+)\ue001"
)  # private use: no content has it, the loader refuses
LONGEST = 16_000_000  # characters of markup of one handout
TURNS = 500_000  # steps of all ranges in one handout


class SourceMarks(Extension):
    """Adds the template's file and line to every start tag in its literal parts."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        name = f"{self.environment.folder_name}/{stream.name}"  # type: ignore[attr-defined]
        for token in stream:
            if token.type == "data":
                yield Token(token.lineno, "data", self._marked(token.value, name, token.lineno))
            else:
                yield token

    @staticmethod
    def _marked(text: str, name: str, first: int) -> str:
        def mark(found: re.Match[str]) -> str:
            if not found.group(1):
                return found.group()
            line = first + text.count("\n", 0, found.start())
            return f'{found.group()} at="{name}:{line}"'

        return START_TAG.sub(mark, text)


class Templates:
    """A folder of templates, rendered with values from content."""

    def __init__(self, folder: File) -> None:
        self.folder = folder
        self._places: Mapping[int, Place] = {}
        self._used: list[Place] = []
        self._turns = 0
        self._environment = ImmutableSandboxedEnvironment(
            loader=FileSystemLoader(folder),
            undefined=StrictUndefined,
            autoescape=True,
            extensions=[SourceMarks],
            finalize=self._finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.extend(folder_name=folder.name)
        self._environment.globals["range"] = self._range

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
                        "the template writes without end", Place(name), hint="look at its loops"
                    )
                parts.append(part)
        except Problem as problem:
            if problem.at.file:
                raise
            place = self._line(problem, name)
            raise Problem(problem.message, place, hint=problem.hint) from None
        except TemplateNotFound as error:
            raise Problem(
                f"there is no template {error.name!r}",
                Place(self._label(name)),
                hint=nearest(str(error.name), self._known()),
            ) from None
        except TemplateSyntaxError as error:
            place = Place(self._label(error.name or name), error.lineno)
            raise Problem(f"template: {error.message}", place) from None
        except SecurityError as error:
            raise Problem(f"template: {error}", self._line(error, name)) from None
        except TemplateError as error:
            raise Problem(f"template: {error.message}", self._line(error, name)) from None
        except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
            place = self._line(error, name)
            if not place.line:
                raise
            raise Problem(f"template: {error}", place) from None
        except RecursionError as error:
            raise Problem(
                "template: a macro calls itself without end", self._line(error, name)
            ) from None
        except UnicodeDecodeError:
            raise Problem("the template is not UTF-8 text", Place(self._label(name))) from None
        except OSError as error:
            raise Undoable(f"{self._label(name)} cannot be read: {error.strerror}") from None
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
        if isinstance(value, str):
            place = self._places.get(id(value))
            if place is None:
                return value
            self._used.append(place)
            return Markup(f"\ue000{len(self._used) - 1}\ue001") + escape(value)
        if isinstance(value, float):
            return f"{value:.4f}".rstrip("0").rstrip(".")
        if value is None:
            raise TemplateError("a value is printed that is not there (none)")
        return value

    def _range(self, *args: int) -> range:
        steps = range(*args)
        self._turns += len(steps)
        if self._turns > TURNS:
            raise SecurityError("the loops of this template never seem to end")
        return steps


def plain(text: str, used: list[Place]) -> tuple[str, Place | None]:
    """Return text without its marks, and the place in the content of its first mark."""
    if "\ue000" not in text:
        return text, None
    first = FROM_CONTENT.search(text)
    return FROM_CONTENT.sub("", text), used[int(first.group(1))] if first else None
