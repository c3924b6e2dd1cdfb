# Sourced by ./qls from the repository's root: each function makes sure of one thing, and says so only if it has work.
# Everything said goes to standard error: standard output belongs to the command.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
# No build process stays behind.
export MSBUILDDISABLENODEREUSE=${MSBUILDDISABLENODEREUSE-1}
PATH=$PATH:$HOME/.dotnet:/usr/share/dotnet:/usr/lib/dotnet

say() { printf '%s\n' "$*" >&2; }

die() {
    say "qls: $*"
    exit 1
}

# step TITLE LOG COMMAND…: says what takes time, and how long it took; of a failure it shows the lines that matter.
step() {
    local title=$1 log=.qls/$2.log began=$SECONDS
    shift 2
    mkdir -p .qls
    say "$title …"
    if "$@" </dev/null >"$log" 2>&1; then
        say "$title: done in $((SECONDS - began)) s"
    else
        { grep -E '(error|ERR!|Error)[ :]' "$log" || tail -n 20 "$log"; } | sort -u | head -n 20 >&2
        die "$title failed. Everything it said: $log"
    fi
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# Debian starts a package's service while installing it, unless this file says no.
install_without_starting() (
    policy=/usr/sbin/policy-rc.d
    restore() {
        as_root rm -f "$policy"
        if [ -e "$policy.before-qls" ]; then as_root mv "$policy.before-qls" "$policy"; fi
    }
    if [ -e "$policy" ]; then as_root mv "$policy" "$policy.before-qls"; fi
    trap restore EXIT
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
    as_root apt-get update -q
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
)

# require_packages [PROGRAMS…]: what everything needs, and programs that come in Debian packages of the same name.
require_packages() {
    local missing=() program
    for program in "$@"; do
        command -v "$program" >/dev/null || missing+=("$program")
    done
    compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || missing+=(postgresql)
    [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || missing+=(rabbitmq-server)
    command -v node >/dev/null || missing+=(nodejs)
    command -v npm >/dev/null || missing+=(npm)
    command -v setpriv >/dev/null || missing+=(util-linux)
    if [ ${#missing[@]} = 0 ]; then return; fi

    command -v apt-get >/dev/null ||
        die "Missing: ${missing[*]} (Debian's names). There is no apt-get here; install them as your system does, then try again."
    [ "$(id -u)" = 0 ] || command -v sudo >/dev/null ||
        die "Missing: ${missing[*]}. Installing needs root; as root, run: apt-get install ${missing[*]}"
    step "Installing ${missing[*]} (no service is started)" apt install_without_starting "${missing[@]}"
}

# The console is tested in a real browser.
require_browser() {
    [ -x /usr/bin/chromium ] || [ -x /usr/bin/chromium-browser ] ||
        step 'Installing chromium (no service is started)' apt-browser install_without_starting chromium
}

require_dotnet() {
    command -v dotnet >/dev/null && dotnet --list-sdks | grep -q '^10\.' ||
        die 'The .NET SDK 10 is missing. Install it, then try again:' \
            'curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0'
}

require_npm_packages() {
    local installed=contracts/node_modules/.package-lock.json
    if [ -e "$installed" ] && [ ! contracts/package-lock.json -nt "$installed" ]; then return; fi
    step "Fetching the contracts' npm packages" npm npm ci --prefix contracts --no-audit --no-fund
    touch "$installed"
}

# Changes with any file's name, size or time.
fingerprint() {
    find "$@" \( -name bin -o -name obj -o -name node_modules \) -prune -o -type f -printf '%p %s %T@\n' |
        sort | sha1sum
}

# once STAMP PATHS… -- COMMAND…: runs the command unless it has succeeded on these very files before.
once() {
    local stamp=.qls/stamps/$1 paths=() now
    shift
    while [ "$1" != -- ]; do
        paths+=("$1")
        shift
    done
    shift
    now=$(fingerprint "${paths[@]}")
    if [ -e "$stamp" ] && [ "$now" = "$(cat "$stamp")" ]; then return; fi
    "$@"
    mkdir -p .qls/stamps
    printf '%s\n' "$now" >"$stamp"
}

SERVICES_FROM=(services shared deploy/localnet contracts/abi Directory.Build.props Directory.Packages.props global.json)

build_services() {
    local project
    for project in services/*/; do
        [ -e "$project/bin/Release/net10.0/QLStake.$(basename "$project").dll" ] || rm -f .qls/stamps/services
    done
    once services "${SERVICES_FROM[@]}" -- \
        step 'Building the services' build dotnet build services/Services.slnf -c Release -p:RunAnalyzers=false
}

# The compilers of both worlds keep one core busy each.
build_contracts_and_services() {
    if [ ! -d contracts/out ]; then rm -f .qls/stamps/contracts; fi
    once contracts contracts/src contracts/foundry.toml contracts/package.json contracts/package-lock.json -- \
        step 'Building the contracts' forge npm run build --prefix contracts &
    build_services
    wait $! || exit 1
}
