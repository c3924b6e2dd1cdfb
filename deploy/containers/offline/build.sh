#!/usr/bin/env bash
# Every image of docker-compose.yml without an image registry, for closed networks: base images come from Debian packages
# (debootstrap) and from the .NET SDK, Node and the package caches of this machine; nothing is fetched inside a build
# (--network none). As root, with debootstrap and a running Docker; first, once:  ./qls up && ./qls down
#
# With "servers" only the database and the broker, for tests with QLSTAKE_TEST_INFRA=containers.
#
#   deploy/containers/offline/build.sh && . deploy/containers/offline/images.env && docker-compose --profile localnet up
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
made=${TMPDIR:-/var/tmp}/qlstake-offline
release=${DEBIAN_RELEASE:-bookworm}
mkdir -p "$made"

say() { printf '%s %s\n' "$(date +%T)" "$*"; }

# debian NAME PACKAGES: an image of a minimal Debian with these packages.
debian() {
    local name=$1 packages=$2 tree=$made/$1
    if docker image inspect "qlstake-offline/$name" >/dev/null 2>&1; then return; fi
    say "debootstrap: $name"
    remove "$tree"
    debootstrap --variant=minbase --include="$packages" "$release" "$tree" >"$made/$name.log"
    tar -C "$tree" --one-file-system --exclude='./proc/*' --exclude='./sys/*' --exclude='./dev/*' \
        --exclude='./var/cache/apt/archives/*.deb' --exclude='./var/lib/apt/lists/*' -c . |
        docker import - "qlstake-offline/$name" >/dev/null
    remove "$tree"
}

# debootstrap may leave the machine's own /proc mounted inside: that is no part of the tree.
remove() {
    umount -q "$1/proc" "$1/sys" 2>/dev/null || true
    rm -rf --one-file-system "$1"
}

dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")

debian postgres ca-certificates,postgresql
debian rabbitmq ca-certificates,rabbitmq-server

say 'images of PostgreSQL and RabbitMQ'
docker build -q --network none -t qlstake/postgres -f "$here/postgres.Dockerfile" "$here" >/dev/null
docker build -q --network none -t qlstake/rabbitmq -f "$here/rabbitmq.Dockerfile" "$here" >/dev/null
if [ "${1-}" = servers ]; then exit; fi

debian debian ca-certificates,libgssapi-krb5-2,libssl3,libstdc++6,zlib1g
say 'packages that the services are built from'
rm -rf "$made/src" "$made/sdk"
mkdir -p "$made/src" "$made/sdk/root"
(cd "$root" && git ls-files -z services shared deploy/localnet deploy/networks contracts/abi global.json \
    'Directory.*' BannedSymbols.txt | xargs -0 cp --parents -t "$made/src")
for project in "$made"/src/services/*/*.csproj; do
    # The machine's own cache is the source: each package as it was fetched, compared with the lock file.
    dotnet restore "$project" -p:Configuration=Release --packages "$made/packages" --source "$HOME/.nuget/packages" -p:NuGetAudit=false \
        >"$made/restore.log" || { tail -n 5 "$made/restore.log" && exit 1; }
done

say 'image of the SDK'
cp -r "$made/packages" "$made/sdk/packages"
cp -r "$HOME/.npm" "$made/sdk/npm"
cp -r "$dotnet" "$made/sdk/dotnet"
cp -L "$(command -v node)" "$made/sdk/node"
cp -rL "$(dirname "$(readlink -f "$(command -v npm)")")/.." "$made/sdk/npm-cli"
docker build -q --network none -t qlstake-offline/sdk -f "$here/sdk.Dockerfile" "$made/sdk" >/dev/null
say 'image of the runtime'
docker build -q --network none -t qlstake-offline/runtime --target runtime -f "$here/sdk.Dockerfile" "$made/sdk" >/dev/null
rm -rf "$made/sdk" "$made/src"

for target in chain-watcher message-router rate-limit-guard mint-executor fee-accounting console localnet; do
    say "image of $target"
    docker build -q --network none -f "$root/deploy/containers/Dockerfile" --target "$target" -t "qlstake/$target" \
        --build-arg SDK_IMAGE=qlstake-offline/sdk --build-arg NODE_IMAGE=qlstake-offline/sdk \
        --build-arg RUNTIME_IMAGE=qlstake-offline/runtime --build-arg NUGET_AUDIT=false "$root" >/dev/null
done
say 'done'
docker images --format '{{.Repository}} {{.Size}}' | grep '^qlstake/'
