# The front door. CI calls the same targets.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run watch build test setup lint deny unit e2e budget lighthouse bench bless map fmt clean

help: ## lists these targets
	@awk 'BEGIN { FS = ":.*## " } /^[a-z0-9]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

run: ## sets up what is missing, builds, serves http://127.0.0.1:3000 with demo content
	@scripts/run

watch: ## the same for development: rebuilds and reloads at every change
	@scripts/setup watch
	@. scripts/env && cargo leptos watch -- serve --demo

build: ## the release: target/release/ensemble and target/site
	@scripts/setup build
	@scripts/build

test: ## sets up what is missing and runs every check and test that CI runs
	@scripts/test

setup: ## brings every tool that make test needs
	@scripts/setup test

lint: ## format, house rules, clippy
	@scripts/test lint

deny: ## licences, bans, sources and known faults of every dependency
	@scripts/test deny

unit: ## Rust tests, on SQLite and PostgreSQL
	@scripts/test unit

e2e: ## browser tests on the release build; E2E_FLAGS='--project nojs' goes to Playwright
	@scripts/test build e2e

budget: ## bytes of the first load against their limits
	@scripts/test build budget

lighthouse: ## Lighthouse scores against their limits
	@scripts/test build lighthouse

bench: ## builds the release, measures it, prints a table
	@scripts/setup bench
	@scripts/build
	@. scripts/env && node end2end/bench.mjs

bless: ## records today's output as the expected one: look at the diff before you commit it
	@INSTA_UPDATE=always UPDATE_EXPECT=1 E2E_FLAGS=--update-snapshots scripts/test unit build e2e

map: ## draws the world map anew
	@scripts/setup rust npm
	@. scripts/env && cargo run -p domain --example world_map

fmt: ## formats the Rust code
	@. scripts/env && cargo fmt --all

clean: ## removes what was built; tools (.tools) and content (data) stay
	rm -rf target end2end/test-results end2end/playwright-report
