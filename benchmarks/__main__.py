"""`make bench`: every benchmark, one after the other."""

from benchmarks import comparison, importing

for benchmark in (comparison, importing):
    print(f"\n{benchmark.__doc__}")
    benchmark.run()
