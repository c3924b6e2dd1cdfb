#!/usr/bin/env bash
# compile-ahead.sh FOLDER CROSSGEN SHARED VERSION: replaces the assemblies in FOLDER by ones that hold machine code too.
# Each is compiled once, whichever service brings it: results are kept under the hash of what they were made from.
set -euo pipefail
folder=$(cd "$1" && pwd) crossgen=$2 shared=$3 version=$4
kept=$(cd "$(dirname "$0")/.." && pwd)/.qls/cache/ahead-$version-$(sha256sum <"$0" | cut -c 1-8)
mkdir -p "$kept"
find "${kept%/*}"/ahead-* -type f -mtime +14 -delete

compile() {
    local from=$1 to=$2 options=()
    # Every async method is a type argument of the runtime's own generics. Code for those may go into our images too, checked
    # against the runtime when it is loaded; it costs minutes where libraries are large, so only those that gain most get it.
    case ${from##*/} in
    QLStake.* | RabbitMQ.Client.* | MassTransit.RabbitMqTransport.* | JasperFx.Events.* | Npgsql.dll | Weasel.Postgresql.* | DistributedLock.*)
        options+=(--opt-cross-module System.Private.CoreLib)
        ;;
    esac
    "$crossgen" "$from" -o "$to.part" -O --parallelism 1 --targetos linux "${options[@]}" -r "$folder/*.dll" \
        -r "$shared/Microsoft.NETCore.App/$version/*.dll" -r "$shared/Microsoft.AspNetCore.App/$version/*.dll" \
        >"$to.log" 2>&1 || {
        tail -n 5 "$to.log" >&2
        echo "compile-ahead.sh: error : $(basename "$from") could not be compiled ahead (everything said: $to.log)." \
            "To build without: -p:CompileAhead=false" >&2
        return 1
    }
    mv "$to.part" "$to"
}

for assembly in "$folder"/*.dll; do
    name=$(basename "$assembly" .dll)
    # Referenced by what we use, and never loaded.
    if [[ $name == *NetTopologySuite* ]]; then continue; fi
    made=$kept/$name-$(sha256sum <"$assembly" | cut -c 1-32).dll
    if [ ! -e "$made" ]; then
        # Services are built side by side; the second waits for what the first compiles.
        exec {lock}>"$made.lock"
        flock "$lock"
        if [ ! -e "$made" ]; then compile "$assembly" "$made"; fi
        exec {lock}>&-
    fi
    touch "$made"
    # A new file in its place: a service that runs from here has the old one mapped.
    cp "$made" "$assembly.part"
    mv -f "$assembly.part" "$assembly"
done
