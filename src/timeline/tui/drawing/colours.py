"""The two looks of the app, and the colours of what is drawn in cells, by role.

The roles are no styles of a widget: Textual would work each of them out anew for every
widget of a screen that opens, which took a third of the time.
"""

from collections.abc import Mapping

from textual.color import Color
from textual.theme import Theme

DARK = Theme(
    name="timeline-dark",
    primary="#7aa2d8",
    accent="#e8b34a",
    foreground="#dfe3e8",
    background="#16191d",
    surface="#1b1f24",
    panel="#262c34",
    dark=True,
)
LIGHT = Theme(
    name="timeline-light",
    primary="#1f5fa8",
    accent="#9a5b00",
    foreground="#1b2026",
    background="#fbfbf8",
    surface="#f4f4ef",
    panel="#e6e7e2",
    dark=False,
)

_ROLES: dict[str, tuple[str, float]] = {
    "heading": ("accent", 1.0),
    "title": ("foreground", 1.0),
    "subtitle": ("foreground", 0.65),
    "label": ("foreground", 1.0),
    "axis": ("foreground", 0.8),
    "grid": ("foreground", 0.22),
    "cutoff": ("foreground", 0.6),
    "whisker": ("foreground", 0.6),
    "limit": ("accent", 1.0),
    "curve": ("primary", 1.0),
    "point": ("primary", 1.0),
    "fold": ("accent", 1.0),
    "time": ("accent", 1.0),
    "selected": ("background", 1.0),
    "select": ("foreground", 1.0),
    "cursor": ("panel", 1.0),
    "shade": ("surface", 1.0),
    "SURGERY": ("foreground", 1.0),
    "ABLATION": ("foreground", 1.0),
    "RADIOTHERAPY": ("foreground", 1.0),
    "PROCEDURE": ("foreground", 1.0),
    "FINDING": ("foreground", 1.0),
    "FOLLOW_UP": ("foreground", 1.0),
    "DEATH": ("foreground", 1.0),
}
"""Colour of the theme, and how much of it covers the ground."""

_TONES: dict[str, tuple[str, str]] = {
    "CHEMOTHERAPY": ("#6ea6e0", "#2f6fb5"),
    "ANTI_HER2": ("#f28a3c", "#cc5200"),
    "HER2_ADC": ("#dd6f9f", "#a63a70"),
    "ADC": ("#a394f4", "#4b3fa7"),
    "IMMUNOTHERAPY": ("#2fc596", "#00805c"),
    "ANTI_ANGIOGENIC": ("#e6b422", "#b07d00"),
    "TARGETED": ("#57c4e5", "#137a99"),
    "HORMONAL": ("#b9a06e", "#7a6126"),
    "RADIONUCLIDE": ("#c3c35a", "#6a6a00"),
    "GLUCOCORTICOID": ("#e0d596", "#75691f"),
    "OTHER_DRUG": ("#a5adb8", "#68707a"),
    "RESPONSE": ("#8fd16a", "#3c7d17"),
    "DISEASE_CONTROL": ("#c9ced6", "#6b7280"),
    "PROGRESSION": ("#ff6b62", "#c22018"),
    "HER2_POSITIVE": ("#bb99e8", "#6c3fae"),
    "HER2_NEGATIVE": ("#8d99a8", "#5d6873"),
    "HER2_OTHER": ("#c3b5d9", "#74638f"),
    "ADVERSE_EVENT": ("#f0a860", "#a35200"),
    "INTERRUPTION": ("#8b929c", "#8b929c"),
    "LINE": ("#aab4c2", "#5b6675"),
    "CARE": ("#9fb3a4", "#50705a"),
    "BENCHMARK": ("#a99f8c", "#746a58"),
    "line_1": ("#6ea6e0", "#2f6fb5"),
    "line_2": ("#57c4e5", "#137a99"),
    "line_3": ("#8fd16a", "#228833"),
    "line_4": ("#e6d25c", "#8a7500"),
    "line_5": ("#f08a94", "#c83a4c"),
    "line_6": ("#dd6f9f", "#aa3377"),
}
"""Colours on a dark and on a light ground, of tones by name and of lines of therapy."""


def ink(role: str, theme: Mapping[str, str], *, dark: bool) -> Color:
    """The colour of a role, as it stands on whatever ground it is drawn on.

    Args:
        role: A key of the tables above.
        theme: Colours of the theme by name.
        dark: Whether the theme is dark.

    Raises:
        KeyError: No such role.
    """
    if role in _TONES:
        return Color.parse(_TONES[role][0 if dark else 1])
    name, share = _ROLES[role]
    return Color.parse(theme[name]).multiply_alpha(share)
