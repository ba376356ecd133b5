"""The first page: what waits for this person, by what she does."""

from itertools import islice

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from selfassess.quarters.models import Quarter
from selfassess.reporting.models import Report
from selfassess.reporting.scope import with_files
from selfassess.together import together

from .administrator import Administering
from .analyst import Figures
from .blocks import Block, Place
from .director import Directing
from .head import Writing

BLOCKS: tuple[Block, ...] = (Writing(), Directing(), Figures(), Administering())


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One block for each thing this person does, in the quarter that is under way. What all blocks
    need is read in one query."""
    user = request.user
    quarters = list(Quarter.objects.visible_to(user))
    quarter = next((q for q in quarters if q.is_under_way), None)
    place = Place(user, quarter, quarters, sort=request.GET.get("sort", ""))
    mine = [block for block in BLOCKS if block.concerns(place)]
    asked = [block.rows(place) for block in mine]
    found = iter(together(*(rows for of in asked for rows in of)))
    matter = [
        {"template": block.template} | block.matter(place, *islice(found, len(of)))
        for block, of in zip(mine, asked, strict=True)
    ]
    context = {
        "quarter": quarter,
        "under_way": quarter is not None or Quarter.objects.under_way().exists(),
        "left": place.days_left,
        "blocks": matter,
        "latest": with_files(Report.objects.visible_to(user).issued()).first(),
        "has_role": bool(user.held_roles),
    }
    return render(request, "home.html", context)
