"""Filling a kept form in again on its page."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from .operations import settle_post
from .reading import find_kept


def KeptForms(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """A form that was kept while its author was signed out is filled in again (`forms.posted`).
    When its page has saved it, which it says by leading elsewhere, it is settled."""

    def middleware(request: Any) -> HttpResponse:
        request.kept_form = None
        number = request.GET.get("kept")
        if number and request.user.is_authenticated:
            path = None if request.method == "POST" else request.path
            request.kept_form = find_kept(request.user, number, path)
        response = get_response(request)
        if request.kept_form and request.method == "POST" and response.status_code == 302:
            settle_post(request.kept_form, by=request.user)
        return response

    return middleware
