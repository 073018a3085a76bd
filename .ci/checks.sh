# shellcheck shell=bash
# `./build.sh test`: every check, counted. Read by build.sh, whose helpers it uses.
#
# Nothing stops at the first failure: all checks run, the failed ones are named again at the end, and the last line
# is the sum. A check of its own counts one; a suite (cargo, Node, browsers) counts each of its tests, and a suite
# that ran nothing has failed.

logs=target/test-logs
passed=0
failed=0
failures=()

# count NAME PASSED FAILED
count() {
  passed=$((passed + $2))
  failed=$((failed + $3))
  if (($3 > 0)); then
    failures+=("$1")
    printf 'FAILED  %s: %s passed, %s failed\n\n' "$1" "$2" "$3"
  else
    printf 'ok      %s: %s passed\n\n' "$1" "$2"
  fi
}

# check NAME COMMAND...: one check, passed when the command succeeds.
check() {
  local name=$1
  shift
  say "$name"
  if "$@"; then count "$name" 1 0; else count "$name" 0 1; fi
}

# suite NAME AWK COMMAND...: the awk program reads the output and prints "passed failed".
suite() {
  local name=$1 counter=$2 log=$logs/suite.log status=0 good=0 bad=0
  shift 2
  say "$name"
  "$@" 2>&1 | tee "$log" || status=1
  read -r good bad < <(awk "$counter" "$log") || true
  if ((good + bad == 0)); then echo "$name: nothing ran"; fi
  if ((bad == 0)) && { ((status != 0)) || ((good == 0)); }; then bad=1; fi
  count "$name" "$good" "$bad"
}
cargo_counts='/^test result:/ { p += $4; f += $6 } END { print p + 0, f + 0 }'
node_counts='$2 == "pass" { p = $3 } $2 == "fail" || $2 == "cancelled" { f += $3 } END { print p + 0, f + 0 }'
plain_counts='/^[0-9]+ passed, [0-9]+ failed/ { p = $1; f = $3 } END { print p + 0, f + 0 }'

# ------------------------------------------------------------------------------------- what testing needs

rust_components() {
  if cargo clippy --version >/dev/null 2>&1 && cargo fmt --version >/dev/null 2>&1; then return 0; fi
  say "adding clippy and rustfmt"
  rustup component add clippy rustfmt || { echo "Install clippy and rustfmt: rustup component add clippy rustfmt"; return 1; }
}

debian_packages=(chromium firefox-esr webkit2gtk-driver xvfb xauth fonts-dejavu-core fonts-stix)

# The Python that runs the exported scripts; tests/scripts.rs looks for it in the same places.
numpy() {
  local python sudo=()
  for python in python3 /usr/bin/python3 target/python/bin/python3; do
    if "$python" -c 'import numpy' 2>/dev/null; then return 0; fi
  done
  say "installing NumPy"
  [ "$(id -u)" = 0 ] || sudo=(sudo)
  if have apt-get && { ((${#sudo[@]} == 0)) || have sudo; }; then
    ${sudo[@]+"${sudo[@]}"} apt-get update -qq &&
      ${sudo[@]+"${sudo[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-numpy \
        >"$logs/apt.log" 2>&1 && /usr/bin/python3 -c 'import numpy' && return 0
  fi
  python3 -m venv target/python && target/python/bin/pip install --quiet numpy && return 0
  echo "The exported scripts are run with Python 3 and NumPy. Debian, Ubuntu: apt-get install python3-numpy; else: pip install numpy"
  return 1
}

# The validator of the pages runs in Java.
java_here() {
  local sudo=()
  if java -version >/dev/null 2>&1; then return 0; fi
  say "installing Java"
  [ "$(id -u)" = 0 ] || sudo=(sudo)
  if have apt-get && { ((${#sudo[@]} == 0)) || have sudo; }; then
    ${sudo[@]+"${sudo[@]}"} apt-get update -qq &&
      ${sudo[@]+"${sudo[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends default-jre-headless \
        >"$logs/apt.log" 2>&1 && java -version >/dev/null 2>&1 && return 0
  fi
  echo "The pages are validated by a program in Java 11 or newer. Debian, Ubuntu: apt-get install default-jre-headless"
  return 1
}

# Sphinx and MkDocs are installed into an environment of their own.
venv_here() {
  local sudo=() probe=target/hosts/probe
  rm -rf "$probe" && python3 -m venv "$probe" >/dev/null 2>&1 && rm -rf "$probe" && return 0
  say "installing Python's venv"
  [ "$(id -u)" = 0 ] || sudo=(sudo)
  if have apt-get && { ((${#sudo[@]} == 0)) || have sudo; }; then
    ${sudo[@]+"${sudo[@]}"} apt-get update -qq &&
      ${sudo[@]+"${sudo[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3 python3-venv \
        >"$logs/apt.log" 2>&1 && rm -rf "$probe" && python3 -m venv "$probe" >/dev/null 2>&1 && rm -rf "$probe" && return 0
  fi
  echo "Sphinx and MkDocs are installed by pip into an environment. Debian, Ubuntu: apt-get install python3-venv"
  return 1
}

browsers() {
  local package missing=() sudo=()
  if have apt-get && have dpkg-query; then
    for package in "${debian_packages[@]}"; do
      [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
    if ((${#missing[@]} == 0)); then return 0; fi
    if [ "$(id -u)" != 0 ]; then
      if ! have sudo; then
        echo "The browser checks need: apt-get install ${missing[*]}"
        return 1
      fi
      sudo=(sudo)
    fi
    say "installing ${missing[*]}"
    ${sudo[@]+"${sudo[@]}"} apt-get update -qq &&
      ${sudo[@]+"${sudo[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" \
        >"$logs/apt.log" 2>&1 && return 0
    tail -n 5 "$logs/apt.log" 2>/dev/null
    echo "The browser checks need: apt-get install ${missing[*]}"
    return 1
  fi
  have chromium || have chromium-browser || have google-chrome || missing+=("Chromium")
  have firefox-esr || have firefox || missing+=("Firefox")
  have WebKitWebDriver || missing+=("WebKitGTK's WebKitWebDriver with its MiniBrowser")
  have xvfb-run || missing+=("xvfb-run")
  ((${#missing[@]} == 0)) && return 0
  printf 'The browser checks need, installed by your system: %s\n' "${missing[@]}"
  return 1
}

# ------------------------------------------------------------------------------------- single checks

run_tsc() { node www/node_modules/typescript/bin/tsc -p "$1"; }

made_is_current() {
  local file status=0
  for file in target/made/*; do cmp "$file" "www/${file##*/}" || status=1; done
  ((status)) || return 0
  echo "A file that the build makes is not as committed: run ./build.sh and commit it"
  return 1
}

second_build_is_quick() {
  local answer start=$SECONDS
  answer=$("$BASH" build.sh build as-is)
  echo "$answer (after $((SECONDS - start)) s)"
  case $answer in *"up to date"*) ((SECONDS - start <= 3)) ;; *) return 1 ;; esac
}

# The tree's own files name no machine and no registry. Cargo.lock alone must name its registry.
tree_is_portable() {
  local paths='(^|[^A-Za-z0-9_.~/-])/(home|root|tmp|work|Users)/' hosts='crates[.]io-index|(index|static)[.]crates[.]io|registry[.](npmjs|yarnpkg)|deb[.]debian[.]org'
  local here=(-e "$root/")
  case ${HOME-} in /?*) here+=(-e "${HOME%/}/") ;; esac
  ! git grep --untracked -nIE "$paths|$hosts" -- . ':!Cargo.lock' || return 1
  ! git grep --untracked -nIF "${here[@]}" -- . || return 1
  # A private name in the lock files would make the build depend on a machine.
  ! grep -n '"resolved"' www/package-lock.json tests/package-lock.json tests/hosts/package-lock.json
}

doc() { RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps -p many-clocks "$@"; }

node_tests() {
  local files=() file
  while IFS= read -r file; do files+=("$file"); done < <(find tests/node -name '*.test.mjs' | LC_ALL=C sort)
  ((${#files[@]} > 0)) || return 1
  NO_COLOR=1 node --test --test-reporter=spec "${files[@]}"
}

# The same sources in another folder, from nothing: dist/ must not depend on where or when it was made.
equal_elsewhere() {
  local twin=target/twin
  rm -rf "$twin" && mkdir -p "$twin" &&
    git ls-files -z --cached --others --exclude-standard | tar --null -T - -cf - | tar -xf - -C "$twin" &&
    (unset CARGO_TARGET_DIR && "$BASH" "$twin/build.sh" build as-is) &&
    diff -r -x bench.json dist "$twin/dist" && echo "equal byte for byte"
}

# ------------------------------------------------------------------------------------- all of it

run_checks() {
  case $1 in "" | full) ;; *) die "unknown: test $1" "./build.sh test [full]" ;; esac
  # What takes long is done in a short form where time counts.
  if [ "$1" = full ]; then export FULL=1; fi
  mkdir -p "$logs"
  require_tools
  npm_packages www
  npm_packages tests
  npm_packages tests/hosts

  check "the build succeeds" "$BASH" build.sh build as-is
  check "a second build has nothing to do" second_build_is_quick
  check "pictures and tables are what the build makes of them" made_is_current
  check "the scripts keep to what a strict policy allows" node www/tools/inspect.mjs dist
  check "no machine path and no registry host in the tree" tree_is_portable
  check "types of what ships" run_tsc www
  check "types of the build's tools" run_tsc www/tools

  check "rustfmt and clippy are here" rust_components
  check "rustfmt" cargo fmt --all --check
  check "clippy, native" cargo clippy --locked --workspace --exclude many-clocks-bench --all-targets -- -D warnings
  check "clippy, wasm32" cargo clippy --locked -p many-clocks --lib --target "$wasm" -- -D warnings
  check "rustdoc, native" doc
  check "rustdoc, wasm32" doc --target "$wasm"
  check "the reference cases are mapped" node tests/oracle/map.mjs target/oracle.json
  check "NumPy is here" numpy
  suite "cargo test" "$cargo_counts" cargo test --locked --no-fail-fast -p many-clocks
  suite "a thousand steps in 50 ms, any picture in 100 ms" "$cargo_counts" cargo test --locked -p many-clocks --profile speed --test extremes --test plot_robust -- --test-threads=1

  check "Java is here" java_here
  check "browsers and fonts are here" browsers
  suite "node tests" "$node_counts" node_tests
  suite "browser tests" "$plain_counts" node tests/browser/run.mjs
  check "Python environments can be made" venv_here
  if [ "$1" = full ]; then suite "hosts" "$plain_counts" node tests/hosts/run.mjs all
  else suite "hosts" "$plain_counts" node tests/hosts/run.mjs; fi
  if [ "$1" = full ]; then
    check "the benchmark runs" node tests/bench/run.mjs base simulate memory sizes
    check "clippy, benchmark" cargo clippy --locked -p many-clocks-bench --all-targets -- -D warnings
    check "a second build elsewhere is equal" equal_elsewhere
  fi

  local name
  for name in ${failures[@]+"${failures[@]}"}; do echo "failed: $name"; done
  printf '%s passed, %s failed\n' "$passed" "$failed"
  ((failed == 0))
}
