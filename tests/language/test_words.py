import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from timeline.case.records.kinds import KINDS as KINDS_OF
from timeline.errors import TimelineError
from timeline.language.words import ENGLISH, Language, Words, rows
from timeline.swimlane.cohort.model import Kind, RowEnd
from timeline.swimlane.model import Certainty, Group, Tone
from timeline.swimlane.options import TimeZero

SOURCES = Path(__file__).parents[2] / "src" / "timeline"
KEYS = [row["key"] for row in rows()]
NUMBERED = {key.rpartition(".")[0] for key in KEYS if key.endswith((".one", ".other"))}
KINDS = (Certainty, Group, Kind, Language, RowEnd, Tone, TimeZero)
ALIKE = {
    *("Jan", "Feb", "Apr", "Jun", "Jul", "Aug", "Sep", "Nov"),
    *("Ablation", "Arm", "Lost to follow-up", "Marker", "Median"),
    *("Operation", "Patient", "Symptom"),
    "American Joint Committee on Cancer",
}
"""Words that are the same in German, names, and terms that German papers use."""
LANGUAGES = pytest.mark.parametrize("language", Language)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def trees() -> list[ast.Module]:
    files = SOURCES.rglob("*.py")
    return [ast.parse(file.read_text(encoding="utf-8")) for file in files]


def looked_up(tree: ast.Module) -> set[str]:
    """Keys that stand in the call that looks them up."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        key = node.args[0]
        choices = [key.body, key.orelse] if isinstance(key, ast.IfExp) else [key]
        if name in {"word", "ENGLISH", "form"}:
            constants = [c.value for c in choices if isinstance(c, ast.Constant)]
            found |= {value for value in constants if isinstance(value, str)}
    return found


def test_no_key_stands_in_the_table_twice() -> None:
    assert len(KEYS) == len(set(KEYS))


@LANGUAGES
def test_every_offered_language_has_every_text(language: Language) -> None:
    assert [row["key"] for row in rows() if not row.get(language.value)] == []


@LANGUAGES
def test_placeholders_agree_between_languages(language: Language) -> None:
    for row in rows():
        told = placeholders(row[language.value])
        assert told == placeholders(row["en"]), row["key"]
        assert all(name.isidentifier() for name in told), row["key"]


def test_no_german_text_is_an_english_one_by_oversight() -> None:
    alike = (row["en"] for row in rows() if row["en"] == row["de"])
    bare = {re.sub(r"{\w+}", "", text).strip(" .:,;†()") for text in alike}
    assert {text for text in bare if re.search("[a-z]{2}", text)} == ALIKE


def test_a_text_with_a_number_has_a_row_for_one_and_for_others() -> None:
    texts = {row["key"]: row["en"] for row in rows()}
    for key in NUMBERED:
        one, other = texts[f"{key}.one"], texts[f"{key}.other"]
        assert placeholders(one) == placeholders(other) >= {"count"}, key


def test_every_key_of_the_program_stands_in_the_table() -> None:
    used = {key for tree in trees() for key in looked_up(tree)}
    assert len(used) > 100
    assert used - {*KEYS, *NUMBERED} == set()


def in_code(tree: ast.Module) -> set[str]:
    """Texts of two words or more that stand in the code itself.

    Docstrings, errors, what a form or the command line says of an option, and what
    cannot be read as words (keys, markup) do not count.
    """
    left_out: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) or raises(node) or describes(node):
            left_out |= set(ast.walk(node))
    constants = (
        n.value
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and n not in left_out
    )
    found = (value for value in constants if isinstance(value, str))
    return {text for text in found if re.search(r"[A-Za-z]{2,}\W* [A-Za-z]{2,}", text)}


def describes(node: ast.AST) -> bool:
    """Whether it declares an option, which stands in no picture."""
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(called, ast.Name) and called.id == "described"


def raises(node: ast.AST) -> bool:
    """Whether a statement is about an error, or makes its message or its hint."""
    targets = node.targets if isinstance(node, ast.Assign) else []
    named = {target.id for target in targets if isinstance(target, ast.Name)}
    return isinstance(node, ast.Raise) or bool(named & {"message", "hint", "title"})


@pytest.mark.parametrize(
    "room",
    [
        "swimlane/cohort",
        "charts/cohort",
        "charts/print/cohort",
        "charts/package/cohort",
    ],
)
def test_the_cohort_rooms_have_no_words_of_their_own(room: str) -> None:
    files = sorted((SOURCES / room).glob("*.py"))
    assert len(files) >= 3
    for file in files:
        words = in_code(ast.parse(file.read_text(encoding="utf-8")))
        assert {text for text in words if "<" not in text} == set(), file


def test_words_in_code_are_found() -> None:
    code = "def f():\n    'Not this.'\n    x = f'{y} not aligned'\n    raise E('no it')"
    assert in_code(ast.parse(code)) == {" not aligned"}


def test_every_row_of_the_table_is_used() -> None:
    nodes = [node for tree in trees() for node in ast.walk(tree)]
    texts = {node.value for node in nodes if isinstance(node, ast.Constant)}
    begun = [node.values[0] for node in nodes if isinstance(node, ast.JoinedStr)]
    starts = {n.value for n in begun if isinstance(n, ast.Constant)}
    members = {
        f"{kind.__name__}.{member.name}".lower() for kind in KINDS for member in kind
    }
    for key in KEYS:
        named = {key, key.rpartition(".")[0]} & (texts | members)
        prefix = key.partition(".")[0]
        assert named or f"{prefix}." in starts or prefix == "abbreviation", key


@LANGUAGES
@pytest.mark.parametrize("kind", KINDS)
def test_every_member_has_a_text_of_its_own(
    language: Language, kind: type[Certainty]
) -> None:
    texts = [Words(language).of(member) for member in kind]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(
    ("count", "cycles", "lanes"),
    [
        (0, "0 cycles", "Timeline of one patient's treatment in 0 lanes."),
        (1, "1 cycle", "Timeline of one patient's treatment in 1 lane."),
        (2, "2 cycles", "Timeline of one patient's treatment in 2 lanes."),
    ],
)
def test_a_number_chooses_its_form(count: int, cycles: str, lanes: str) -> None:
    assert ENGLISH("label.cycles", count=count) == cycles
    assert ENGLISH("alt.opening", count=count) == lanes


@pytest.mark.parametrize("text", ["{count}", "{0}", "{", "{label.__class__}", "<b>%s"])
def test_a_value_is_put_in_as_it_is(text: str) -> None:
    assert ENGLISH("label.stopping", label=text) == f"{text}, led to stopping"


def test_german_nouns_keep_their_capitals_within_a_sentence() -> None:
    assert ENGLISH.within("Death Mar 2025") == "death Mar 2025"
    assert Words(Language.DE).within("Tod Mär 2025") == "Tod Mär 2025"


def test_a_text_that_is_missing_is_named() -> None:
    with pytest.raises(TimelineError, match=r"lane\.unknown"):
        ENGLISH("lane.unknown")


def test_a_value_that_is_missing_is_named() -> None:
    with pytest.raises(TimelineError, match="when"):
        ENGLISH("cutoff.death")


def test_abbreviations_come_by_what_they_shorten() -> None:
    assert ENGLISH.under("abbreviation")["ADC"] == "antibody-drug conjugate"


def test_a_form_says_what_looking_up_says() -> None:
    told = ENGLISH.form("label.of_line")
    assert told(line=2, name="{x}") == ENGLISH("label.of_line", line=2, name="{x}")


def test_every_kind_of_record_has_a_name_in_every_language() -> None:
    assert ENGLISH.under("record") == {kind: KINDS_OF[kind].title for kind in KINDS_OF}
