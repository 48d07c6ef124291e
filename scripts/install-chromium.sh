#!/bin/sh
# Debian's Chromium, where there is none yet, and where CHROMIUM names no other.
[ -n "${CHROMIUM:-}" ] && exit 0
command -v chromium >/dev/null 2>&1 && exit 0
[ "$(id -u)" -eq 0 ] || exec sudo -- sh "$0"
echo 'Installing Chromium with apt-get: CHROMIUM=/path/to/chrome names another.' >&2
apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium
