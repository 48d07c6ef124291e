#!/bin/sh
# Debian's Chromium, where there is none yet.
command -v chromium >/dev/null 2>&1 && exit 0
apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium
