"""What the README says of the tree is so."""

import re

from django.conf import settings

README = (settings.BASE_DIR / "README.md").read_text()


def packages() -> set[str]:
    return {module.parent.name for module in settings.BASE_DIR.glob("selfassess/*/__init__.py")}


def test_its_list_of_the_portal_names_every_package_and_no_other():
    listed = README[README.index("\nselfassess/ ") : README.index("\nservices/ ")]
    assert set(re.findall(r"^  (\w+)/ ", listed, re.MULTILINE)) == packages()


def test_every_address_within_the_project_is_there():
    for address in re.findall(r"\]\((?!https?:)([^)#]+)", README):
        assert (settings.BASE_DIR / address).exists(), address
