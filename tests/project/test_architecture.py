"""What keeps the program easy to change, read from its source: dependencies point one way, modules
are called by their role, and whatever changes something is an action that leaves an event."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from selfassess.assessments.workflow import MOVES
from selfassess.audit.verbs import VERBS
from selfassess.claims.models import Verdict
from selfassess.quarters.models import QUARTER_MOVES
from services.registry import all_areas

from .source import ROOT, all_imports, app_of, imports, inside, module_name, sources

# gunicorn loads it and nothing imports it, so that no circle can come of what it warms up
DOOR = Path("selfassess/wsgi.py")
# The folder of each service area, as it is imported
AREAS = [area.name for area in all_areas()]


# --- Dependencies point one way -----------------------------------------------------------------


@pytest.mark.parametrize("area", AREAS)
def test_nothing_imports_a_service_area(area):
    """A ninth area is one folder and one line, and taking it away breaks nothing. Performance is an
    area (its apps.py) and also the app that keeps everybody's figures."""
    declaration = "performance.apps" if area == "performance" else area
    importing = {
        str(path)
        for path, names in all_imports().items()
        if any(inside(name, declaration) for name in names)
        and not inside(module_name(path), declaration)
    }
    assert importing == set()


@pytest.mark.parametrize("area", AREAS)
def test_an_area_is_declared_with_what_all_areas_share(area):
    apps = Path(area.replace(".", "/"), "apps.py")
    body = ast.Module(
        [n for n in sources()[apps].body if isinstance(n, ast.Import | ast.ImportFrom)]
    )
    assert body.body
    its_own_and_shared = (area, "services.base", "services.common")
    assert {name for name in imports(apps, body) if not inside(name, *its_own_and_shared)} == set()


def test_the_areas_know_nothing_of_the_portal():
    knowing = {
        str(path): names
        for path in all_imports()
        if path.parts[0] == "services"
        and (names := {n for n in all_imports()[path] if inside(n, "selfassess", "performance")})
    }
    assert knowing == {}


def test_access_knows_no_app():
    ours = {
        name for name in all_imports()[Path("selfassess/access.py")] if inside(name, "selfassess")
    }
    types = {"selfassess.accounts.models.User", "selfassess.accounts.models.Assignment"}
    assert ours <= types  # imported for annotations alone: `accounts` imports this module


@pytest.mark.parametrize(
    ("modules", "unwanted"),
    [
        (["services.base", "services.registry", "services.common"], ".models"),
        ([f"{area}.apps" for area in AREAS], ".models"),
        (["selfassess.quarters.dates", "selfassess.plain_text"], "django.db"),
        (["performance.number_format"], "django.db"),
    ],
)
def test_what_is_read_before_models_or_is_pure_calculation_needs_no_database(modules, unwanted):
    """Imported alone, in a process where Django is not set up."""
    code = f"import sys, {', '.join(modules)}\nprint(*sys.modules, sep='\\n')"
    process = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={}, capture_output=True, text=True
    )
    assert process.returncode == 0, process.stderr
    assert [module for module in process.stdout.split() if unwanted in module] == []


def test_the_portal_names_no_area():
    """What differs between areas is the area's own, so that shared code never asks which one."""
    slugs = {area.slug for area in all_areas()} - {"performance"}  # also the name of an app
    naming = {
        f"{path}: {node.value}"
        for path, tree in sources().items()
        if path.parts[0] == "selfassess" and "demo" not in path.parts
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in slugs
    }
    assert naming == set()


# Apps that import each other, each with its reason in docs/architecture.md ("Apps that know each
# other"). What has no reason there is no pair: move the code to the one that needs both.
KNOW_EACH_OTHER = {
    ("accounts", "selfassess"),
    ("assessments", "quarters"),
    ("audit", "quarters"),
}


def test_no_other_apps_import_each_other():
    ours = ("selfassess", "performance", "services")
    known = {
        (app_of(module_name(path)), app_of(name))
        for path, names in all_imports().items()
        for name in names
        if inside(name, *ours) and path != DOOR
    }
    mutual = {(one, other) for one, other in known if one < other and (other, one) in known}
    assert mutual == KNOW_EACH_OTHER


def test_every_two_that_know_each_other_have_their_reason():
    told = (ROOT / "docs" / "architecture.md").read_text()
    assert [pair for pair in KNOW_EACH_OTHER if "| `{}`, `{}` |".format(*pair) not in told] == []


def test_no_app_knows_the_portal_that_is_made_of_them():
    knowing = {
        str(path)
        for path, names in all_imports().items()
        if path != DOOR
        and any(inside(name, "selfassess.portal") for name in names)
        and not inside(module_name(path), "selfassess.portal")
    }
    assert knowing == set()


# --- Modules are called by their role -----------------------------------------------------------


def test_no_module_is_called_services():
    """A service is what families get; what changes something here is an action."""
    assert [str(path) for path in sources() if path.stem == "services"] == []


def methods(name: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    for path, tree in sources().items():
        for cls in ast.walk(tree):
            if isinstance(cls, ast.ClassDef):
                for node in cls.body:
                    if isinstance(node, ast.FunctionDef) and node.name == name:
                        yield f"{path}: {cls.name}", node


def only_forbids(method: ast.FunctionDef) -> bool:
    """A guard that raises, and at most the original after it."""
    guard, *rest = method.body
    raises = isinstance(guard, ast.Raise) or (
        isinstance(guard, ast.If) and not guard.orelse and isinstance(guard.body[0], ast.Raise)
    )
    original = f"super().{method.name}(*args, **kwargs)"
    return raises and [ast.unparse(node) for node in rest] in ([], [original])


# A method of that name that saves nothing, with its reason.
NO_SAVING = {
    "selfassess/ui/sign_in.py: ForgottenPassword": "allauth's name for what the form is there for",
}


@pytest.mark.parametrize("name", ["save", "delete", "update"])
def test_saving_hides_no_work(name):
    """`save()` does what Django says it does, or refuses. Work is done in actions."""
    found = {where: method for where, method in methods(name) if where not in NO_SAVING}
    assert name == "update" or found
    assert [where for where, method in found.items() if not only_forbids(method)] == []


def test_nothing_happens_behind_the_back_of_the_reader():
    assert [
        str(path) for path, names in all_imports().items() if "django.dispatch.receiver" in names
    ] == []


# Modules that meet a request without answering it as a page does, each with its reason.
MEET_REQUESTS = {
    "selfassess.api.authentication": "Django REST framework asks it whose token a request has",
    "selfassess.api.asked": "reads what is asked behind the address",
    "selfassess.api.middleware": "every request comes through it",
    "selfassess.api.representation": "Django REST framework asks it in which form to answer",
    "selfassess.audit.access_log": "notes who asked and from where, of every answer",
    "selfassess.accounts.sessions": "when a session began and when it ends stand in it",
    "selfassess.accounts.proof": "what is asked again before something grave",
    "selfassess.accounts.second_factor": "whether it was used stands in the session",
    "selfassess.people.adapter": "allauth asks it who may sign up, and where a sign-in leads",
    "selfassess.accounts.backends": "Django gives a password's form its request",
    "selfassess.people.single_sign_on": "allauth asks it who comes in from the provider",
    "selfassess.single_sign_on.provider": "allauth gives it the request of a sign-in",
    "selfassess.single_sign_on.session": "what a session says of a sign-in at the provider",
    "selfassess.people.admin": "Django's admin calls its methods",
    "selfassess.admin": "Django's admin calls its methods",
    "selfassess.portal.admin": "Django's admin calls its methods",
    "selfassess.kept_forms.keeping": "what the middleware keeps of a request without a session",
    "selfassess.kept_forms.middleware": "every request comes through it",
    "selfassess.identifying.middleware": "whatever was saved comes through it",
    "selfassess.forms": "a form filled in from its request",
    "selfassess.seen": "what the page said that it had shown, and what it shows now",
    "selfassess.portal.health": "two answers for machines, of no app",
    "selfassess.portal.logs": "every request comes through it",
    "selfassess.portal.metrics": "every request comes through it, and an answer for machines",
    "selfassess.portal.middleware": "every request comes through it",
    "selfassess.portal.sign_in_middleware": "every request comes through it",
    "selfassess.authenticated_request": "the type of a request from somebody who has signed in",
    "selfassess.ui.sign_in": "allauth gives the form of a forgotten password its request",
    "selfassess.ui.context_processors": "what every template knows",
    "selfassess.ui.navigation": "what every template shows",
    "performance.admin": "Django's admin calls its methods",
}


def takes_a_request(function: ast.FunctionDef) -> bool:
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return any(
        argument.arg == "request"
        or (argument.annotation and "HttpRequest" in ast.unparse(argument.annotation))
        for argument in arguments
    )


def test_whoever_looks_for_a_view_finds_it_in_views():
    """What answers a request stands in a module `views`, or in a package of that name."""
    elsewhere = {
        module_name(path)
        for path, tree in sources().items()
        if "views" not in (path.stem, *path.parts)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and takes_a_request(node)
    }
    assert elsewhere == set(MEET_REQUESTS)


# --- Events --------------------------------------------------------------------------------------


def writers_of_events() -> set[str]:
    """log_event(), and everything that passes a verb on to it."""
    return {
        node.name
        for tree in sources().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        if node.args.args[:1] and node.args.args[0].arg == "verb"
    }


def verbs_in(function: ast.FunctionDef, written: ast.expr) -> set[str]:
    """The verbs that an expression can stand for: a word, one of two, a variable, or a move."""
    if isinstance(written, ast.Constant):
        return {written.value}
    if isinstance(written, ast.IfExp):
        return verbs_in(function, written.body) | verbs_in(function, written.orelse)
    if isinstance(written, ast.JoinedStr):
        about = ast.unparse(written)[2:].partition(".")[0]
        moves = {"assessment": MOVES, "quarter": QUARTER_MOVES, "finding": Verdict.values}[about]
        return {f"{about}.{move}" for move in moves}
    assert isinstance(written, ast.Name), ast.unparse(written)
    if function.args.args[0].arg == written.id:
        return set()  # passed on: the caller has the verb
    values = [
        node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == written.id
    ]
    assert values, f"{function.name} writes {written.id}"
    return set().union(*(verbs_in(function, value) for value in values))


@cache
def verbs() -> set[tuple[str, str]]:
    """(App, verb) of every event that the program writes."""
    writers, found = writers_of_events(), set()
    for path, tree in sources().items():
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef):
                continue
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and ast.unparse(call.func) in writers:
                    found |= {
                        (app_of(module_name(path)), verb)
                        for verb in verbs_in(function, call.args[0])
                    }
    return found


def declared() -> set[tuple[str, str]]:
    """(App, verb) of every sentence in an app's `events`."""
    return {
        (app_of(module_name(path)), node.value)
        for path, tree in sources().items()
        if path.stem == "events"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in VERBS
    }


def test_every_event_has_a_sentence_in_the_app_that_writes_it():
    assert len(verbs()) >= 60
    assert verbs() - declared() == set()


# In trails that are stored, and written by an earlier release alone.
NO_LONGER_WRITTEN = {("reporting", "report.confirm")}


def test_every_sentence_has_an_event():
    assert declared() - verbs() == NO_LONGER_WRITTEN
    assert {verb for app, verb in declared()} == set(VERBS)
