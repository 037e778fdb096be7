"""The rules arguments obey, and what importing the package costs."""

import subprocess
import sys

import numpy as np
import pytest
from scipy import stats

from analytics.arguments import aligned, floats, normal_quantile, require_whole, t_quantile


def test_quantiles_are_those_of_scipy():
    assert normal_quantile(0.998) == pytest.approx(stats.norm.ppf(0.999))
    freedom = np.array([1, 2.5, 30, 1e6])
    np.testing.assert_allclose(t_quantile(freedom, 0.95), stats.t.ppf(0.975, freedom))


def test_no_degrees_of_freedom_no_quantile():
    assert np.isnan(t_quantile([0, -1, np.nan], 0.95)).all()


def test_lists_go_with_lists_of_their_length_and_with_single_numbers():
    k, n = aligned(successes=[1, None, 3], trials=10)
    np.testing.assert_array_equal(k, [1, np.nan, 3])
    assert n.tolist() == [10, 10, 10]
    with pytest.raises(ValueError, match="successes and trials must be of the same length"):
        aligned(successes=[1, 2], trials=[3, 4, 5])


@pytest.mark.parametrize("values", ["a", [1, "b"], [[1, 2], [3]], object()])
def test_values_are_numbers(values):
    with pytest.raises(ValueError, match="values must be numbers"):
        floats(values)


@pytest.mark.parametrize("draws", [0, -5, 1.5])
def test_draws_are_counted(draws):
    with pytest.raises(ValueError, match="draws must be a positive whole number"):
        require_whole(draws=draws)


@pytest.mark.parametrize("level", [0, 1, 95, -0.5])
def test_level_is_a_share(level):
    with pytest.raises(ValueError, match="level must lie between 0 and 1"):
        normal_quantile(level)


def test_import_is_light():
    modules = "cells comparison control_chart distribution estimates funnel suppression"
    imports = "; ".join(f"import analytics.{module}" for module in modules.split())
    heavy = "[m for m in ('scipy.stats', 'scipy.optimize', 'statsmodels') if m in sys.modules]"
    code = f"import sys; {imports}; print({heavy})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
