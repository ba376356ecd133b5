"""Whatever changes something is an operation: it stands in a module `operations`, says for whom it
acts, and asks whether she may. Found by what functions do, not by what their modules are called."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from .source import all_imports, module_name, named_imports, sources

WRITES = {
    *("create", "bulk_create", "bulk_update", "save", "delete"),
    *("get_or_create", "update_or_create"),
}
ASKS = {"require", "require_second_person", "can", "has_any"}  # of selfassess.access

# What writes outside `operations`, each with its reason.
ELSEWHERE = {
    "selfassess.audit.log.log_event": "writes the event of an operation",
    "selfassess.accounts.sessions": "puts off the end of the session that asks, forgets ended ones",
    "selfassess.api.authentication": "notes when a token was used last; it changes nothing else",
    "selfassess.audit.access_log": "notes what was asked and forgets it; it changes nothing",
    "selfassess.people.admin.PersonAdmin.save_formset": "saves nothing, only says which",
    "selfassess.reporting.tasks": "the worker's steps of a report that somebody asked for",
    "selfassess.reporting.attempts": "how the worker claims such a step, and loses its claim",
    "selfassess.reporting.kept_files": "the last of them: what was drawn is stored",
}
# What acts for nobody, each with its reason.
FOR_NOBODY = {
    f"selfassess.notifications.operations.{name}": "the worker's round, which tells what happened"
    for name in ("tell", "note_down", "deliver", "settle_all")
}
# What asks for no permission, each with its reason.
UNASKED = FOR_NOBODY | {
    "selfassess.notifications.operations.choose_emails": "refuses all but the person herself",
    "selfassess.kept_forms.operations.settle_post": "refuses all but its author",
    "selfassess.people.operations.binding.bind": "refuses all but whoever is invited",
    "selfassess.people.operations.break_glass.tell_of_break_glass": "tells what has happened",
}


@dataclass
class Function:
    name: str  # in full
    node: ast.FunctionDef
    calls: set[str] = field(default_factory=set)  # in full, as far as they are ours
    writes: bool = False
    asks: bool = False


def is_operations(module: str) -> bool:
    return "operations" in module.split(".")


def is_writing(call: ast.Call) -> bool:
    """Does it change rows? `update` does with keywords alone: a dict or digest is given a value."""
    if isinstance(call.func, ast.Name):
        return call.func.id == "log_event"
    if not isinstance(call.func, ast.Attribute):
        return False
    of_rows = call.func.attr == "update" and bool(call.keywords) and not call.args
    return call.func.attr in WRITES or of_rows


def functions_in(body: list[ast.stmt], inside: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in body:
        if isinstance(node, ast.FunctionDef):
            yield f"{inside}.{node.name}", node
        if isinstance(node, ast.ClassDef):
            yield from functions_in(node.body, f"{inside}.{node.name}")


@cache
def functions() -> dict[str, Function]:
    """Every function of the program but those of models, which change nothing by themselves, and
    of the demo, which calls operations."""
    found: dict[str, Function] = {}
    names: dict[str, dict[str, str]] = {}
    for path, tree in sources().items():
        module = module_name(path)
        if "demo" in path.parts or "models" in module.split("."):
            continue
        names[module] = dict(named_imports(path, tree))
        knows_models = any("models" in name.split(".") for name in all_imports()[path])
        for name, node in functions_in(tree.body, module):
            function = found[name] = Function(name, node)
            for call in (n for n in ast.walk(node) if isinstance(n, ast.Call)):
                said = ast.unparse(call.func)
                first, _, rest = said.partition(".")
                full = names[module].get(first, f"{module}.{first}")
                function.calls.add(f"{full}.{rest}" if rest else full)
                function.writes |= knows_models and is_writing(call)
                function.asks |= said.lstrip("_") in ASKS
    for function in found.values():
        function.calls = {resolve(call, names) for call in function.calls}
    return found


def resolve(name: str, names: dict[str, dict[str, str]]) -> str:
    """Where a function stands that a package hands on."""
    module, _, last = name.rpartition(".")
    handed_on = names.get(module, {}).get(last)
    return resolve(handed_on, names) if handed_on and handed_on != name else name


def reaching(wanted: set[str]) -> set[str]:
    """These, and everything that calls one of them, however far away."""
    reached = set(wanted)
    while more := {
        f.name for f in functions().values() if f.name not in reached and f.calls & reached
    }:
        reached |= more
    return reached


@cache
def changing() -> set[str]:
    return reaching({f.name for f in functions().values() if f.writes})


@cache
def asking() -> set[str]:
    """What a view asks before it shows a button protects nothing: the operation asks again."""
    asked = {f.name for f in functions().values() if f.asks and is_operations(f.name)}
    return {name for name in reaching(asked) if is_operations(name)}


def operations() -> Iterator[Function]:
    """What another module may call of `operations`, and changes something."""
    for function in functions().values():
        module, _, name = function.name.rpartition(".")
        if is_operations(module) and not name.startswith("_") and function.name in changing():
            yield function


def excepted(name: str, exceptions: dict[str, str]) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in exceptions)


def test_whatever_writes_stands_in_operations():
    elsewhere = {
        f.name
        for f in functions().values()
        if f.writes and not is_operations(f.name) and not excepted(f.name, ELSEWHERE)
    }
    assert elsewhere == set()


def test_there_are_operations():
    assert len(list(operations())) >= 50


def test_an_operation_says_for_whom_it_acts():
    """`by=` is asked for by name and has no default, so that no caller can leave it to chance; and
    whatever may be left out is given by name."""
    silent = set()
    for operation in operations():
        given = operation.node.args
        by_name = dict(zip((a.arg for a in given.kwonlyargs), given.kw_defaults, strict=True))
        if "by" not in by_name or by_name["by"] is not None or given.defaults:
            silent.add(operation.name)
    assert {name for name in silent if not excepted(name, FOR_NOBODY)} == set()


def test_an_operation_asks_for_permission():
    """Itself, or in what it calls; a step of other operations may leave it to all of them."""

    def is_asked_for(name: str, seen: frozenset[str] = frozenset()) -> bool:
        if name in asking() or excepted(name, UNASKED):
            return True
        callers = {f.name for f in functions().values() if name in f.calls} - seen - {name}
        return bool(callers) and all(
            is_operations(one) and is_asked_for(one, seen | {name}) for one in callers
        )

    assert {f.name for f in operations() if not is_asked_for(f.name)} == set()
