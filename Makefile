# Deux commandes suffisent : « make site » et « make test ». Tout se passe dans .venv et build, rien ailleurs.
PYTHON ?= python3
BIN := .venv/bin
OUTILS := build/outils

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help site serve moteur test preuves corpus navigateur papiers mutation lighthouse fuzz audit release lint type fmt golden schemas lock bench screenshots diagrammes clean runtime dev

help: ## Montre cette liste
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

site: moteur ## Construit le site du manuel, et dit où il est
	@code=0; $(BIN)/python -m kit build || code=$$?; \
	if [ $$code -le 1 ]; then \
	  printf '\nLe site est dans « %s/build/site ».\n' "$$PWD"; \
	  printf 'Pour le voir : ouvrez son fichier « index.html » ; avec la recherche : « make serve ».\n'; \
	fi; exit $$code

serve: runtime ## Montre le site sur cette machine seulement, et suit les fichiers enregistrés
	@$(BIN)/python -m kit serve

# Lignes et branches de kit, vues de l'intérieur des tests ; ce qui est vu n'est plus suivi, et ne coûte plus rien.
# Un code compilé se garde d'un lancement à l'autre, même où l'environnement dit le contraire : chaque processus le referait.
test preuves bench: export PYTHONDONTWRITEBYTECODE =
MESURE = $(BIN)/python -m slipcover --branch --source kit
ESSAIS = -n auto --dist loadgroup --no-loadscope-reorder
test: dev lint type ## Installe ce qu’il faut aux tests, puis lance les contrôles et les tests de chaque changement
	@mkdir -p build
	@$(BIN)/python -m tools.browser
	@$(MESURE) --json --out build/couverture.json -m pytest -m "not proof" $(ESSAIS)
	@$(MESURE) --merge build/couverture.json --out build/couverture.json --skip-covered --fail-under 95
	@$(BIN)/python tools/branches.py build/couverture.json 95

preuves: dev ## Essaie ce qui est long : chaque fiche, chaque jour, chaque dommage, le navigateur, les forges, les coupures
	@$(BIN)/python -m tools.browser
	@$(BIN)/python -m pytest -m proof $(ESSAIS)

# Chacune de ces cibles a son environnement et ses versions fixées : ni le kit ni ses tests n'en ont besoin.
OUTIL = $(PYTHON) -m venv --clear build/$(1) && build/$(1)/bin/python -m pip install --quiet --require-hashes \
	--only-binary=:all: $(2) -r tools/locks/$(1).txt
# Sans réseau, le site se construit quand même, et sa page « Ma fiche » dit qu'elle n'a pas de moteur.
moteur: runtime ## Fait ce qui lance le kit dans la page « Ma fiche » (demande le réseau la première fois)
	@test -f build/node/pret || { $(call OUTIL,node,) && touch build/node/pret; } || true
	@PYTHONPATH=$$(build/node/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))') \
	  $(BIN)/python -m tools.browser

DUREE ?= 300
fuzz: ## Essaie au hasard, en suivant le code, tout ce qu’un fichier peut contenir (DUREE=300 secondes)
	@$(call OUTIL,fuzz,-r requirements.txt)
	@PYTHONPATH=. build/fuzz/bin/python tools/fuzz.py -max_total_time=$(DUREE)

audit: ## Cherche les failles connues des versions fixées (demande le réseau)
	@$(call OUTIL,audit,)
	@$(PYTHON) tools/audit.py build/audit/bin/pip-audit requirements.txt requirements-site.txt requirements-dev.txt tools/locks/*.txt

# La date du commit, et non celle du jour : deux fois la même commande donnent les mêmes octets.
release: moteur ## Écrit dans build/livraison la roue, les sources et la liste des composants (CycloneDX)
	@$(call OUTIL,release,)
	@test -d build/moteur || { echo "Le moteur de « Ma fiche » n’est pas fait : une livraison le porte."; exit 1; }
	@rm -rf build/livraison
	@export SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) && \
	$(BIN)/python -m hatchling build --target wheel --target sdist --directory build/livraison > /dev/null && \
	build/release/bin/cyclonedx-py requirements requirements-site.txt --pyproject pyproject.toml --output-reproducible \
	  --output-file build/livraison/sbom.cdx.json
	@cd build/livraison && sha256sum *

lint: dev ## Style : ruff, règles puis mise en page
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

type: dev ## Types : mypy strict, pour Linux, Windows et macOS
	@printf '%s\n' 'linux kit tests tools bench' 'win32 kit tools/install.py' 'darwin kit tools/install.py' | \
	  xargs -P 2 -L 1 sh -c '$(BIN)/python -m mypy --cache-dir .mypy_cache/$$0 --platform $$0 "$$@"'

fmt: dev ## Remet le code en page
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

golden: dev ## Réécrit les sorties attendues des tests ; relisez ensuite « git diff »
	@KIT_REGEN=1 $(BIN)/python -m pytest

papiers: dev ## Ouvre chaque papier dans LibreOffice et relit ce qu’il imprime (demande LibreOffice et poppler)
	@command -v soffice > /dev/null && command -v pdftotext > /dev/null || \
	{ echo "Il manque LibreOffice ou poppler : apt-get install libreoffice-writer-nogui poppler-utils"; exit 1; }
	@$(BIN)/python -m pytest tests/actes/test_office.py

schemas: runtime ## Réécrit d’après kit/law schemas/r121-12-7 et les sièges des fichiers
	@$(BIN)/python -m kit schemas

# Les versions déjà fixées restent ; « make lock MAJ=--upgrade » les met à jour.
VERROU = $(OUTILS)/bin/uv pip compile pyproject.toml $(MAJ) --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-header
lock: ## Refait les trois fichiers de versions fixées, après un changement de pyproject.toml
	@test -x $(OUTILS)/bin/uv || { $(PYTHON) -m venv --clear $(OUTILS) && $(OUTILS)/bin/python -m pip install --quiet uv==0.13.9; }
	@$(VERROU) --extra build --extra site --extra tableur --output-file requirements-site.txt > /dev/null
	@$(VERROU) --extra build --constraint requirements-site.txt --output-file requirements.txt > /dev/null
	@$(VERROU) --all-extras --constraint requirements-site.txt --output-file requirements-dev.txt > /dev/null
	@echo "requirements.txt, requirements-site.txt et requirements-dev.txt sont à jour : relisez « git diff »."

N := 60
GRAINE := 1
mutation: dev ## Casse le droit et les règles en N endroits tirés au sort (N=60 GRAINE=1), et dit ce qu’aucun test ne voit
	@nice -n 10 $(BIN)/python tools/mutation.py $(N) $(GRAINE)

corpus: dev ## Compare tout ce que le kit dit, sur 2 000 départements, à ce qu’il disait au commit BASE
	@test -n "$(BASE)" || { echo "Emploi : make corpus BASE=<commit>"; exit 2; }
	@$(BIN)/python -m tools.corpus $(BASE)

navigateur: dev ## Compare ce que dit le moteur de la page « Ma fiche » à ce que dit le kit, sur les mêmes départements
	@$(BIN)/python -m tools.browser.corpus

bench: dev ## Mesure le kit à côté d’autres outils et réécrit bench/RESULTS.md
	@$(BIN)/python -m bench

FOIS := 5
lighthouse: dev ## Mesure chaque sorte de page avec Lighthouse, médiane de FOIS=5 (demande chromium et npm ; une heure)
	@$(BIN)/python -m tools.lighthouse --fois $(FOIS)

screenshots: ## Photographie l’accueil et une fiche du site construit vers docs (demande chromium)
	@$(PYTHON) tools/screenshots.py

diagrammes: dev ## Redessine les schémas de site/diagrammes, que Mermaid lit (demande chromium)
	@$(BIN)/python tools/diagrams.py

clean: ## Efface ce qui a été construit ou installé
	@rm -rf build .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage *.egg-info
	@find kit tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

runtime:
	@$(PYTHON) tools/install.py requirements-site.txt

dev:
	@$(PYTHON) tools/install.py requirements-dev.txt
