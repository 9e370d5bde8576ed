"""This file tells Hypothesis, for every test, that a slow machine is no finding."""

from __future__ import annotations

from hypothesis import HealthCheck, settings


def pytest_configure() -> None:
    """Ask for answers, not for answers in time; how long a draw takes is not judged either."""
    slowness = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
    settings.register_profile("unhurried", deadline=None, suppress_health_check=slowness)
    settings.load_profile("unhurried")
