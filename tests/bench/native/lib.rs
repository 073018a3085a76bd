//! Nothing but a place for the benchmarks: `./build.sh bench native`.
