"""Reads choices off the declarations of options, so that a new option appears alone.

An option is a field of a dataclass, or a keyword of a function, with a type, a default
and a text that says what it does. Types that a form cannot ask for keep their default.
"""

import ast
import dataclasses
import functools
import inspect
import operator
import re
import textwrap
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints


@dataclass(frozen=True, slots=True)
class Declared:
    """One option as it is declared."""

    name: str
    hint: Any
    """Its type."""
    default: Any
    help: str
    """What it does, as its declaration says."""


def fields_of(instance: Any) -> Iterator[Declared]:  # noqa: ANN401 - any dataclass
    """The fields of a dataclass, with the values of one instance as defaults."""
    kind = type(instance)
    hints, texts = get_type_hints(kind), _field_texts(kind)
    for field in dataclasses.fields(kind):
        default = getattr(instance, field.name)
        text = texts.get(field.name, "")
        yield Declared(field.name, hints[field.name], default, text)


def keywords_of(function: Callable[..., object]) -> Iterator[Declared]:
    """The arguments of a function that can only be named."""
    hints, texts = get_type_hints(function), _argument_texts(function)
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
            text = texts.get(name, "")
            yield Declared(name, hints[name], parameter.default, text)


def without_none(hint: Any) -> tuple[Any, bool]:  # noqa: ANN401 - any type
    """A type without None, and whether None was one of its values."""
    if get_origin(hint) not in (Union, types.UnionType):
        return hint, False
    kinds = [kind for kind in get_args(hint) if kind is not types.NoneType]
    return functools.reduce(operator.or_, kinds), len(kinds) < len(get_args(hint))


def is_enum(hint: Any) -> bool:  # noqa: ANN401 - any type
    """Whether a type is a closed set of words."""
    return isinstance(hint, type) and issubclass(hint, Enum)


def items_of(hint: Any) -> Any:  # noqa: ANN401 - any type
    """The type of what a set or a tuple holds; None for anything else."""
    return get_args(hint)[0] if get_origin(hint) in (frozenset, tuple) else None


def _field_texts(kind: type) -> dict[str, str]:
    """The texts under the fields of a dataclass, from its source."""
    try:
        source = textwrap.dedent(inspect.getsource(kind))
    except OSError:
        return {}
    (declaration,) = ast.parse(source).body
    texts: dict[str, str] = {}
    last = ""
    for statement in getattr(declaration, "body", ()):
        match statement:
            case ast.AnnAssign(target=ast.Name(id=name)):
                last = name
            case ast.Expr(value=ast.Constant(value=str(text))) if last:
                texts[last] = " ".join(text.split())
                last = ""
            case _:
                last = ""
    return texts


def _argument_texts(function: Callable[..., object]) -> dict[str, str]:
    """The texts of the arguments in a docstring of Google's style."""
    doc = inspect.getdoc(function) or ""
    _, _, part = doc.partition("Args:\n")
    part = part.split("\n\n")[0]
    arguments = re.findall(r"^    (\w+): (.*(?:\n {5,}.*)*)", part, re.MULTILINE)
    return {name: " ".join(text.split()) for name, text in arguments}
