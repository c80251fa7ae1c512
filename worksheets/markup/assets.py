"""Fonts, icons, theme and templates: the only reader of those files."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path as File

from worksheets.fonts.metrics import Fonts
from worksheets.installed import contents, share
from worksheets.markup.icons import Icon, read_icon
from worksheets.problems import NOWHERE, Place, Problem, Undoable, nearest
from worksheets.reading import yaml as loader
from worksheets.reading.document import Document
from worksheets.theme import legibility, theme
from worksheets.theme.theme import Theme


class Assets:
    """The templates folder: theme, fonts, icons."""

    def __init__(self, folder: File | None = None) -> None:
        self.folder = folder or share("templates")
        self._icons: dict[str, Icon] = {}
        if not self.folder.is_dir():
            raise Undoable(f"the folder {self.folder} is missing", hint="install the program again")

    @cached_property
    def theme(self) -> Theme:
        """The theme that is used when none is named."""
        return self._themed(None)

    @cached_property
    def themes(self) -> tuple[str, ...]:
        """The names of all themes, the usual one first."""
        return (self.theme.name, *sorted(f.stem for f in self.folder.glob("themes/*.yaml")))

    def themed(self, name: str, at: Place = NOWHERE) -> Theme:
        """Return a theme by its name; raises Problem when there is none, or it cannot be."""
        if name not in self.themes:
            raise Problem(f"there is no theme {name!r}", at, hint=nearest(name, self.themes))
        return self.theme if name == self.theme.name else self._themed(name)

    def _themed(self, name: str | None) -> Theme:
        file, document = self._document("theme.yaml")
        data, places = document.data, document.places
        if name is not None:
            file, own = self._document(f"themes/{name}.yaml")
            data = theme.varied(data, own.data, Place(file), name=name)
            places = {**places, **own.places}
        at = Place(file)
        read = theme.theme_of(data, at)
        colours: dict[str, str] = data["inks"]
        legibility.check(read, {n: places.get(id(c), at) for n, c in colours.items()}, at)
        return read

    def _document(self, name: str) -> tuple[str, Document]:
        file = self.folder / name
        return str(file), loader.read(contents(file, "theme"), str(file))

    @cached_property
    def fonts(self) -> Fonts:
        return Fonts(self.folder / "fonts", self.theme.fonts)

    def icon(self, name: str, at: Place = NOWHERE) -> Icon:
        """Return an icon by its file name; raises Problem when it cannot be drawn."""
        if name not in self._icons:
            folder = self.folder / "icons"
            known = {path.stem for path in folder.glob("*.svg")}
            if name not in known:
                raise Problem(f"there is no icon {name!r}", at, hint=nearest(name, known))
            file = folder / f"{name}.svg"
            self._icons[name] = read_icon(name, contents(file, "icon"), str(file))
        return self._icons[name]
