import tomllib

from hypothesis import given
from hypothesis import strategies as st

from timeline.exchange.toml_lines import LineIndex, most_dots

TEXT = '''\
# [[source]] in a comment
format = 1   # format = 2

[patient]
code = "a # b [x] = 3"
"headline" = """
[[source]]
id = "not here" \\"""
"""
notes = \'\'\'
[patient]
\'\'\'

[[source]] # first
id = "a"
[[ source ]]
  id = [
    "x", # ]
    "]",
  ]
  name = 'it = "y"'
[["source"]]
"n\\u0061me" = { a = 1, b = "}" }
last = """a""""
final.key = 1
'''


def test_every_table_and_key_has_its_line() -> None:
    tomllib.loads(TEXT)  # it is TOML, or the test means nothing
    index = LineIndex(TEXT)
    assert index.root.keys == {"format": 2}
    patient = index.table("patient")
    assert (patient.line, patient.keys) == (4, {"code": 5, "headline": 6, "notes": 10})
    assert index.table("source", 0).keys == {"id": 15}
    assert index.table("source", 1).line == 16
    assert index.table("source", 1).keys == {"id": 17, "name": 21}
    third = index.table("source", 2)
    assert (third.line, third.keys) == (22, {"name": 23, "last": 24, "final": 25})


def test_a_missing_key_has_the_line_of_its_table() -> None:
    index = LineIndex('\n[patient]\ncode = "a"\n')
    assert index.table("patient").of("sex") == 2
    assert index.table("source").line == 1


def test_tables_written_as_values_have_the_line_of_their_key() -> None:
    index = LineIndex(
        'format = 1\npatient = {code = "a"}\nsource = [\n{id = "b"},\n]\n'
    )
    assert index.table("patient").of("code") == 2
    assert index.table("source", 0).of("id") == 3


def test_a_text_that_ends_without_a_line_end() -> None:
    assert LineIndex("a = 1\nb = 2").root.keys == {"a": 1, "b": 2}
    assert LineIndex("").root.keys == {}


def test_dots_are_counted_outside_texts_and_comments() -> None:
    assert most_dots('a.b.c = 1.5 # ...\nd = "....."\ne = """\n....\n"""') == 3
    assert most_dots('{"a"."b" . c') == 2
    assert most_dots("") == 0


VALUES = st.sampled_from(
    [
        "1",
        '"x = [1] # \\" "',
        "'a # ]'",
        '"""\n[t]\nk = 1\n"""',
        "'''\n\"\"\"\n'''",
        '""""quoted""""',
        "[\n 1, # ]\n [2],\n]",
        '{a = "}", b = [1]}',
        "2017-09-14",
    ]
)


@given(st.lists(st.tuples(st.booleans(), VALUES), max_size=12))
def test_lines_are_right_whatever_the_values_are(rows: list[tuple[bool, str]]) -> None:
    text, line, expected = "[[t]]\n", 2, []
    for number, (spaced, value) in enumerate(rows):
        statement = f"\n  k{number} = {value} # k{number} = 0\n" if spaced else ""
        statement = statement or f"k{number} = {value}\n"
        expected.append((f"k{number}", line + spaced))
        text += statement
        line += statement.count("\n")
    tomllib.loads(text)
    assert list(LineIndex(text).table("t").keys.items()) == expected
