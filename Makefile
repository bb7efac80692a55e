# make help tells what there is. Everything a target needs is created first; a fresh machine needs only Python, git, make.

PYTHON ?= python3
CORPUS ?= seeds
BASE ?= main
WORKS ?= 200
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# An environment that uv has made holds no pip.
INSTALL = $$($(BIN)/python -c 'import pip' 2> /dev/null && echo "$(BIN)/python -m pip install --disable-pip-version-check --no-input" || echo "uv pip install --python $(BIN)/python") --quiet

# Material 9 advertises its successor on every build.
export NO_MKDOCS_2_WARNING := 1

# Finds or installs what the tests run, and names the Chromium to them.
WITH_CHROMIUM = chromium="$$($(BIN)/python tests/tools.py)" && SHANBEN_CHROMIUM="$$chromium"

.DEFAULT_GOAL := help
# SECONDS: how long make fuzz goes on; NUMBER: how often make faults interrupts a build by each signal.
SECONDS ?= 600
NUMBER ?= 25
LINES ?= 100000

.PHONY: help site demo pictures serve bundle preview dist test check fuzz faults edits bench bench-build bench-shape bench-versions bench-library bench-citations bench-search bench-import bounds pythons test-tools sbom schemas format clean

help:  ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

site: $(READY)  ## build the site into site/
	@$(BIN)/shanben build
	@echo "The site is in $(CURDIR)/site (make serve shows it at http://127.0.0.1:8000/)"

demo: $(READY)  ## a second library, of a dozen texts of every kind, built into tests/demo/site/
	@cd tests/demo && $(CURDIR)/$(BIN)/shanben build
	@echo "The site is in $(CURDIR)/tests/demo/site (cd tests/demo && ../../$(BIN)/shanben serve shows and follows it)"

pictures: demo  ## take the pictures of the README and the guide anew, from the pages of make demo
	@$(WITH_CHROMIUM) $(BIN)/python -m tests.demo.pictures

serve: $(READY)  ## show the site at http://127.0.0.1:8000/ and rebuild it when a text changes
	@$(BIN)/shanben serve

bundle: $(READY)  ## one zip in dist/ that opens by double click, without a network
	@$(BIN)/shanben bundle

preview: $(READY)  ## the site in preview/ with a page of what changed since BASE
	@SHANBEN_PREVIEW_BASE="$(BASE)" $(BIN)/shanben build --site-dir preview
	@echo "The preview is in $(CURDIR)/preview, the report in dist/changes.md"

dist: $(READY)  ## a wheel in dist/ with the engine, the doors and the templates
	@$(BIN)/python -m hatchling build -t wheel

# Three at once: on two cores the third works while another waits for a server or a disk.
test: $(READY)  ## run every test
	@$(WITH_CHROMIUM) $(BIN)/python -m pytest -n 3

check: $(READY)  ## style, types and the direction of imports
	@$(BIN)/ruff check hooks tests
	@$(BIN)/ruff format --check hooks tests
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

fuzz: $(READY)  ## give readers nearly right bytes for SECONDS (600)
	@$(BIN)/python -m tests.fuzz.run --seconds $(SECONDS)
	@! command -v node > /dev/null || $(BIN)/python -m tests.fuzz.client

faults: $(READY)  ## interrupt builds at NUMBER random moments by each signal (25)
	@$(BIN)/python tests/faults/moments.py --number $(NUMBER)

edits: $(READY)  ## edit a library at random NUMBER times (25); build it with what was kept, and from nothing
	@$(BIN)/python -m tests.faults.edits --number $(NUMBER) --seed $$(date +%s)

bounds: $(READY)  ## measure each stage on LINES lines (100000) that are made to be dear, and on a half and a quarter
	@$(BIN)/python -m tests.faults.stages --lines $(LINES)

pythons: $(READY)  ## build the site with each of PYTHONS (paths to environments' python) and compare every byte
	@$(BIN)/python -m tests.faults.pythons $(BIN)/python $(PYTHONS)

bench: bench-shape bench-search  ## measure shaping and search; CORPUS=folder or archive of .txt files

bench-shape: $(READY)  ## measure reading and shaping
	@$(BIN)/python -m tests.bench.shape --corpus $(CORPUS)

bench-build: $(READY)  ## measure whole builds of WORKS texts (200) against other generators; JIEBA=folder with jieba
	@$(BIN)/python -m tests.bench.build --corpus $(CORPUS) --works $(WORKS) $(if $(JIEBA),--jieba $(JIEBA))

bench-versions: $(READY)  ## measure facts and versions against labels in the folder GOLD; TEXTS=folder of its texts
	@$(BIN)/python -m tests.bench.versions --gold $(GOLD) $(if $(TEXTS),--texts $(TEXTS))

bench-library: $(READY)  ## build whole libraries of real texts and read their sites
	@$(BIN)/python tests/bench/library.py --corpus $(CORPUS)

bench-search: $(READY)  ## measure the search, in a browser
	@$(WITH_CHROMIUM) $(BIN)/python -m tests.bench.search --corpus $(CORPUS)

bench-citations: demo  ## have the citations of the demonstration read by citeproc and citation-js; ZOTERO=zotero/translators
	@$(WITH_CHROMIUM) $(BIN)/python -m tests.bench.citations $(if $(ZOTERO),--zotero $(ZOTERO))

bench-import: $(READY)  ## measure taking in documents that are made from texts of CORPUS
	@$(WITH_CHROMIUM) $(BIN)/python -m tests.bench.import_ --corpus $(CORPUS)

test-tools: $(READY)  ## install what the tests need beside Python, where it is missing
	@$(BIN)/python tests/tools.py > /dev/null

sbom: $(READY)  ## write sbom.cdx.json after the lock
	@$(BIN)/python -m tests.house.sbom

schemas: $(READY)  ## write docs/schemas/ after the models
	@$(BIN)/shanben schema docs/schemas

format: $(READY)  ## lay out the code
	@$(BIN)/ruff check --fix hooks tests
	@$(BIN)/ruff format hooks tests

clean:  ## remove what was built; .venv stays
	@rm -rf site site.building site.previous site.lock preview preview.building preview.previous preview.lock tests/demo/site tests/demo/site.building tests/demo/site.previous tests/demo/site.lock .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	@find hooks tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements.lock pyproject.toml
	@command -v $(PYTHON) > /dev/null || { echo "Shanben needs Python 3.11 or later: install it, or name one: make PYTHON=/path/to/python3.13"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Shanben needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) -V 2>&1). Name another: make PYTHON=python3.13"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Preparing $(VENV) (once for each change of the lock) …"
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $(READY)
