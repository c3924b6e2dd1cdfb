#!/bin/sh
# Everything that must hold before a change of the contracts lands; needs nothing but `npm ci`.
set -eu
cd "$(dirname "$0")"

echo '== format'
bin/forge fmt --check
echo '== build (warnings are errors)'
bin/forge build
echo '== ABI drift'
node scripts/export-abi.mjs --check
echo '== tests'
bin/forge test "$@"
