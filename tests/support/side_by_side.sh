#!/bin/sh
# The whole tests and, beside them, those on JACK. Usage: sh tests/support/side_by_side.sh PYTHON
# What plays on JACK waits for a real clock and leaves two thirds of two cores idle. The others give way to it (nice),
# or blocks of sound would be late.
set -u
python=$1
log=$(mktemp) || exit 1
"$python" -m pytest -m jack >"$log" 2>&1 &
jack=$!
# Ctrl-C reaches both; each ends the servers and daemons that it has started, which takes a moment.
trap 'wait "$jack"; cat "$log"; rm -f "$log"; exit 130' INT
trap 'kill -INT "$jack" 2>/dev/null; wait "$jack"; cat "$log"; rm -f "$log"; exit 143' TERM HUP
nice -n 19 "$python" -m pytest -m "whole and not jack" -n 3 --dist loadfile --no-loadscope-reorder
whole=$?
wait "$jack"
played=$?
cat "$log"
rm -f "$log"
[ "$whole" -eq 0 ] && [ "$played" -eq 0 ]
