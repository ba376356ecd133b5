"""What a request of a program meets before any view."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from .problem import TYPE, problem

ADDRESS = "/api/"
READING = ("GET", "HEAD")
KEPT = ("Retry-After", "Location", "Allow")  # headers of an answer that say what to do


def ForPrograms(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Below /api/ nothing changes, no cookie counts, and whatever fails is told in JSON.

    It stands here, and not in the views, because an address that is not there has none, and what
    is no reading is to be refused before a form is looked for in it.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(ADDRESS):
            return get_response(request)
        if request.method not in READING:
            refused = problem(405, "The API only reads: ask with GET.")
            refused.headers["Allow"] = ", ".join(READING)
            return refused
        request.COOKIES.clear()
        response = get_response(request)
        if response.status_code < 400 or response.headers.get("Content-Type") == TYPE:
            return response
        told = problem(response.status_code, HTTPStatus(response.status_code).description)
        for name in KEPT:
            if name in response.headers:
                told.headers[name] = response.headers[name]
        return told

    return middleware
