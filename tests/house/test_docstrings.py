"""What others call says what it means."""

import ast
from collections.abc import Iterator

from tests.house.source import Module, program, type_of_function


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


def _public(module: Module) -> Iterator[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    """Classes and functions at the top, and the methods that a class adds to what it inherits."""
    for node in module.tree.body:
        if isinstance(node, (ast.ClassDef, *type_of_function)) and _is_public(node.name):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _methods(node)


def _methods(owner: ast.ClassDef) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in owner.body:
        if isinstance(node, type_of_function) and _is_public(node.name) and not _overrides(node):
            yield node


def _overrides(method: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether the name is Qt's, or the decorator says that the doc stands elsewhere."""
    decorators = [ast.unparse(decorator) for decorator in method.decorator_list]
    said_elsewhere = any(d.endswith((".setter", "override", "overload")) for d in decorators)
    return said_elsewhere or method.name != method.name.lower()


def _is_public(name: str) -> bool:
    return not name.startswith("_")
