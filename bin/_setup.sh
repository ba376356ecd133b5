# shellcheck shell=bash
# Sourced by the other scripts here. Brings on to the machine whatever the project needs.
# Every step looks first, says in one line what it does, and does nothing the second time.

set -euo pipefail
unset PYTHONDONTWRITEBYTECODE # or every process compiles the whole program, and tests start dozens
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p var/stamps

PYTHON_VERSIONS=(3.13 3.14 3.12) # in order of preference
REPORT_PACKAGES=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-inter fonts-liberation)
PYTHON=''   # the interpreter that .venv is made with
UV=''       # installs Python packages
NPM=''      # installs front-end packages
SERVICE=''  # the account that runs the portal, where an administrator sets it up for one
CHROMIUM=${CHROMIUM:-} # the browser of the tests; conftest.py reads it

say() { printf '· %s\n' "$*"; }

stop() {
    printf '%s\n' "$@" >&2
    exit 1
}

have() { command -v "$1" >/dev/null; }

# --- Steps that depend on files: done once for each state of those files ---------------------

fingerprint() { find "$@" -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum; }

is_done() { [[ $(cat "var/stamps/$1" 2>/dev/null) == "$(fingerprint "${@:2}")" ]]; }

mark_done() { fingerprint "${@:2}" >"var/stamps/$1"; }

# --- System packages --------------------------------------------------------------------------

AS_ROOT=()

become_root() {
    ((EUID == 0)) && return
    have sudo && { [[ -t 0 ]] || sudo -n true 2>/dev/null; } && AS_ROOT=(sudo)
}

refresh_package_lists() {
    [[ -n ${LISTS_ARE_FRESH:-} ]] && return
    become_root || return 0
    "${AS_ROOT[@]}" apt-get -qq update
    LISTS_ARE_FRESH=yes
}

distribution_offers() {
    have apt-get || return 1
    refresh_package_lists
    apt-cache show "$1" >/dev/null 2>&1
}

apt_install() {
    become_root || stop "System packages are missing. As an administrator, run" \
        "    apt-get update && apt-get install --no-install-recommends $*" "and start again."
    say "Installing system packages: $*"
    refresh_package_lists
    "${AS_ROOT[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq install --no-install-recommends "$@" >/dev/null
}

is_installed() {
    [[ $(dpkg-query --show --showformat '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

system_packages() {
    local name missing=()
    if ! have apt-get; then
        say "No apt here: the report needs Pango, HarfBuzz and the fonts Inter and Liberation," \
            "the tests pdftotext and Chromium. Going on as if they were installed"
        return
    fi
    for name in "$@"; do
        is_installed "$name" || missing+=("$name")
    done
    ((${#missing[@]} == 0)) || apt_install "${missing[@]}"
}

# --- Python and its packages ------------------------------------------------------------------

# A name on PATH proves nothing: a shim may stand there for a version that is not installed.
any_python() {
    local name
    for name in python3 /usr/bin/python3; do
        "$name" -c '' 2>/dev/null && echo "$name" && return
    done
    return 1
}

is_recent_python() {
    "$1" -c 'import sys; sys.exit(not (3, 12) <= sys.version_info < (3, 15))' 2>/dev/null &&
        service_can_run "$1"
}

# An administrator's own Python is out of the service's reach: its home is closed to others, and the
# units hide all homes (ProtectHome).
service_can_run() {
    [[ -z $SERVICE ]] && return
    local base
    base=$("$1" -c 'import sys; print(sys.base_prefix)') || return 1
    [[ $(realpath "$base")/ != /@(root|home|run/user)/* ]] &&
        runuser -u "$SERVICE" -- "$1" -c '' 2>/dev/null
}

find_uv() {
    UV=$(command -v uv || true)
    [[ -n $UV ]] && return
    UV=var/uv/bin/uv
    [[ -x $UV ]] && is_done uv requirements-uv.txt && return
    local python
    python=$(any_python) || stop "Please install a Python 3 and start again."
    "$python" -c 'import ensurepip' 2>/dev/null || apt_install python3-venv
    say "Installing uv, which installs the Python packages"
    "$python" -m venv --clear var/uv
    var/uv/bin/pip --quiet --disable-pip-version-check install \
        --require-hashes -r requirements-uv.txt
    mark_done uv requirements-uv.txt
}

find_python() {
    local version candidate
    for version in "${PYTHON_VERSIONS[@]}"; do
        PYTHON=$(command -v "python$version" || true)
        [[ -n $PYTHON ]] && is_recent_python "$PYTHON" && return
    done
    for version in "${PYTHON_VERSIONS[@]}"; do
        for candidate in "${PYENV_ROOT:-$HOME/.pyenv}/versions/$version".*/bin/python; do
            PYTHON=$candidate
            is_recent_python "$PYTHON" && return
        done
    done
    for version in "${PYTHON_VERSIONS[@]}"; do
        if distribution_offers "python$version"; then
            apt_install "python$version"
            PYTHON=/usr/bin/python$version
            return
        fi
    done
    say "No Python 3.12 or newer here, so uv downloads one. This needs the open internet"
    [[ -z $SERVICE ]] || export UV_PYTHON_INSTALL_DIR=$PWD/var/python
    "$UV" python install --quiet 3.13 ||
        stop "That failed. Please install Python 3.13 by other means and start again."
    PYTHON=$("$UV" python find --managed-python 3.13)
}

virtual_environment() {
    find_uv
    is_recent_python .venv/bin/python && return
    find_python
    say "Making .venv with $PYTHON"
    "$UV" venv --quiet --clear --python "$PYTHON" .venv
}

# uv itself sees in a moment that nothing is missing. The demo adds what it needs and leaves the
# test tools alone; the tests want exactly what the lock file says.
python_packages() {
    virtual_environment
    say "Python packages: $1"
    local options=(--quiet --python .venv --require-hashes --only-binary :all:)
    case $1 in
        requirements.txt) "$UV" pip install "${options[@]}" -r "$1" ;;
        *) "$UV" pip sync "${options[@]}" "$1" ;;
    esac
}

# --- Front-end files --------------------------------------------------------------------------

find_npm() {
    NPM=$(command -v npm || true)
    [[ -n $NPM ]] && "$NPM" --version >/dev/null 2>&1 && return
    say "No npm here, so a private one goes into var/node"
    "$UV" venv --quiet --clear --python .venv/bin/python var/node
    "$UV" pip sync --quiet --python var/node --require-hashes requirements-node.txt
    NPM=var/node/bin/npm
}

front_end_files() {
    local inputs=(package.json package-lock.json bin/_assets.py)
    [[ -d var/assets ]] && is_done assets "${inputs[@]}" && return
    find_npm
    say "Front-end packages: package-lock.json, copied into var/assets"
    "$NPM" ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error >/dev/null
    .venv/bin/python bin/_assets.py
    mark_done assets "${inputs[@]}"
}

# --- The browser of the tests -----------------------------------------------------------------

is_browser() { [[ -n $1 ]] && "$1" --version >/dev/null 2>&1; }

# First the one without windows, which takes half of the time
find_chromium() {
    local name
    for name in "$CHROMIUM" chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
        CHROMIUM=$(command -v "$name" || true)
        is_browser "$CHROMIUM" && return
    done
    return 1
}

# Ubuntu has no Chromium but the snap, which a test cannot drive: there Playwright fetches its own.
fetched_chromium() {
    say "Playwright downloads Chromium. This needs the open internet"
    .venv/bin/playwright install --with-deps chromium >/dev/null ||
        stop "Please install Chromium or Chrome by other means and start again." \
            "CHROMIUM=PATH bin/test tells where it is."
    CHROMIUM=$(.venv/bin/python -c '
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)')
}

# --- The proxy of the drill of hosts ----------------------------------------------------------

# Unpacked and not installed: a test's machine is not to have a server that starts by itself.
proxy_program() {
    have nginx && return
    [[ -x var/nginx/usr/sbin/nginx ]] && return
    ((EUID == 0)) && distribution_offers nginx || return 0 # the drill says why it is left out
    say "Unpacking nginx, which stands in front of the hosts of a drill"
    rm -rf var/nginx
    mkdir -p var/nginx
    (cd var/nginx && apt-get -qq download nginx 2>/dev/null && dpkg-deb --extract nginx_*.deb .) ||
        say "That failed: the drill of hosts is left out"
}

# --- What the scripts call --------------------------------------------------------------------

# One set-up at a time: two at once would write the same files.
alone() {
    exec 9>var/setup.lock
    if have flock; then flock 9; fi
    "$@"
    exec 9>&-
}

everything_to_run() {
    system_packages "${REPORT_PACKAGES[@]}"
    python_packages requirements.txt
    front_end_files
}

everything_to_test() {
    local packages=("${REPORT_PACKAGES[@]}" poppler-utils age)
    if ! find_chromium; then
        if distribution_offers chromium-headless-shell; then
            packages+=(chromium-headless-shell)
        elif distribution_offers chromium; then
            packages+=(chromium)
        fi
    fi
    system_packages "${packages[@]}"
    python_packages requirements-dev.txt
    front_end_files
    find_chromium || fetched_chromium
    export CHROMIUM
    proxy_program
}

set_up_to_run() { alone everything_to_run; }

# As an administrator, for an account that runs the portal and may change none of its files.
set_up_to_serve() {
    SERVICE=$1
    id "$SERVICE" >/dev/null || stop "There is no account $SERVICE. The guide begins with making it."
    (umask 022; set_up_to_run)
    chmod -R go+rX,go-w .venv var/assets
    runuser -u "$SERVICE" -- .venv/bin/python -c 'import django' ||
        stop "$SERVICE cannot run .venv/bin/python. Is $PWD closed to it?"
}
set_up_to_test() { alone everything_to_test; }

# --- What runs tests ------------------------------------------------------------------------------

# The shell's own settings of the portal are for running it; the tests bring theirs.
leave_settings_to_tests() {
    local settings
    mapfile -t settings < <(sed -nE 's/^([A-Z_]+)=.*/\1/p' .env.example)
    unset "${settings[@]}"
}

NO_TESTS=5 # pytest's exit code when it had none to run
