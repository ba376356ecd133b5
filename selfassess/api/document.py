"""The OpenAPI document, made of the lists: of what their rows have and what may be asked."""

from functools import cache
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.settings import patched_settings
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework.serializers import (
    CharField,
    ChoiceField,
    DictField,
    IntegerField,
    Serializer,
    URLField,
)

from .problem import TYPE
from .rows import KINDS

SETTINGS = {
    "TITLE": "selfassess",
    "VERSION": "1",
    "DESCRIPTION": (
        "Figures, ratings and actions of a council's self-assessment, to be read by programs. Send "
        "a token: `Authorization: Bearer selfassess_…`. Answers come page by page: ask again with "
        "`after`, or follow `next`, until they are null. In CSV, `next` is the header Link."
    ),
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
}


class Problem(Serializer):
    title = CharField(help_text="What kind of problem it is")
    status = IntegerField()
    detail = CharField(required=False, help_text="What happened, and what to do")
    errors = DictField(required=False, help_text="Parameter → what is wrong with it")


PROBLEMS = {
    401: "There is no token, or it is not good, or no longer.",
    403: "The token was not made to read this, or its account has no role any more.",
    406: "Neither JSON nor CSV is accepted.",
    422: "A parameter is not known, given twice, or not of its form.",
    429: "The token was used too often. Wait as many seconds as Retry-After says.",
}
HEADERS = [
    OpenApiParameter(
        "If-None-Match",
        location=OpenApiParameter.HEADER,
        description="The ETag of an earlier answer: 304 when nothing has changed",
    ),
    OpenApiParameter(
        "ETag",
        location=OpenApiParameter.HEADER,
        response=[200, 304],
        description="Changes with the answer",
    ),
    OpenApiParameter(
        "Link",
        location=OpenApiParameter.HEADER,
        response=[200],
        description='Where the next page is: <…>; rel="next". Left out at the end',
    ),
    OpenApiParameter(
        "Retry-After", int, OpenApiParameter.HEADER, response=[429], description="Seconds"
    ),
]


def page_of(row: type[Serializer]) -> type[Serializer]:
    """What an answer in JSON has around its rows."""
    fields = {
        "columns": DictField(
            child=ChoiceField(choices=["string", *KINDS.values()]),
            help_text="Field of a row → what it holds, in the order of the table",
        ),
        "data": row(many=True),
        "after": CharField(allow_null=True, help_text="Where the next page begins; null: nowhere"),
        "next": URLField(allow_null=True, help_text="The address of the next page; null: none"),
    }
    return type(row.__name__.replace("Row", "Page"), (Serializer,), fields)


class Described(AutoSchema):
    """One list, as it says of itself."""

    def get_operation_id(self) -> str:
        return str(self.view.name)

    def get_summary(self) -> str:
        return str(self.view.summary)

    def get_description(self) -> str:
        return str(self.view.__doc__ or "")

    def get_tags(self) -> list[str]:
        return []

    def get_override_parameters(self) -> list[Any]:
        return [self.view.asked, *HEADERS]

    def get_response_serializers(self) -> dict[Any, Any]:
        rows = OpenApiResponse(page_of(self.view.row), "A page of rows")
        table = OpenApiResponse({"type": "string"}, "The same rows, with a line of names before")
        problems = {
            (status, TYPE): OpenApiResponse(Problem, said) for status, said in PROBLEMS.items()
        }
        unchanged = {304: OpenApiResponse(None, "Nothing has changed")}
        return {(200, "application/json"): rows, (200, "text/csv"): table} | unchanged | problems


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = "selfassess.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


@cache
def document() -> dict[str, Any]:
    """Made once a process: nothing of it depends on who asks."""
    from .urls import lists

    with patched_settings(SETTINGS):
        return dict(SchemaGenerator(patterns=lists).get_schema(public=True))
