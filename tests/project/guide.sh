# What stands for a bare machine while test_guide.py follows docs/deploy.md: systemd, sudo and a
# PostgreSQL server. Sourced within a mount namespace, in which every folder that the guide writes to is
# laid over with an empty one, so that nothing of this machine is changed.
set -euo pipefail
shopt -s expand_aliases

: "${SCRATCH:?}" "${PROGRAMS:?}" "${PORT:?}" "${PYTHON_FOR_ALL:?}"

over() { # changes below a folder stay in the scratch folder
    local upper=$SCRATCH/over$1
    mkdir -p "$upper" "$SCRATCH/work$1"
    mount -t overlay overlay -o "lowerdir=$1,upperdir=$upper,workdir=$SCRATCH/work$1" "$1"
}

bare_machine() {
    mount -t tmpfs tmpfs "$SCRATCH"
    over /etc
    over /var/lib
    mkdir -p /var/backups
    mount -t tmpfs tmpfs /srv
    mount -t tmpfs tmpfs /var/backups
    mkdir -p /run/postgresql
    mount -t tmpfs tmpfs /run/postgresql
    PATH=$PYTHON_FOR_ALL:$PATH:$PROGRAMS
    realpath "$PYTHON_FOR_ALL/../lib" >/etc/ld.so.conf.d/python.conf # as a distribution's is found
    ldconfig
    mkdir -p /etc/nginx/sites-available /etc/nginx/sites-enabled
}

a_server() { # which knows its users by their accounts
    id postgres >/dev/null 2>&1 || adduser --quiet --system --group postgres
    install -d -o postgres "$SCRATCH/server"
    chown postgres /run/postgresql
    as postgres "$PROGRAMS/initdb" --pgdata "$SCRATCH/server/data" --auth peer --encoding UTF8 \
        --locale C.UTF-8 --no-sync >/dev/null
    as postgres "$PROGRAMS/pg_ctl" --pgdata "$SCRATCH/server/data" --wait start \
        --log "$SCRATCH/server/log" -o "-c listen_addresses= -k /run/postgresql" >/dev/null
}

as() { (cd / && runuser -u "$1" -- "${@:2}"); }

sudo() { [[ $1 == -u ]] && as "${@:2}"; }

# A command as systemd runs it: as an account, with the settings of some files and nothing else, no
# homes in sight, the system read-only but for some folders.
unit() { # USER "FILES" "FOLDERS" COMMAND…
    local user=$1 files=$2 writes=$3 settings=() file folder
    shift 3
    for file in $files; do mapfile -t -O "${#settings[@]}" settings < <(grep -v '^#' "$file"); done
    unshare --mount bash -euc '
        for folder in $1; do mount --bind "$folder" "$folder"; done
        mount -o remount,bind,ro /srv
        mount -t tmpfs -o mode=0755,ro tmpfs /root
        mount -t tmpfs -o mode=0755,ro tmpfs /home
        shift
        exec "$@"' - "$writes" \
        setpriv --reuid "$user" --regid selfassess --clear-groups --no-new-privs \
        env --ignore-environment "PATH=/usr/bin:/bin:$PROGRAMS" "${settings[@]}" "$@"
}

systemd-run() {
    local user='' files='' folder=/
    while [[ $1 == --* ]]; do
        case $1 in
            --uid) user=$2; shift ;;
            --working-directory) folder=$2; shift ;;
            --property) files+=" ${2#EnvironmentFile=}"; shift ;;
        esac
        shift
    done
    (cd "$folder" && unit "$user" "$files" /var/lib/selfassess "$@")
}

value() { sed -n "s/^$2=//p" "$1"; } # of a key in a unit's file

run_unit() { # NAME, of a file in /etc/systemd/system, for the instance after its @
    local name=$1 file instance='' start folder
    file=/etc/systemd/system/$name.service
    if [[ $name == *@* ]]; then
        instance=${name#*@}
        file=/etc/systemd/system/${name%%@*}@.service
    fi
    value "$file" Environment >"$SCRATCH/environment.$name"
    folder=$(value "$file" RuntimeDirectory)
    if [[ $folder ]]; then # a new one at each start
        rm -rf "/run/$folder"
        install -d -o "$(value "$file" User)" -g selfassess "/run/$folder"
    fi
    while read -r start; do
        (cd "$(value "$file" WorkingDirectory)" &&
            unit "$(value "$file" User)" "$(value "$file" EnvironmentFile) $SCRATCH/environment.$name" \
                "$(value "$file" ReadWritePaths)" ${start//%i/$instance})
    done < <(value "$file" ExecStart)
}

systemctl() {
    local name job
    case $1 in
        daemon-reload | reload) ;;
        stop) # in a namespace of processes that holds no others
            for job in "${RUNNING[@]}"; do
                while kill -0 "$job" 2>/dev/null; do
                    pkill -TERM -f '^/srv/selfassess/.venv/bin/python.*(gunicorn|worker)' || true
                    sleep 0.5
                done
            done
            RUNNING=()
            ;;
        enable | start)
            for name in "${@:2}"; do
                case $name in
                    --now) ;;
                    *-backup*) run_unit selfassess-seal; run_unit selfassess-backup ;;
                    *.timer) run_unit "${name%.timer}" ;;
                    *) run_unit "$name" & RUNNING+=($!) ;;
                esac
            done
            ;;
    esac
}
RUNNING=()

nginx() { :; } # the file is read by test_deploy.py
