"""Two scenes that share one window: what moves one of them moves the other."""

from dataclasses import dataclass, replace
from typing import Self

from timeline.tui.comparing.aligned import Aligned, on_one_axis
from timeline.tui.drawing.scene import Scene


@dataclass(frozen=True, slots=True)
class Pair:
    """Two courses, one above the other; the keys are for one of them."""

    courses: tuple[Aligned, Aligned]
    scenes: tuple[Scene, Scene]
    active: int = 0
    """0 for the upper course, 1 for the lower one."""
    narrative: bool = False
    """Whether orders of narrative confidence count."""

    @classmethod
    def of(
        cls, courses: tuple[Aligned, Aligned], width: int, *, narrative: bool
    ) -> Self:
        """Both courses with everything in view."""
        upper, lower = on_one_axis(
            *(course.swimlane(narrative=narrative) for course in courses)
        )
        scenes = Scene.of(upper, width), Scene.of(lower, width)
        if narrative:
            scenes = (
                replace(scenes[0], moved=courses[0].view.moved),
                replace(scenes[1], moved=courses[1].view.moved),
            )
        return cls(courses, scenes, narrative=narrative)

    @property
    def scene(self) -> Scene:
        """The scene that the keys are for."""
        return self.scenes[self.active]

    @property
    def course(self) -> Aligned:
        """The course that the keys are for."""
        return self.courses[self.active]

    def shown(self, number: int) -> Scene:
        """A scene as it is drawn: only the active one shows what is selected."""
        scene = self.scenes[number]
        return scene if number == self.active else replace(scene, selected=None)

    def with_scene(self, scene: Scene) -> Self:
        """Another scene in place of the active one; the other has its window."""
        other = self.scenes[1 - self.active]
        other = replace(other, view=scene.view, title_width=scene.title_width)
        both = (other, scene) if self.active else (scene, other)
        return replace(self, scenes=both)

    def activated(self, number: int) -> Self:
        """The keys for the other course, or for the same one."""
        return replace(self, active=number)

    def resized(self, width: int) -> Self:
        """The same days on another number of columns."""
        return self.with_scene(self.scene.resized(width))

    def read_as(self, *, narrative: bool) -> Self:
        """Another reading of the same courses; what is active stays so."""
        pair = type(self).of(self.courses, self.scene.width, narrative=narrative)
        return pair.activated(self.active)

    def aligned(self, event: str) -> Self:
        """The active course with another month 0."""
        courses = list(self.courses)
        courses[self.active] = replace(self.course, event=event)
        width = self.scene.width
        both = (courses[0], courses[1])
        pair = type(self).of(both, width, narrative=self.narrative)
        return pair.activated(self.active)
