#!/bin/sh
# LibreOffice Calc and what turns its pages into pictures, from Debian's packages where they are missing.
command -v soffice >/dev/null 2>&1 && command -v pdftoppm >/dev/null 2>&1 && exit 0
[ "$(id -u)" -eq 0 ] || exec sudo -- sh "$0"
echo 'Installing libreoffice-calc and poppler-utils with apt-get.' >&2
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libreoffice-calc poppler-utils
