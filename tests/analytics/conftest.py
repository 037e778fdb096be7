"""Property tests here are about truth, not about speed: no deadline per example."""

from hypothesis import settings

settings.register_profile("analytics", deadline=None, max_examples=60)
settings.load_profile("analytics")
