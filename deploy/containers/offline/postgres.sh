#!/bin/bash
# Makes the cluster and what /docker-entrypoint-initdb.d says, once; then runs the server.
set -euo pipefail
as_postgres() { setpriv --reuid=postgres --regid=postgres --init-groups -- "$@"; }
install -d -o postgres -g postgres /run/postgresql
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    chown postgres:postgres "$PGDATA"
    auth=${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}
    if [ "$auth" = trust ]; then echo unused >/tmp/password; else cp "$POSTGRES_PASSWORD_FILE" /tmp/password; fi
    chown postgres /tmp/password
    as_postgres initdb -D "$PGDATA" -U postgres --pwfile=/tmp/password --auth="$auth" --auth-local=trust \
        --encoding=UTF8 --locale=C.UTF-8 >/dev/null
    rm /tmp/password
    echo "host all all all $auth" >>"$PGDATA/pg_hba.conf"
    as_postgres pg_ctl -D "$PGDATA" -w -o "-c listen_addresses='' -c unix_socket_directories=/run/postgresql" start >/dev/null
    for file in /docker-entrypoint-initdb.d/*.sql; do
        [ -e "$file" ] || continue
        as_postgres psql -q -v ON_ERROR_STOP=1 -h /run/postgresql -U postgres <"$file"
    done
    as_postgres pg_ctl -D "$PGDATA" -w stop >/dev/null
fi
exec setpriv --reuid=postgres --regid=postgres --init-groups -- "$@" \
    -c listen_addresses='*' -c unix_socket_directories=/run/postgresql -D "$PGDATA"
