"""The program's source, parsed once: for tests that read how it is written."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)


@cache
def sources() -> dict[Path, ast.Module]:
    """Not before a test asks: every process imports this module, and few run these tests."""
    return {
        path.relative_to(ROOT): ast.parse(path.read_text())
        for package in ("selfassess", "services", "performance")
        for path in sorted((ROOT / package).rglob("*.py"))
        if "migrations" not in path.parts
    }


def module_name(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def named_imports(path: Path, tree: ast.AST) -> Iterator[tuple[str, str]]:
    """(Its name here, its full name) of everything a module imports, wherever in it that stands."""
    package = module_name(path).split(".")
    if path.name != "__init__.py":
        package = package[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.asname or alias.name, alias.name) for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            yield from ((a.asname or a.name, f"{module}.{a.name}") for a in node.names)


def imports(path: Path, tree: ast.AST) -> Iterator[str]:
    yield from (full for _, full in named_imports(path, tree))


@cache
def all_imports() -> dict[Path, set[str]]:
    return {path: set(imports(path, tree)) for path, tree in sources().items()}


def inside(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def app_of(module: str) -> str:
    """selfassess.quarters.operations → quarters; "selfassess" for what stands in no app there."""
    first, *rest = module.split(".")
    in_an_app = rest and (ROOT / first / rest[0]).is_dir()
    return rest[0] if first == "selfassess" and in_an_app else first
