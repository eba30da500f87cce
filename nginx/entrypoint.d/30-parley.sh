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

for kind in document asset svg; do
  cp "/etc/nginx/parley/headers/$kind.headers" "$conf/$kind.headers"
done

# A promise to browsers that https will always work. Not with an authority of our own: who loses its key and makes
# another could not even be asked to trust it.
case ${TLS:-lan} in
  acme | files)
    echo 'add_header Strict-Transport-Security "max-age=31536000" always;' >>"$conf/document.headers"
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
