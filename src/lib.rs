//! Many Clocks.
