#!/usr/bin/env bash
# Makes what docker-compose.yml hands to containers as secret files, once: a database role and a password for every service,
# the broker's user, and the token of /admin. What is there already stays.
set -euo pipefail
cd "$(dirname "$0")"
# Containers run as a user of their own, who must read the files; nobody else gets through the folder.
umask 022
mkdir -p secrets
chmod 700 secrets
cd secrets

random() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

# keep FILE CONTENT
keep() { [ -e "$1" ] || printf '%s' "$2" >"$1"; }

keep postgres-password "$(random)"
if [ ! -e databases.sql ]; then
    for service in chain-watcher message-router rate-limit-guard mint-executor fee-accounting; do
        name=${service//-/_} password=$(random)
        printf "create role %s login password '%s';\ncreate database %s owner %s;\nrevoke connect on database %s from public;\n" \
            "$name" "$password" "$name" "$name" "$name"
        printf 'Host=postgres;Username=%s;Password=%s;Database=%s' "$name" "$password" "$name" >"$service-postgres"
    done >databases.sql
fi
password=$(random)
keep rabbitmq.conf "$(printf 'default_user = qlstake\ndefault_pass = %s\nloopback_users = none\n' "$password")"
keep rabbitmq-uri "amqp://qlstake:$(sed -n 's/^default_pass = //p' rabbitmq.conf)@rabbitmq:5672/"
keep admin-token "$(random)"
