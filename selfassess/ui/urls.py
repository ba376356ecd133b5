from django.urls import path

from . import views

urlpatterns = [
    path("components/", views.components, name="components"),
    path("help/", views.text_page, {"template": "pages/help.html"}, name="help"),
    path("glossary/", views.text_page, {"template": "pages/glossary.html"}, name="glossary"),
    path(
        "accessibility/",
        views.text_page,
        {"template": "pages/accessibility.html"},
        name="accessibility",
    ),
    path("privacy/", views.text_page, {"template": "pages/privacy.html"}, name="privacy"),
    path("theme.css", views.theme, name="theme"),
    path("logo", views.logo, name="logo"),
    path(".well-known/security.txt", views.security, name="security"),
]
