"""Where circles lie beside their axis: at their values, never on each other, as the vectors say."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import combinations
from math import hypot
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worksheets.geometry import Box
from worksheets.layout.placing import GAP, Circle, Full, Mat, Place, placed

VECTORS = Path(__file__).parents[1] / "vectors" / "placing.json"
MAT = Mat(box=Box(36, 18.5, 348, 209), half=5.2, reach=97.5)
CLOSE = 1e-5  # mm


def mat_of(case: dict[str, Any]) -> Mat:
    return msgspec.convert({**case["mat"], "box": Box(*case["mat"]["box"])}, Mat)


def outcome(case: dict[str, Any]) -> dict[str, Any]:
    """What the function makes of a vector, as it is written in the file."""
    circles = msgspec.convert(case["circles"], list[Circle])
    try:
        places = placed(circles, mat_of(case))
    except Full as full:
        return {"full": list(full.names)}
    return {
        "places": [
            {
                "name": place.name,
                "centre": [round(number, 3) for number in place.centre],
                "target": [round(number, 3) for number in place.target],
                "away": round(place.away, 3),
                "off": round(place.off, 3),
            }
            for place in places
        ]
    }


def test_the_vectors_are_met(request: pytest.FixtureRequest) -> None:
    """Values in, places out. To change them on purpose: pytest tests/layout/test_placing.py
    --update, then look at what changed: other programs place circles by them too.

    A new vector is written with its mat and circles only.
    """
    vectors = json.loads(VECTORS.read_text(encoding="utf-8"))
    if request.config.getoption("--update"):
        for case in vectors["vectors"]:
            case.pop("places", None)
            case.pop("full", None)
            case.update(outcome(case))
        text = json.dumps(vectors, indent=1, ensure_ascii=False)
        VECTORS.write_text(text + "\n", encoding="utf-8")
    for case in vectors["vectors"]:
        expected = {key: case[key] for key in ("places", "full") if key in case}
        assert expected == outcome(case), case["about"]


values = st.one_of(st.floats(0, 1), st.sampled_from([0, 0.1, 0.5, 1]))


def tables(diameters: tuple[float, float] = (38, 25)) -> st.SearchStrategy[list[Circle]]:
    """Two sets of six circles, and those of two subjects for some aspects."""
    large, small = diameters

    def circle(key: tuple[int, int, str], value: float) -> Circle:
        set_, aspect, subject = key
        axis = "vertical" if aspect == 5 else "horizontal"
        size = small if subject else large
        return Circle(name=f"{key}", axis=axis, set=set_, value=value, diameter=size)

    sets, aspects = st.integers(0, 1), st.integers(0, 5)
    usual = st.tuples(*[values] * 12)
    extra = st.dictionaries(st.tuples(sets, aspects, st.sampled_from("EB")), values, max_size=8)
    return st.builds(
        lambda all_, more: [
            *(circle((n % 2, n // 2, ""), value) for n, value in enumerate(all_)),
            *(circle(key, value) for key, value in more.items()),
        ],
        usual,
        extra,
    )


def assert_good(circles: Sequence[Circle], places: Sequence[Place], mat: Mat) -> None:
    for circle, place in zip(circles, places, strict=True):
        assert circle.name == place.name and circle.diameter / 2 == place.radius
        own = mat.at(circle.value, circle.value)
        along = place.centre.x - own.x if circle.axis == "horizontal" else place.centre.y - own.y
        assert abs(abs(along) - place.off) < 0.1
        if circle.axis == "horizontal":
            far = (place.centre.y - mat.level) * (-1 if circle.set == 0 else 1)
            assert mat.half - CLOSE <= far - place.radius
            assert far + place.radius <= mat.reach + CLOSE
        else:
            assert 0 == place.off
    for one, other in combinations(places, 2):
        far = hypot(one.centre.x - other.centre.x, one.centre.y - other.centre.y)
        assert far >= one.radius + other.radius + GAP - CLOSE


@given(tables())
@settings(max_examples=500, deadline=None)
def test_no_two_circles_overlap(circles: list[Circle]) -> None:
    """Each at its value; one that is off it says how far. What finds no place at all is told."""
    try:
        places = placed(circles, MAT)
    except Full as full:
        lost = set(full.names)
        assert lost and all(name in str(full) for name in lost)
        circles = [circle for circle in circles if circle.name not in lost]
        try:
            places = placed(circles, MAT)
        except Full:
            return
    assert_good(circles, places, MAT)


@given(tables((9, 5)))
@settings(max_examples=100, deadline=None)
def test_small_enough_circles_all_lie_at_their_values(circles: list[Circle]) -> None:
    """Of 9 mm any number of this sort has room: none is moved along its axis."""
    places = placed(circles, MAT)
    assert_good(circles, places, MAT)
    assert not any(place.off for place in places)


def circle(name: str, value: float, axis: str = "horizontal", set_: int = 0) -> Circle:
    data = {"name": name, "axis": axis, "set": set_, "value": value, "diameter": 38}
    return msgspec.convert(data, Circle)


def test_first_above_second_below() -> None:
    """At one value on the level axis they lie on either side of it, against it."""
    above, below = placed([circle("nu", 0.5), circle("ambitie", 0.5, set_=1)], MAT)
    assert (210, 123 - 5.2 - 19) == pytest.approx(above.centre)
    assert (210, 123 + 5.2 + 19) == pytest.approx(below.centre)


def test_at_one_value_they_stack_outward() -> None:
    """The second lies above the first; a third has no room there, and says that it is off."""
    one, two, three = placed([circle(name, 0.1) for name in "abc"], MAT)
    assert two.centre == pytest.approx((one.centre.x, one.centre.y - 38 - GAP))
    assert 0 == one.off == two.off < three.off


def test_an_upright_circle_stays_on_its_line_where_it_can() -> None:
    """Level circles go first: where one lies there, it moves aside, to the side of its set."""
    (alone,) = placed([circle("wat", 0.3, "vertical")], MAT)
    assert 0 == alone.away and 210 == alone.centre.x
    upright = [circle("wat nu", 0.3, "vertical"), circle("wat ambitie", 0.3, "vertical", 1)]
    first, second = placed(upright, MAT)
    assert 210 == first.centre.x < second.centre.x
    _, nu = placed([circle("tempo", 0.5), circle("wat", 0.6, "vertical")], MAT)
    assert nu.centre.x < 210 and nu.centre.y == MAT.at(0, 0.6).y


def test_what_finds_no_place_is_named() -> None:
    """All of them at once, with a way out."""
    with pytest.raises(Full, match=r"circles do not fit on a mat of 348 x 209 mm") as raised:
        placed([circle(f"c{n}", 0.5) for n in range(40)], MAT)
    assert raised.value.hint and len(raised.value.names) < 40
