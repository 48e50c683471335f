#!/bin/sh
# One repository of many. multi-gitter runs this at the top of a clone of each, and makes a pull request of the commit:
#
#	multi-gitter run "$PWD/multi-gitter.sh" --manual-commit --org ORG --branch unleak --pr-title 'Fix timer and context leaks'
#
# REPORTS is a directory for the reports, made absolute before the run. To look at what would happen, add --dry-run. The message of the commit
# says what was changed, why, how it was proved and what was left alone; the .md file says it for the pull request.
set -eu

name=$(basename "${REPOSITORY:-$PWD}")
unleak audit --fail-on never --format json --output "$REPORTS/$name.json"
unleak rewrite --write --commit --pr-body "$REPORTS/$name.md"
