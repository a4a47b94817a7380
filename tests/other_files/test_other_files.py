"""What case files hold of files that others made: nothing clinical may be lost."""

from pathlib import Path

import pytest

from other_files.cells import Cell, LeftOut, rows_of
from other_files.draft import TEXT, Draft
from other_files.readings import (
    AgeInMonths,
    Amount,
    CompletedYears,
    Day,
    Listed,
    Number,
    Parts,
    Reading,
    Text,
    Words,
)
from other_files.source import Score, Source
from other_files.sources import MADE, sources, table

REACHED = {
    "cbioportal/lgg_ucsf_2014": Score(259, 259, 1151, 1151, 0, 0),
    "redcap/repeating-instruments": Score(6, 4, 21, 19, 2, 0),
    "redcap/vignette-repeating": Score(12, 12, 26, 26, 0, 0),
    "mcode/Bundle-mcode-patient-bundle-jenny-m.json": Score(37, 37, 172, 172, 0, 0),
    "phenopackets/urothelial-cancer.json": Score(9, 9, 35, 35, 0, 0),
    "sdtm": Score(141, 141, 996, 996, 0, 0),
}
"""Records, those that fit whole, cells; of the cells whole, distorted and lost.

What is distorted are two ages at enrolment with a part of a year: 8.9 and 9.6.
"""


@pytest.mark.parametrize("place", MADE)
def test_no_less_of_a_source_fits_than_before(shared_data: Path, place: str) -> None:
    score = dict(sources(shared_data))[place].score()
    reached = REACHED[place]
    assert (score.records, score.cells) == (reached.records, reached.cells)
    assert score.records_whole >= reached.records_whole
    assert score.whole >= reached.whole
    assert score.lost == 0


def test_the_table_adds_up_what_became_of_the_cells() -> None:
    lines = table([("a", Score(3, 2, 9, 6, 2, 1)), ("b", Score(1, 1, 4, 4, 0, 0))])
    numbers = [line.split()[1:] for line in lines.splitlines()[1:]]
    assert numbers[0] == ["3", "2", "9", "6", "2", "1"]
    assert numbers[-1] == ["4", "3", "13", "10", "2", "1"]


def cell(text: str, column: str = "a") -> Cell:
    return Cell("made up 1", column, text)


def verdict(text: str, names: str, reading: Reading, **values: object) -> str:
    """What became of a cell that was put into fields of a result."""
    draft = Draft("T-1")
    fixed = {"analyte": "CEA", "words": "given"}
    draft.add("result", "r", **fixed | values).put(cell(text), names, reading)
    return draft.kept[0].verdict(draft.read_back())


GRADES = Words({"low": "low", "very low": "low", "high": "high"})


@pytest.mark.parametrize(
    ("text", "names", "reading", "expected"),
    [
        ("4.5", "value", Number(), "whole"),
        ("4.5 g", "value", Number("g", 1000), "whole"),
        ("4.5 ng/mL", "value unit", Amount(), "whole"),
        ("8.9", "lower_limit", CompletedYears(), "distorted"),
        ("8", "lower_limit", CompletedYears(), "whole"),
        ("very low", "flag", GRADES, "distorted"),
        ("high", "flag", GRADES, "whole"),
        ("124", "date", Day("D"), "whole"),
        ("P52Y2M", "date", AgeInMonths(), "whole"),
        ("CEA", "analyte", TEXT, "whole"),
        ("anything", "notes", TEXT, "lost"),
    ],
)
def test_a_cell_is_whole_only_if_the_file_tells_it(
    text: str, names: str, reading: Reading, expected: str
) -> None:
    assert verdict(text, names, reading) == expected


@pytest.mark.parametrize(
    ("text", "names", "reading", "values"),
    [
        ("4.5", "value", Number(), {"value": 45}),
        ("4.5 g", "value", Number("mg"), {"value": 4.5}),
        ("4.5 ng/mL", "value unit", Amount(), {"value": 4.5}),
        ("124", "date", Day("D"), {"date": "M4"}),
        ("P52Y2M", "date", AgeInMonths(), {"date": "M624"}),
        ("CEA", "analyte", TEXT, {"analyte": "CA19-9"}),
        ("a", "words", Text("; "), {"words": "ab; c"}),
        ("a, b", "words unit", Parts(", "), {"words": "a", "unit": "c"}),
        ("a", "words", Listed(), {"words": "a"}),
    ],
)
def test_another_value_does_not_tell_the_cell(
    text: str, names: str, reading: Reading, values: dict[str, object]
) -> None:
    draft = Draft("T-1")
    result = draft.add("result", "r", **{"analyte": "CEA", **values})
    result.told(cell(text), names, reading)
    assert draft.kept[0].verdict(draft.read_back()) == "distorted"


def test_a_cell_that_was_put_nowhere_is_lost_and_so_is_its_record() -> None:
    rows = rows_of("made up", [{"a": "1", "b": "2", "id": "7"}], [LeftOut("id", "id")])
    draft = Draft("T-1")
    draft.add("result", "r", analyte="CEA").put(rows[0]["a"], "value", Number())
    score = Source(rows, (draft,)).score()
    assert score == Score(1, 0, cells=2, whole=1, distorted=0, lost=1)


def test_a_cell_has_to_be_whole_in_each_field_that_it_was_put_into() -> None:
    rows = rows_of("made up", [{"a": "8.9"}], [])
    draft = Draft("T-1")
    result = draft.add("result", "r", analyte="age").put(
        rows[0]["a"], "value", Number()
    )
    draft.add("patient", "").put(rows[0]["a"], "age_at_presentation", CompletedYears())
    result.told(rows[0]["a"], "value", Number())
    assert Source(rows, (draft,)).score().distorted == 1


def test_a_column_that_says_more_is_not_left_out() -> None:
    tables = [{"a": "1", "b": "x"}, {"a": "2", "b": "x"}]
    with pytest.raises(AssertionError, match="several values"):
        rows_of("made up", tables, [LeftOut("a", "same", one_value=True)])
    with pytest.raises(AssertionError, match="says more"):
        rows_of("made up", tables, [LeftOut("a", "same", repeats="b")])
