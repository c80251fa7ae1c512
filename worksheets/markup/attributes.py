"""What stands in the attributes of an element: words, lengths, choices, tags and strokes."""

from __future__ import annotations

from worksheets.drawing.items import ROLES, UNTAGGED, Stroke, Tag
from worksheets.geometry import mm
from worksheets.markup.language import CAPS, PEN, SCOPES, TAG
from worksheets.markup.render import plain
from worksheets.markup.xml import Element
from worksheets.problems import NoRoom, Place, Problem, nearest
from worksheets.theme.theme import Ink, Theme


class Attributes:
    """Reads the attributes of elements; the names of inks and rules are those of a theme.

    `used` are the places in the content that the markup's marks number. Lengths are in mm. What
    cannot be read is a Problem at the template's line.
    """

    def __init__(self, theme: Theme, used: list[Place]) -> None:
        self._theme = theme
        self._used = used

    def string(self, e: Element, name: str) -> str:
        """A value without the marks of its places; empty where there is none."""
        value = e.attributes.get(name)
        return plain(value, self._used)[0] if value else ""

    def source(self, e: Element, name: str) -> Place:
        """Where an attribute's value came from: its place in the content, or the template."""
        return plain(e.attributes.get(name, ""), self._used)[1] or e.at

    def length(self, e: Element, name: str, default: float = 0) -> float:
        """A length in mm, which may be negative."""
        value = e.attributes.get(name)
        if value is None:
            return default
        try:
            return mm(plain(value, self._used)[0])
        except Problem as problem:
            raise Problem(f"<{e.tag} {name}>: {problem.message}", e.at, hint=problem.hint) from None

    def number(self, e: Element, name: str, default: float) -> float:
        """A number without a unit, of less than a million."""
        if name not in e.attributes:
            return default
        try:
            number = float(self.string(e, name))
        except ValueError:
            number = float("inf")
        if not -1e6 < number < 1e6:
            raise Problem(f"<{e.tag} {name}> is not a number: {self.string(e, name)!r}", e.at)
        return number

    def extent(self, e: Element, name: str, default: float = 0) -> float:
        """A length that cannot be negative."""
        length = self.length(e, name, default)
        if length < 0:
            raise NoRoom(f"<{e.tag}> has a negative {name}", e.at)
        return length

    def size(self, e: Element, name: str, default: float = 0) -> float:
        """A length that cannot be nothing."""
        length = self.length(e, name, default)
        if length <= 0:
            raise Problem(f"<{e.tag} {name}> must be more than 0", e.at)
        return length

    def scale(self, e: Element) -> float:
        """How many times larger what is inside is drawn: more than 0."""
        if (scale := self.number(e, "scale", 1)) > 0:
            return scale
        raise Problem(f"<{e.tag} scale> must be more than 0", e.at)

    def box(self, e: Element) -> tuple[float, float, float, float]:
        """The left, the top, the width and the height of a box."""
        x, y = self.length(e, "x"), self.length(e, "y")
        return x, y, self.extent(e, "width"), self.extent(e, "height")

    def choice(self, e: Element, name: str, known: set[str], default: str) -> str:
        """One of the words that are known."""
        value = self.string(e, name) or default
        if value not in known:
            raise Problem(f"<{e.tag} {name}> cannot be {value!r}", e.at, hint=nearest(value, known))
        return value

    def tag(self, e: Element, default: str = "") -> Tag:
        """What the element is to someone who listens; `default` is its role when none is given."""
        if not default and TAG.isdisjoint(e.attributes):
            return UNTAGGED
        role, alt, lang = (self.string(e, name) for name in ("role", "alt", "lang"))
        role = role or default
        if role and role not in ROLES:
            raise Problem(f"there is no role {role!r}", e.at, hint=nearest(role, ROLES))
        if role == "figure" and not alt:
            raise Problem("a figure needs an alt text", e.at, hint='alt="what is to be seen"')
        return Tag(role, alt, lang, self._scope(e, role))

    def _scope(self, e: Element, role: str) -> str:
        """What a header cell is for; no other part has a scope."""
        if role == "th" and "scope" not in e.attributes:
            raise Problem("a header cell needs a scope", e.at, hint='scope="row" or scope="column"')
        if role != "th" and "scope" in e.attributes:
            raise Problem("only a header cell has a scope", e.at, hint='role="th"')
        return self.choice(e, "scope", SCOPES, "") if role == "th" else ""

    def fill(self, e: Element) -> Ink | None:
        """The ink that fills a shape, if any."""
        name = self.string(e, "fill")
        return self._theme.ink(name, e.at) if name and name != "none" else None

    def stroke(self, e: Element) -> Stroke | None:
        """The stroke of a shape, if any: its own, or the theme's by the name of a rule."""
        if "rule" in e.attributes:
            return self._rule(e)
        name = self.string(e, "stroke")
        if not name or name == "none":
            return None
        cap = self.choice(e, "cap", CAPS, "butt")
        weight = self.extent(e, "weight", 0.25)
        return Stroke(self._theme.ink(name, e.at), weight, self._dash(e), cap)

    def _rule(self, e: Element) -> Stroke | None:
        """The stroke that the theme gives a rule; one without weight is not drawn."""
        for name in sorted(PEN & e.attributes.keys()):
            raise Problem(f"<{e.tag}> has a rule: its {name} is the theme's", e.at)
        rule = self._theme.rule(self.string(e, "rule"), e.at)
        return Stroke(rule.ink, rule.weight, rule.dash) if rule.weight else None

    def _dash(self, e: Element) -> tuple[float, ...]:
        try:
            dash = tuple(mm(length) for length in self.string(e, "dash").split())
        except Problem as problem:
            raise Problem(f"<{e.tag} dash>: {problem.message}", e.at, hint=problem.hint) from None
        if dash and (min(dash) < 0 or not sum(dash)):
            raise Problem(f"<{e.tag} dash> must have lengths of more than 0", e.at)
        return dash

    def drawn(self, e: Element) -> Stroke:
        """The stroke of what is nothing without one."""
        if stroke := self.stroke(e):
            return stroke
        raise Problem(f"<{e.tag}> needs a stroke", e.at)
