"""The formulas of colour give the values that their sources publish."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worksheets.theme import colour
from worksheets.theme.colour import (
    BLINDNESS,
    Colour,
    contrast,
    difference,
    lab,
    luminance,
    rgb_of,
    seen,
)

BLACK, WHITE = rgb_of("#000000"), rgb_of("#FFFFFF")
BYTES = st.integers(0, 255)
HEX = st.builds("#{:02X}{:02X}{:02X}".format, BYTES, BYTES, BYTES)


@pytest.mark.parametrize(
    ("text", "parts"),
    [("#000000", (0, 0, 0)), ("#FF0033", (1, 0, 0.2)), ("#ff0033", (1, 0, 0.2))],
)
def test_a_colour_is_read_as_light(text: str, parts: Colour) -> None:
    """Red, green and blue from 0 to 1."""
    assert pytest.approx(parts) == rgb_of(text)


@given(HEX)
def test_a_colour_is_written_as_it_was_read(text: str) -> None:
    assert text == colour.written(rgb_of(text))


@pytest.mark.parametrize(
    ("text", "lightness", "on_white"),
    [  # the measured palette
        ("#1B2430", 13.9, 15.65),
        ("#4A5563", 35.7, 7.58),
        ("#5F6A78", 44.4, 5.50),
        ("#1F4E9E", 34.4, 7.95),
        ("#163A78", 25.4, 10.99),
        ("#1F5A24", 33.4, 8.25),
        ("#2F7D32", 46.3, 5.12),
        ("#000000", 0, 21),
        ("#FFFFFF", 100, 1),
    ],
)
def test_lightness_and_contrast(text: str, lightness: float, on_white: float) -> None:
    """L* and the contrast with white, in either order."""
    rgb = rgb_of(text)
    assert (pytest.approx(lightness, abs=0.05), pytest.approx(on_white, abs=0.005)) == (
        colour.lightness(rgb),
        contrast(rgb, WHITE),
    )
    assert contrast(rgb, WHITE) == contrast(WHITE, rgb)


@pytest.mark.parametrize(
    ("ground", "lightness", "ink"),
    [
        ("#FAF4EC", 96.4, 14.32),  # the four quadrants
        ("#FEE2CC", 91.6, 12.64),
        ("#C9E2E2", 88.1, 11.52),
        ("#D8D0E9", 84.8, 10.52),
        ("#D7EDC8", 91.3, 12.55),  # a light circle
    ],
)
def test_grounds(ground: str, lightness: float, ink: float) -> None:
    """L*, and the contrast of the ink on it."""
    assert pytest.approx(lightness, abs=0.05) == colour.lightness(rgb_of(ground))
    assert pytest.approx(ink, abs=0.005) == contrast(rgb_of("#1B2430"), rgb_of(ground))


def test_luminance_runs_from_0_to_1() -> None:
    """Green gives most of the light (WCAG 2.1)."""
    assert (0, pytest.approx(1)) == (luminance(BLACK), luminance(WHITE))
    assert [0.2126, 0.7152, 0.0722] == [
        pytest.approx(luminance(rgb_of(text))) for text in ("#FF0000", "#00FF00", "#0000FF")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#000000", (0, 0, 0)),
        ("#FFFFFF", (100, 0, 0)),
        ("#808080", (53.59, 0, 0)),
        ("#FF0000", (53.24, 80.09, 67.20)),
        ("#00FF00", (87.73, -86.18, 83.18)),
        ("#0000FF", (32.30, 79.19, -107.86)),
    ],
)
def test_lab(text: str, expected: colour.Lab) -> None:
    """L*, a* and b* under daylight."""
    assert pytest.approx(expected, abs=0.02) == lab(rgb_of(text))


# Table 1 of Sharma, Wu and Dalal (2005): two colours in L*a*b*, and how far they are apart.
SHARMA = """
50 2.6772 -79.7751   50 0 -82.7485   2.0425
50 3.1571 -77.2803   50 0 -82.7485   2.8615
50 2.8361 -74.0200   50 0 -82.7485   3.4412
50 -1.3802 -84.2814  50 0 -82.7485   1.0000
50 -1.1848 -84.8006  50 0 -82.7485   1.0000
50 -0.9009 -85.5211  50 0 -82.7485   1.0000
50 0 0               50 -1 2         2.3669
50 -1 2              50 0 0          2.3669
50 2.4900 -0.0010    50 -2.4900 0.0009  7.1792
50 2.4900 -0.0010    50 -2.4900 0.0010  7.1792
50 2.4900 -0.0010    50 -2.4900 0.0011  7.2195
50 2.4900 -0.0010    50 -2.4900 0.0012  7.2195
50 -0.0010 2.4900    50 0.0009 -2.4900  4.8045
50 -0.0010 2.4900    50 0.0010 -2.4900  4.8045
50 -0.0010 2.4900    50 0.0011 -2.4900  4.7461
50 2.5 0             50 0 -2.5       4.3065
50 2.5 0             73 25 -18       27.1492
50 2.5 0             61 -5 29        22.8977
50 2.5 0             56 -27 -3       31.9030
50 2.5 0             58 24 15        19.4535
50 2.5 0             50 3.1736 0.5854   1.0000
50 2.5 0             50 3.2972 0        1.0000
50 2.5 0             50 1.8634 0.5757   1.0000
50 2.5 0             50 3.2592 0.3350   1.0000
60.2574 -34.0099 36.2677  60.4626 -34.1751 39.4387  1.2644
63.0109 -31.0961 -5.8663  62.8187 -29.7946 -4.0864  1.2630
61.2901 3.7196 -5.3901    61.4292 2.2480 -4.9620    1.8731
35.0831 -44.1164 3.7933   35.0232 -40.0716 1.5901   1.8645
22.7233 20.0904 -46.6940  23.0331 14.9730 -42.5619  2.0373
36.4612 47.8580 18.3852   36.2715 50.5065 21.2231   1.4146
90.8027 -2.0831 1.4410    91.1528 -1.6435 0.0447    1.4441
90.9257 -0.5406 -0.9208   88.6381 -0.8985 -0.7239   1.5381
6.7747 -0.2908 -2.4247    5.8714 -0.0985 -2.2286    0.6377
2.0776 0.0795 -1.1350     0.9033 -0.0636 -0.5514    0.9082
""".strip().splitlines()


@pytest.mark.parametrize("row", SHARMA)
def test_the_difference_is_the_published_one(row: str) -> None:
    """In either order, to the last published digit."""
    *labs, expected = map(float, row.split())
    first, second = (labs[0], labs[1], labs[2]), (labs[3], labs[4], labs[5])
    assert pytest.approx(expected, abs=5.1e-5) == difference(first, second)
    assert pytest.approx(difference(first, second)) == difference(second, first)


@given(HEX)
def test_a_colour_does_not_differ_from_itself(text: str) -> None:
    assert 0 == difference(lab(rgb_of(text)), lab(rgb_of(text)))


@pytest.mark.parametrize(
    ("blue", "green", "usual", "protan", "deutan", "tritan"),
    [
        ("#1F4E9E", "#D7EDC8", 62.7, 59.4, 62.8, 46.7),  # the two discs
        ("#163A78", "#1F5A24", 43.7, 43.0, 41.2, 10.9),  # their edges
        ("#0070C0", "#00B050", 53.0, 53.3, 51.8, 17.3),
        ("#DCE8F7", "#D7EDC8", 22.1, 20.7, 19.8, 4.0),
    ],
)
def test_how_far_blue_and_green_are_apart(
    blue: str, green: str, usual: float, protan: float, deutan: float, tritan: float
) -> None:
    """To the usual eye, and with each colour-blindness."""
    pair = rgb_of(blue), rgb_of(green)
    apart = [difference(*map(lab, pair))]
    apart += [difference(*(lab(seen(part, name)) for part in pair)) for name in BLINDNESS]
    assert [usual, protan, deutan, tritan] == pytest.approx(apart, abs=0.051)


@pytest.mark.parametrize("blindness", BLINDNESS)
@pytest.mark.parametrize("text", ["#000000", "#777777", "#FFFFFF"])
def test_greys_look_grey_to_all(text: str, blindness: str) -> None:
    """Colour-blindness takes hues, not light."""
    assert text == colour.written(seen(rgb_of(text), blindness))


@given(HEX, st.sampled_from([*BLINDNESS]))
def test_what_is_seen_is_a_colour(text: str, blindness: str) -> None:
    assert all(0 <= part <= 1 for part in seen(rgb_of(text), blindness))


@given(HEX, HEX, st.sampled_from([3.0, 4.5]))
def test_a_tone_is_found_for_every_ground(text: str, ground: str, least: float) -> None:
    """Black or white has 4.5 to 1 on any ground, so a tone between them is nearer or as good."""
    tone = colour.nearest(rgb_of(text), lambda shade: contrast(shade, rgb_of(ground)) >= least)
    assert tone and contrast(tone, rgb_of(ground)) >= least
    assert colour.written(tone) == colour.written(rgb_of(colour.written(tone)))


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("#1F4E9E", "#1F4E9E"),  # good already
        ("#777777", "#767676"),  # the lightest grey for text on white
        ("#3FA9F5", "#0A7ACA"),  # the same hue, darker
    ],
)
def test_the_nearest_tone_for_text_on_white(text: str, tone: str) -> None:
    nearest = colour.nearest(rgb_of(text), lambda shade: contrast(shade, WHITE) >= 4.5)
    assert nearest and tone == colour.written(nearest)


def test_no_tone_may_pass() -> None:
    assert colour.nearest(BLACK, lambda _: False) is None
