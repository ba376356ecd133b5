"""What every request meets: nothing cached, nothing from other sites, nobody unknown."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import resolve_url
from django.utils.cache import patch_vary_headers

from selfassess.assessments.signed_out import SIGNED_OUT, speaks_json
from selfassess.audit.access_log import note_answer
from selfassess.kept_forms.keeping import keep_signed_out

URLENCODED = "application/x-www-form-urlencoded"
FORMS = (URLENCODED, "multipart/form-data")
CHARSETS = ("utf-8", "utf8", "us-ascii", "ascii")
REPLACED = "\ufffd"  # as which Django reads what is no letter in UTF-8
NOT_UTF8 = "The text was sent in a character set that is not UTF-8."
TOO_LONG = (
    "You had been signed out, and a text that you sent was too long to be kept: it is not saved. "
    "Go back in your browser and copy it before you sign in. Then paste it in, in shorter parts."
)
KEPT = (
    "You had been signed out. What you sent is kept, but not saved yet. Sign in to look at it and "
    "save it."
)


def PrivateByDefault(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """No page is kept by a browser or proxy, unless the view says otherwise. (Static files are
    served before a request comes here.)

    Every page says that it depends on who asks: were it only those that looked, then the answer
    to a forgotten password would tell whether the address is known.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        patch_vary_headers(response, ["Cookie"])
        return response

    return middleware


def AccessLog(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Notes refusals and downloads. Whatever the request changed is committed by then."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        note_answer(request, response)
        return response

    return middleware


def SameSiteOnly(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse changes that another site's page sends.

    Browsers say where a request comes from in Sec-Fetch-Site. Where the header is absent (old
    browsers, scripts), the CSRF token alone decides.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        if request.method not in ("GET", "HEAD") and site not in ("same-origin", "none"):
            raise PermissionDenied("This form was sent from another website.")
        return get_response(request)

    return middleware


def ReadableForms(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse a body that is no form of ours, or in letters that are not ours: read as one, it would
    be saved as something else, or as nothing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and request.META.get("CONTENT_LENGTH") not in (None, "", "0"):
            if request.content_type not in FORMS:
                raise BadRequest("What was sent is not a form. Send it from the page itself.")
            charset = (request.content_params or {}).get("charset", "utf-8")
            if charset.strip("\"' ").lower() not in CHARSETS:
                raise BadRequest(NOT_UTF8)
            is_utf8 = _is_utf8 if request.content_type == URLENCODED else _is_as_sent
            if not is_utf8(request):
                raise BadRequest(NOT_UTF8)
        return get_response(request)

    return middleware


def _is_utf8(request: HttpRequest) -> bool:
    """Django would read what is not as another letter, and save that."""
    try:
        unquote_to_bytes(request.body).decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_as_sent(request: HttpRequest) -> bool:
    """The same of a form in parts, whose files may hold any bytes: has it more replaced letters
    than were typed? A body that is too large to be read at once carries a file, and no words."""
    is_small = int(request.META["CONTENT_LENGTH"]) <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    body = request.body if is_small else b""
    read = sum(text.count(REPLACED) for _, texts in request.POST.lists() for text in texts)
    return read <= body.count(REPLACED.encode())


class SignInRequired(LoginRequiredMiddleware):
    """Everything needs a sign-in; text sent after the session ended is kept for its author."""

    def get_login_url(self, view_func: Callable[..., Any]) -> str:
        return resolve_url(settings.LOGIN_URL)  # one door, for Django's admin too

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> Any:
        kept = keep_signed_out(request)
        if speaks_json(view_func):
            return JsonResponse({"reason": SIGNED_OUT}, status=401)
        if kept.number:
            messages.info(request, KEPT)
        if kept.is_too_long:
            messages.warning(request, TOO_LONG)
        if kept.form:
            return redirect_to_login(kept.form.get_absolute_url(), self.get_login_url(view_func))
        return super().handle_no_permission(request, view_func)
