"""What is needed to make the same figure again, byte for byte."""

import json
from hashlib import sha256
from importlib.metadata import version

from timeline.charts.package.options import FigureOptions
from timeline.charts.print.drawing import Drawing
from timeline.charts.print.pdf import STANDARD

_PACKAGES = ("plotly", "typst", "pypdfium2", "pillow")
_FONT = "Liberation Sans 2.1.5, SIL Open Font License 1.1"


def manifest(
    options: FigureOptions, code: str, drawing: Drawing, files: dict[str, bytes]
) -> str:
    """Versions, settings and the checksums of the files, as JSON.

    It names no person, no path and no time. The code is the one in the figure: given
    again with `--code`, it makes the same figure.
    """
    frame = options.preset
    told = {
        **made_with(),
        "figure": {
            "code": code,
            "width_mm": drawing.width,
            "height_mm": drawing.height,
            "font_points": max((text.points for text in drawing.texts), default=None),
            "dpi": frame.dpi,
            "pdf_standard": STANDARD,
        },
        "settings": {
            "preset": frame.name,
            "preset_basis": frame.basis,
            "width_mm": frame.width,
            "height_limit_mm": frame.height,
            "inks": frame.inks.value,
            "calendar": frame.calendar,
            "leave_out": sorted(g.name.lower() for g in options.picture.leave_out),
            "time_zero": options.picture.time_zero,
            "narrative": options.picture.accept_narrative,
            "as_recorded": options.as_recorded,
            "let_through": sorted(item.value for item in options.keep),
        },
        "files": sums(files),
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def made_with() -> dict[str, object]:
    """Versions of everything that a figure depends on."""
    return {
        "program": {"name": "timeline", "version": version("timeline")},
        "packages": {name: version(name) for name in _PACKAGES},
        "font": _FONT,
    }


def sums(files: dict[str, bytes]) -> dict[str, object]:
    """Size and checksum of each file, by name."""
    return {
        name: {"bytes": len(data), "sha256": sha256(data).hexdigest()}
        for name, data in sorted(files.items())
    }
