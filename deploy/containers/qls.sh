#!/bin/sh
# The command line beside the chains of a localnet:  docker compose exec localnet qls stake --amount 1
token=/run/secrets/QLSTAKE__ADMINTOKEN
if [ -r "$token" ]; then
    QLSTAKE__ADMINTOKEN=$(cat "$token")
    export QLSTAKE__ADMINTOKEN
fi
exec dotnet /srv/qlstake/cli/QLStake.Cli.dll "$@"
