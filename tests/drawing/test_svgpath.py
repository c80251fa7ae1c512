"""SVG path data to absolute lines and cubic curves."""

from math import hypot, isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worksheets.drawing import svgpath
from worksheets.drawing.items import Segment
from worksheets.installed import share
from worksheets.problems import Problem

ICONS = sorted((share("templates") / "icons").glob("*.svg"))


def written(segments: tuple[Segment, ...]) -> str:
    """Segments as path data again, to three decimals."""
    return " ".join(kind + ",".join(f"{round(n, 3) + 0:g}" for n in ns) for kind, ns in segments)


@pytest.mark.parametrize(
    ("d", "expected"),
    [
        ("", ""),
        ("M1 2", "M1,2"),
        ("M1,2L3,4", "M1,2 L3,4"),
        ("m1 2l3 4", "M1,2 L4,6"),  # relative to the point before
        ("M1 2 3 4 5 6", "M1,2 L3,4 L5,6"),  # what follows a move is a line
        ("m1 2 3 4", "M1,2 L4,6"),
        ("M0 0H5V6h-1v-1", "M0,0 L5,0 L5,6 L4,6 L4,5"),
        ("M0 0H1 2 3", "M0,0 L1,0 L2,0 L3,0"),
        ("M-.5.5-1-1", "M-0.5,0.5 L-1,-1"),  # signs and points part numbers
        ("M1e1-2E-1", "M10,-0.2"),
        ("M0 0C1 2 3 4 5 6", "M0,0 C1,2,3,4,5,6"),
        ("M1 1c1 2 3 4 5 6", "M1,1 C2,3,4,5,6,7"),
        ("M0 0C0 0 3 4 5 6S8 8 9 9", "M0,0 C0,0,3,4,5,6 C7,8,8,8,9,9"),  # the control mirrored
        ("M1 1S8 8 9 9", "M1,1 C1,1,8,8,9,9"),  # nothing to mirror
        ("M1 1s7 7 8 8", "M1,1 C1,1,8,8,9,9"),
        ("M0 0Q3 3 6 0", "M0,0 C2,2,4,2,6,0"),
        ("M0 0q3 3 6 0t6 0", "M0,0 C2,2,4,2,6,0 C8,-2,10,-2,12,0"),
        ("M0 0T6 0", "M0,0 C0,0,2,0,6,0"),  # nothing to mirror
        ("M1 1H5Z", "M1,1 L5,1 Z"),
        ("M1 1H5zl1 1", "M1,1 L5,1 Z L2,2"),  # closing goes back to the start
        ("M1 1H5zm1 1h1", "M1,1 L5,1 Z M2,2 L3,2"),
        ("M0 0A5 5 0 0 1 0 0", "M0,0"),  # to where it stands: nothing
        ("M0 0A0 5 0 0 1 5 5", "M0,0 L5,5"),  # no radius: a line
    ],
)
def test_paths_become_absolute(d: str, expected: str) -> None:
    """All commands of SVG, absolute and relative."""
    assert expected == written(svgpath.parse(d))


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("M0 0a5 5 0 01.5.5", "M0 0a5 5 0 0 1 .5 .5"),  # flags without spaces
        ("M0 0a5 5 0 0110-10", "M0 0a5 5 0 0 1 10 -10"),
        ("M0 0a5 5 0 1010 0 5 5 0 1010 0", "M0 0a5 5 0 1 0 10 0a5 5 0 1 0 10 0"),
        ("M0 0a-5 5 0 0 1 5 5", "M0 0a5 5 0 0 1 5 5"),  # radii have no sign
        ("M0 0a1 1 0 0 1 10 0", "M0 0a5 5 0 0 1 10 0"),  # too small a radius grows
        ("M2 3A5 5 0 0 1 7 8", "M2 3a5 5 0 0 1 5 5"),
        ("M0,0\n\tL 1 , 1", "M0 0L1 1"),
    ],
)
def test_two_ways_to_write_one_path(path: str, other: str) -> None:
    """Spaces, flags and signs may be left out where no doubt remains."""
    assert written(svgpath.parse(other)) == written(svgpath.parse(path)) != ""


@pytest.mark.parametrize(
    ("d", "message"),
    [
        ("L1 1", "path data must start with M, not 'L'"),
        ("1 1", "path data must start with a letter"),
        ("M1", "M takes 2 numbers at a time, not 1"),
        ("M", "M takes 2 numbers at a time, not 0"),
        ("M0 0C1 2 3", "C takes 6 numbers at a time, not 3"),
        ("M0 0h", "h takes 1 numbers at a time, not 0"),
        ("M0 0Z5", "Z takes no numbers"),
        ("M0 0X", "path data has 'X' at 5"),
        ("M0 0 L1 1mm", "m takes 2 numbers at a time, not 0"),
        ("M0 0 L1 1%", "path data has '%' at 10"),
        ("M0 0 --1", "path data has '-' at 6"),
        ("M1e999 0", "path data has the number 1e999: it is too large"),
        ("M0 0A5 5 0 2 1 5 5", "the flags of A are 0 or 1"),
    ],
)
def test_what_is_no_path_is_a_problem(d: str, message: str) -> None:
    """Never half a drawing."""
    with pytest.raises(Problem) as raised:
        svgpath.parse(d)
    assert message == raised.value.message


@pytest.mark.parametrize(
    ("flags", "middle"),
    [
        ("0 1", (5, -5)),  # from left to right, clockwise: over the top
        ("0 0", (5, 5)),
        ("1 1", (5, -5)),
        ("1 0", (5, 5)),
    ],
)
def test_half_a_circle_passes_its_top(flags: str, middle: tuple[float, float]) -> None:
    """Two quarters, and the point between them lies on the circle."""
    _, first, second = svgpath.parse(f"M0 0A5 5 0 {flags} 10 0")
    assert middle == pytest.approx(first[1][-2:])
    assert (10, 0) == second[1][-2:]


def on(curve: tuple[float, ...], start: tuple[float, float], t: float) -> tuple[float, float]:
    """The point of a cubic curve at t."""
    x1, y1, x2, y2, x3, y3 = curve
    a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
    return a * start[0] + b * x1 + c * x2 + d * x3, a * start[1] + b * y1 + c * y2 + d * y3


@pytest.mark.parametrize("radius", [0.5, 17.2, 100])
def test_a_circle_is_round(radius: float) -> None:
    """Four curves that leave the circle by less than 0.03 % of its radius."""
    (_, start), *curves, _ = svgpath.circle(3, 4, radius, radius)
    assert 4 == len(curves)
    at = (start[0], start[1])
    for _, curve in curves:
        for step in range(11):
            x, y = on(curve, at, step / 10)
            assert radius == pytest.approx(hypot(x - 3, y - 4), rel=3e-4)
        at = (curve[4], curve[5])


@pytest.mark.parametrize(
    ("radius", "expected"),
    [
        (0, "M0,0 L10,0 L10,4 L0,4 Z"),
        (
            1,
            "M1,0 L9,0 C9.552,0,10,0.448,10,1 L10,3 C10,3.552,9.552,4,9,4"
            " L1,4 C0.448,4,0,3.552,0,3 L0,1 C0,0.448,0.448,0,1,0 Z",
        ),
    ],
)
def test_a_rectangle_has_corners(radius: float, expected: str) -> None:
    assert expected == written(svgpath.rect(0, 0, 10, 4, radius))


def test_a_corner_is_at_most_half_a_side() -> None:
    """More roundness than fits is as much as fits."""
    assert svgpath.rect(0, 0, 10, 4, 2) == svgpath.rect(0, 0, 10, 4, 99)


numbers = st.floats(-1e5, 1e5).map(lambda n: f"{n:.6g}")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from("MmLlHhVvCcSsQqTtAaZz").flatmap(
        lambda c: st.tuples(
            st.just(c),
            st.lists(numbers, min_size=svgpath.ARGUMENTS[c.upper()],
                     max_size=svgpath.ARGUMENTS[c.upper()]),
            st.sampled_from(["0", "1"]),
        )
    ))
)  # fmt: skip
def test_any_path_is_finite_or_a_problem(commands: list[tuple[str, list[str], str]]) -> None:
    """Whatever numbers come, only finite absolute segments leave."""
    d = "M0 0"
    for letter, args, flag in commands:
        if letter in "Aa":
            args[3:5] = [flag, flag]
        d += letter + " ".join(args)
    try:
        segments = svgpath.parse(d)
    except Problem as problem:
        assert "too large" in problem.message
    else:
        assert "M" == segments[0][0]
        assert all(isfinite(n) for _, ns in segments for n in ns)


@settings(max_examples=200, deadline=None)
@given(st.text("MmLHVCSQTAZz0123456789.-+eE ,x", max_size=30))
def test_any_text_is_a_path_or_a_problem(d: str) -> None:
    """An author's slip is never a traceback."""
    try:
        segments = svgpath.parse(d)
    except Problem as problem:
        assert problem.message
    else:
        assert not segments or "M" == segments[0][0]


def sampled(segments: tuple[Segment, ...]) -> list[tuple[float, float]]:
    """Points along a path: ends of lines, eight along each curve."""
    points: list[tuple[float, float]] = []
    at = start = (0.0, 0.0)
    for kind, ns in segments:
        if kind == "C":
            points += [on(ns, at, step / 8) for step in range(1, 9)]
        at = start if kind == "Z" else (ns[-2], ns[-1])
        start = at if kind == "M" else start
        points.append(at)
    return points


@pytest.mark.parametrize("file", ICONS, ids=lambda file: file.stem)
def test_fonttools_reads_our_icons_alike(file) -> None:
    """Another parser of the same standard draws the same points."""
    pens = pytest.importorskip("fontTools.pens.recordingPen")
    parser = pytest.importorskip("fontTools.svgLib.path.parser")
    elements = pytest.importorskip("xml.etree.ElementTree")
    paths = [e.get("d") for e in elements.parse(file).iter() if e.tag.endswith("}path")]
    for d in paths:
        pen = pens.DecomposingRecordingPen({})
        parser.parse_path(d, pen)
        theirs: list[Segment] = []
        at = (0.0, 0.0)
        for name, points in pen.value:
            match name:
                case "moveTo" | "lineTo":
                    theirs.append(("M" if name == "moveTo" else "L", points[0]))
                case "curveTo":
                    theirs.append(("C", tuple(n for point in points for n in point)))
                case "qCurveTo":
                    theirs.append(("C", (*svgpath._quadratic(at, *points),)))
                case "closePath":
                    theirs.append(("Z", ()))
            at = points[-1] if points else at
        ours = sampled(svgpath.parse(d))
        for point in sampled(tuple(theirs)):
            assert min(hypot(point[0] - x, point[1] - y) for x, y in ours) < 0.05
        ends = [ns[-2:] for kind, ns in theirs if kind != "Z"]
        for end in ends:
            assert min(hypot(end[0] - x, end[1] - y) for x, y in ours) < 1e-3
