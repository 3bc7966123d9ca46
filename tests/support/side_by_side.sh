#!/bin/sh
# The whole tests and, beside them, those on JACK. Usage: sh tests/support/side_by_side.sh PYTHON
# What plays on JACK waits for a real clock and leaves two thirds of two cores idle. The others give way to it (nice),
# or blocks of sound would be late.
set -u
python=$1
log=$(mktemp) || exit 1
"$python" -m pytest -m jack >"$log" 2>&1 &
jack=$!
trap 'kill "$jack" 2>/dev/null; cat "$log"; rm -f "$log"; exit 130' INT TERM HUP
nice -n 19 "$python" -m pytest -m "whole and not jack" -n 3 --dist loadfile --no-loadscope-reorder
whole=$?
wait "$jack"
played=$?
cat "$log"
rm -f "$log"
[ "$whole" -eq 0 ] && [ "$played" -eq 0 ]
