#!/bin/sh
# Everything that must hold before a change of the contracts lands; needs nothing but `npm ci`. Arguments go to forge test.
# Without arguments the tests run unoptimized, which compiles three times as fast, except those that measure gas.
set -eu
cd "$(dirname "$0")"
gas='test/**/*Gas.t.sol'
profile="${FOUNDRY_PROFILE:-dev}"
export FOUNDRY_PROFILE=default

echo '== format'
bin/forge fmt --check
echo '== lint'
FOUNDRY_PROFILE=coverage bin/forge lint src script test
echo '== build what is deployed (warnings are errors)'
npm run --silent build
echo '== size (EIP-170: 24,576 bytes)'
sizes=$(bin/forge build src --sizes) || { echo "$sizes" && exit 1; }
echo "$sizes" | grep -E '^\| (Contract|QL(Stake|iquid))'
echo '== ABI drift'
npm run --silent abi -- --check
echo '== storage that is shared by delegatecall'
node scripts/storage-layout.mjs
echo '== tests'
if [ $# -gt 0 ] || [ "$profile" != dev ]; then
    FOUNDRY_PROFILE="$profile" bin/forge test "$@"
    exit
fi
FOUNDRY_PROFILE=dev bin/forge test --no-match-path "$gas"
echo '== gas (optimized; a change that is meant: npm run gas)'
npm run --silent gas -- --check
