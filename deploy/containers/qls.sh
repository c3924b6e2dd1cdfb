#!/bin/sh
# The command line beside the chains of a localnet:  docker compose exec localnet qls stake --amount 1
exec dotnet /srv/qlstake/cli/QLStake.Cli.dll "$@"
