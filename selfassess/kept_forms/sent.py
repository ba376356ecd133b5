"""The fields of a form that could not be saved, as pages give them back to whoever typed them."""

from dataclasses import dataclass

from django.utils.text import capfirst

OURS = {"csrfmiddlewaretoken", "author", "save_id", "shown"}  # not typed by anybody
CARRIED = ("version", "kept", "seen")  # nor these, but the form needs them
SHOWN = "initial-"  # nor what the page had shown (`edit_form.py`)
LONG = 60  # characters; longer text gets a box of its own


@dataclass(frozen=True)
class Sent:
    """One field of such a form."""

    name: str
    value: str

    @property
    def label(self) -> str:
        """“MA08 comment” of `MA08-comment`: a code stays as it is."""
        return capfirst(self.name.replace("-", " ").replace("_", " "))

    @property
    def is_typed(self) -> bool:
        hidden = self.name in OURS or self.name.endswith(CARRIED) or self.name.startswith(SHOWN)
        return bool(self.value.strip()) and not hidden and "password" not in self.name

    @property
    def is_long(self) -> bool:
        return self.is_typed and (len(self.value) > LONG or "\n" in self.value)
