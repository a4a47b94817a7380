"""The abbreviations that a figure uses, with what they stand for."""

from timeline.case.case import Case
from timeline.charts.abbreviations import (
    abbreviations_in,
    drawn_text,
    in_line,
    in_order,
    stands_in,
)
from timeline.charts.package.table import escaped
from timeline.clinical.catalogues.regimens import find_regimen
from timeline.language.words import Words
from timeline.swimlane.model import Swimlane


def abbreviations(case: Case, swimlane: Swimlane) -> dict[str, str]:
    """Abbreviations in what is drawn, names of regimens among them.

    Regimens come from the catalogue; a regimen that it does not know is left out.
    """
    text = drawn_text(swimlane)
    meanings = abbreviations_in(text, swimlane.word)
    for line in case.lines:
        regimen = find_regimen(line.regimen)
        if not regimen or not stands_in(regimen.label, text):
            continue
        if " + ".join(regimen.components) != regimen.label:
            parts = (*regimen.components, *regimen.options)
            meanings[regimen.label] = " + ".join(parts)
    return meanings


def abbreviations_page(
    case: Case, swimlane: Swimlane, shortened: tuple[tuple[str, str], ...] = ()
) -> str:
    """The same as a list in Markdown, and as one line for a legend.

    Args:
        case: The case that is drawn.
        swimlane: What is drawn.
        shortened: Short forms that stand in the drawing for full words, with these.
    """
    return as_page(dict(shortened) | abbreviations(case, swimlane), swimlane.word)


def as_page(abbreviations: dict[str, str], word: Words) -> str:
    """Abbreviations as a list in Markdown, and as one line for a legend."""
    pairs = [(escaped(short), escaped(long)) for short, long in in_order(abbreviations)]
    items = "\n".join(f"- {short}: {long}" for short, long in pairs)
    return f"# {word('page.abbreviations')}\n\n{items}\n\n{in_line(pairs)}\n"
