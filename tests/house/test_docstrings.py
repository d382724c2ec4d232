"""What others call says what it means."""

import ast
from collections.abc import Iterator
from importlib import import_module

from tests.house.source import Function, Module, program, type_of_function


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        module.path
        for module in program()
        if module.tree.body and not ast.get_docstring(module.tree)
    ]
    assert not silent, f"one line at the top: what lives here, and why: {silent}"


def test_every_public_class_and_function_says_what_it_means() -> None:
    silent = [
        f"{module.path}:{node.lineno} {node.name}"
        for module in program()
        if "/migrations/" not in module.path
        for node in _public(module)
        if not ast.get_docstring(node)
    ]
    assert not silent, f"meaning, units, errors, source of the rule: {silent}"


def _public(module: Module) -> Iterator[ast.ClassDef | Function]:
    """Classes and functions at the top, and the methods that a class adds to what it inherits."""
    for node in module.tree.body:
        if isinstance(node, (ast.ClassDef, *type_of_function)) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _methods(module, node)


def _methods(module: Module, owner: ast.ClassDef) -> Iterator[Function]:
    inherited = _inherited(module, owner)
    for node in owner.body:
        if isinstance(node, type_of_function) and not node.name.startswith("_"):
            setter = any(ast.unparse(d).endswith(".setter") for d in node.decorator_list)
            if node.name not in inherited and not setter:
                yield node


def _inherited(module: Module, owner: ast.ClassDef) -> frozenset[str]:
    """What the bases of the class have said already: Qt's methods, SQLAlchemy's, argparse's."""
    if not owner.bases:
        return frozenset()
    loaded = getattr(import_module(module.path.removesuffix(".py").replace("/", ".")), owner.name)
    return frozenset(name for base in loaded.__mro__[1:] for name in vars(base))
