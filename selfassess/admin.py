"""Django's admin, behind the portal's own door and under the portal's own rules.

Only models whose every change goes through an action are registered, and only administrators get
in. The second door that Django's admin brings, its own sign-in page, is closed.
"""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import Http404

from selfassess.access import Permission, can


class Site(admin.AdminSite):
    site_header = site_title = "Self-assessment: administration"
    index_title = "People"
    enable_nav_sidebar = False

    def has_permission(self, request) -> bool:
        return request.user.is_active and can(request.user, Permission.ADMINISTER)

    def login(self, request, extra_context=None):
        if request.user.is_authenticated:
            raise Http404  # signed in, and not an administrator: there is nothing here
        return secure_admin_login(super().login)(request, extra_context)
