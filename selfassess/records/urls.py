from django.urls import path

from . import board_views, views

DEVELOPMENT = "<quarter:quarter>/<area:area>/development/actions"
SECTION = "<quarter:quarter>/<area:area>/<area:section>/<area:kind>"

urlpatterns = [
    path("actions/", board_views.board_, name="actions"),
    path("actions/<int:number>/", board_views.action, name="action"),
    path("actions/of/<int:person>/", board_views.hand_over, name="hand-over"),
    path(f"{DEVELOPMENT}/add/", views.action_add, name="action-add"),
    path(f"{DEVELOPMENT}/<int:number>/", views.action_edit, name="action-edit"),
    path(f"{DEVELOPMENT}/<int:number>/update/", views.action_update, name="action-update"),
    path(f"{DEVELOPMENT}/<int:number>/remove/", views.action_remove, name="action-remove"),
    path(f"{SECTION}/add/", views.add, name="record-add"),
    path(f"{SECTION}/<int:number>/", views.edit, name="record-edit"),
    path(f"{SECTION}/<int:number>/remove/", views.remove, name="record-remove"),
    path(f"{SECTION}/<int:number>/<way:way>/", views.move, name="record-move"),
]
