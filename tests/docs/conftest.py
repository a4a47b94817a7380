"""The scripts of docs/ as modules."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def script() -> Callable[[str], ModuleType]:
    """Loads a script of the project, such as `docs/generate`, as a module."""

    def load(name: str) -> ModuleType:
        path = ROOT / f"{name}.py"
        if str(path.parent) not in sys.path:
            sys.path.append(str(path.parent))  # its neighbours
        spec = importlib.util.spec_from_file_location(path.stem, path)
        assert spec is not None
        assert spec.loader is not None
        module = sys.modules.get(path.stem)
        if module is None:
            module = importlib.util.module_from_spec(spec)
            sys.modules[path.stem] = module
            spec.loader.exec_module(module)
        return module

    return load
