"""The abbreviations that a figure uses, with what they stand for."""

from timeline.case.case import Case
from timeline.charts.abbreviations import drawn_abbreviations
from timeline.charts.package.table import escaped
from timeline.clinical.catalogues.regimens import find_regimen
from timeline.swimlane.model import Swimlane


def abbreviations(case: Case, swimlane: Swimlane) -> tuple[tuple[str, str], ...]:
    """Abbreviations in what is drawn, and regimens of the case, in alphabetical order.

    Regimens come from the catalogue; a regimen that it does not know is left out.
    """
    found = drawn_abbreviations(swimlane)
    for line in case.lines:
        regimen = find_regimen(line.regimen)
        if regimen and " + ".join(regimen.components) != regimen.label:
            found[regimen.label] = " + ".join((*regimen.components, *regimen.options))
    return tuple(sorted(found.items(), key=lambda pair: pair[0].casefold()))


def abbreviations_page(
    case: Case, swimlane: Swimlane, shortened: tuple[tuple[str, str], ...] = ()
) -> str:
    """The same as a list in Markdown, and as one line for a legend.

    Args:
        case: The case that is drawn.
        swimlane: What is drawn.
        shortened: Short forms that stand in the drawing for full words, with these.
    """
    found = sorted(
        (dict(shortened) | dict(abbreviations(case, swimlane))).items(),
        key=lambda pair: pair[0].casefold(),
    )
    items = [f"- {escaped(short)}: {escaped(long)}" for short, long in found]
    line = "; ".join(f"{escaped(short)}, {escaped(long)}" for short, long in found)
    heading = swimlane.word("page.abbreviations")
    return f"# {heading}\n\n" + "\n".join(items) + f"\n\n{line}\n"
