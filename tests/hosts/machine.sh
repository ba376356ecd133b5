# What stands for systemd and sudo on a machine of the drill, in which docs/several-hosts.md is
# followed. Units are those of deploy/, started anew when they end, as Restart=always does.
set -euo pipefail
: "${PROGRAMS:?}" # of PostgreSQL
LOGS=/var/lib/selfassess/log
CLUSTER=/etc/postgresql/15/main
mkdir -p "$LOGS"
PATH=$PATH:$PROGRAMS
cd /srv/selfassess

sudo() { # -u USER COMMAND…
    [[ $1 == -u ]]
    (cd / && HOME=/var/lib/postgresql exec setpriv --reuid "$2" --regid "$(id -g "$2")" --clear-groups "${@:3}")
}

value() { # of a key of a unit of ours, and of what the guide adds to it
    local files=("/srv/selfassess/deploy/$1.service" "/etc/systemd/system/$1.service.d/"*.conf)
    [[ -e ${files[0]} ]] || return 0
    [[ -e ${files[1]} ]] || files=("${files[0]}")
    sed -n "s/^$2=//p" "${files[@]}"
}

settings() { # of files, a line each
    cat "$@" | grep -Ev '^(#|$)'
}

as_unit() { # NAME: what its file says is started, with its settings and nothing else
    local given=() start folder
    folder=$(value "$1" RuntimeDirectory)
    if [[ $folder ]]; then
        rm -rf "/run/$folder"
        mkdir "/run/$folder"
    fi
    mapfile -t given < <(settings $(value "$1" EnvironmentFile) && value "$1" Environment)
    while read -r start; do
        # shellcheck disable=SC2086 (the words of a command)
        env --ignore-environment "PATH=$PROGRAMS:/usr/bin:/bin" "${given[@]}" $start </dev/null
    done < <(value "$1" ExecStart)
}

with-settings() { # of the portal, and of its owner where $OWNER says so: a Python program
    local given files=(/etc/selfassess/settings.env)
    [[ -z ${OWNER:-} ]] || files=(/etc/selfassess/{seal,settings,owner}.env)
    mapfile -t given < <(settings "${files[@]}")
    env --ignore-environment PATH=/usr/bin:/bin PYTHONPATH=/srv/selfassess \
        DJANGO_SETTINGS_MODULE=selfassess.settings "${given[@]}" ".venv/bin/$1" "${@:2}"
}

portal() { with-settings python manage.py "$@"; }

owner-portal() { OWNER=yes portal "$@"; } # who has an address and a key of its own

take_release() { # FOLDER: as a checkout does
    mount --bind "$1" /srv/selfassess
    cd /srv/selfassess
}

run_once() { # and before it what it wants
    local wanted
    for wanted in $(value "$1" Wants) "$1"; do
        wanted=${wanted%.service}
        [[ $(value "$wanted" Type) != oneshot ]] || as_unit "$wanted"
    done
}

run_service() {
    case $1 in
        postgresql@15-main)
            sudo -u postgres postgres -D /var/lib/postgresql/15/main \
                -c "config_file=$CLUSTER/postgresql.conf"
            ;;
        nginx) "$PROXY_PROGRAM" -c /etc/nginx/nginx.conf -g 'daemon off;' ;;
        *) as_unit "$1" ;;
    esac
}

is_up() {
    case $1 in
        postgresql@15-main) sudo -u postgres pg_isready --quiet ;;
        *) true ;;
    esac
}

start() {
    if [[ $(value "$1" Type) == oneshot ]]; then
        run_once "$1"
        return
    fi
    (
        export -f run_service as_unit settings value sudo
        export CLUSTER
        setsid bash -c '
            while true; do
                run_service "$0" || true
                sleep 2
            done' "$1" >>"$LOGS/$1" 2>&1 </dev/null &
        echo $! >"$LOGS/$1.pid"
    )
    local turn
    for turn in $(seq 300); do
        is_up "$1" && return
        sleep 0.1
    done
    tail "$LOGS/$1" >&2
    return 1
}

stop() { # the loop and all that it has started
    [[ -e $LOGS/$1.pid ]] || return 0
    local group turn signal=TERM seconds
    [[ $1 != postgresql* ]] || signal=INT
    seconds=$(value "$1" TimeoutStopSec)
    group=$(<"$LOGS/$1.pid")
    rm "$LOGS/$1.pid"
    pkill -KILL -P "$group" -x sleep || true
    kill -KILL "$group" 2>/dev/null || true
    kill "-$signal" -- "-$group" 2>/dev/null || true
    for turn in $(seq "$((10 * ${seconds:-10}))"); do
        kill -0 -- "-$group" 2>/dev/null || return 0
        sleep 0.1
    done
    kill -KILL -- "-$group"
}

systemctl() { # start|stop|restart|enable|disable [--now] NAME…
    local verb=$1 name
    for name in "${@:2}"; do
        [[ $name == --now ]] && continue
        case $verb in
            start | enable) start "$name" ;;
            stop | disable) stop "$name" ;;
            restart) stop "$name"; start "$name" ;;
        esac
    done
}
