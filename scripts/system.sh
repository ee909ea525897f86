#!/bin/sh
# Install Chromium for the browser tests where root allows; elsewhere say loudly what will be skipped.
set -u
for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing chromium for the browser tests …"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-core >/dev/null && exit 0
fi
echo "****************************************************************"
echo "* chromium: not found and could not be installed.              *"
echo "* THE BROWSER TESTS WILL BE SKIPPED.                           *"
echo "* To run them: sudo apt-get install chromium                   *"
echo "****************************************************************"
exit 0
