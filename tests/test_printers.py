"""A printer's own errors are measured on a page, kept by name, and made up for on every side."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Cli, built, press
from hypothesis import given
from hypothesis import strategies as st
from readback import Pdf
from validators import faults

from worksheets.choices import Turn
from worksheets.geometry import Matrix, Size
from worksheets.press.jobs import produce
from worksheets.printers import Printer, Targets, measure, named, profiles, written
from worksheets.problems import Problem, Problems, Undoable

A4, A3 = Size(210, 297), Size(420, 297)
PRINTERS = st.builds(
    Printer,
    scale_x=st.floats(0.95, 1.05),
    scale_y=st.floats(0.95, 1.05),
    back_dx=st.floats(-20, 20),
    back_dy=st.floats(-20, 20),
    back_turn=st.floats(-5, 5),
    margin=st.floats(0, 30),
    turn=st.sampled_from(["long-edge", "short-edge"]),
)
PLACES = st.tuples(st.floats(0, 420), st.floats(0, 420))


@given(
    PRINTERS,
    st.sampled_from([A4, A3]),
    st.booleans(),
    st.sampled_from(["long-edge", "short-edge"]),
    PLACES,
)
def test_what_the_printer_does_is_undone(
    printer: Printer, size: Size, back: bool, turn: Turn, place: tuple[float, float]
) -> None:
    """What is corrected and then printed lies where it was drawn; test_chain.py tells where."""
    corrects = printer.corrects(size, back=back, turn=turn) or Matrix.of(0, 0)
    printed = printer.errs(size, back=back, turn=turn)(*corrects(*place))
    assert place == pytest.approx(printed, abs=1e-6)


def test_a_printer_without_faults_changes_nothing() -> None:
    """Files for it are the same as for none."""
    assert Printer().corrects(A4, back=False) is None
    assert Printer(back_dx=1).corrects(A4, back=False) is None
    assert Printer(back_dx=1).corrects(A4, back=True) is not None


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
    @staticmethod
    def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pdf:
        gpo = press(paper=request.param)
        ((name, data),) = produce(gpo.calibration(), "pdf", gpo.fonts)
        path = tmp_path_factory.mktemp("page") / name
        path.write_bytes(data)
        return Pdf(path)

    def test_it_conforms(self, page: Pdf) -> None:
        """It is read aloud like all files."""
        assert not faults(page.path, "ua1") and not faults(page.path, "2a")

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
        positions = []
        for number in (0, 1):
            lines = [line for line in page.lines(number) if abs(line.length - 26) < 0.01]
            levels = sorted((line.x1 + line.x2) / 2 for line in lines if line.y1 == line.y2)
            assert all(line.y1 == pytest.approx(height / 2) for line in lines if line.y1 == line.y2)
            positions.append(levels)
        assert len(positions[0]) == 2
        assert positions[0] == pytest.approx(positions[1], abs=1e-3)
        assert positions[0] == pytest.approx(sorted(width - x for x in positions[0]), abs=1e-3)

    def test_the_edges_have_their_numbers(self, page: Pdf) -> None:
        """Each to 14 mm, with a tick where it says, and nothing else there but they."""
        width, height = page.size(0)
        ticks = [line for line in page.lines(0) if abs(line.length - 3.4) < 1e-3]
        off = [
            min(x, y, width - x, height - y)
            for x, y in (((line.x1 + line.x2) / 2, (line.y1 + line.y2) / 2) for line in ticks)
        ]
        assert sorted(off) == pytest.approx([n for n in range(1, 15) for _ in range(4)], abs=1e-3)
        others = [line for line in page.lines(0) if line not in ticks]
        assert 17 < min(min(line.x1, width - line.x1, height - line.y1) for line in others)

    def test_what_is_typed_names_the_paper(self, page: Pdf) -> None:
        """Letter's lines are not those of A4: its readings would be another printer's."""
        a4 = page.size(0)[0] == pytest.approx(210, abs=0.1)
        assert ("--paper" in page.text(0)) != a4

    def test_both_sides_are_one_sheet(self, page: Pdf) -> None:
        """Duplex is set; it is never corrected itself."""
        preferences = page.reader.trailer["/Root"]["/ViewerPreferences"]
        assert 2 == page.pages and "/DuplexFlipLongEdge" == preferences["/Duplex"]


def test_what_is_measured_becomes_a_profile() -> None:
    """Lines give scales; two crosses give where the back lies and how it is turned."""
    targets = Targets(A4)
    assert (160, 230, 130) == (targets.across, targets.down, targets.between)
    given = {"measured_x": 159.2, "measured_y": 231.15, "back_left": (1, 2), "back_right": (1, 3)}
    profile = measure("kantoor", Printer(margin=5), given, "A4")
    assert (0.995, 1.005, 5) == pytest.approx((profile.scale_x, profile.scale_y, profile.margin))
    assert (0.995, 2.5125, 0.4452) == pytest.approx(
        (profile.back_dx, profile.back_dy, profile.back_turn), abs=1e-4
    )
    # The crosses lie where that profile says: the way there and the way back are one.
    printed = profile.errs(A4, back=True)
    for cross, (dx, dy) in zip(targets.crosses, ((1, 2), (1, 3)), strict=True):
        plain = Printer(scale_x=profile.scale_x, scale_y=profile.scale_y).errs(A4, back=False)(
            *cross
        )
        x, y = printed(*cross)
        moved = ((x - plain.x) / profile.scale_x, (y - plain.y) / profile.scale_y)
        assert (dx, dy) == pytest.approx(moved, abs=0.005)


def test_the_white_edge_is_where_the_tick_came() -> None:
    """A tick of a page that shrinks is further from the edge, by half what is missing."""
    given = {"scale_x": 0.99, "scale_y": 0.99, "measured_margin": (11, 11)}
    assert 11 * 0.99 + 297 * 0.01 / 2 == pytest.approx(
        measure("kantoor", Printer(), given, "A4").margin, abs=0.01
    )
    assert 11 == measure("kantoor", Printer(), {"measured_margin": (11, 11)}, "A4").margin


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"scale_x": 1.2}, "no printer does that"),
        ({"measured_x": 17.0}, "no printer does that"),
        ({"back_left": (1.0, 1.0)}, "one cross says where the back lies"),
        ({"back_dx": 50.0}, "no printer does that"),
        ({"margin": float("nan")}, "no printer does that"),
        ({"measured_y": 209.0}, "no printer does that"),  # a page of Letter
        ({"scale_x": 1.0, "measured_x": 160.0}, "--measured-x and --scale-x tell the same"),
        ({"back_dx": 1.0, "back_left": (1, 1), "back_right": (1, 1)}, "tell the same"),
    ],
)
def test_what_no_printer_does(given: dict[str, object], message: str) -> None:
    """It is refused as a slip of the pen, or of the unit."""
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
    for name, printer in known.items():
        assert printer.turn == back[name].turn
        for field in set(printer.__struct_fields__) - {"turn"}:
            assert getattr(printer, field) == pytest.approx(
                getattr(back[name], field), rel=1e-5, abs=1e-6
            )


@pytest.mark.parametrize(
    "text", ["kantoor: {scale_x: 3}", "kantoor: [1]", "kantoor: {x: 1}", "kantoor: [1"]
)
def test_a_profile_that_is_spoilt(text: str) -> None:
    """It is told which profile is wrong, and where."""
    with pytest.raises((Problem, Problems)) as raised:
        profiles(f"goed: {{margin: 5}}\n{text}".encode(), "printers.yaml")
    (problem,) = raised.value.problems if isinstance(raised.value, Problems) else [raised.value]
    assert ("printers.yaml", 2) == (problem.at.file, problem.at.line)
    assert "kantoor" in problem.message or text.endswith("[1")


@pytest.mark.parametrize(
    ("name", "good"),
    [("kantoor 2e", True), ("Hp-LaserJet.4", True), ("é", True), ("a ", False), ("a/b", False)],
)
def test_a_name_is_one_that_can_be_typed(name: str, good: bool) -> None:
    """Spaces may be within, but not at its end, where nobody sees them."""
    if good:
        assert measure(name, Printer(), {"margin": 5.0}, "A4").margin == 5
    else:
        with pytest.raises(Undoable, match="is no name"):
            measure(name, Printer(), {"margin": 5.0}, "A4")


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
        *("printer", "kantoor 2e", "--measured-x", "159,2", "--turn", "short-edge"),
        *("--back-left", "-1", "2", "--back-right", "-1", "2"),
    )
    assert 0 == kept.returncode, kept.stderr
    shown = cli("printer")
    columns = ["kantoor", "2e", "0.995", "1", "-0.995", "2", "0", "0", "short-edge"]
    assert shown.stdout.splitlines()[1].split() == columns
    used = cli("kit", "kwadrant", "--printer", "kantoor 2e", *out)
    assert 0 == used.returncode, used.stderr
    pdf = Pdf(tmp_path / "out" / "gpo" / "kwadrant.pdf")

    def tallest(document: Pdf) -> float:
        return max(line.length for line in document.lines(0) if line.x1 == line.x2)

    # It lies across the paper: its height is the short side, which shrank.
    plain = built(press(), "kwadrant", tmp_path)
    assert 1 / 0.995 == pytest.approx(tallest(pdf) / tallest(plain), abs=1e-5)
    wrong = cli("kit", "kwadrant", "--printer", "kantor", *out)
    assert 2 == wrong.returncode and "did you mean 'kantoor 2e'?" in wrong.stderr
    both = cli("kit", "kwadrant", "--printer", "kantoor 2e", "--cmyk", *out)
    assert 2 == both.returncode and "not for a print shop" in both.stderr
    assert 0 == cli("printer", "kantoor 2e", "--forget").returncode
    assert "no printer was measured yet" in cli("printer").stdout
