"""`make bench`: every benchmark, one after the other, or those that are named."""

import sys

from benchmarks import (
    comparison,
    counting,
    crashes,
    importing,
    leaders,
    pages,
    readers,
    reporting,
    start,
    statistics,
    validity,
)

ALL = {
    "comparison": comparison,
    "counting": counting,
    "crashes": crashes,
    "importing": importing,
    "leaders": leaders,
    "pages": pages,
    "readers": readers,
    "reporting": reporting,
    "start": start,
    "statistics": statistics,
    "validity": validity,
}

for name in sys.argv[1:] or ALL:
    print(f"\n{ALL[name].__doc__}")
    ALL[name].run()
