"""Settings on the command line, and where a number that rests on one says so."""

import json

from .conftest import Run

CASE = "GBC-90"
NOTE = "Settings other than the default: Upper limit of CA19-9 where none is stated"


def test_a_setting_is_listed_changed_undone_and_explained(filled: Run) -> None:
    assert "ca19_9_upper_limit: 37 U/mL" in filled("settings").stdout
    assert "laboratories" in filled("settings", "ca19_9_upper_limit").stdout
    change = ("settings", "ca19_9_upper_limit", "34")
    ran = filled(*change)
    assert ran.returncode == 1
    assert "no reason is given" in ran.stderr
    ran = filled(*change, "--reason", "our laboratory", TIMELINE_ACTOR="nurse 1")
    assert "* ca19_9_upper_limit: 34 U/mL  (default: 37 U/mL)" in ran.stdout
    history = filled("settings", "--history").stdout
    assert "nurse 1: our laboratory" in history
    assert "ca19_9_upper_limit: default -> 34" in history
    rows = json.loads(filled("settings", "--json").stdout)
    assert [row["value"] for row in rows if row["name"] == "ca19_9_upper_limit"] == [
        "34"
    ]
    undone = filled("undo", ran.stdout.split()[-1])
    assert "Undone: 1 setting or word of the vocabulary changed back." in undone.stdout
    assert "ca19_9_upper_limit: 37 U/mL" in filled("settings").stdout


def test_what_rests_on_a_setting_names_it(filled: Run) -> None:
    change = ("settings", "ca19_9_upper_limit", "34", "--reason", "x")
    assert NOTE not in filled("show", CASE).stdout
    assert filled(*change).returncode == 0
    shown = " ".join(filled("show", CASE).stdout.split())
    assert f"{NOTE}: 34 U/mL." in shown


def test_wrong_settings_are_refused_in_words(filled: Run) -> None:
    assert filled("settings", "nonsense").returncode == 2
    ran = filled("settings", "lost_after_days", "soon", "--reason", "x")
    assert ran.returncode == 1
    assert "write a whole number of days above 0" in ran.stderr
