"""The page on which people search everything that they may read."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.quarters.dates import QuarterPeriod
from selfassess.quarters.models import Quarter
from services.registry import area_choices

from . import finding
from .forms import SearchForm
from .query import read
from .sources import KINDS

ON_A_PAGE = 20


@require_safe
def search(request: AuthenticatedHttpRequest) -> HttpResponse:
    codes = list(Quarter.objects.visible_to(request.user).values_list("code", flat=True))
    form = SearchForm(_tidied(request.GET), areas=list(area_choices()), quarters=codes)
    asked = _asked(form)
    hits = finding.find(request.user, asked)
    counts = finding.count_kinds(hits)
    page = Paginator(finding.of_kind(hits, asked.kind), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "asked": asked,
        "page": page,
        "results": finding.results(list(page), request.user, asked),
        "total": len(hits),
        "counts": [(kind, name, counts[kind]) for kind, name in KINDS.items() if counts[kind]],
        "is_cut": len(hits) >= finding.MOST,
        "named_quarter": QuarterPeriod.parse(asked.quarter).name if asked.quarter else "",
    }
    return render(request, "search/search.html", context)


def _tidied(given: dict[str, str]) -> dict[str, str]:
    """An address may be old: what is offered no more counts as nothing."""
    return {name: given.get(name, "") for name in ("q", "kind", "area", "quarter")}


def _asked(form: SearchForm) -> finding.Asked:
    """A quarter may be chosen, or named among the words."""
    form.is_valid()
    given = {name: form.cleaned_data.get(name, "") for name in form.fields}
    query = read(given["q"])
    return finding.Asked(query, given["kind"], given["area"], given["quarter"] or query.quarter)
