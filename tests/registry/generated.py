"""Random records and cases, made from the declarations of their fields."""

import datetime as dt
import unicodedata
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from effort import effort
from timeline.case.case import Case
from timeline.case.checks import problems
from timeline.case.fields import FieldSpec, Role, field_specs
from timeline.case.record import Entry
from timeline.case.records.kinds import KINDS

TODAY = dt.date(2026, 1, 15)
HOSTILE = (
    "'; DROP TABLE patient; --",
    '"quoted" \\ %_ ?:x %(y)s {z}',
    "[@click=app.quit]go[/] [/]",
    "<script>alert(1)</script>",
    "=1+1",
    "Größe ≥ 3 µm, ÄÖÜ ß",
    "नमस्ते 漢字 עברית",
    "\U0001f9ec 10⁹/L",
    "NULL",
    "{}[]",
)
_LETTERS = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"])
_WORDS = st.one_of(st.sampled_from(HOSTILE), st.text(_LETTERS, min_size=1, max_size=12))
TEXT = _WORDS.map(lambda text: unicodedata.normalize("NFC", text).strip()).filter(bool)
LONG_TEXT = st.lists(TEXT, min_size=1, max_size=2).map("\n".join)
CATEGORIES = {"t": ["3", "2a", "is"], "n": ["0", "1", "X"], "m": ["0", "1"]}


def date_texts(count: int, *, relative: bool) -> st.SearchStrategy[list[str]]:
    """Partial dates that follow one another."""
    if relative:
        days = st.lists(st.integers(-900, 3000), min_size=count, max_size=count)
        return days.map(lambda found: [f"D{day}" for day in sorted(found)])
    first, last = dt.date(1950, 1, 1), dt.date(2024, 12, 31)
    dates = st.lists(st.dates(first, last), min_size=count, max_size=count)
    shapes = st.lists(st.integers(0, 6), min_size=count, max_size=count)
    return st.tuples(dates, shapes).map(
        lambda pair: [_shaped(*each) for each in zip(sorted(pair[0]), pair[1])]  # noqa: B905 - of one length
    )


def _shaped(day: dt.date, shape: int) -> str:
    text = day.isoformat()
    later = f"{day.year + 1:04d}"
    return (
        "",
        text,
        text[:7],
        text[:4],
        f"[{text}..{later}]",
        f"[..{text[:7]}]",
        f"[{text}..]",
    )[shape]


def _counted(dated: list[str]) -> st.SearchStrategy[str]:
    """A date that is counted from one of these records."""
    ends = ("{0}+D28", "{0}-W2", "{0}+M1", "[{0}+D20..{0}+D28]", "[..{0}-D14]")
    return st.builds(str.format, st.sampled_from(ends), st.sampled_from(dated))


def value(spec: FieldSpec, record_class: type[Entry]) -> st.SearchStrategy[Any]:
    """A value that one field may hold, its references and dates apart."""
    if spec.name in CATEGORIES:
        return st.sampled_from(CATEGORIES[spec.name])
    if spec.role is Role.CHOICE:
        return st.sampled_from(spec.choices)
    if spec.role is Role.FLAG:
        return st.booleans()
    if spec.role is Role.TERMS:
        return st.lists(TEXT, max_size=3).map(tuple)
    if spec.role in (Role.NUMBER, Role.COUNT):
        return _numbers(spec, record_class)
    return LONG_TEXT if spec.role is Role.LONG_TEXT else TEXT


def _numbers(spec: FieldSpec, record_class: type[Entry]) -> st.SearchStrategy[Any]:
    limits: dict[str, Any] = {}
    for each in record_class.model_fields[spec.name].metadata:
        for name in ("ge", "gt", "le"):
            if getattr(each, name, None) is not None:
                limits[name] = getattr(each, name)
    if spec.role is Role.COUNT:
        return st.integers(limits.get("ge", 0), limits.get("le", 2**31 - 1))
    return st.floats(
        min_value=limits.get("ge", limits.get("gt")),
        max_value=limits.get("le"),
        exclude_min="gt" in limits,
        allow_nan=False,
        allow_infinity=False,
        allow_subnormal=False,
    )


@st.composite
def entries(
    draw: st.DrawFn,
    kind: str,
    record_id: str,
    others: dict[str, list[str]],
    *,
    relative: bool = False,
) -> Entry:
    """A record of a kind that refers to others, given as ids by kind."""
    record_class = KINDS[kind]
    values: dict[str, Any] = {"id": record_id}
    for spec in field_specs(record_class):
        if spec.role is Role.DATE or spec.name == "id":
            continue
        if not spec.required and draw(st.integers(0, 2)) == 0:
            continue
        if spec.role is Role.REFERENCE:
            ids = [each for kind in spec.kinds for each in others.get(kind, ())]
            if ids:
                values[spec.name] = draw(st.sampled_from(ids))
            continue
        values[spec.name] = draw(value(spec, record_class))
    names = record_class.date_fields()
    texts = draw(date_texts(len(names), relative=relative))
    dated = [ids[0] for kind, ids in others.items() if KINDS[kind].date_fields()]
    if len(names) == 1 and dated and draw(st.integers(0, 3)) == 0:
        texts = [draw(_counted(dated))]
    values |= dict(zip(names, texts, strict=True))
    _settle(values, draw(st.sampled_from(others.get("therapy_line") or ["patient"])))
    return record_class.model_validate(values)


def _settle(values: dict[str, Any], dated: str) -> None:
    """Make fields agree that a record holds only together."""
    if values.get("ongoing"):
        values["stop"] = ""
        values.pop("stop_reason", None)
    if "number_override" in values or "override_reason" in values:
        values.setdefault("number_override", 2)
        values.setdefault("override_reason", "as in the letter")
    if str(values.get("term", "")).casefold() == "fatigue":
        values.pop("grade", None)
    if "earlier" in values:
        values |= {"earlier": dated, "later": dated}


@st.composite
def cases(draw: st.DrawFn, code: str, kinds: tuple[str, ...] = ()) -> Case:
    """A case with a record of each kind, or of some, and no problems."""
    relative = draw(st.integers(0, 4)) == 0
    made: list[Entry] = []
    others: dict[str, list[str]] = {}
    for kind in ("patient", *(each for each in kinds or KINDS if each != "patient")):
        record_id = kind.replace("_", "-")
        entry = draw(entries(kind, record_id, others, relative=relative))
        made.append(entry.changed(code=code) if kind == "patient" else entry)
        others.setdefault(kind, []).append(record_id)
    found = Case.of(made)
    assert problems(found, TODAY) == ()
    return found


def on_a_database(max_examples: int, full: int | None = None) -> settings:
    """Settings for a property that writes to a database, where shrinking takes long.

    Args:
        max_examples: Examples in `make test`.
        full: Examples in `make proof`; ten times as many where nothing is given.
    """
    return settings(
        max_examples=effort(max_examples, full or 10 * max_examples),
        deadline=None,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
