"""What programs of one's own may use."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from timeline.case.case import Case
from timeline.charts import figure, print_svg
from timeline.charts.print.presets import PresetError
from timeline.swimlane.build import SwimlaneOptions
from timeline.swimlane.model import Group


def test_the_examples_of_the_page_run(
    cases_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (cases_folder.parent / "docs" / "library.md").read_text(encoding="utf-8")
    examples = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert len(examples) > 1
    (tmp_path / "cases").symlink_to(cases_folder)
    monkeypatch.chdir(tmp_path)
    for example in examples:
        exec(compile(example, "docs/library.md", "exec"), {})  # noqa: S102 - our own page
    told = json.loads((tmp_path / "figure.json").read_text(encoding="utf-8"))
    assert told["layout"]["title"]["text"] == "Figure 1"
    svg = (tmp_path / "figure.svg").read_text(encoding="utf-8")
    assert 'width="85mm"' in svg
    assert "2017" not in svg


def test_a_figure_can_be_restyled_and_keeps_its_lanes(gallbladder: Case) -> None:
    drawn = figure(gallbladder)
    drawn.update_traces(opacity=0.5, selector={"type": "bar"})
    names = json.dumps(drawn.to_plotly_json(), default=str)
    assert "Trastuzumab" in names
    assert "Iodine-125" in names
    fewer = figure(gallbladder, SwimlaneOptions(leave_out=frozenset({Group.LOCAL})))
    assert "Iodine-125" not in json.dumps(fewer.to_plotly_json(), default=str)


def test_the_print_figure_keeps_to_its_preset(gallbladder: Case) -> None:
    text = print_svg(gallbladder)
    assert text == print_svg(gallbladder)
    assert 'width="176mm"' in text
    assert 'width="120mm"' in print_svg(gallbladder, width=120, height=400, grey=True)
    with pytest.raises(PresetError, match="mm high"):
        print_svg(gallbladder, height=60)
    with pytest.raises(PresetError, match="no preset"):
        print_svg(gallbladder, "bmc")


def test_nothing_heavy_is_loaded_before_a_picture_is_drawn() -> None:
    program = (
        "import sys, timeline.charts as charts\n"
        "assert callable(charts.figure) and callable(charts.print_svg)\n"
        "import timeline.charts.page\n"
        "assert callable(charts.figure), 'a module hides the function'\n"
        "heavy = {'plotly', 'PIL', 'textual', 'typst'} & set(sys.modules)\n"
        "sys.exit(', '.join(sorted(heavy)) or 0)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
