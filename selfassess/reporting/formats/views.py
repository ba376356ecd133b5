"""Downloads: a version in another format than PDF, and everything of a quarter as a zip file."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from selfassess.access import Permission, can
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.reporting.scope import get_quarter, get_report
from selfassess.reporting.views.damaged import explains_damage

from .archive import everything
from .registry import FORMATS


@require_safe
@explains_damage
def form(
    request: AuthenticatedHttpRequest, quarter: str, version: str, format: str
) -> HttpResponse:
    """Send a version in another format, to everybody who may read that version."""
    report = get_report(request.user, quarter, version)
    name = f"self-assessment-{quarter}-{version}.{format}"
    return download(FORMATS[format].draw(report.frozen), name, FORMATS[format].content_type)


@require_safe
@explains_damage
def archive(request: AuthenticatedHttpRequest, quarter: str) -> HttpResponse:
    """Drafts and the audit trail are in it, so to everybody else it is not there."""
    if not can(request.user, Permission.ARCHIVE):
        raise Http404
    quarter = get_quarter(request.user, quarter)
    return download(everything(quarter), f"everything-{quarter.code}.zip", "application/zip")


def download(data: bytes, name: str, content_type: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=content_type, headers=headers)
