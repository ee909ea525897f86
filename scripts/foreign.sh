#!/bin/sh
# Fetch other programs' readers into build/foreign, for the slow tests that let them read what we write:
# Zotero's own translators and the reference citation processor from npm, pandoc from Debian where
# root allows. They are only tried, never shipped, and keep their own licences (AGPL, GPL).
set -u
into=build/foreign
loud() {
  echo "****************************************************************"
  echo "* $1"
  echo "* SOME TESTS WITH OTHER PROGRAMS' READERS WILL BE SKIPPED."
  echo "****************************************************************"
}
if [ -d "$into/node_modules/ztractor" ] && [ -d "$into/node_modules/citeproc" ]; then
  :
elif command -v npm >/dev/null 2>&1; then
  echo "Fetching Zotero's translators and citeproc-js into $into …"
  mkdir -p "$into"
  npm install --prefix "$into" --no-audit --no-fund --ignore-scripts --loglevel=error \
    ztractor@2.0.0 citeproc@2.4.63 >/dev/null || loud "npm could not fetch ztractor and citeproc."
else
  loud "npm: not found (sudo apt-get install npm)."
fi
if ! command -v pandoc >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing pandoc for the tests with other programs' readers …"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends pandoc >/dev/null || loud "pandoc could not be installed."
  else
    loud "pandoc: not found (sudo apt-get install pandoc)."
  fi
fi
exit 0
