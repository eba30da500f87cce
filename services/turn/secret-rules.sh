# Sourced by entrypoint.sh and secrets.sh: what may be a secret.

refuse() {
  printf '%s\n' "$*" >&2
  exit 1
}

# check_secret NAME VALUE. The secrets of examples on the internet are tried first by whoever looks for a way in.
check_secret() {
  local name=$1 value=$2 advice='Leave it out, and one is made on the first start.'
  case ${value,,} in
    '') refuse "$name is empty. $advice" ;;
    *changeme* | *change-me* | *change_me* | *secret* | *password* | *passw0rd* | *example* | *default* | north | logen)
      refuse "$name is a secret that others know too. $advice" ;;
  esac
  ((${#value} >= 16)) || refuse "$name must have at least 16 characters. $advice"
  [[ $(fold -w1 <<<"$value" | sort -u | wc -l) -ge 8 ]] || refuse "$name is easy to guess. $advice"
  # A line break would begin a setting of its own.
  [[ $value =~ ^[[:graph:]]+$ ]] || refuse "$name must be letters, digits and signs without spaces."
}
