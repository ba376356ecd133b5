"""The base of every model's page in Django's admin."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from .errors import Refused


class OperationAdmin(admin.ModelAdmin):
    """Saves through operations: what one refuses is told instead of a success, and nothing is
    deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Django saves a form and its rows in one transaction: a refusal undoes the rest."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refusal:
            self.message_user(request, f"Nothing was changed. {refusal}", messages.ERROR)
            return redirect(request.get_full_path())
