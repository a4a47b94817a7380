"""The vocabulary of a site on the command line."""

import json
from pathlib import Path

from timeline.clinical.catalogues.own_words import OwnWord

from .conftest import Run

ADD = ("vocabulary", "add", "drug", "ABC-001", "class=hormonal", "aliases=ABC1; <b>x")
CASE = """\
format = 1

[patient]
code = "T-1"

[[therapy_line]]
id = "l1"
regimen = "ABC1 + paclitaxel"
start = "2024-01-05"
"""


def test_a_word_is_added_listed_changed_removed_and_undone(filled: Run) -> None:
    assert "adds no words" in filled("vocabulary").stdout
    ran = filled(*ADD)
    assert ran.returncode == 1
    assert "no reason is given" in ran.stderr
    ran = filled(*ADD, "--reason", "trial opened", TIMELINE_ACTOR="nurse 1")
    assert "Added: drug ABC-001 (aliases: ABC1; <b>x; class: hormonal)" in ran.stdout
    assert "It was that already." in filled(*ADD, "--reason", "x").stdout
    rows = json.loads(filled("vocabulary", "--json").stdout)
    texts = {"name": "ABC-001", "aliases": "ABC1; <b>x", "class": "hormonal"}
    assert rows == [{"catalogue": "drug", **texts}]
    history = filled("settings", "--history").stdout
    assert "nurse 1: trial opened" in history
    assert "vocabulary, drug: (none) -> " in history
    removed = filled("vocabulary", "remove", "drug", "abc 001", "--reason", "x")
    assert "adds no words" in filled("vocabulary").stdout
    filled("undo", removed.stdout.split()[-1])
    assert filled("vocabulary").stdout.startswith("drug ABC-001")


def test_wrong_words_are_refused_in_words(filled: Run) -> None:
    for arguments, complaint in {
        ("add", "drug", "Taxol", "class=other"): "already, as paclitaxel",
        ("add", "drug", "ABC-001"): "class of a drug is missing",
        ("add", "drug", "ABC-001", "other"): "as FIELD=TEXT, not other",
        ("add", "poem", "ABC-001"): "drug, regimen, analyte, gene",
        ("add",): "drug, regimen, analyte, gene",
        ("remove", "drug", "ABC-001"): "has added no drug ABC-001",
        ("change", "drug"): "Write add or remove first, not change",
    }.items():
        ran = filled("vocabulary", *arguments, "--reason", "x")
        assert ran.returncode == 2
        assert complaint in " ".join(ran.stderr.split())


def test_an_export_takes_the_word_to_another_registry(
    timeline: Run, tmp_path: Path
) -> None:
    source, exported = tmp_path / "case.toml", tmp_path / "exported.toml"
    source.write_text(CASE, "utf-8")
    timeline("import", source)
    assert "ABC1" in timeline("show", "T-1").stdout
    timeline(*ADD, "--reason", "trial opened")
    timeline("export", "T-1", "-o", exported)
    other = {"TIMELINE_DB": str(tmp_path / "other.db")}
    ran = timeline("import", exported, **other)
    word = OwnWord.of(
        "drug", {"name": "ABC-001", "aliases": "ABC1; <b>x", "class": "hormonal"}
    )
    assert f"new in the vocabulary: {word.in_words}" in ran.stdout
    assert word.in_words in timeline("vocabulary", **other).stdout
