#!/usr/bin/env bash
# Makes the secrets of a deployment on its first start and keeps them afterwards: files in SECRETS (/secrets).
# A secret that is given, as TURN_SECRET or SESSION_SECRET, takes the place of the one that was made.
set -euo pipefail
umask 377
source "$(dirname "${BASH_SOURCE[0]}")/secret-rules.sh"
source "$(dirname "${BASH_SOURCE[0]}")/env-rules.sh"

# Before anything is made: nothing else looks at the whole of .env.
check_names "$(dirname "${BASH_SOURCE[0]}")/env-names"

folder=${SECRETS:-/secrets}

# keep NAME FILE OWNER MODE
keep() {
  local name=$1 file=$folder/$2 value
  if [[ -n ${!name+set} ]]; then
    value=${!name}
  elif [[ -s $file ]]; then
    return
  else
    value=$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')
    printf '%s was made.\n' "$name"
  fi
  check_secret "$name" "$value"
  # In one step: nobody ever reads half a secret.
  printf '%s' "$value" >"$file.new"
  chown "$3" "$file.new"
  chmod "$4" "$file.new"
  mv -f "$file.new" "$file"
}

# 1000 is `node`, the user of the signaling service; 65534 is the group of coturn, which sees the first one only.
keep TURN_SECRET turn-secret 1000:65534 440
keep SESSION_SECRET session-secret 1000:1000 400
