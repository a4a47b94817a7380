"""The garbage collector does not come between a key and the picture."""

import gc
from collections.abc import Iterator

import pytest

from tui.conftest import Fill
from tui.entry.small_case import CASE
from tui.steps import settle

PYTHONS_OWN = 700, 10, 10


@pytest.fixture
def usual_rounds() -> Iterator[None]:
    """The rounds of a Python that nobody has set."""
    before = gc.get_threshold()
    gc.set_threshold(*PYTHONS_OWN)
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("usual_rounds")
async def test_an_open_app_has_rounds_after_many_repaints_only(app_with: Fill) -> None:
    app = app_with([CASE])
    async with app.run_test() as pilot:
        await settle(pilot)
        before = sum(each["collections"] for each in gc.get_stats())
        for _ in range(5):
            app.screen.refresh(layout=True)
            await settle(pilot)
        assert sum(each["collections"] for each in gc.get_stats()) - before <= 1
