#!/bin/sh
# Writes what depends on the variables of this deployment.
set -eu

conf=/etc/nginx/conf.d

case ${TURN_NAME:-} in
  '') cp /etc/nginx/parley/listen/direct.https "$conf/listen.https" ;;
  *)
    cp /etc/nginx/parley/listen/shared.https "$conf/listen.https"
    envsubst '$TURN_NAME $TURN_HOST $TURN_TLS_PORT' </etc/nginx/parley/listen/shared.main >"$conf/share-443.main"
    ;;
esac

waited=0
until [ -s /certs/fullchain.pem ] && [ -s /certs/privkey.pem ]; do
  waited=$((waited + 1))
  if [ "$waited" -gt 60 ]; then
    echo 'There is no certificate: see docker compose logs certs.' >&2
    exit 1
  fi
  sleep 1
done
