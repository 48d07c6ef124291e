#!/bin/sh
# Makes the pictures of the documentation small. Each becomes a WebP without loss, of 16
# colours. Installs pngquant and cwebp from Debian's packages where they are missing.
set -eu
command -v pngquant > /dev/null || apt-get install -y pngquant
command -v cwebp > /dev/null || apt-get install -y webp
for picture in docs/pictures/*.png; do
  pngquant --force --nofs --ext .png --speed 1 16 "$picture"
  cwebp -quiet -lossless -z 9 "$picture" -o "${picture%.png}.webp"
  rm "$picture"
done
