#!/usr/bin/env bash
# The pipelines of the README and docs/automation.md, run as a shell runs them.
#
#   tests/shell/pipelines.sh PRESSCLI [INBOX]
#
# PRESSCLI is the command under test. It is called with the environment as it is, so
# PRESSCLI_HOME and PRESSCLI_MODELS choose the model. Ends with 1 at the first failure;
# a tool that is not installed is skipped, and says so.
set -euo pipefail

presscli=$(realpath -s "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export PRESSCLI_STORE="$work/store.sqlite3"
checks=0

check() { # what, expected, found
    checks=$((checks + 1))
    if [ "$2" != "$3" ]; then
        printf 'FAILED: %s\n  expected: %s\n  found:    %s\n' "$1" "$2" "$3" >&2
        exit 1
    fi
    printf 'ok: %s\n' "$1"
}
has() { command -v "$1" >/dev/null || { printf 'skipped: %s is not installed\n' "$1"; return 1; }; }

mkdir -p inbox/ansa 'inbox/due parole'
printf 'Il ministro è arrivato a Parigi.\n' >inbox/ansa/uno.txt
printf 'La riunione è stata rinviata al 9 gennaio.\n' >'inbox/due parole/nota due.txt'
printf 'Il Parlamento voterà la prossima settimana.\n' >inbox/tre.txt

# A folder, twice.
"$presscli" translate inbox/ -o out/ --format json 2>err
check 'a folder: stderr is empty' '' "$(cat err)"
check 'a folder: the tree is mirrored' 'ansa/uno.json due parole/nota due.json tre.json' \
    "$(cd out && find . -name '*.json' | sed 's,^\./,,' | LC_ALL=C sort | paste -sd' ' -)"
"$presscli" translate inbox/ -o out/ --format json 2>err
check 'again: nothing to do' '3 of 3 inputs unchanged since they were done' "$(cat err)"

# find, with names that hold spaces.
find inbox -name '*.txt' -print0 |
    "$presscli" translate --files-from - --print0 -o found/ --format json
check 'find | --files-from' 3 "$(find found -name '*.json' | wc -l | tr -d ' ')"
find inbox -name '*.txt' -print0 |
    xargs -0 "$presscli" translate -o flat/ --format json
check 'find | xargs -0' 'nota due.json tre.json uno.json' "$(ls flat | paste -sd' ' -)"

# JSON Lines on stdout, in the order of the input.
if has jq; then
    check 'jq on JSON lines' 'inbox/tre.txt inbox/ansa/uno.txt' "$(
        "$presscli" translate --format jsonl inbox/tre.txt inbox/ansa/uno.txt |
            jq -r .input.name | paste -sd' ' -)"
    check 'jq: releases with doubtful facts' '' "$(
        "$presscli" translate --format jsonl inbox/ |
            jq -r 'select(any(.findings[]; .severity == "error")) | .input.name')"
    check 'the report counts' '3' "$(
        "$presscli" translate inbox/ -o out/ --format json --report r.json --quiet &&
            jq .counts.unchanged r.json)"
fi

# Several processes at once, one store and one output folder.
if has parallel; then
    find inbox -name '*.txt' -print0 |
        parallel --will-cite -0 -j 2 "$presscli" translate {} -o par/ --format json --quiet
    check 'parallel' 3 "$(ls par | wc -l | tr -d ' ')"
fi

# A reader that goes away.
set +e
"$presscli" translate --format jsonl inbox/ 2>err | head -c 1 >/dev/null
codes=("${PIPESTATUS[@]}")
set -e
check 'head closes the pipe: no message' '' "$(cat err)"
case ${codes[0]} in 0 | 141) ;; *) check 'head closes the pipe: exit code' '0 or 141' "${codes[0]}" ;; esac

# stdin to stdout, and exit codes.
check 'a pipeline' 'The minister has arrived in Paris.' \
    "$(cat inbox/ansa/uno.txt | "$presscli" translate --no-summary - | head -1)"
set +e
: >inbox/vuoto.txt
"$presscli" translate inbox/ -o out/ --format json --quiet 2>err
check 'one bad file: exit code 3' 3 $?
check 'one bad file: said' 1 "$(grep -c '^error: inbox/vuoto.txt: empty' err)"
rm inbox/vuoto.txt
set -e

# As cron starts it: no HOME, no PATH of ours, no terminal, LANG=C.
(
    umask 022
    env -i LANG=C PATH=/usr/bin:/bin PRESSCLI_HOME="${PRESSCLI_HOME:-$work/home}" \
        PRESSCLI_MODELS="${PRESSCLI_MODELS:-}" \
        "$presscli" translate inbox/ -o cron/ --format text --quiet </dev/null >cron.out 2>&1
)
check 'cron: silent' '' "$(cat cron.out)"
check 'cron: the result is UTF-8' 3 "$(grep -rl 'Machine translation' cron | wc -l | tr -d ' ')"

# A digest: by cron, into jq, and to a reader that goes away.
(
    env -i LANG=C PATH=/usr/bin:/bin PRESSCLI_HOME="${PRESSCLI_HOME:-$work/home}" \
        PRESSCLI_MODELS="${PRESSCLI_MODELS:-}" \
        "$presscli" digest inbox/ -o digest.html --since last --quiet </dev/null >cron.out 2>&1
)
check 'digest by cron: silent' '' "$(cat cron.out)"
check 'digest by cron: UTF-8' digest.html "$(grep -l 'è arrivato a Parigi' digest.html)"
if has jq; then
    check 'digest | jq' 3 "$("$presscli" digest inbox/ --format json | jq '.items | length')"
fi
set +e
"$presscli" digest inbox/ 2>err | head -c 1 >/dev/null
codes=("${PIPESTATUS[@]}")
set -e
check 'head closes the pipe of a digest: no message' '' "$(cat err)"
case ${codes[0]} in 0 | 141) ;; *) check 'digest | head: exit code' '0 or 141' "${codes[0]}" ;; esac

# The memory goes out and in.
"$presscli" store export memory.tmx --quiet
"$presscli" store import memory.tmx --quiet --store other.sqlite3
check 'the memory, out and in' 3 \
    "$("$presscli" store info --store other.sqlite3 | sed -n 's/^segments: //p')"

printf '%s checks passed\n' "$checks"
