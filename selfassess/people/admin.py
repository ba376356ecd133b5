"""People in Django's admin: every change goes through people.operations."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from selfassess.accounts.models import Assignment, User
from selfassess.admin import OperationAdmin
from selfassess.authenticated_request import signed_in
from selfassess.edit_form import ShowsWhatItSaw

from .links import mail_is_set_up
from .operations import accounts as operations

FIELDS = ("email", "name", "job_title")


class RolesInline(admin.StackedInline):
    model = Assignment
    extra = 1
    verbose_name, verbose_name_plural = "role", "roles"

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # a role is given or taken away, never turned into another


class PersonForm(ShowsWhatItSaw, forms.ModelForm):
    class Meta:
        model = User
        fields = FIELDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.remember(FIELDS)

    def clean_email(self) -> str:
        email = User.objects.normalize_email(self.cleaned_data["email"])
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError("Another person has this address.")
        return email


@admin.register(User)
class PersonAdmin(OperationAdmin):
    """People are never deleted but leave (leaving.py), and what they wrote keeps their name."""

    form = PersonForm
    inlines = (RolesInline,)
    list_display = ("name", "email", "job_title", "roles", "is_active", "last_login")
    search_fields = ("name", "email")
    readonly_fields = ("may_sign_in",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return User.objects.with_roles().filter(is_system=False)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*FIELDS, "may_sign_in") if obj else FIELDS

    @admin.display
    def may_sign_in(self, person: User) -> str:
        """Told here and decided on the page that names what ends with it (leaving.py)."""
        pages = {"person-return": "When the person comes back"}
        if person.is_active:
            pages = {"person-leave": "When the person leaves", "person-link": "Send a link"}
        links = ((reverse(page, args=[person.pk]), words) for page, words in pages.items())
        return format_html(
            "{} · {}",
            "Yes" if person.is_active else "No",
            format_html_join(" · ", '<a href="{}">{}</a>', links),
        )

    @admin.display
    def roles(self, person: User) -> str:
        return ", ".join(str(assignment) for assignment in person.assignments.all()) or "none"

    def save_model(
        self, request: HttpRequest, obj: Any, form: forms.ModelForm, change: bool
    ) -> None:
        if change:
            form = cast(PersonForm, form)
            changed, seen = form.touched(), form.seen()
            operations.change_person(obj, by=signed_in(request), seen=seen, **changed)
        else:
            operations.add_person(obj, by=signed_in(request))
            if mail_is_set_up():
                operations.send_link(obj, by=signed_in(request))

    def save_formset(
        self, request: HttpRequest, form: forms.ModelForm, formset: Any, change: bool
    ) -> None:
        """Roles come and go through operations; the formset only says which."""
        formset.save(commit=False)
        for assignment in formset.deleted_objects:
            operations.unassign(assignment, by=signed_in(request))
        for assignment in formset.new_objects:
            operations.assign(
                form.instance, role=assignment.role, area=assignment.area, by=signed_in(request)
            )

    def history_view(
        self,
        request: HttpRequest,
        object_id: str | None,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The portal's own trail has it."""
        return redirect("person-history", object_id)

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Whoever was added gets a link by e-mail; without mail, a page names the command."""
        if not mail_is_set_up():
            return redirect("person-link", obj.pk)
        told = f"A link to choose a password is on its way to {obj.email}."
        self.message_user(request, told, messages.SUCCESS)
        return super().response_add(request, obj, post_url_continue)
