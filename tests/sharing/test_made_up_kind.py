"""A kind of record that nobody has thought of leaves as its declarations say."""

from typing import ClassVar, Self

import pytest
from hypothesis import given
from pydantic import model_validator

from charts.package.test_leaks import readable
from registry.generated import HOSTILE, TODAY, cases, on_a_database
from timeline.case import fields
from timeline.case.case import Case
from timeline.case.checks import problems
from timeline.case.partial_date import PartialDate
from timeline.case.privacy import Privacy
from timeline.case.record import Record
from timeline.case.records.kinds import KINDS
from timeline.charts import figure, print_svg
from timeline.charts.package.bundle import bundle
from timeline.charts.package.cohort.bundle import cohort_bundle
from timeline.charts.package.options import CohortFigureOptions, FigureOptions
from timeline.charts.print.presets import preset
from timeline.sharing.deidentify import Deidentification, deidentified
from timeline.sharing.keep import KeepOption
from timeline.sharing.preview import Disclosure, preview

FRAME = preset("elsevier-double", height=1200, dpi=72)
SAID = "Zz told Dr Miller on 14/09/23"


class Consultation(Record):
    """What was said on a visit; made up for these tests."""

    kind: ClassVar[str] = "consultation"
    title: ClassVar[str] = "Consultation"

    date: PartialDate = fields.date("Date", "When.")
    said: str = fields.text(
        "Said", "What was said.", required=True, privacy=Privacy.FREE_TEXT
    )
    drug: str = fields.text("Drug", "Of which.", required=True, privacy=Privacy.DRUG)
    place: str = fields.text("Place", "Where.", required=True, privacy=Privacy.SITE)
    reason: str | None = fields.text("Reason", "Why.", privacy=Privacy.FREE_TEXT)
    age: int | None = fields.count("Age", "How old.", privacy=Privacy.AGE)

    @model_validator(mode="after")
    def _has_a_reason(self) -> Self:
        if self.reason is None:
            raise ValueError("A consultation has a reason.")
        return self


VISIT = Consultation(
    id="Zz-visit",
    date=PartialDate.parse("2019-03-14"),
    said=SAID,
    drug=SAID,
    place=SAID,
    reason=SAID,
    age=93,
)


@pytest.fixture
def visited(gallbladder: Case, monkeypatch: pytest.MonkeyPatch) -> Case:
    """The 90-month course with such a record, whose kind is known meanwhile."""
    monkeypatch.setitem(KINDS, Consultation.kind, Consultation)
    return gallbladder.with_record(VISIT)


def test_its_fields_leave_as_they_declare(visited: Case) -> None:
    left = deidentified(visited, Deidentification(code="CASE-TEST"))
    (visit,) = left.of_kind(Consultation)
    assert visit.said == visit.place == visit.reason == "Stated in the records"
    assert visit.drug == "Drug A"
    assert visit.age == 90
    # From September 2017 to March 2019 are 18 months.
    assert visit.date.canonical == "M18"


def test_its_fields_come_back_where_they_are_asked_for(visited: Case) -> None:
    keep = frozenset({KeepOption.TEXT, KeepOption.DRUGS, KeepOption.SITES})
    (visit,) = deidentified(visited, Deidentification(keep)).of_kind(Consultation)
    assert (visit.said, visit.drug, visit.place) == (SAID, SAID, SAID)


def test_the_preview_lists_it(visited: Case) -> None:
    lost = preview((visited,), Deidentification())
    rows = {line.field: line for line in lost.fields if line.kind == "Consultation"}
    assert rows["Said"].disclosure is Disclosure.GENERALISED
    assert rows["Said"].option is KeepOption.TEXT
    assert rows["Drug"].option is KeepOption.DRUGS
    assert ("1 drug", KeepOption.DRUGS) in [(u.words, u.option) for u in lost.unnamed]


def test_every_outlet_takes_it(visited: Case) -> None:
    files = readable(bundle(visited, FigureOptions(FRAME, code="CASE-TEST")))
    files |= readable(cohort_bundle((visited,), CohortFigureOptions(FRAME)))
    safe = deidentified(visited, Deidentification(code="CASE-TEST"))
    files["library"] = str(figure(safe).to_json())
    files["library svg"] = print_svg(safe, "elsevier-double", height=1200)
    for name, text in files.items():
        assert [word for word in ("Zz", "Miller", "14/09/23") if word in text] == [], (
            name
        )


@on_a_database(max_examples=30)
@given(cases("ANY-1"))
def test_every_case_leaves_and_no_hostile_text_with_it(recorded: Case) -> None:
    left = deidentified(recorded, Deidentification(code="CASE-TEST"))
    assert len(left.entries) == sum(entry.leaves for entry in recorded.entries)
    assert problems(left, TODAY) == ()
    told = str(left.entries)
    assert not [text for text in HOSTILE if text in told]
    dates = [date for _, _, date in left.dates if date.known]
    assert all(date.relative or date.offset for date in dates)
