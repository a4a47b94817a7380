import datetime as dt
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from effort import effort
from timeline.case.case import Case
from timeline.case.checks import problems
from timeline.case.fields import FieldSpec, Role, field_specs
from timeline.case.record import Entry
from timeline.case.records.bookkeeping import Order
from timeline.case.records.finding import Finding
from timeline.case.records.kinds import KINDS
from timeline.case.records.patient import Patient
from timeline.exchange.case_file import parse, write
from timeline.exchange.json_schema import limits

TODAY = dt.date(2026, 1, 15)
CALENDAR = ("[..2015]", "2015", "2016-02", "2017-09-14", "[2019..2020-03]", "[2021..]")
RELATIVE = ("[..D-9]", "D-3", "M0", "D540", "[M18..M20]", "[M30..]")
CATEGORIES = {"t": ("X", "2a", "3"), "n": ("0", "1"), "m": ("0", "1")}
VISIBLE = st.characters(exclude_categories=("C", "Zl", "Zp"))
CHARACTERS = VISIBLE | st.sampled_from("\"'\\#[]=")


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Cases of any kinds of record, without problems."""
    dates = draw(st.sampled_from((CALENDAR, RELATIVE)))
    kinds = draw(st.lists(st.sampled_from([k for k in KINDS if k != "patient"])))
    ids: dict[str, list[str]] = {"patient": ["patient"]}
    needed = ["lesion", "local_intervention", "adverse_event"]
    for number, kind in enumerate(["therapy_line", *needed, *kinds]):
        ids.setdefault(kind, []).append(f"{kind}-{number}")
    entries = [
        draw(records(KINDS[kind], record_id, ids, dates))
        for kind, names in ids.items()
        for record_id in names
    ]
    return Case.of(entries)


@st.composite
def records(
    draw: st.DrawFn,
    record_class: type[Entry],
    record_id: str,
    ids: dict[str, list[str]],
    dates: tuple[str, ...],
) -> Entry:
    """A record of one kind with any of its fields set."""
    values: dict[str, Any] = {"id": record_id}
    for spec in field_specs(record_class):
        if spec.name == "id" or (not spec.required and draw(st.booleans())):
            continue
        value = draw(value_of(record_class, spec, record_id, ids))
        if value is not None:
            values[spec.name] = value
    names = record_class.date_fields()
    chosen = draw(st.lists(st.integers(0, 5), min_size=len(names), max_size=len(names)))
    values |= {name: dates[n] for name, n in zip(names, sorted(chosen), strict=True)}
    for name in names:
        if draw(st.booleans()):
            del values[name]
    return record_class.model_validate(allowed(values))


def allowed(values: dict[str, Any]) -> dict[str, Any]:
    """The values, without those that a rule between fields forbids."""
    dropped = {"stop", "stop_reason"} if values.get("ongoing") else set()
    if not {"number_override", "override_reason"} <= values.keys():
        dropped |= {"number_override", "override_reason"}
    if str(values.get("term", "")).casefold() == "fatigue":
        dropped |= {"grade"}
    return {key: value for key, value in values.items() if key not in dropped}


def value_of(
    record_class: type[Entry],
    spec: FieldSpec,
    record_id: str,
    ids: dict[str, list[str]],
) -> st.SearchStrategy[Any]:
    if spec.name in ("earlier", "later"):
        return st.sampled_from(["therapy_line-0", "therapy_line-0.stop"])
    if spec.name in CATEGORIES:
        return st.sampled_from(CATEGORIES[spec.name])
    if spec.role is Role.REFERENCE:
        known = [name for kind in spec.kinds for name in ids.get(kind, [])]
        others = [name for name in known if name != record_id]
        return st.sampled_from(others) if others else st.none()
    bounds = limits(record_class, spec.name)
    low = bounds.get("minimum", bounds.get("exclusiveMinimum", -1e6))
    high = bounds.get("maximum", 1e6)
    line = st.text(CHARACTERS, min_size=1, max_size=12).map(lambda text: f"x{text}x")
    by_role: dict[Role, st.SearchStrategy[Any]] = {
        Role.TEXT: line,
        Role.LONG_TEXT: st.lists(line, max_size=4).map("\n\n".join),
        Role.TERMS: st.lists(line, max_size=4),
        Role.CHOICE: st.sampled_from(spec.choices or ("",)),
        Role.FLAG: st.booleans(),
        Role.COUNT: st.integers(int(low), int(high)),
        Role.NUMBER: st.floats(low, high, exclude_min="exclusiveMinimum" in bounds),
        Role.DATE: st.none(),
    }
    return by_role[spec.role]


@settings(
    max_examples=effort(25, 600), deadline=None, suppress_health_check=list(HealthCheck)
)  # whole cases are large, and drawing one takes longer than reading it
@given(cases())
def test_what_is_written_is_read_back_as_an_equal_case(case: Case) -> None:
    assert problems(case, TODAY) == ()
    text = write(case)
    reading = parse(text, name="case.toml", today=TODAY)
    assert reading.problems == ()
    assert reading.cases == (case,)
    assert write(reading.cases[0]) == text


def scan(record_id: str, **values: object) -> Finding:
    fixed = {"id": record_id, "type": "imaging"}
    return Finding.model_validate({**fixed, **values})


def order(earlier: str, later: str, **values: object) -> Order:
    return Order.model_validate({"earlier": earlier, "later": later, **values})


def case_of(*entries: Entry) -> Case:
    return Case(Patient(id="patient", code="T-1"), entries)


def test_a_small_case_is_written_as_a_person_would() -> None:
    case = case_of(
        scan("a", date="Sep 2017", result='lesion "7"', notes="one\ntwo"),
        order("a", "patient.data_cutoff", confidence="stated"),
    )
    assert write(case) == (
        "format = 1\n"
        "\n"
        "[patient]\n"
        'code = "T-1"\n'
        "\n"
        "[[finding]]\n"
        'id = "a"\n'
        'date = "2017-09"\n'
        'type = "imaging"\n'
        'result = "lesion \\"7\\""\n'
        'notes = """one\n'
        'two"""\n'
        "\n"
        "[[order]]\n"
        'earlier = "a"\n'
        'later = "patient.data_cutoff"\n'
        'confidence = "stated"\n'
    )


def test_records_come_in_order_of_time_and_not_of_their_ids() -> None:
    case = case_of(
        scan("d", date="2019"),
        scan("c", date="2021"),
        scan("a"),
        scan("b"),
        order("d", "b"),
        order("b", "c"),
        order("a", "d", confidence="narrative"),
    )
    rows = [row for row in write(case).split("\n") if row.startswith("id = ")]
    assert rows == ['id = "a"', 'id = "d"', 'id = "b"', 'id = "c"']


def test_ids_that_follow_from_the_record_are_left_out_and_others_are_kept() -> None:
    text = write(
        case_of(scan("a"), scan("b"), order("a", "b"), order("b", "a", id="o"))
    )
    assert 'id = "a__b"' not in text
    assert 'id = "o"' in text
    assert 'id = "p"' in write(Case(Patient(id="p", code="T-1")))


def test_a_whole_number_has_no_decimals_and_a_long_list_has_lines() -> None:
    line = KINDS["her2_test"].model_validate(
        {"id": "a", "ngs_fold": 7, "ish_ratio": 2.6, "variants": ["x" * 50, "y" * 50]}
    )
    text = write(case_of(line))
    assert "ngs_fold = 7\n" in text
    assert "ish_ratio = 2.6\n" in text
    assert f'variants = [\n    "{"x" * 50}",\n    "{"y" * 50}",\n]\n' in text
