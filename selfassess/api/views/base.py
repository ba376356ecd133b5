"""What all lists have in common: who may read them, how they are asked and answered."""

from hashlib import sha256
from math import ceil
from typing import Any

from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.permissions import BasePermission
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from selfassess.access import Permission, has_any
from selfassess.api.asked import Asked, read
from selfassess.api.authentication import TokenAuthentication, UseOfToken
from selfassess.api.document import Described
from selfassess.api.models import Scope
from selfassess.api.problem import problem
from selfassess.api.reading import Row
from selfassess.api.representation import CsvRenderer, Negotiation
from selfassess.api.rows import columns
from selfassess.api.sight import Sight
from selfassess.audit.access_log import note
from selfassess.audit.models import AccessKind

DEPENDS_ON = ("Accept", "Authorization")


class MayRead(BasePermission):
    """A token reads what it was made for, and nothing when its reader has no role any more."""

    def has_permission(self, request: Request, view: "Listed") -> bool:
        if not has_any(request.user, [Permission.READ_ISSUED]):
            self.message = "The account of this token has no role, so it reads nothing."
            return False
        self.message = f"This token was not made to read {view.scope}. Ask for one that is."
        return not view.scope or view.scope in request.auth.scopes


class Listed(APIView):
    """One list, by its `name`. `scope`: what a token must have been made for to read it."""

    authentication_classes = (TokenAuthentication,)
    permission_classes = (MayRead,)
    throttle_classes = (UseOfToken,)
    content_negotiation_class = Negotiation
    renderer_classes = (JSONRenderer, CsvRenderer)
    parser_classes = ()
    http_method_names = ("get", "head")
    schema = Described()

    name: str
    summary: str
    row: type[Serializer]
    asked: type[Asked] = Asked
    scope: Scope | str = ""

    def page(self, sight: Sight, asked: dict[str, Any]) -> tuple[list[Row], str]:
        """The rows that are asked for, and after which place the next page begins."""
        raise NotImplementedError

    def get(self, request: Request) -> HttpResponse:
        asked = read(self.asked, request)
        found, after = self.page(Sight(request.auth), asked)
        rows = self.row(found, many=True).data
        next_page = self._address(after) if after else None
        data = {"columns": columns(self.row), "data": rows}
        data |= {"after": after or None, "next": next_page}
        body = request.accepted_renderer.render(data)
        self._note_reading(request)
        return self._answer(body, next_page)

    def _address(self, after: str) -> str:
        query = self.request.query_params.copy()
        query["after"] = after
        return f"{self.request.build_absolute_uri(self.request.path)}?{query.urlencode()}"

    def _note_reading(self, request: Request) -> None:
        token = request.auth
        note(AccessKind.READ, request._request, person=token.account, token=token.name)

    def _answer(self, body: bytes, next_page: str | None) -> HttpResponse:
        """304 when the program has it already. It may keep it, and asks each time."""
        kind = f"{self.request.accepted_renderer.media_type}; charset=utf-8"
        etag = quote_etag(sha256(body).hexdigest()[:32])
        response = HttpResponse(body, content_type=kind, headers={"ETag": etag})
        if next_page:
            response.headers["Link"] = f'<{next_page}>; rel="next"'
        asking = self.request._request
        response = get_conditional_response(asking, etag=etag, response=response) or response
        response.headers["Cache-Control"] = "private, no-cache"
        patch_vary_headers(response, DEPENDS_ON)
        return response

    def handle_exception(self, exc: Exception) -> HttpResponse:
        """What DRF refuses, as a problem; whatever else goes wrong is for the portal's own page of
        it, which says the same in JSON (`ForPrograms`)."""
        if not isinstance(exc, APIException):
            raise exc
        if isinstance(exc, ValidationError):
            return problem(422, "What was asked is not understood.", errors=exc.detail)
        told = problem(exc.status_code, str(exc.detail))
        if exc.status_code == 401:
            told.headers["WWW-Authenticate"] = self.get_authenticate_header(self.request)
        if wait := getattr(exc, "wait", None):
            told.headers["Retry-After"] = str(ceil(wait))
        return told
