# Sourced by secrets.sh: notices a name in .env that can only be a slip of the pen. What else is in an environment, from
# the image or from docker itself, is left alone.

# near NAME: of the names in the file $names the one with the fewest letters to change, and how many these are.
near() {
  awk -v name="$1" '
    function least(a, b) { return a < b ? a : b }
    {
      n = length(name); m = length($0)
      for (j = 0; j <= m; j++) d[0, j] = j
      for (i = 1; i <= n; i++) {
        d[i, 0] = i
        for (j = 1; j <= m; j++) {
          change = substr(name, i, 1) == substr($0, j, 1) ? 0 : 1
          d[i, j] = least(least(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + change)
        }
      }
      if (NR == 1 || d[n, m] < far) { far = d[n, m]; found = $0 }
    }
    END { print found, far }' "$names"
}

# check_names FILE: every name of this deployment is in it.
check_names() {
  local names=$1 name found far
  while read -r name; do
    ! grep -qxF -- "$name" "$names" || continue
    read -r found far < <(near "${name^^}")
    case ${name^^} in
      ROOM_* | TURN_* | ICE_* | AWAIT_* | SOCKETS_PER_* | VISITS_PER_* | PARLEY_* | TLS_* | ACME_* | METRICS_*) ;;
      *) ((far <= 2 && ${#found} >= 8)) || continue ;;
    esac
    refuse "$name in .env is no variable of Parley: is $found meant? docs/configuration.md lists all."
  done < <(compgen -e)
}
