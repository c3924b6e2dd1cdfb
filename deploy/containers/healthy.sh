#!/bin/bash
# Whether the service in this container is ready. A shell is all that the image has.
exec 3<>/dev/tcp/127.0.0.1/8080 || exit 1
printf 'GET /health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
read -r -t 2 _ status _ <&3 && [ "$status" = 200 ]
