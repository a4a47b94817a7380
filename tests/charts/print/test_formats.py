"""What a journal measures in a file: size, fonts, resolution, text."""

from contextlib import closing
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, ImageCms

from timeline.case.case import Case
from timeline.charts.print.drawing import Drawing
from timeline.charts.print.fitting import fitted
from timeline.charts.print.pdf import pdf
from timeline.charts.print.presets import PresetError, preset
from timeline.charts.print.raster import rasters
from timeline.swimlane.build import build

MM_PER_POINT = 25.4 / 72


@pytest.fixture
def drawing(gallbladder: Case) -> Drawing:
    frame = preset("bmc-double")
    hostile = 'Told "aloud" \\ #panic("no")\n$x$'
    return fitted(build(gallbladder), frame, title="T < U", description=hostile)


def test_the_page_is_as_large_as_the_figure(drawing: Drawing) -> None:
    with closing(pypdfium2.PdfDocument(pdf(drawing))) as document:
        assert len(document) == 1
        sides = [side * MM_PER_POINT for side in document[0].get_size()]
    assert sides == pytest.approx([176, drawing.height], abs=0.01)


def test_fonts_are_embedded_and_ours(drawing: Drawing) -> None:
    with closing(pypdfium2.PdfDocument(pdf(drawing))) as document:
        fonts = {
            text.get_font().get_base_name(): text.get_font().is_embedded
            for text in document[0].get_objects(max_depth=15)
            if isinstance(text, pypdfium2.PdfTextObj)
        }
    assert all(fonts.values())
    assert {name.split("+")[-1].split("-")[0] for name in fonts} == {"LiberationSans"}


def test_text_stays_text(drawing: Drawing, gallbladder: Case) -> None:
    with closing(pypdfium2.PdfDocument(pdf(drawing))) as document:
        found = " ".join(document[0].get_textpage().get_text_range().split())
    for lane in build(gallbladder).lanes:
        assert lane.title in found
    assert "1200 U/mL" in found
    assert "Last follow-up Mar 2025" in found


def test_the_same_figure_gives_the_same_bytes(drawing: Drawing) -> None:
    first, second = pdf(drawing), pdf(drawing)
    assert first == second
    assert rasters(first, 150) == rasters(second, 150)


def test_it_is_tagged_and_named(drawing: Drawing) -> None:
    written = pdf(drawing)
    with closing(pypdfium2.PdfDocument(written)) as document:
        assert document.get_metadata_value("Title") == "T < U"
        assert document.is_tagged()
    assert b"pdfuaid" in written


@pytest.mark.parametrize("dpi", [150, 300])
def test_pictures_carry_their_resolution(drawing: Drawing, dpi: int) -> None:
    png, tiff = rasters(pdf(drawing), dpi)
    wide = 176 / 25.4 * dpi
    for data, kind in ((png, "PNG"), (tiff, "TIFF")):
        with Image.open(BytesIO(data)) as picture:
            assert picture.format == kind
            assert picture.mode == "RGB"
            assert picture.info["dpi"] == pytest.approx((dpi, dpi), abs=0.02)
            assert picture.width == pytest.approx(wide, abs=1)


def test_tiff_is_compressed_and_both_say_their_colours(drawing: Drawing) -> None:
    png, tiff = rasters(pdf(drawing), 150)
    with Image.open(BytesIO(tiff)) as picture:
        assert picture.info["compression"] == "tiff_lzw"
    for data in (png, tiff):
        with Image.open(BytesIO(data)) as picture:
            profile = ImageCms.ImageCmsProfile(BytesIO(picture.info["icc_profile"]))
        assert "sRGB" in ImageCms.getProfileDescription(profile)


def test_a_picture_that_would_fill_the_memory_is_refused(drawing: Drawing) -> None:
    with pytest.raises(PresetError, match="dots per inch"):
        rasters(pdf(drawing), 2400)
