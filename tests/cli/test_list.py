"""`timeline list`: order and filter."""

import json
from typing import Any

from typer.main import get_command

from cli.conftest import Run
from timeline.cli.app import app
from timeline.cli.patients import ListOrder, OnlyState
from timeline.clinical.settings import DEFAULTS
from timeline.registry import ListSort, ListState

BREAST, BILIARY, COLON, LUNG, MYELOMA, RELATIVE, STOMACH = (
    f"SYNTHETIC-{name}-1"
    for name in ("BREAST", "BTC", "COLON", "LUNG", "MYELOMA", "REL", "STOMACH")
)
CODES = ["GBC-90", BREAST, BILIARY, COLON, LUNG, MYELOMA, RELATIVE, STOMACH]


def _codes(ran: str) -> list[str]:
    return [row["patient"] for row in json.loads(ran)]


def test_the_command_line_offers_what_the_registry_knows() -> None:
    assert list(ListOrder) == [sort.value for sort in ListSort]
    assert list(OnlyState) == [state.value for state in ListState]


def test_the_help_states_when_a_patient_is_lost() -> None:
    command: Any = get_command(app)
    options = command.commands["list"].params
    found = next(option for option in options if option.name == "state")
    assert f"for {DEFAULTS.lost_after_days} days" in found.help


def test_list_sorts_and_filters(filled: Run) -> None:
    expected = {
        ("--reverse",): CODES[::-1],
        # the paper ends in March 2025; a case without a calendar stands at the end
        ("--sort", "contact", "--reverse"): [
            *(BREAST, BILIARY, MYELOMA, STOMACH, "GBC-90", COLON, LUNG, RELATIVE)
        ],
        ("--state", "deceased"): [COLON, LUNG],
        ("--state", "treatment", "pyrotinib"): CODES[:1],
    }
    for arguments, codes in expected.items():
        assert _codes(filled("list", "--json", *arguments).stdout) == codes
    ran = filled("list", "--state", "alive")
    assert ran.returncode == 2
    assert "treatment" in ran.stderr
