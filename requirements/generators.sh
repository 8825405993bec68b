#!/bin/sh
# Fills .tools/generators with the site generators that the tests build merged articles with. `npm` adds those of npm.
# Hugo and Jekyll are Debian's: apt install hugo jekyll ruby-jekyll-polyglot ruby-jekyll-relative-links.
set -eu
cd "$(dirname "$0")/.." || exit 2
folder=$PWD/.tools/generators
export UV_SYSTEM_CERTS=1 UV_PYTHON_DOWNLOADS=never
PATH="$PWD/.venv/bin:$PWD/.tools/bin:$PATH"
export PATH
command -v uv >/dev/null 2>&1 || python3 -m pip install --quiet --root-user-action=ignore --target .tools uv
[ -x "$folder/bin/python" ] || uv venv --quiet "$folder"
uv pip sync --quiet --python "$folder/bin/python" --require-hashes requirements/generators.txt
if [ "${1:-}" = npm ]; then
    install() { # name, packages
        name=$1
        shift
        mkdir -p "$folder/$name"
        echo '{"private": true}' >"$folder/$name/package.json"
        (cd "$folder/$name" && npm install --no-audit --no-fund --silent "$@")
    }
    install starlight astro@5.18.2 @astrojs/starlight@0.36.3
    install docusaurus @docusaurus/core@3.10.2 @docusaurus/preset-classic@3.10.2 react@18.3.1 react-dom@18.3.1
fi
