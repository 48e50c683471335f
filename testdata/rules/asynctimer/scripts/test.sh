#!/bin/sh
# GODEBUG=asynctimerchan=1 ./app
# // want-next asynctimer environment no - leak
export GODEBUG="asynctimerchan=1"
# // want-next asynctimer environment no - leak
export GODEBUG="$GODEBUG,asynctimerchan=1"
# // want-next asynctimer environment no - leak
export GODEBUG=${GODEBUG:+$GODEBUG,}asynctimerchan=1
# // want-next asynctimer environment no - leak
: export GODEBUG='asynctimerchan=1'   # GODEBUG=asynctimerchan=0
# // want-next asynctimer environment no - leak
env 'GODEBUG=x=1,asynctimerchan=1' ./app "a # b"
# // want-next asynctimer environment no - leak
docker run --rm -e GODEBUG=asynctimerchan=1 app
# // want-next asynctimer environment no - leak
set -gx GODEBUG asynctimerchan=1
# // want-next asynctimer environment no - leak
go mod edit -godebug=asynctimerchan=1
# // want-next asynctimer environment no - none
GODEBUG=asynctimerchan=$MODE ./app
# // want-next asynctimer environment no - leak
echo "GODEBUG=asynctimerchan=1" >> "$GITHUB_ENV"
echo "GODEBUG=asynctimerchan=1 is gone"
printf 'GODEBUG=asynctimerchan=1\n'
grep -q GODEBUG=asynctimerchan=1 Makefile && exit 1
# // want-next asynctimer environment no - leak
echo "and now GODEBUG" && GODEBUG=asynctimerchan=1 ./app
grep -r GODEBUG=asynctimerchan=1 .
if [ "$GODEBUG" = "asynctimerchan=1" ]; then exit 1; fi
if [ "${GODEBUG}" = "asynctimerchan=1" ]; then exit 1; fi
if [[ $GODEBUG == asynctimerchan=1 ]]; then exit 1; fi
XGODEBUG=asynctimerchan=1 ./app
GODEBUG=netdns=go; echo asynctimerchan=1
