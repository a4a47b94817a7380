"""Where the sources disagree with each other or with themselves."""

from dataclasses import dataclass
from functools import cache

from timeline.clinical.catalogues.tables import rows


@dataclass(frozen=True, slots=True)
class Conflict:
    """A disagreement between sources, or of one source with itself."""

    id: str
    topic: str
    first: str
    second: str
    outside: str
    """What a source outside the reviews says; to be checked. Empty if nothing."""
    handling: str
    severity: str
    rows: str
    """Where both sides are to be found, or why one of them has no row."""
    source: str

    @property
    def agrees(self) -> bool:
        """Whether the sources turned out to say the same."""
        return self.severity == "none"

    def __str__(self) -> str:
        """What disagrees, in one sentence."""
        outside = f"; elsewhere (verify): {self.outside}" if self.outside else ""
        against = f"; against: {self.second}" if self.second else ""
        return f"{self.topic}: {self.first}{against}{outside}."


@cache
def all_conflicts() -> dict[str, Conflict]:
    """Every known disagreement between the sources, by its id."""
    return {row["id"]: Conflict(**row) for row in rows("conflicts")}
