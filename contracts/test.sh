#!/bin/sh
# Everything that must hold before a change of the contracts lands; needs nothing but `npm ci`. Arguments go to forge test.
set -eu
cd "$(dirname "$0")"

echo '== format'
bin/forge fmt --check
echo '== build (warnings are errors)'
bin/forge build
echo '== size (EIP-170: 24,576 bytes)'
sizes=$(bin/forge build src --sizes) || { echo "$sizes" && exit 1; }
echo "$sizes" | grep -E '^\| (Contract|QL)'
echo '== ABI drift'
node scripts/export-abi.mjs --check
echo '== tests'
bin/forge test "$@"
