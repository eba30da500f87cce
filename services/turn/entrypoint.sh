#!/usr/bin/env bash
# Starts coturn with turnserver.conf (beside this file, or TURN_CONFIG) and what only this machine knows.
#
#   TURN_SECRET_FILE or TURN_SECRET   the secret that the signaling service has too
#   TURN_PORT, TURN_TLS_PORT          3478 and 5349
#   TURN_MIN_PORT, TURN_MAX_PORT      49152 and 65535: where relayed packets come and go, over UDP
#   EXTERNAL_IP                       the public IPv4 address, where the machine itself does not have it (most clouds)
#   TURN_RELAY_IP                     the address of this machine to relay from, where it has several
#   TURN_LISTEN_IP                    where to listen, if not on all addresses
#   TURN_CERTIFICATES                 folder of fullchain.pem and privkey.pem; without both there is no TLS
#   TURN_RUN                          folder for what is written while it runs
set -euo pipefail
umask 077

port=${TURN_PORT:-3478} tls_port=${TURN_TLS_PORT:-5349}
min_port=${TURN_MIN_PORT:-49152} max_port=${TURN_MAX_PORT:-65535}
certificates=${TURN_CERTIFICATES:-/certs}
run=${TURN_RUN:-/run/turn}
template=${TURN_CONFIG:-$(dirname "${BASH_SOURCE[0]}")/turnserver.conf}
config=$run/turnserver.conf

source "$(dirname "${BASH_SOURCE[0]}")/secret-rules.sh"

read_secret() {
  if [[ -n ${TURN_SECRET+set} ]]; then
    secret=$TURN_SECRET
  elif [[ -n ${TURN_SECRET_FILE:-} ]]; then
    [[ -r $TURN_SECRET_FILE ]] || refuse "TURN_SECRET_FILE names $TURN_SECRET_FILE, which cannot be read."
    secret=$(<"$TURN_SECRET_FILE")
  else
    refuse 'TURN_SECRET or TURN_SECRET_FILE must be set: without a secret anybody could use this relay.'
  fi
  check_secret TURN_SECRET "$secret"
}

check_ports() {
  local name
  for name in port tls_port min_port max_port; do
    [[ ${!name} =~ ^[0-9]{1,5}$ ]] && ((${!name} >= 1 && ${!name} <= 65535)) ||
      refuse "TURN_${name^^} must be a port number from 1 to 65535."
  done
  ((min_port < max_port)) || refuse 'TURN_MIN_PORT must be less than TURN_MAX_PORT.'
}

# The address this machine speaks to others from. A UDP socket that is connected has chosen it, and nothing was sent;
# 192.0.2.0/24, 198.51.100.0/24 and 203.0.113.0/24 belong to nobody.
own_ipv4() {
  local hex
  if { exec 3<>/dev/udp/198.51.100.1/9; } 2>/dev/null; then
    hex=$(awk '$3 == "016433C6:0009" { print substr($2, 1, 8); exit }' /proc/self/net/udp)
    exec 3>&-
    printf '%d.%d.%d.%d\n' "0x${hex:6:2}" "0x${hex:4:2}" "0x${hex:2:2}" "0x${hex:0:2}"
  else
    # A network without a way out, such as a switch in a room without internet.
    hostname -I | tr ' ' '\n' | grep -m1 -E '^[0-9]+(\.[0-9]+){3}$'
  fi
}

# A global address that stays: neither temporary (flag 01) nor deprecated (20) nor still being tested (40).
own_ipv6() {
  awk '$1 ~ /^[23]/ && $4 == "00" && $5 ~ /^[089]0$|^[0-9a-f]2$/ { print $1; exit }' /proc/net/if_inet6 2>/dev/null |
    sed -E 's/(.{4})/\1:/g; s/:$//'
}

relay_ipv4() { printf '%s\n' "${TURN_RELAY_IP:-$(own_ipv4)}"; }

write_config() {
  local ipv6
  ipv6=$(own_ipv6)
  cat "$template"
  printf '%s\n' "static-auth-secret=$secret" "realm=${TURN_REALM:-parley}" "pidfile=$run/pid" "userdb=$run/turndb"
  printf '%s\n' "listening-port=$port" "min-port=$min_port" "max-port=$max_port"
  [[ -z ${TURN_LISTEN_IP:-} ]] || printf 'listening-ip=%s\n' ${TURN_LISTEN_IP//,/ }
  printf '%s\n' "relay-ip=$ipv4" "allowed-peer-ip=$ipv4"
  [[ -z $ipv6 ]] || printf '%s\n' "relay-ip=$ipv6"
  [[ -z ${EXTERNAL_IP:-} ]] || printf '%s\n' "external-ip=$EXTERNAL_IP/$ipv4" "allowed-peer-ip=$EXTERNAL_IP"
  if has_certificate; then
    printf '%s\n' "tls-listening-port=$tls_port" "cert=$certificates/fullchain.pem" "pkey=$certificates/privkey.pem"
  else
    printf '%s\n' no-tls
  fi
}

has_certificate() { [[ -r $certificates/fullchain.pem && -r $certificates/privkey.pem ]]; }
fingerprint() { cat "$certificates/fullchain.pem" "$certificates/privkey.pem" 2>/dev/null | sha256sum; }

# A new certificate is read on SIGUSR2, which ends no call. In a new network, or where the certificate is the first one,
# the relay has to begin anew: it ends, and whoever keeps it running starts it again.
watch() {
  local pid=$1 ipv4=$2 known now
  known=$(fingerprint)
  while sleep "${TURN_WATCH_SECONDS:-5}"; do
    now=$(fingerprint)
    if [[ $now != "$known" ]]; then kill "-$renew" "$pid" || exit 0; fi
    known=$now
    [[ $(relay_ipv4) == "$ipv4" ]] || kill -TERM "$pid" || exit 0
  done
}

mkdir -p "$run"
read_secret
check_ports
ipv4=$(relay_ipv4)
[[ -n $ipv4 ]] || refuse 'This machine has no IPv4 address to relay from: name one with TURN_RELAY_IP.'
write_config >"$config"
unset TURN_SECRET secret
renew=TERM
if has_certificate; then renew=USR2; fi
watch $$ "$ipv4" &
exec turnserver -c "$config"
