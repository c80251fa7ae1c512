"""Previews: pictures of the finished PDF at 100 dots an inch."""

from io import BytesIO

from PIL import Image

from worksheets.press.jobs import Press, produce
from worksheets.writers import png


def test_a_preview_has_the_size_of_its_paper(gpo: Press) -> None:
    """420 mm is 1654 dots at 100 dpi."""
    ((name, data),) = produce(gpo.job(gpo.handout("kwadrant")), "png", gpo.fonts)
    picture = Image.open(BytesIO(data))
    assert "kwadrant.png" == name
    assert (1654, 1170) == picture.size


def test_each_side_is_a_picture(gpo: Press) -> None:
    """Numbered, in print order, and not empty."""
    files = produce(gpo.job(gpo.handout("cirkels")), "png", gpo.fonts)
    assert ["cirkels-1.png", "cirkels-2.png"] == [name for name, _ in files]
    for _, data in files:
        assert len(Image.open(BytesIO(data)).convert("RGB").getcolors(1 << 20) or ()) > 50


def test_a_picture_can_be_finer(gpo: Press) -> None:
    """Twice the dots an inch, twice the size."""
    job = gpo.job(gpo.handout("kwadrant"))
    (small,), (large,) = png.write(job, gpo.fonts, dpi=50), png.write(job, gpo.fonts, dpi=100)
    assert (827, 1654) == tuple(Image.open(BytesIO(data)).width for data in (small, large))
