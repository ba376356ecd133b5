"""What cannot be answered is told as a problem in JSON (RFC 9457)."""

from http import HTTPStatus
from typing import Any

from django.http import JsonResponse

TYPE = "application/problem+json"


def problem(status: int, detail: str = "", **more: Any) -> JsonResponse:
    said = {"title": HTTPStatus(status).phrase, "status": status}
    said |= {"detail": detail} if detail else {}
    return JsonResponse(said | more, status=status, content_type=TYPE)
