# Debian's PostgreSQL behind the same settings as the official image: POSTGRES_PASSWORD_FILE,
# POSTGRES_HOST_AUTH_METHOD and /docker-entrypoint-initdb.d.
FROM qlstake-offline/postgres
ENV PGDATA=/var/lib/postgresql/data
RUN ln -s /usr/lib/postgresql/*/bin/* /usr/local/bin/ 2>/dev/null; \
    install -d -o postgres -g postgres -m 700 /var/lib/postgresql/data
COPY postgres.sh /usr/local/bin/entrypoint
ENTRYPOINT ["entrypoint"]
CMD ["postgres"]
