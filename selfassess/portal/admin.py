"""Django's admin, behind the portal's own door and under the portal's own rules.

Only models whose every change goes through an action are registered (apps.py), and only
administrators get in. The second door that Django's admin brings, its own sign-in page, is closed.
"""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from selfassess.access import Permission, can
from selfassess.accounts.proof import is_proved


class Site(admin.AdminSite):
    site_header = site_title = "Self-assessment: administration"
    index_title = "People, KPIs and targets"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and can(request.user, Permission.ADMINISTER)

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        """To anybody but an administrator there is nothing here."""
        guarded = super().admin_view(view, cacheable)

        def administrators_only(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not self.has_permission(request):
                raise Http404
            if not is_proved(request):  # also to look: what was typed here is not kept
                raise ReauthenticationRequired
            return guarded(request, *args, **kwargs)

        return update_wrapper(administrators_only, guarded)

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Passwords are changed in one place, which notes it and tells the person."""
        return redirect("account_change_password")

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Leads on whoever has just come in by the portal's door."""
        if not self.has_permission(request):
            raise Http404
        return redirect("admin:index")
