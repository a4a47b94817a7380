"""The tables of one patient by the name that the keys use."""

from timeline.tui.screens.her2 import Her2Screen
from timeline.tui.screens.lesions import LesionsScreen
from timeline.tui.screens.lines import LinesScreen
from timeline.tui.screens.reading import ReadingScreen

TABLES: dict[str, type[ReadingScreen]] = {
    screen.table_name: screen for screen in (LinesScreen, Her2Screen, LesionsScreen)
}
