"""PNG and TIFF from the PDF, with their resolution written into the file.

Both come from the PDF, so that all formats show the same letters; one program that
draws is also one that can differ from the others less.
"""

from contextlib import closing
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from timeline.charts.print.presets import PresetError

if TYPE_CHECKING:
    from PIL.Image import Image

_POINTS_PER_INCH = 72
_MOST_DOTS = 120_000_000
"""Above this a picture takes more memory than a small computer has."""
_DATE, _ID = slice(24, 36), slice(84, 100)
"""Where a colour profile holds the time of its making and a checksum."""


def rasters(pdf: bytes, dpi: int) -> tuple[bytes, bytes]:
    """Turn a page into pictures.

    Args:
        pdf: A PDF whose first page is the figure.
        dpi: Dots per inch.

    Returns:
        PNG, and TIFF with LZW; both RGB with the sRGB profile and their resolution.

    Raises:
        PresetError: If the picture would be too large.
    """
    picture = _picture(pdf, dpi)
    png = _saved(picture, dpi, "PNG", compress_level=6)
    tiff = _saved(picture, dpi, "TIFF", compression="tiff_lzw")
    return png, tiff


def _picture(pdf: bytes, dpi: int) -> "Image":
    import pypdfium2

    with closing(pypdfium2.PdfDocument(pdf)) as document:
        page = document[0]
        scale = dpi / _POINTS_PER_INCH
        wide, high = (round(side * scale) for side in page.get_size())
        if wide * high > _MOST_DOTS:
            message = f"At {dpi} dots per inch the picture has {wide} x {high} dots."
            hint = "Choose a lower --dpi; PDF and SVG have no dots."
            raise PresetError(message, hint=hint)
        with closing(page.render(scale=scale)) as bitmap:
            picture: Image = bitmap.to_pil().convert("RGB")
            return picture


def _saved(picture: "Image", dpi: int, kind: str, **options: object) -> bytes:
    file = BytesIO()
    picture.save(file, kind, dpi=(dpi, dpi), icc_profile=_srgb(), **options)
    return file.getvalue()


@cache
def _srgb() -> bytes:
    """The sRGB profile without the time at which it was made."""
    from PIL import ImageCms

    blank = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    profile = bytearray(blank.tobytes())
    for part in (_DATE, _ID):
        profile[part] = bytes(part.stop - part.start)
    return bytes(profile)
