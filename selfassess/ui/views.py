from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from selfassess.colour import shades
from selfassess.env import LOGO_TYPES

from .forms import REFUSED, EveryField
from .gallery import MATTER

SECURITY_HOLDS = timedelta(days=90)  # after which somebody asks anew whom to tell


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component and its states, drawn by the templates that the pages use. For those who
    build the portal, so not in production."""
    if settings.PRODUCTION:
        raise Http404("There is no gallery of components in production.")
    untouched, refused = EveryField(prefix="new"), EveryField(_prefixed(REFUSED), prefix="refused")
    return render(
        request, "gallery.html", MATTER | {"untouched_form": untouched, "refused_form": refused}
    )


def _prefixed(values: dict[str, str]) -> dict[str, str]:
    return {f"refused-{name}": value for name, value in values.items()}


@login_not_required  # somebody who cannot sign in needs them most
@require_safe
def text_page(request: HttpRequest, template: str) -> HttpResponse:
    """Help, the glossary, the accessibility statement, the privacy notice: words alone."""
    return render(request, template)


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def theme(request: HttpRequest) -> HttpResponse:
    """The council's colour as a style sheet, because pages may have no styles of their own."""
    if not settings.BRAND_COLOUR:
        raise Http404("The council has set no colour.")
    rules = ";".join(f"{name}:{value}" for name, value in shades(settings.BRAND_COLOUR).items())
    return HttpResponse(f":root{{{rules}}}", content_type="text/css")


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def logo(request: HttpRequest) -> HttpResponseBase:
    if settings.LOGO is None:
        raise Http404("The council has set no logo.")
    kind = LOGO_TYPES[settings.LOGO.suffix.lower()]
    return FileResponse(settings.LOGO.open("rb"), content_type=kind)


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a hole in the portal, as RFC 9116 has it."""
    if not settings.SECURITY_CONTACT:
        raise Http404("The council has named nobody to tell.")
    contact = settings.SECURITY_CONTACT
    if "@" in contact:
        contact = f"mailto:{contact}"
    until = timezone.now().replace(microsecond=0) + SECURITY_HOLDS
    lines = [
        f"Contact: {contact}",
        f"Expires: {until.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: en",
        f"Canonical: {settings.PUBLIC_URL.rstrip('/')}{request.path}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
