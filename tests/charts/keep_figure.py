"""Renews the kept figure: run it, look at the page, then commit both.

python tests/charts/keep_figure.py
"""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from timeline.charts.swimlane_figure import figure
from timeline.exchange import case_file
from timeline.swimlane.build import build
from timeline.swimlane.model import Swimlane

HERE = Path(__file__).parent
KEPT = HERE / "gallbladder_figure.json"
CASE = HERE.parent.parent / "cases" / "gallbladder_90_month.toml"


def as_data(swimlane: Swimlane) -> Any:  # noqa: ANN401 - any JSON
    """The figure as JSON, without digits that machines may differ in."""
    return _rounded(json.loads(figure(swimlane).to_json()))


def _rounded(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return value


if __name__ == "__main__":
    reading = case_file.read(CASE, today=dt.date(2026, 1, 15))
    data = as_data(build(reading.cases[0]))
    KEPT.write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", encoding="utf-8")
