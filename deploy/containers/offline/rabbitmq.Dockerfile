# Debian's RabbitMQ, which reads /etc/rabbitmq/conf.d as the official image does.
FROM qlstake-offline/rabbitmq
# With input allowed its start script becomes the broker, which then is what a signal reaches.
ENV RABBITMQ_NODENAME=rabbit@localhost RABBITMQ_LOGS=- RABBITMQ_ALLOW_INPUT=1
RUN printf '[rabbitmq_management,rabbitmq_prometheus].\n' >/etc/rabbitmq/enabled_plugins && mkdir -p /etc/rabbitmq/conf.d
COPY rabbitmq.sh /usr/local/bin/entrypoint
ENTRYPOINT ["entrypoint"]
CMD ["/usr/lib/rabbitmq/bin/rabbitmq-server", "-noinput"]
