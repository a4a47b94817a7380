"""A form is made from the declarations of options, and gives the options back."""

from dataclasses import dataclass, field, fields, replace
from enum import StrEnum

import pytest

from timeline.case.case import Case
from timeline.case.partial_date import PartialDate
from timeline.charts.package.options import FigureOptions
from timeline.charts.print.presets import PRESETS, preset
from timeline.clinical.settings import described
from timeline.language.words import Language
from timeline.sharing.keep import KeepOption
from timeline.swimlane.model import Group
from timeline.swimlane.options import Edge, SwimlaneOptions, TimeZero
from timeline.tui.exporting.case import CaseExport
from timeline.tui.exporting.choice import (
    ChoiceError,
    Offer,
    chosen,
    named_by,
    sections_of,
)
from timeline.tui.exporting.declared import fields_of, keywords_of
from timeline.tui.exporting.frame import (
    frame_of,
    frame_sections,
    option_sections,
    options_of,
)
from timeline.tui.exporting.words import words_of


class Only(StrEnum):
    ONE = "the only one"


class Way(StrEnum):
    UP = "upwards"
    DOWN = "downwards"


@dataclass(frozen=True, slots=True)
class Options:
    """Options of every type that a form knows."""

    strip: bool = field(
        default=False, metadata=described("Strip", "Whether the strip is drawn.")
    )
    way: Way | None = None
    only: Only = Only.ONE
    ways: frozenset[Way] = field(default_factory=frozenset)
    markers: tuple[str, ...] = ()
    first: float | None = None
    count: int = 3
    since: Edge | None = field(default=None, metadata=described("From", ""))
    unasked: dict[str, int] = field(default_factory=dict)


def test_a_new_option_appears_with_its_text() -> None:
    single, ways = sections_of(fields_of(Options()), "o", "Options")
    titles = [choice.title for choice in single.choices]
    assert titles == ["Strip", "Way", "Markers", "First", "Count", "From"]
    assert single.choices[0].help == "Whether the strip is drawn."
    assert single.choices[1].offers == (
        (None, "automatic"),
        (Way.UP, "upwards"),
        (Way.DOWN, "downwards"),
    )
    assert [choice.name for choice in ways.choices] == ["o.ways.UP", "o.ways.DOWN"]


def test_what_is_chosen_becomes_options() -> None:
    values = {
        "o.strip": True,
        "o.way": Way.DOWN,
        "o.ways.UP": True,
        "o.markers": "CA19-9, CEA ,",
        "o.first": "1.5",
        "o.count": "7",
        "o.since": "Mar 2019",
    }
    made = Options(**chosen(fields_of(Options()), "o", values))  # type: ignore[arg-type]
    ways, markers = frozenset({Way.UP}), ("CA19-9", "CEA")
    since = PartialDate.parse("2019-03")
    assert made == Options(True, Way.DOWN, Only.ONE, ways, markers, 1.5, 7, since)


def test_groups_of_lanes_have_the_names_that_stand_in_the_picture() -> None:
    assert words_of(Group.SYSTEMIC) == "Systemic therapy"
    assert words_of(Language.EN) == "English"


def test_nothing_chosen_is_what_was_given() -> None:
    given = Options(strip=True, way=Way.UP, first=2, markers=("CEA",))
    sections = sections_of(fields_of(given), "o", "Options")
    values = {c.name: c.first for s in sections for c in s.choices}
    assert Options(**chosen(fields_of(given), "o", values)) == given  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["wide", "1,5", "1.5.2"])
def test_a_text_that_is_no_number_is_named(text: str) -> None:
    with pytest.raises(ChoiceError, match="Width, mm: a number is expected"):
        chosen(keywords_of(preset), "frame", {"frame.width": text})


@pytest.mark.parametrize("text", ["2015-13", "soon", "1.5", "--5", "[..2019]"])
def test_a_text_that_is_no_edge_is_named(text: str) -> None:
    with pytest.raises(ChoiceError, match="From: a month") as told:
        chosen(fields_of(Options()), "o", {"o.since": text})
    assert told.value.option == "o.since"


def test_the_line_of_an_option_is_found() -> None:
    names = ("frame.width", "picture.bands.4:T1", "picture.bands.4:T10", "folder")
    assert named_by(names, "width") == "frame.width"
    assert named_by(names, "frame.width") == "frame.width"
    assert named_by(names, "bands") == "picture.bands.4:T1"
    assert named_by(names, "bands.4:T10") == "picture.bands.4:T10"
    assert named_by(names, "folder") == "folder"
    assert named_by(names, "idth") == named_by(names, "") == ""


def test_what_a_case_offers_is_ticked_and_all_of_it_is_no_choice() -> None:
    offered = {
        "o.markers": tuple(Offer(name, name, name) for name in ("CEA", "CA19-9"))
    }
    first = SwimlaneOptions()
    single, *sets = sections_of(fields_of(first), "o", "Options", offered)
    assert "Markers" not in [choice.title for choice in single.choices]
    ticks = next(section for section in sets if section.title == "Markers")
    assert [(c.name, c.first) for c in ticks.choices] == [
        ("o.markers.CEA", True),
        ("o.markers.CA19-9", True),
    ]

    def markers(**values: bool) -> object:
        given = {f"o.markers.{name}": value for name, value in values.items()}
        return chosen(fields_of(first), "o", given, offered)["markers"]

    assert markers() is None
    assert markers(CEA=False) == frozenset({"CA19-9"})
    assert markers(CEA=False, **{"CA19-9": False}) == frozenset()


def test_a_patient_is_asked_for_every_option_of_the_command(
    cases: dict[str, Case],
) -> None:
    export = CaseExport(cases["GBC-90"])
    names = {choice.name for part in export.sections() for choice in part.choices}
    picture = {n.split(".")[1] for n in names if n.startswith("picture.")}
    asked = {f.name for f in fields(SwimlaneOptions) if f.metadata}
    # With one language there is nothing to choose.
    assert asked - picture == ({"language"} if len(Language) == 1 else set())


def test_the_defaults_of_the_form_are_the_safe_ones() -> None:
    first = FigureOptions(PRESETS["bmc-double"], code="CASE-X")
    sections = (*frame_sections(), *option_sections(first))
    values = {c.name: c.first for s in sections for c in s.choices}
    options = options_of(first, frame_of(values), values)
    assert options == first
    assert options.keep == frozenset()
    assert not options.as_recorded


def test_every_choice_of_a_figure_can_be_made() -> None:
    first = FigureOptions(PRESETS["bmc-double"], code="CASE-X")
    sections = (*frame_sections(), *option_sections(first))
    values = {c.name: c.first for s in sections for c in s.choices}
    values |= {
        "preset": "nature-single",
        "frame.dpi": "300",
        "frame.grey": True,
        "picture.leave_out.FINDINGS": True,
        "picture.time_zero": TimeZero.LINE,
        "own.keep.DAYS": True,
    }
    made = options_of(first, frame_of(values), values)
    assert made.preset == preset("nature-single", dpi=300, grey=True)
    assert made.picture == replace(
        first.picture,
        leave_out=frozenset({Group.FINDINGS}),
        time_zero=TimeZero.LINE,
    )
    assert made.keep == frozenset({KeepOption.DAYS})
