#!/usr/bin/env bash
# ./qls test [--fast]: every runner, one after another; the last line sums them up. Logs are kept in .qls/test.
set -uo pipefail

fast=false
for argument in "$@"; do
    case $argument in
    --fast) fast=true ;;
    *)
        echo "qls test: expected --fast or nothing, found '$argument'" >&2
        exit 2
        ;;
    esac
done

logs=.qls/test
rm -rf "$logs"
mkdir -p "$logs"
passed=0 failed=0
declare -A running began
trap '[ ${#running[@]} = 0 ] || kill "${running[@]}"' EXIT
trap 'exit 130' INT TERM

finish() {
    echo "$passed passed, $failed failed"
    if [ "$failed" = 0 ] && [ "$passed" -gt 0 ]; then exit 0; else exit 1; fi
}

passed_so_far() {
    local tests
    tests=$(grep -cE '^ *(Passed |\[PASS\])' "$1")
    if [ "$tests" != 0 ]; then echo ", $tests tests passed so far"; fi
}

# start TITLE MINUTES COMMAND…: into a log, beside what goes on here.
start() {
    local title=$1 minutes=$2
    shift 2
    timeout -k 20 $((minutes * 60)) "$@" </dev/null >"$logs/$title.log" 2>&1 &
    running[$title]=$!
    began[$title]=$SECONDS
}

# finished TITLE: waits for it with a sign of life; returns the command's status.
finished() {
    local log=$logs/$1.log spoke=$SECONDS status
    echo "== $1"
    while kill -0 "${running[$1]}" 2>/dev/null; do
        sleep 0.5
        if [ $((SECONDS - spoke)) -ge 20 ]; then
            spoke=$SECONDS
            echo "   $((SECONDS - began[$1])) s$(passed_so_far "$log")"
        fi
    done
    wait "${running[$1]}"
    status=$?
    unset "running[$1]"
    if [ $status = 124 ]; then echo '   did not end in time'; fi
    took=$((SECONDS - began[$1]))
    return $status
}

run() { start "$@" && finished "$1"; }

# count TITLE STATUS PASSED FAILED: a runner that failed without a failed test, or ran none, is itself a failure.
count() {
    local title=$1 status=$2 good=${3:-0} bad=${4:-0}
    if [ "$bad" = 0 ] && { [ "$status" != 0 ] || [ "$good" = 0 ]; }; then
        bad=1
        echo "   the runner ended with status $status after $good passed tests; the end of $logs/$title.log:"
        tail -n 25 "$logs/$title.log" | sed 's/^/   | /'
    elif [ "$bad" != 0 ]; then
        echo "   failed, more in $logs/$title.log:"
        grep -E -A 12 '^ *(Failed |\[FAIL)' "$logs/$title.log" | head -n 120 | sed 's/^/   | /'
    fi
    passed=$((passed + good)) failed=$((failed + bad))
    echo "   $good passed, $bad failed in $took s"
}

# dotnet_tests TITLE MINUTES PROJECT
dotnet_tests() {
    local title=$1 trx=$logs/$1.trx status counters good bad
    run "$title" "$2" dotnet test "$3" -c Release --no-build --results-directory "$logs" \
        --logger "trx;LogFileName=$title.trx" --logger 'console;verbosity=normal'
    status=$?
    counters=$(grep -o '<Counters [^>]*' "$trx" 2>/dev/null)
    good=$(sed -n 's/.* passed="\([0-9]*\)".*/\1/p' <<<"$counters")
    bad=$(sed -n 's/.* failed="\([0-9]*\)".*/\1/p' <<<"$counters")
    count "$title" $status "$good" "$bad"
}

# forge runs more than once and sums up each time.
contract_tests() {
    local status summaries good bad
    finished contracts
    status=$?
    summaries=$(sed 's/\x1b\[[0-9;]*m//g' "$logs/contracts.log" | grep -E '^Ran [0-9]+ test suites? ')
    good=$(sed -n 's/.* \([0-9]*\) tests passed.*/\1/p' <<<"$summaries" | sum)
    bad=$(sed -n 's/.* \([0-9]*\) failed.*/\1/p' <<<"$summaries" | sum)
    count contracts $status "$good" "$bad"
}

sum() { awk '{ sum += $1 } END { print sum + 0 }'; }

# The compilers of both worlds keep one core busy each.
start contracts 25 env NO_COLOR=1 npm test --prefix contracts

what=QLStake.Services.sln
if $fast; then what=tests/QLStake.Tests/QLStake.Tests.csproj; fi
if ! run build 30 dotnet build "$what" -c Release; then
    grep -E '(error|warning) [A-Z]+[0-9]+' "$logs/build.log" | sort -u | head -n 30
    failed=1
    finish
fi
echo "   built in $took s"

if run format 5 sh -c 'dotnet tool restore && dotnet csharpier check .'; then
    echo "   checked in $took s"
else
    failed=$((failed + 1))
    grep -m 5 Error "$logs/format.log" | sed 's/^/   | /'
    echo '   C# is not formatted: dotnet csharpier format .'
fi

dotnet_tests pure 15 tests/QLStake.Tests
contract_tests
if ! $fast; then dotnet_tests journeys 30 tests/QLStake.IntegrationTests; fi
finish
