"""KPIs and targets in Django's admin: every change goes through an operation."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpRequest

from selfassess.admin import OperationAdmin
from selfassess.authenticated_request import signed_in
from selfassess.edit_form import ShowsWhatItSaw, as_stored, saved_since
from selfassess.errors import Stale
from selfassess.quarters.dates import QuarterPeriod

from .forms.kpis import CHANGEABLE, CODE, UNDATED
from .forms.targets import parts_of, wrong_with
from .models import Direction, Kpi, KpiDefinition, Target
from .models.kpi import DATED
from .operations import catalogue
from .operations.targets import set_target

FROM = "from_quarter"


def checked_quarter(code: str) -> str:
    try:
        return QuarterPeriod.parse(code).code
    except ValueError as error:
        raise ValidationError(str(error)) from error


# What is dated of a KPI, and the quarter from which it holds; empty: from the beginning
Dated = type("Dated", (forms.Form,), forms.fields_for_model(KpiDefinition, (*DATED, FROM)))


class KpiForm(ShowsWhatItSaw, forms.ModelForm, Dated):  # type: ignore[misc, valid-type]
    class Meta:
        model = Kpi
        fields = ("code", "area", *UNDATED)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if kpi := kwargs.get("instance"):
            kwargs["initial"] = as_stored(kpi, DATED) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.remember(CHANGEABLE)

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if not CODE.fullmatch(code):
            raise ValidationError("Enter two capital letters and a number, such as MA51.")
        return code

    def clean_from_quarter(self) -> str:
        return checked_quarter(self.cleaned_data[FROM]) if self.cleaned_data[FROM] else ""


@admin.register(Kpi)
class KpiAdmin(OperationAdmin):
    form = KpiForm
    list_display = ("code", "name", "area", "direction", "unit", "core")
    list_filter = ("area", "core")
    search_fields = ("code", "name")

    def name(self, kpi: Kpi) -> str:
        return kpi.name

    def direction(self, kpi: Kpi) -> str:
        return kpi.get_direction_display()

    def unit(self, kpi: Kpi) -> str:
        return kpi.unit

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code", "area") if obj else ()

    def save_model(
        self, request: HttpRequest, obj: Any, form: forms.ModelForm, change: bool
    ) -> None:
        form = cast(KpiForm, form)
        values, by = form.touched(), signed_in(request)
        since = values.pop(FROM, "")
        if change:
            catalogue.change_kpi(obj, values, from_quarter=since, seen=form.seen(), by=by)
        else:
            catalogue.add_kpi(values, by=by)


PARTS = ("value", "low", "high", "tolerance", "due")


class TargetForm(ShowsWhatItSaw, forms.ModelForm):
    class Meta:
        model = Target
        fields = ("kpi", "from_quarter", *PARTS, "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.remember(PARTS)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        kpi = cleaned.get("kpi") or getattr(self.instance, "kpi", None)
        if kpi is None or self.errors:
            return cleaned
        if kpi.direction == Direction.NONE:
            raise ValidationError("Neither more nor less is better here, so there is no target.")
        parts = {part: cleaned.get(part) for part in parts_of(kpi)}
        for part, sentence in wrong_with(kpi, parts):
            self.add_error(part, sentence)
        for part in {"value", "low", "high"} - set(parts_of(kpi)):
            if cleaned.get(part) is not None:
                self.add_error(part, "This KPI’s target is of the other kind. Leave this empty.")
        if not cleaned.get("reason"):
            self.add_error("reason", "Enter why the target is set.")
        return cleaned

    def clean_from_quarter(self) -> str:
        return checked_quarter(self.cleaned_data[FROM])


@admin.register(Target)
class TargetAdmin(OperationAdmin):
    form = TargetForm
    list_display = ("kpi", "from_quarter", "shown", "tolerance", "due", "set_by", "set_at")
    list_filter = ("kpi__area", "from_quarter")
    search_fields = ("kpi__code",)
    list_select_related = ("set_by",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related(Prefetch("kpi", Kpi.objects.all()))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("kpi", "from_quarter") if obj else ()

    def save_model(
        self, request: HttpRequest, obj: Any, form: forms.ModelForm, change: bool
    ) -> None:
        """`obj` is what the form made of it; the operation writes, and finds what stood there."""
        kpi = Kpi.objects.get(pk=obj.kpi_id)
        if change:
            now = kpi.targets.get(pk=obj.pk)
            wanted = {part: form.cleaned_data[part] for part in PARTS}
            seen = cast(TargetForm, form).seen()
            if saved_since(now, wanted, seen):
                sentence = f"{now.set_by} has set {now.in_full} in the meantime."
                raise Stale(sentence, as_stored(now, PARTS))
        stored = set_target(
            kpi,
            from_quarter=obj.from_quarter,
            by=signed_in(request),
            reason=obj.reason,
            value=obj.value,
            low=obj.low,
            high=obj.high,
            tolerance=obj.tolerance,
            due=obj.due,
        )
        obj.pk = stored.pk
