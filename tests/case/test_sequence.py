"""Columns of events without dates, against arrangements counted out by hand or all of
them tried."""

from itertools import pairwise, permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.case.case import Case
from timeline.case.chronology import Bounds
from timeline.case.partial_date import PartialDate
from timeline.case.record import Entry
from timeline.case.records.bookkeeping import Order
from timeline.case.records.finding import Finding
from timeline.case.records.intervention import LocalIntervention
from timeline.case.records.patient import Patient
from timeline.case.records.therapy import DrugCourse, TherapyLine
from timeline.case.sequence import Sequence, is_dateless
from timeline.case.treatment_vocabulary import InterventionKind
from timeline.case.vocabulary import Confidence, FindingKind

PATIENT = Patient(id="patient", code="T-1")


def line(record_id: str, **values: object) -> TherapyLine:
    return TherapyLine.model_validate(
        {"id": record_id, "regimen": record_id.capitalize(), **values}
    )


def surgery(record_id: str) -> LocalIntervention:
    return LocalIntervention(id=record_id, type=InterventionKind.SURGERY)


def order(earlier: str, later: str, confidence: Confidence | None = None) -> Order:
    return Order.model_validate(
        {"earlier": earlier, "later": later, "confidence": confidence}
    )


def columns(
    *entries: Entry, narrative: bool = False
) -> dict[str, tuple[int | None, ...]]:
    sequence = Sequence.of(Case.of((PATIENT, *entries)), accept_narrative=narrative)
    return {key: tuple(span) for key, span in sequence.columns.items()}


SEEDS_AND_IMMUNOTHERAPY = (
    line("chemo"),
    surgery("seeds"),
    line("immuno"),
    surgery("resection"),
    order("chemo.stop", "seeds"),
    order("chemo.stop", "immuno"),
    order("seeds", "resection"),
    order("immuno.stop", "resection"),
)


def test_what_the_orders_leave_open_spans_the_columns_in_which_it_may_lie() -> None:
    # chemotherapy, then one of: seeds start stop, start seeds stop, start stop seeds,
    # then the resection
    assert columns(*SEEDS_AND_IMMUNOTHERAPY) == {
        "chemo.start": (1, 1),
        "chemo.stop": (1, 1),
        "seeds.date": (2, 4),
        "immuno.start": (2, 3),
        "immuno.stop": (3, 4),
        "resection.date": (5, 5),
    }


def test_what_lies_within_a_treatment_parts_its_start_from_its_stop() -> None:
    placed = columns(
        line("chemo"),
        surgery("seeds"),
        order("chemo.start", "seeds"),
        order("seeds", "chemo.stop"),
    )
    assert placed == {
        "chemo.start": (1, 1),
        "seeds.date": (2, 2),
        "chemo.stop": (3, 3),
    }


def test_a_record_alone_names_its_first_date() -> None:
    # the end of chemotherapy may lie before or after the operation
    placed = columns(line("chemo"), surgery("seeds"), order("chemo", "seeds"))
    assert placed == {
        "chemo.start": (1, 1),
        "seeds.date": (2, 3),
        "chemo.stop": (2, 3),
    }


def test_columns_of_two_courses_that_nothing_ties_overlap_throughout() -> None:
    events = [surgery(name) for name in "abcd"]
    placed = columns(*events, order("a", "b"), order("c", "d"))
    assert placed["a.date"] == placed["c.date"] == (1, 3)
    assert placed["b.date"] == placed["d.date"] == (2, 4)


def test_an_ongoing_treatment_has_no_place_for_a_stop() -> None:
    placed = columns(surgery("op"), line("chemo", ongoing=True), order("op", "chemo"))
    assert placed == {"op.date": (1, 1), "chemo.start": (2, 2)}


def test_the_only_drug_of_a_line_has_the_columns_of_its_line() -> None:
    drug = DrugCourse(id="drug", line="chemo", drug="gemcitabine")
    entries = (PATIENT, line("chemo"), drug, surgery("op"), order("drug.stop", "op"))
    case = Case.of(entries)
    sequence = Sequence.of(case)
    assert sequence.columns["chemo.stop"] == Bounds(1, 1)
    assert sequence.span(case, "drug.stop") == Bounds(1, 1)


def test_each_of_several_drugs_lies_somewhere_within_its_line() -> None:
    drugs = [DrugCourse(id=name, line="chemo", drug=name) for name in ("one", "two")]
    events = (order("chemo", "seeds"), order("seeds", "chemo.stop"))
    case = Case.of((PATIENT, line("chemo"), *drugs, surgery("seeds"), *events))
    assert Sequence.of(case).span(case, "one.start") == Bounds(1, 3)
    assert Sequence.of(case).span(case, "one.stop") == Bounds(1, 3)


def test_orders_in_a_circle_leave_their_records_out_and_lead_through() -> None:
    events = [surgery(name) for name in "abcd"]
    case = Case.of(
        (
            PATIENT,
            *events,
            order("a", "b"),
            order("b", "c"),
            order("c", "b"),
            order("c", "d"),
        )
    )
    sequence = Sequence.of(case)
    assert sequence.circular == ("b", "c")
    assert sequence.columns == {"a.date": Bounds(1, 1), "d.date": Bounds(2, 2)}


def test_a_stop_before_its_own_start_is_a_circle() -> None:
    case = Case.of((PATIENT, line("chemo"), order("chemo.stop", "chemo.start")))
    assert Sequence.of(case).circular == ("chemo",)


def test_narrative_orders_count_where_accepted_and_mark_what_they_move() -> None:
    entries = (
        PATIENT,
        *(surgery(name) for name in "abc"),
        order("a", "b"),
        order("b", "c", Confidence.NARRATIVE),
    )
    case = Case.of(entries)
    assert set(Sequence.of(case).columns) == {"a.date", "b.date"}
    accepted = Sequence.of(case, accept_narrative=True)
    assert accepted.columns["c.date"] == Bounds(3, 3)
    assert accepted.by_narrative == {"c.date"}


def test_one_date_of_any_record_makes_a_case_dated() -> None:
    finding = Finding(id="scan", type=FindingKind.IMAGING)
    assert is_dateless(Case.of((PATIENT, finding)))
    dated = finding.changed(date=PartialDate.parse("2020"))
    assert not is_dateless(Case.of((PATIENT, dated)))


@st.composite
def acyclic(draw: st.DrawFn) -> tuple[list[Entry], list[tuple[str, str]]]:
    """Up to two treatments and three operations with orders along one arrangement."""
    lines = [line(f"line-{n}") for n in range(draw(st.integers(0, 2)))]
    least = 0 if len(lines) > 1 else 2 - len(lines)
    marks = [surgery(f"op-{n}") for n in range(draw(st.integers(least, 3)))]
    points = [f"{r.id}.{end}" for r in lines for end in ("start", "stop")]
    points += [f"{r.id}.date" for r in marks]
    arranged = draw(st.permutations(points))
    for record in lines:
        ends = [arranged.index(f"{record.id}.{end}") for end in ("start", "stop")]
        first, last = sorted(ends)
        arranged[first], arranged[last] = f"{record.id}.start", f"{record.id}.stop"
    pairs = [(a, b) for n, a in enumerate(arranged) for b in arranged[n + 1 :]]
    return [*lines, *marks], draw(st.lists(st.sampled_from(pairs), unique=True))


def _brute_force(points: set[str], edges: set[tuple[str, str]]) -> dict[str, set[int]]:
    """Every column of every point, by trying all arrangements."""
    possible = [
        arranged
        for arranged in permutations(sorted(points))
        if all(arranged.index(a) < arranged.index(b) for a, b in edges)
    ]
    steps = [set(pairwise(arranged)) for arranged in possible]
    shared = {
        (a, b)
        for a, b in set.intersection(*steps)
        if (a.endswith(".start") and b == a.replace(".start", ".stop"))
    }
    found: dict[str, set[int]] = {key: set() for key in points}
    for arranged in possible:
        column = 1
        found[arranged[0]].add(column)
        for before, key in pairwise(arranged):
            column += (before, key) not in shared
            found[key].add(column)
    return found


@settings(max_examples=60, deadline=None)
@given(acyclic())
def test_columns_are_the_places_in_all_arrangements(
    drawn: tuple[list[Entry], list[tuple[str, str]]],
) -> None:
    records, pairs = drawn
    orders = [order(earlier, later) for earlier, later in pairs]
    case = Case.of((PATIENT, *records, *orders))
    sequence = Sequence.of(case)
    named = {key.partition(".")[0] for pair in pairs for key in pair}
    lines = [r.id for r in records if isinstance(r, TherapyLine) and r.id in named]
    edges = {*pairs, *((f"{name}.start", f"{name}.stop") for name in lines)}
    points = {key for edge in edges for key in edge}
    if not points:
        assert not sequence.columns
        return
    expected = _brute_force(points, edges)
    assert {
        key: set(range(span[0] or 0, (span[1] or 0) + 1))
        for key, span in sequence.columns.items()
    } == expected
    assert sequence.count == max(max(places) for places in expected.values())


@given(acyclic())
def test_every_order_leads_to_the_right_and_no_other_is_suggested(
    drawn: tuple[list[Entry], list[tuple[str, str]]],
) -> None:
    records, pairs = drawn
    orders = [order(earlier, later) for earlier, later in pairs]
    sequence = Sequence.of(Case.of((PATIENT, *records, *orders)))
    spans = sequence.columns
    for earlier, later in pairs:
        same_record = earlier.partition(".")[0] == later.partition(".")[0]
        before, after = spans[earlier], spans[later]
        assert before.sort_key < after.sort_key or (same_record and before == after)
    for one, (_, last) in spans.items():
        for other, (first, _) in spans.items():
            if (last or 0) < (first or 0):
                assert other in sequence.after[one]
