"""A printer's own errors are measured on a page, kept by name, and made up for on every side."""

from __future__ import annotations

from math import hypot
from pathlib import Path

import pytest
from conftest import Cli, built, press
from hypothesis import given
from hypothesis import strategies as st
from readback import Pdf

from worksheets.geometry import Matrix, Size
from worksheets.press import produce
from worksheets.printers import Printer, Targets, measure, named, profiles, written
from worksheets.problems import Problem, Problems, Undoable

A4, A3 = Size(210, 297), Size(420, 297)
PRINTERS = st.builds(
    Printer,
    scale_x=st.floats(0.9, 1.1),
    scale_y=st.floats(0.9, 1.1),
    back_dx=st.floats(-20, 20),
    back_dy=st.floats(-20, 20),
    back_turn=st.floats(-5, 5),
    margin=st.floats(0, 30),
)
PLACES = st.tuples(st.floats(0, 420), st.floats(0, 420))


@given(PRINTERS, st.sampled_from([A4, A3]), st.booleans(), PLACES)
def test_what_the_printer_does_is_undone(
    one: Printer, size: Size, back: bool, place: tuple[float, float]
) -> None:
    """What is corrected and then printed lies where it was drawn."""
    corrects = one.corrects(size, back=back) or Matrix.of(0, 0)
    assert place == pytest.approx(one.errs(size, back=back)(*corrects(*place)), abs=1e-6)


def test_a_printer_without_faults_changes_nothing() -> None:
    """Files for it are the same as for none."""
    assert Printer().corrects(A4, back=False) is None
    assert Printer(back_dx=1).corrects(A4, back=False) is None
    assert Printer(back_dx=1).corrects(A4, back=True) is not None


FALSE = Printer(scale_x=0.987, scale_y=1.009, back_dx=1.5, back_dy=-2, back_turn=0.7, margin=9)


@pytest.mark.parametrize("handout", ["kwadrant", "cirkels", "tijdlijn"])
def test_rulers_on_a_corrected_sheet_measure_true(handout: str, tmp_path: Path) -> None:
    """The finished file goes through the false printer; the ruler is then 100 mm long."""
    wrong = built(press(), handout, tmp_path)
    (tmp_path / "right").mkdir()
    right = built(press(printer=FALSE), handout, tmp_path / "right")
    lengths = []
    for pdf in (wrong, right):
        printed = FALSE.errs(Size(*pdf.size(0)), back=False)
        ruler = min(
            (line for line in pdf.lines(0) if abs(line.length - 100) < 3 and line.y1 > 200),
            key=lambda line: abs(line.length - 100),
        )
        (x1, y1), (x2, y2) = printed(ruler.x1, ruler.y1), printed(ruler.x2, ruler.y2)
        lengths.append(hypot(x2 - x1, y2 - y1))
    assert 98.7 == pytest.approx(lengths[0], abs=0.01)
    assert 100 == pytest.approx(lengths[1], abs=0.001)


def test_the_margin_is_kept(tmp_path: Path) -> None:
    """Nothing that is to be seen lies nearer to the edge than the printer reaches."""
    wide = Printer(margin=14)
    pdf = built(press(printer=wide), "kwadrant", tmp_path)
    xs = [x for line in pdf.lines(0) for x in (line.x1, line.x2)]
    assert 14 <= min(xs) and max(xs) <= 420 - 14
    assert 14 <= min(words.x for words in pdf.words(0)) + 0.01


class TestThePage:
    """What is measured on, read back from the file."""

    @pytest.fixture(scope="class", params=["A4", "A3", "Letter"])
    def page(self, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pdf:
        one = press(paper=request.param)
        ((name, data),) = produce(one.calibration(), "pdf", one.fonts)
        path = tmp_path_factory.mktemp("page") / name
        path.write_bytes(data)
        return Pdf(path)

    def test_the_lines_are_as_long_as_they_say(self, page: Pdf) -> None:
        """To a hundredth of a millimetre."""
        targets = Targets(Size(*(round(edge, 1) for edge in page.size(0))))
        lines = page.lines(0)
        for length, level in ((targets.across, True), (targets.down, False)):
            same = [
                line
                for line in lines
                if (abs(line.y1 - line.y2) < 1e-6) == level and abs(line.length - length) < 0.01
            ]
            assert len(same) == 1
            assert str(length) in page.text(0)

    def test_the_crosses_coincide_when_the_sheet_is_turned(self, page: Pdf) -> None:
        """Over either edge: what is on the left of the front is on the right of the back."""
        width, height = page.size(0)
        found = []
        for number in (0, 1):
            lines = [line for line in page.lines(number) if abs(line.length - 26) < 0.01]
            levels = sorted((line.x1 + line.x2) / 2 for line in lines if line.y1 == line.y2)
            assert all(line.y1 == pytest.approx(height / 2) for line in lines if line.y1 == line.y2)
            found.append(levels)
        assert len(found[0]) == 2
        assert found[0] == pytest.approx(found[1], abs=1e-3)
        assert found[0] == pytest.approx(sorted(width - x for x in found[0]), abs=1e-3)

    def test_both_sides_are_one_sheet(self, page: Pdf) -> None:
        """Duplex is set; it is never corrected itself."""
        preferences = page.reader.trailer["/Root"]["/ViewerPreferences"]  # type: ignore[index]
        assert 2 == page.pages and "/DuplexFlipLongEdge" == preferences["/Duplex"]


def test_what_is_measured_becomes_a_profile() -> None:
    """Lines give scales; two crosses give where the back lies and how it is turned."""
    targets = Targets(A4)
    assert (170, 230, 130) == (targets.across, targets.down, targets.between)
    given = {"measured_x": 169.15, "measured_y": 231.15, "back_left": (1, 2), "back_right": (1, 3)}
    one = measure("kantoor", Printer(margin=5), given, "A4")
    assert (0.995, 1.005, 5) == pytest.approx((one.scale_x, one.scale_y, one.margin))
    assert (1, 2.5, 0.4407) == pytest.approx((one.back_dx, one.back_dy, one.back_turn), abs=1e-4)
    # The crosses lie where that profile says: the way there and the way back are one.
    printed = one.errs(A4, back=True)
    for cross, (dx, dy) in zip(targets.crosses, ((1, 2), (1, 3)), strict=True):
        plain = Printer(scale_x=one.scale_x, scale_y=one.scale_y).errs(A4, back=False)(*cross)
        x, y = printed(*cross)
        assert (dx, dy) == pytest.approx((x - plain.x, y - plain.y), abs=0.02)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"scale_x": 1.2}, "no printer does that"),
        ({"measured_x": 17.0}, "no printer does that"),
        ({"back_left": (1.0, 1.0)}, "one cross says where the back lies"),
        ({"back_dx": 50.0}, "no printer does that"),
        ({"margin": float("nan")}, "no printer does that"),
    ],
)
def test_what_no_printer_does(given: dict[str, object], message: str) -> None:
    """Is a slip of the pen, or of the unit."""
    with pytest.raises(Undoable, match=message):
        measure("kantoor", Printer(), given, "A4")


@given(
    st.dictionaries(
        st.from_regex(r"[a-z][a-z0-9 ]{0,9}[a-z]", fullmatch=True), PRINTERS, max_size=4
    )
)
def test_profiles_come_back_as_they_were_kept(known: dict[str, Printer]) -> None:
    """Up to the six digits that are written."""
    back = profiles(written(known), "printers.yaml")
    assert set(known) == set(back)
    for name, one in known.items():
        for field in one.__struct_fields__:
            assert getattr(one, field) == pytest.approx(
                getattr(back[name], field), rel=1e-5, abs=1e-6
            )


@pytest.mark.parametrize("text", ["kantoor: {scale_x: 3}", "kantoor: [1]", "kantoor: {x: 1}"])
def test_a_profile_that_is_spoilt(text: str) -> None:
    """Says so, and where."""
    with pytest.raises((Problem, Problems), match=r"printers\.yaml"):
        profiles(text.encode(), "printers.yaml")


def test_an_unknown_printer_is_told_with_the_nearest() -> None:
    """Or with how to measure one."""
    with pytest.raises(Undoable) as raised:
        named({"kantoor": Printer()}, "kantor")
    assert "did you mean 'kantoor'?" == raised.value.hint


def test_the_commands_together(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Measure, keep, show, use, forget."""
    monkeypatch.setenv("WORKSHEETS_CONFIG", str(tmp_path / "settings"))
    out = ("-o", str(tmp_path / "out"))
    assert 0 == cli("calibrate", *out).returncode
    kept = cli(
        "printer", "kantoor", "--measured-x", "169.15", "--back-left", "1,2", "--back-right", "1,2"
    )
    assert 0 == kept.returncode, kept.stderr
    shown = cli("printer")
    assert shown.stdout.splitlines()[1].split() == ["kantoor", "0.995", "1", "1", "2", "0", "0"]
    used = cli("kit", "kwadrant", "--printer", "kantoor", *out)
    assert 0 == used.returncode, used.stderr
    pdf = Pdf(tmp_path / "out" / "gpo" / "kwadrant.pdf")
    stretched = max(line.length for line in pdf.lines(0) if line.y1 == line.y2)
    plain = built(press(), "kwadrant", tmp_path)
    assert stretched / max(x.length for x in plain.lines(0) if x.y1 == x.y2) == pytest.approx(
        1 / 0.995, abs=1e-5
    )
    wrong = cli("kit", "kwadrant", "--printer", "kantor", *out)
    assert 2 == wrong.returncode and "did you mean 'kantoor'?" in wrong.stderr
    both = cli("kit", "kwadrant", "--printer", "kantoor", "--cmyk", *out)
    assert 2 == both.returncode and "not for a print shop" in both.stderr
    assert 0 == cli("printer", "kantoor", "--forget").returncode
    assert "no printer was measured yet" in cli("printer").stdout
