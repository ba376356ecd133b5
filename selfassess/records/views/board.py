"""The board of actions across areas, one action's whole story, and handing actions over."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from selfassess.access import Permission, areas_where, has_any
from selfassess.accounts.models import User
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.errors import Refused, Stale
from selfassess.forms import posted
from selfassess.quarters.clock import today
from selfassess.quarters.models import Quarter
from selfassess.records import board
from selfassess.records.export import FORMATS
from selfassess.records.forms import HandOverForm, owner_from
from selfassess.records.models import Action
from selfassess.records.operations import hand_over_actions
from selfassess.records.reading import action_state


def get_current(user: User) -> Quarter | None:
    """The quarter in which actions are updated now. 404 for those who may read no actions."""
    if not has_any(user, [Permission.READ_ACTIONS]):
        raise Http404
    return Quarter.objects.visible_to(user).begun().first()


@require_safe
def board_(request: AuthenticatedHttpRequest) -> HttpResponse:
    quarter = get_current(request.user)
    found = board.action_states_for(request.user, quarter) if quarter else []
    asked = _asked(request)
    shown = [stands for stands in found if board.BoardFilter(**asked).takes(stands)]
    page, groups = board.page_of(board.groups(shown), request.GET.get("page", ""))
    return render(
        request,
        "records/board.html",
        {
            "quarter": quarter,
            "groups": groups,
            "page": page,
            "shown": shown,
            "all": found,
            "open": sum(not stands.is_finished for stands in shown),
            "choices": board.choices(found),
            "asked": asked,
            "left": board.owners_who_left(found),
            "owned": sum(stands.action.owner_person_id == request.user.pk for stands in found),
            "today": today(),
        },
    )


def _asked(request: AuthenticatedHttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "") for name in ("area", "owner", "status", "source")}


@require_safe
def mine(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Her own actions, in whichever areas they are."""
    quarter = Quarter.objects.begun().first()
    found = board.own_action_states(request.user, quarter) if quarter else []
    context = {
        "quarter": quarter,
        "groups": board.groups(found),
        "all": found,
        "open": sum(not stands.is_finished for stands in found),
        "reads_all": has_any(request.user, [Permission.READ_ACTIONS]),
        "today": today(),
    }
    return render(request, "records/mine.html", context)


@require_safe
def export(request: AuthenticatedHttpRequest, form: str) -> HttpResponse:
    """What the board shows with these filters, all of its pages, as a file."""
    quarter = get_current(request.user)
    found = board.action_states_for(request.user, quarter) if quarter else []
    wanted = board.BoardFilter(**_asked(request))
    write, content_type = FORMATS[form]
    name = f"actions-{today():%Y-%m-%d}.{form}"
    return HttpResponse(
        write([stands for stands in found if wanted.takes(stands)]),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def get_action(user: User, number: int) -> Action:
    """An action of an area whose actions she may read, or one that she owns."""
    readable = Q(area__in=areas_where(user, Permission.READ_ACTIONS)) | Q(owner_person=user)
    found = Action.objects.filter(readable).with_updates()
    return get_object_or_404(found.select_related("raised_in", "saved_by"), pk=number)


@require_safe
def action(request: AuthenticatedHttpRequest, number: int) -> HttpResponse:
    """What it is, how it stands, every date it has had and why, every quarter's update."""
    found = get_action(request.user, number)
    quarter = Quarter.objects.begun().first()
    if quarter is None:
        raise Http404
    stands = action_state(found, max(quarter, found.raised_in, key=lambda q: q.code))
    may_write = found.area in areas_where(request.user, Permission.WRITE_WORDS)
    return render(
        request,
        "records/action_page.html",
        {
            "quarter": quarter,
            "state": stands,
            "area_name": board.area_name(found.area),
            "updates": list(reversed(found.updates.all())),
            "reads_all": has_any(request.user, [Permission.READ_ACTIONS]),
            "may_update": may_write
            and quarter.is_under_way
            and Action.objects.open_in(quarter.code).filter(pk=number).exists(),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: AuthenticatedHttpRequest, person: int) -> HttpResponse:
    """A person's unfinished actions in the areas one writes for, and a new owner for all."""
    quarter = get_current(request.user)
    mine = areas_where(request.user, Permission.WRITE_WORDS)
    if quarter is None or not mine:
        raise Http404
    owner = get_object_or_404(User, pk=person)
    found = [
        owned.action for owned in hand_over_actions.owned_by(owner) if owned.action.area in mine
    ]
    if not found:
        raise Http404(f"{owner} owns none of the actions you write for.")
    form, status = HandOverForm(posted(request), actions=found), 200
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["owner"]
        try:
            shown = hand_over_actions.as_seen(found, form.cleaned_data["seen"])
            hand_over_actions.hand_over(shown, by=request.user, **owner_from(typed))
            request.saved_in = quarter.assessments.filter(area__in={one.area for one in shown})
        except Stale:
            form.add_error("owner", hand_over_actions.CHANGED)
            status = 409
        except Refused as refusal:
            form.add_error("owner", str(refusal))
        else:
            done = f"{len(shown)} of {owner.title}’s actions: {typed} owns them."
            messages.success(request, done)
            return redirect("actions")
    if form.is_bound:
        form.show_newest()
    context = {"owner": owner, "actions": found, "form": form}
    return render(request, "records/hand_over.html", context, status=status)
