"""The page of one case: the picture, its key, its footnotes and its table."""

from pathlib import Path

from timeline.charts.abbreviations import drawn_abbreviations
from timeline.charts.page_table import table
from timeline.charts.shell import Contents, document, items, paragraphs
from timeline.charts.swimlane_figure import figure
from timeline.swimlane.model import Swimlane


def page(swimlane: Swimlane) -> str:
    """Write a swimlane as a page of HTML.

    The same swimlane gives the same page, byte for byte.

    Args:
        swimlane: What `swimlane.build.build` gives.

    Returns:
        HTML that needs no other file and no connection.
    """
    made_up = "SYNTHETIC DATA: made up, it describes no patient."
    return document(
        Contents(
            heading=f"Treatment timeline: {swimlane.title.split(': ')[0]}",
            warning=made_up if swimlane.synthetic else "",
            description="Swimlane of the course of treatment; the same as a table "
            "below",
            figure=figure(swimlane),
            caption=_caption(swimlane),
            table=table(swimlane),
        )
    )


def write_page(swimlane: Swimlane, path: Path) -> None:
    """Write the page of a swimlane to a file.

    Raises:
        OSError: If the file cannot be written.
    """
    path.write_text(page(swimlane), encoding="utf-8", newline="\n")


def _caption(swimlane: Swimlane) -> str:
    parts = [paragraphs(_sentences(swimlane))]
    if swimlane.footnotes:
        parts += ["<h2>Notes</h2>", items(swimlane.footnotes)]
    short_forms = sorted(drawn_abbreviations(swimlane).items())
    if short_forms:
        listed = "; ".join(f"{short}, {long}" for short, long in short_forms)
        parts += ["<h2>Abbreviations</h2>", paragraphs([f"{listed}."])]
    if swimlane.undated:
        parts.append("<h2>Without any date, so not in the picture</h2>")
        parts.append(items(label for _, label in swimlane.undated))
    return "\n".join(parts)


def _sentences(swimlane: Swimlane) -> list[str]:
    found = [swimlane.title + "."]
    if swimlane.time_zero_label:
        found[0] += f" Month 0 is {swimlane.time_zero_label}."
    if swimlane.cutoff_label:
        found[0] += f" {swimlane.cutoff_label}: dashed line."
    found.append(
        "An arrow means that a treatment goes on at that line. Colour tells the kind "
        "of treatment, shape the kind of event; a hollow mark has no stated date. "
        "Choose an entry of the key to hide or show what it names."
    )
    if swimlane.uses_narrative:
        found.append(
            "Dotted bars and dashed lines rest on the order of the sentences only."
        )
    return found
