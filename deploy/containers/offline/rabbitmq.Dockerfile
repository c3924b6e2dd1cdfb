# Debian's RabbitMQ, which reads /etc/rabbitmq/conf.d as the official image does.
FROM qlstake-offline/rabbitmq
ENV RABBITMQ_NODENAME=rabbit@localhost RABBITMQ_LOGS=-
RUN printf '[rabbitmq_management,rabbitmq_prometheus].\n' >/etc/rabbitmq/enabled_plugins && mkdir -p /etc/rabbitmq/conf.d
COPY rabbitmq.sh /usr/local/bin/entrypoint
ENTRYPOINT ["entrypoint"]
CMD ["rabbitmq-server"]
