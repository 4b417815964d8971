"""What holds for every test: nothing is skipped, it begins in German, hypothesis takes its time."""

import os

import hypothesis
import pytest
from django.conf import settings
from django.utils import translation

# No deadline: a busy machine is no bug. In CI the same examples each time: a red run is the change's own.
hypothesis.settings.register_profile("newsroom", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("newsroom")


def pytest_collection_modifyitems(items):
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    return refuse_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report():
    return refuse_skip((yield))


def refuse_skip(report):
    """Turn a skipped test into a failed one: a test that does not run here proves nothing here."""
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"Nothing may be skipped: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def the_source_language():
    """Go back to German after each test: a request to /en/ leaves English active in this thread."""
    yield
    translation.activate(settings.LANGUAGE_CODE)
