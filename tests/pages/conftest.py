import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def german():
    """A request for an English page leaves its language behind in the thread."""
    with translation.override("de"):
        yield
