#!/bin/sh
# Reloads nginx when the certificate was renewed or a node came or went. A reload ends no connection.
set -eu

state() { cat /certs/fullchain.pem /certs/privkey.pem /etc/nginx/conf.d/nodes 2>/dev/null | sha256sum; }

watch() {
  known=$(state)
  while sleep "${WATCH_SECONDS:-2}"; do
    # Nobody answers to the name while the only node starts anew, most likely where it was.
    ! getent ahostsv4 signaling >/dev/null || /docker-entrypoint.d/40-upstream.sh
    now=$(state)
    [ "$now" != "$known" ] || continue
    # Half of a new pair does not fit: then the next round has the whole of it.
    if nginx -t -q 2>/dev/null && nginx -s reload 2>/dev/null; then known=$now; fi
  done
}

watch &
