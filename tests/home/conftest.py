from tests.assessments.conftest import mash, quarter  # noqa: F401 (the same quarter and area)
