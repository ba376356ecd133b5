from django.urls import path

from . import views

SECTION = "<quarter:quarter>/<area:area>/<area:section>"

urlpatterns = [
    path("documents/", views.documents, name="documents"),
    path("documents/<int:number>/", views.document, name="document"),
    path("documents/<int:number>/pieces/<int:piece>/", views.piece, name="document-piece"),
    path("documents/<int:number>/bring/", views.bring, name="document-bring"),
    path("documents/<int:number>/undo/", views.undo, name="document-undo"),
    path("documents/<int:number>/discard/", views.discard, name="document-discard"),
    path(f"{SECTION}/confirm/", views.confirm, name="document-confirm"),
]
