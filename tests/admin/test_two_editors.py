"""Two editors save at the same instant: both are merged, or one is told; tests/bench does more rounds."""

import pytest

from tests.bench.two_editors import run


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_editors_at_the_same_instant_lose_nothing():
    figures = run(6)

    assert (figures["saved"], figures["refused with both versions"]) == (9, 3)
    assert (figures["lost"], figures["false saved"], figures["errors"]) == (0, 0, 0)
