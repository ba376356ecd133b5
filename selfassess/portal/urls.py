"""Every address of the portal, app by app."""

from django.contrib import admin
from django.urls import include, path

from . import converters, health, metrics  # noqa: F401 (converters makes address words known)

urlpatterns = [
    path("", include("selfassess.home.urls")),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("accounts/", include("selfassess.accounts.urls")),
    path("accounts/", include("selfassess.people.account_urls")),
    path("accounts/", include("selfassess.single_sign_on.urls")),
    path("people/", include("selfassess.people.urls")),
    path("people/tokens/", include("selfassess.api.token_urls")),
    path("", include("selfassess.api.urls")),
    path("audit/", include("selfassess.audit.urls")),
    path("admin/", admin.site.urls),
    path("", include("selfassess.ui.urls")),
    path("", include("selfassess.quarters.urls")),
    path("", include("selfassess.notifications.urls")),
    path("", include("performance.urls")),
    path("", include("selfassess.records.urls")),
    path("", include("selfassess.kept_forms.urls")),
    path("", include("selfassess.identifying.urls")),
    path("", include("selfassess.documents.urls")),
    path("", include("selfassess.claims.urls")),
    path("", include("selfassess.search.urls")),
    path("", include("selfassess.assessments.urls")),
    path("", include("selfassess.reporting.urls")),
]

handler400 = "selfassess.portal.views.bad_request"
handler403 = "selfassess.portal.views.forbidden"
handler404 = "selfassess.portal.views.not_found"
handler500 = "selfassess.portal.views.server_error"
