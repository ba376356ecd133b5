from django.urls import path

from . import views

SECTION = "<quarter:quarter>/<area:area>/indicators"

urlpatterns = [
    path(f"{SECTION}/", views.section, name="indicators"),
    path(f"{SECTION}/<kpi:code>/", views.sources, name="sources"),
    path(f"{SECTION}/<kpi:code>/<int:number>/adopt/", views.adopt, name="adopt"),
    path(f"{SECTION}/<kpi:code>/<int:number>/remove/", views.remove, name="source-remove"),
]
