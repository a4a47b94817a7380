"""Text that looks dangerous stays text, and no message repeats a value."""

import pytest

from exchange.case_texts import START, TODAY, finding, problems, reading
from timeline.case.fields import Role, field_specs
from timeline.case.records.kinds import KINDS
from timeline.exchange.case_file import parse, write


def test_no_message_repeats_a_value() -> None:
    text = """
[[diagnosis]]
id = "d"
t = "SECRET"
site = "SECRET"
date = "SECRET"
m = 4711
tnm_edition = "SECRET\\u0007"

[[her2_test]]
id = "h"
ihc_cells = 4711
"""
    found = reading(text).problems
    assert len(found) == 6
    for problem in found:
        assert "SECRET" not in str(problem)
        assert "4711" not in str(problem)


def test_names_with_control_characters_are_not_repeated() -> None:
    text = '"\\u001b[31m" = 1\n\n[["\\u202e"]]\nid = 1\n'
    text += '[[finding]]\nid = "\\u001b[2J"\ntype = "imaging"\n'
    found = reading(text).problems
    assert [problem.line for problem in found] == [4, 6, 9]
    for problem in found:
        assert str(problem).isprintable()


VISIBLE = [
    "[/]",
    "[red]x[/red]",
    "[@click=app.quit]x[/]",
    "<script>alert(1)</script>",
    "=cmd()",
    "'; drop table patient; --",
    "\\u001b",
    '"""',
    "'''",
    "a # b",
    "${HOME} %s {0}",
]
INVISIBLE = ["\x00", "\x1b[31m", "\x1b]0;t\x07", "\u202e", "\u2066", "\x9b", "\ufeff"]
TEXTS = [
    (kind, spec.name)
    for kind, record_class in KINDS.items()
    for spec in field_specs(record_class)
    if spec.role in (Role.TEXT, Role.LONG_TEXT) and spec.name not in ("id", "t", "n")
]
FREE = [pair for pair in TEXTS if pair[1] not in ("m", "earlier", "later")]
REQUIRED = {
    "analyte": '"A"',
    "term": '"A"',
    "name": '"A"',
    "regimen": '"A"',
    "drug": '"A"',
    "query": '"A"',
    "reason": '"A"',
    "code": '"A"',
    "value": "1",
    "comparator": '"="',
    "gene": '"A"',
    "volume": '"A"',
    "cause": '"A"',
    "event": '"event"',
    "lesion": '"lesion"',
    "intervention": '"radiotherapy"',
    "earlier": '"base.start"',
    "later": '"base.stop"',
}


def file_with(kind: str, name: str, text: str) -> str:
    """A file in which one text field holds a text, written with escapes."""
    values = {"id": '"a"'}
    for spec in field_specs(KINDS[kind]):
        if spec.required and spec.name != "id":
            words = f'"{spec.choices[0]}"' if spec.choices else ""
            values[spec.name] = words or REQUIRED[spec.name]
    if name == "override_reason":
        values["number_override"] = "1"
    if name == "type":
        values["type"] = '"imaging"'
    escaped = "".join(f"\\U{ord(character):08x}" for character in text)
    values[name] = f'"{escaped}"'
    body = "\n".join(f"{key} = {value}" for key, value in values.items())
    start = "format = 1\n" if kind == "patient" else START
    header = "[patient]" if kind == "patient" else f"[[{kind}]]"
    base = (
        '[[therapy_line]]\nid = "base"\nregimen = "GP"\n'
        '[[lesion]]\nid = "lesion"\nname = "B"\n'
        '[[adverse_event]]\nid = "event"\nterm = "B"\n'
        '[[local_intervention]]\nid = "radiotherapy"\ntype = "surgery"\n'
    )
    return f"{start}{header}\n{body}\n{base}"


@pytest.mark.parametrize(("kind", "name"), FREE)
def test_text_that_looks_dangerous_is_kept_unchanged(kind: str, name: str) -> None:
    for text in VISIBLE:
        read = parse(file_with(kind, name, text), name="f", today=TODAY)
        assert read.problems == ()
        again = parse(write(read.cases[0]), name="f", today=TODAY)
        assert again.cases == read.cases
        record = again.cases[0].get("a")
        assert record is not None
        assert record.values()[name] == text


@pytest.mark.parametrize(("kind", "name"), TEXTS)
def test_invisible_text_is_refused_with_its_place(kind: str, name: str) -> None:
    for character in INVISIBLE:
        text = file_with(kind, name, f"a{character}b")
        found = parse(text, name="f", today=TODAY).problems
        rows = text.split("\n")
        line = next(n for n, row in enumerate(rows, 1) if row.startswith(f"{name} ="))
        assert [(p.line, p.record, p.field) for p in found] == [(line, "a", name)]
        assert "invisible character U+" in found[0].message
        assert str(found[0]).isprintable()


def test_hostile_text_in_lists_and_ids() -> None:
    text = '[[her2_test]]\nid = "a"\nvariants = ["[/]", "<b>", "=1+1"]\n'
    (case,) = reading(text).cases
    assert case.records[0].values()["variants"] == ("[/]", "<b>", "=1+1")
    assert parse(write(case), name="", today=TODAY).cases == (case,)
    bad = '[[her2_test]]\nid = "a"\nvariants = ["ok", "\\u001b[1m"]\n'
    assert problems(bad) == [(6, "a", "variants")]
    for record_id in ("../../etc", "a b", "[/]", "=x"):
        assert problems(finding(record_id)) == [(5, "", "id")]
