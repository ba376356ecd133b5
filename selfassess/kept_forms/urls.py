from django.urls import path

from . import views

urlpatterns = [
    path("kept-forms/<int:number>/discard/", views.discard, name="discard-form"),
]
