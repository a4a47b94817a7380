"""The two looks of the app; the colours of drugs and events are in `inks`."""

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
