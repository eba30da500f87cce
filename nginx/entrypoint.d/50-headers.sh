#!/bin/sh
# Writes the security headers. Those of pages are asked of the service, whose configuration may allow more (embedding);
# until it answers they are what it says by default, which was written down when this image was made.
set -eu

conf=/etc/nginx/conf.d
made=/etc/nginx/parley/headers

cp "$made/asset.headers" "$made/svg.headers" "$conf/"

answer=$(curl -fsS --max-time 2 --dump-header - --output /dev/null http://signaling:3000/healthz 2>/dev/null | tr -d '\r') ||
  answer=
next=$conf/document.headers.next
if [ -n "$answer" ]; then
  # What is about the answer itself is not about pages. A sign that nginx would read as its own is in none of them.
  printf '%s\n' "$answer" | awk '
    NR == 1 || $0 == "" { next }
    tolower($1) ~ /^(cache-control|connection|content-(encoding|language|length|type)|date|etag|keep-alive|transfer-encoding|vary)/ { next }
    /["\\$]/ { next }
    {
      name = $1
      sub(/:$/, "", name)
      sub(/^[^:]*: */, "")
      printf "add_header %s \"%s\" always;\n", name, $0
    }' >"$next"
elif [ -s "$conf/document.headers" ]; then
  exit 0
else
  cp "$made/document.headers" "$next"
fi

# A promise to browsers that https will always work. Not with an authority of our own: who loses its key and makes
# another could not even be asked to trust it.
case ${TLS:-lan} in
  acme | files) echo 'add_header Strict-Transport-Security "max-age=31536000" always;' >>"$next" ;;
esac
mv "$next" "$conf/document.headers"
