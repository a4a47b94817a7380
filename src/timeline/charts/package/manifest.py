"""What is needed to make the same figure again, byte for byte."""

import json
from dataclasses import fields
from hashlib import sha256
from importlib.metadata import version

from timeline.case.partial_date import PartialDate
from timeline.charts.package.content import Content
from timeline.charts.package.options import FigureOptions
from timeline.charts.print.drawing import Drawing
from timeline.charts.print.pdf import STANDARD
from timeline.charts.print.presets import Preset
from timeline.clinical.setting_specs import changed_settings
from timeline.clinical.settings import Settings
from timeline.sharing.keep import KeepOption
from timeline.swimlane.model import Group
from timeline.swimlane.options import DEFAULTS, SwimlaneOptions, TimeZero, TrialBand

_PACKAGES = ("plotly", "typst", "pypdfium2", "pillow")
Plain = str | int | list[str] | None
_FONT = "Liberation Sans 2.1.5, SIL Open Font License 1.1"


def manifest(
    options: FigureOptions, content: Content, drawing: Drawing, files: dict[str, bytes]
) -> str:
    """Versions, settings and the checksums of the files, as JSON.

    It names no person, no path and no time, and nothing that the figure does not name.
    The code is the one in the figure: given again with `--code`, it makes the same
    figure.
    """
    frame = options.preset
    entries = {
        **made_with(),
        "figure": {
            "code": content.case.code,
            **measures(drawing, frame),
            "titles": "above lanes" if drawing.stacked else "beside lanes",
            "short_forms": [short for short, _ in drawing.shortened],
        },
        "settings": {
            **frame_settings(frame),
            **_content(options, content.picture),
            "as_recorded": options.as_recorded,
            "let_through": sorted(item.value for item in options.keep),
        },
        "files": sums(files),
    }
    return json.dumps(entries, indent=2, ensure_ascii=False) + "\n"


def measures(drawing: Drawing, frame: Preset) -> dict[str, object]:
    """What came out: millimetres, points and dots per inch."""
    return {
        "width_mm": drawing.width,
        "height_mm": drawing.height,
        "font_points": max((text.points for text in drawing.texts), default=None),
        "dpi": frame.dpi,
        "pdf_standard": STANDARD,
    }


def frame_settings(frame: Preset) -> dict[str, object]:
    """The frame that was asked for, and where its numbers are from."""
    return {
        "preset": frame.name,
        "preset_basis": frame.basis,
        "width_mm": frame.width,
        "height_limit_mm": frame.height,
        "inks": frame.inks.value,
    }


def _content(options: FigureOptions, picture: SwimlaneOptions) -> dict[str, Plain]:
    """Every content option by the name of its field.

    An id of a record names nobody, but a site may have made it from a name: in a
    figure that is de-identified it is not told, and neither are dates.
    """
    settings = {
        f.name: _plain(getattr(options.picture, f.name)) for f in fields(DEFAULTS)
    }
    if options.as_recorded:
        return settings
    settings["markers"] = _plain(picture.markers)
    zero = options.picture.time_zero
    if zero and not isinstance(zero, TimeZero):
        settings["time_zero"] = "a record"
    if KeepOption.DATES not in options.keep:
        for name in ("since", "until"):
            if isinstance(getattr(options.picture, name), PartialDate):
                settings[name] = "a date"
    return settings


def _plain(value: object) -> Plain:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Settings):
        return list(changed_settings(value))
    if isinstance(value, frozenset):
        return sorted(_word(member) for member in value)
    if isinstance(value, tuple):
        return [_word(member) for member in value]
    return _word(value)


def _word(value: object) -> str:
    if isinstance(value, Group):
        return value.name.lower()
    if isinstance(value, TrialBand):
        return f"{value.line}:{value.arm}"
    return str(value)


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
