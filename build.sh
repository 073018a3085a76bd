#!/usr/bin/env bash
# build.sh [build | serve [port] | test [full] | bench]: see usage() below. Needs rustup, Node and a C compiler;
# whatever else is missing it installs.
set -euo pipefail
unset CDPATH RUSTFLAGS CARGO_ENCODED_RUSTFLAGS CARGO_BUILD_TARGET CARGO_BUILD_RUSTFLAGS RUSTDOCFLAGS
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
cd "$root"
export CARGO_TARGET_DIR=$root/target
wasm=wasm32-unknown-unknown
glue=target/bindgen      # the generated JavaScript and the module it belongs to
out=target/dist          # dist/ while it is being made; takes its place only when whole

usage() {
  cat <<'TEXT'
./build.sh [build]      compiles and writes dist/
./build.sh serve [port] builds if sources are newer, then serves dist/ on 127.0.0.1 (port 8000)
./build.sh test         builds and runs every check; the last line is "N passed, N failed"
./build.sh test full    the same, more hosts, then a second build elsewhere that must be equal byte for byte
./build.sh bench [names] this project and its peers on the same work, in turns: a table, and dist/bench.json
TEXT
}

say() { printf '==> %s\n' "$*"; }
die() { printf 'build.sh: %s\n' "$1" >&2; shift; for line; do printf '          %s\n' "$line" >&2; done; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }
sha() { if have sha256sum; then sha256sum; else shasum -a 256; fi | cut -d' ' -f1; }
# Names and contents of the given files and folders, as one line. What is built or installed does not count.
fingerprint() {
  find "$@" \( -name node_modules -o -path www/picture.svg -o -path www/picture-dark.svg -o -path www/elements.md -o -path dist/bench.json \) -prune -o -type f -print | LC_ALL=C sort |
    while IFS= read -r file; do printf '%s ' "$file"; cksum <"$file"; done | sha
}

# ---------------------------------------------------------------------------------------------- tools

require_tools() {
  have cargo && have rustc || die "Rust is missing." "Install rustup: https://rustup.rs"
  have cc || die "A C compiler (cc) is missing; Rust links with it." \
    "Debian, Ubuntu: apt-get install gcc libc6-dev   Fedora: dnf install gcc   macOS: xcode-select --install"
  have node && have npm || die "Node and npm are missing." "Install Node 20 or newer: https://nodejs.org"
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  ((major >= 20)) || die "Node $major is too old." "Install Node 20 or newer: https://nodejs.org"
  if have rustup && ! rustup show active-toolchain >/dev/null 2>&1; then
    say "installing the Rust toolchain"
    rustup toolchain install "$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)" --profile minimal
  fi
  if [ ! -d "$(rustc --print sysroot)/lib/rustlib/$wasm/lib" ]; then
    say "adding the target $wasm"
    have rustup || die "This Rust has no $wasm." "Install rustup (https://rustup.rs) or your system's package of that target."
    rustup target add "$wasm" || die "rustup could not add $wasm." "Check the network, then: rustup target add $wasm"
  fi
  if [ ! -d "$(rustc --print sysroot)/lib/rustlib/src/rust/library" ]; then
    say "adding the source of the standard library"
    have rustup || die "This Rust has no source of its standard library." "Install rustup (https://rustup.rs) or your system's package rust-src."
    rustup component add rust-src || die "rustup could not add rust-src." "Check the network, then: rustup component add rust-src"
  fi
}

# npm_packages DIR: exactly what DIR/package-lock.json says, unless it is there already.
npm_packages() {
  local mark=$1/node_modules/.installed-lock
  cmp -s "$1/package-lock.json" "$mark" && return
  say "installing the npm packages of $1/"
  # Scripts of packages do not run (.npmrc), so npm 10 and 11 do the same.
  (cd "$1" && npm ci --loglevel=error) || die "npm ci failed in $1/." "Check the network and that package.json and its lock agree."
  cp "$1/package-lock.json" "$mark"
}

# ---------------------------------------------------------------------------------------------- build

# The places of this machine that a compiler could write into the module, each with the name it gets instead.
# The last match wins; arguments are separated by 0x1f because paths may contain spaces.
remapped() {
  local cargo_home sysroot hash source flags
  cargo_home=${CARGO_HOME:-$HOME/.cargo}
  sysroot=$(rustc --print sysroot)
  hash=$(rustc -vV | sed -n 's/^commit-hash: //p')
  flags="--remap-path-prefix=$root=."
  flags+=$'\x1f'"--remap-path-prefix=$cargo_home=/cargo"
  flags+=$'\x1f'"--remap-path-prefix=$sysroot/lib/rustlib/src/rust=/rustc/$hash"
  for source in "$cargo_home"/registry/src/*/; do
    [ -d "$source" ] && flags+=$'\x1f'"--remap-path-prefix=${source%/}=/crates"
  done
  printf %s "$flags"
}

# wasm-opt's names for the features that rustc switches on for this target: the optimiser may use what the
# compiler uses and nothing newer.
wasm_features() {
  rustc --print cfg --target "$wasm" | sed -n 's/^target_feature="\(.*\)"$/\1/p' |
    sed -e 's/^nontrapping-fptoint$/nontrapping-float-to-int/' -e 's/^/--enable-/'
}

compile() {
  say "fetching the crates of Cargo.lock"
  cargo fetch --quiet --locked || die "cargo fetch failed." "Check the network and that Cargo.lock fits Cargo.toml."
  say "building the binding generator"
  # Unoptimised it compiles three times faster and still needs under a second for a run.
  cargo build --locked --profile tool -p bindgen \
    --config 'profile.tool.inherits="dev"' --config profile.tool.debug=0 --config profile.tool.opt-level=0
  say "compiling the engine to WebAssembly"
  # The standard library is compiled along, for size, and a panic is a trap without its message: together a tenth of
  # what a reader downloads. The core is held to never panic; the page replaces an engine that traps all the same.
  # These switches are not stable yet, hence RUSTC_BOOTSTRAP.
  local small="-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none -Zmir-opt-level=3"
  # The mathematical library takes the machine's own roots and floors.
  small+=" --cfg=intrinsics_enabled"
  # Of the core, what is marked `hot` is compiled for speed: it runs once a step, sample or pixel.
  small+=" --cfg=hot"
  RUSTC_BOOTSTRAP=1 CARGO_ENCODED_RUSTFLAGS=$(remapped)$'\x1f'${small// /$'\x1f'} \
    cargo build --locked --release --lib --target "$wasm" -p many-clocks \
    -Zbuild-std=std,panic_abort -Zbuild-std-features=optimize_for_size
  say "generating the bindings"
  target/tool/bindgen "target/$wasm/release/many_clocks.wasm" "$glue"
}

optimise() {
  local features key
  # What counts is the size after compression: inlining saves bytes of code and costs six times as many on the wire, data
  # cut into hundreds of pieces and values kept in one more local cost a little each.
  local passes="--converge -Oz --low-memory-unused --skip-pass=inlining-optimizing --skip-pass=memory-packing"
  passes+=" --skip-pass=local-cse"
  features=$(wasm_features)
  key=$({ cat "$glue/many_clocks_bg.wasm" www/package-lock.json; echo "$passes $features"; } | sha)
  [ -f target/many_clocks.wasm ] && [ "$(cat target/many_clocks.key 2>/dev/null)" = "$key" ] && return
  say "optimising the module"
  # shellcheck disable=SC2086
  node www/node_modules/binaryen/bin/wasm-opt $passes $features \
    "$glue/many_clocks_bg.wasm" -o target/many_clocks.wasm
  echo "$key" >target/many_clocks.key
}

# No path of this machine may travel inside what readers download.
no_machine_paths() {
  local needle
  for needle in "$root" "${HOME%/}/" "${CARGO_HOME:-$HOME/.cargo}" .cargo/registry /registry/src/; do
    [ "${#needle}" -gt 1 ] || continue
    ! grep -raqF -e "$needle" "$@" || die "a path of this machine is inside the build: $needle" "$(grep -rlaF -e "$needle" "$@" | tr '\n' ' ')"
  done
}

# The pictures of the README come from the engine, the table of the elements from their sources. `build as-is` leaves the
# committed ones alone, so that `test` can tell whether they are still what the build makes.
publish() {
  local file name
  for file in target/made/*; do
    name=${file##*/}
    if [ "${1-}" = as-is ] || cmp -s "$file" "www/$name"; then continue; fi
    say "writing www/$name: commit it"
    cp "$file" "www/$name"
  done
}

# What dist/ depends on.
sources() {
  { rustc -vV; node -v; fingerprint src www build.sh Cargo.toml Cargo.lock rust-toolchain.toml README.md LICENSE tests/hosts/package.json tests/hosts/requirements*.txt; } 2>/dev/null | sha
}

# state SOURCES: what dist/ was made of, and dist/ itself: a file that was changed or lost there is made again.
state() { { echo "$1"; fingerprint dist; } 2>/dev/null | sha; }

build() {
  local made_of version
  # Before anything is read: what is changed during the build is not in it.
  made_of=$(sources)
  if [ -f target/dist.state ] && [ -d dist ] && [ "$(cat target/dist.state)" = "$(state "$made_of")" ]; then
    say "dist/ is up to date"
    publish "${1-}"
    return
  fi
  require_tools
  npm_packages www
  compile
  optimise
  version=$(cargo pkgid -p many-clocks)
  version=${version##*[#@]}
  say "writing dist/"
  rm -rf "$out"
  mkdir -p "$out"
  node www/bundle.mjs "$root/$glue" "$root/target/many_clocks.wasm" "$root/$out" "$version"
  node www/tools/stylesheet.mjs "$out/many-clocks.mjs" "$out/many-clocks.css"
  node www/tools/english.mjs "$out/many-clocks.mjs" "$out/many-clocks.en.mjs"
  cp www/many-clocks.d.ts www/anywidget.d.mts www/language.d.mts LICENSE "$out/"
  cp www/many-clocks.d.ts "$out/many-clocks.d.mts"
  say "drawing the pictures of the README, listing the elements"
  rm -rf target/made
  mkdir -p target/made
  node www/tools/picture.mjs "$out/many-clocks.mjs" www/picture.json target/made
  node www/tools/elements.mjs "$out/many-clocks.mjs" "$out/custom-elements.json" target/made/elements.md
  publish "${1-}"
  cp target/made/* "$out/"
  cp www/catalogue.md "$out/"
  sed -e 's#www/picture\(-dark\)\{0,1\}\.svg#picture\1.svg#g' -e 's#www/\(catalogue\|elements\)\.md#\1.md#g' README.md >"$out/README.md"
  node www/tools/package.mjs "$version" "$(sed -n 's/^description = "\(.*\)"/\1/p' Cargo.toml | head -n 1)" "$out/package.json"
  node www/tools/oembed.mjs "$version" "$out/oembed.json"
  cp www/parent-snippet.txt "$out/"
  node www/tools/pages.mjs www "$out"
  node www/tools/integrity.mjs "$out" "$version"
  no_machine_paths target/many_clocks.wasm "$out"/*
  rm -rf dist
  mv "$out" dist
  node www/tools/sizes.mjs dist target/many_clocks.wasm
  state "$made_of" >target/dist.state
}

serve() {
  build
  say "serving dist/ (Ctrl-C ends it)"
  exec node www/tools/serve.mjs dist "${1:-8000}"
}

# Names choose from what tests/bench/run.mjs lists.
bench() {
  build
  npm_packages tests
  node tests/bench/run.mjs "$@"
}

case ${1:-build} in
  build) build "${2-}" ;;
  serve) serve "${2-}" ;;
  test)
    . .ci/checks.sh
    run_checks "${2-}"
    ;;
  bench) bench "${@:2}" ;;
  -h | --help | help) usage ;;
  *) usage >&2; exit 2 ;;
esac
