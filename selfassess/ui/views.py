from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .forms import REFUSED, EveryField
from .gallery import MATTER


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component and its states, drawn by the templates that the pages use."""
    untouched, refused = EveryField(prefix="new"), EveryField(_prefixed(REFUSED), prefix="refused")
    return render(
        request, "gallery.html", MATTER | {"untouched_form": untouched, "refused_form": refused}
    )


def _prefixed(values: dict[str, str]) -> dict[str, str]:
    return {f"refused-{name}": value for name, value in values.items()}
