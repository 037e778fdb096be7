# make run    serve the dashboard on http://localhost:8501
# make test   every test, a real browser included; without the cluster of test-spark
# make test-spark  a lake counted by a real Spark cluster (Java 17; installs pyspark, 450 MB)
# make lint   the linters
# make bench  the benchmarks (slow; never part of the tests)
# make fuzz   100,000 broken files for the importer (slow)

PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test test-spark lint bench fuzz clean

run: .venv/app
	$(BIN)/python -m data demo --if-empty
	$(BIN)/python -m streamlit run server.py

test: .venv/dev
	tests/browser/chromium.sh
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --ignore tests/spark

test-spark: .venv/spark
	$(BIN)/python -m pytest tests/spark

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

bench: .venv/dev
	$(BIN)/python -m benchmarks

fuzz: .venv/dev
	$(BIN)/python -m pip install --quiet --requirement requirements-fuzz.txt
	$(BIN)/python -m benchmarks.fuzzing

.venv/app: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --requirement requirements.txt
	touch $@

.venv/dev: .venv/app requirements-dev.txt
	$(BIN)/python -m pip install --quiet --requirement requirements-dev.txt
	touch $@

.venv/spark: .venv/dev requirements-spark.txt
	$(BIN)/python -m pip install --quiet --requirement requirements-spark.txt
	touch $@

clean:
	rm -rf .venv
