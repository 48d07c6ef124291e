#!/bin/sh
# Makes the pictures of the documentation small: they are part of the package. Installs pngquant from Debian's packages
# where it is missing.
set -eu
command -v pngquant > /dev/null || apt-get install -y pngquant
pngquant --force --ext .png --speed 1 32 docs/pictures/*.png
