"""An obstacle that appears in the very moment of publication; tests/bench/gate_race.py runs 100 rounds."""

import pytest

from tests.bench.gate_race import OBSTACLES, run


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_nothing_goes_out_against_the_gate():
    figures = run(len(OBSTACLES))

    assert (figures["rounds"], figures["out against the gate"], figures["errors"]) == (len(OBSTACLES), 0, 0)
