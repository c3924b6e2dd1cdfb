#!/usr/bin/env bash
# compile-ahead.sh FOLDER CROSSGEN SHARED VERSION: replaces the assemblies in FOLDER by ones that hold machine code too.
# Each is compiled once, whichever service brings it: results are kept under the hash of what they were made from.
set -euo pipefail
folder=$(cd "$1" && pwd) crossgen=$2 shared=$3 version=$4
kept=$(cd "$(dirname "$0")/.." && pwd)/.qls/cache/ahead-$version
mkdir -p "$kept"
find "$kept" -type f -mtime +14 -delete

compile() {
    local from=$1 to=$2
    "$crossgen" "$from" -o "$to.part" -O --parallelism 1 --targetos linux -r "$folder/*.dll" \
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
    cp "$made" "$assembly"
done
