#!/bin/sh
# Writes where the nodes of the signaling service are: every address that its name has in this network.
set -eu

nodes=$(getent ahostsv4 signaling | awk '$2 == "STREAM" { print $1 }' | sort -u)
# `max_fails=0`: nginx lets a single request at a time try a node that failed, until that request ends well, and a
# WebSocket does not end. A node that is down refuses at once, so trying it again and again costs nothing.
for node in ${nodes:-127.0.0.1}; do
  echo "server $node:3000 max_fails=0;"
done >/etc/nginx/conf.d/nodes.new
mv /etc/nginx/conf.d/nodes.new /etc/nginx/conf.d/nodes
