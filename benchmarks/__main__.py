"""`make bench`: every benchmark, one after the other, or those that are named."""

import sys

from benchmarks import comparison, crashes, importing, reporting, statistics, validity

ALL = {
    "comparison": comparison,
    "crashes": crashes,
    "importing": importing,
    "reporting": reporting,
    "statistics": statistics,
    "validity": validity,
}

for name in sys.argv[1:] or ALL:
    print(f"\n{ALL[name].__doc__}")
    ALL[name].run()
