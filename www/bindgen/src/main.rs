//! `bindgen input.wasm out-dir`: the binding generator as a library call.
//!
//! The command-line tool takes minutes to compile and cannot be pinned beside `wasm-bindgen`; the two must
//! match exactly, so the generator is a member of this workspace and shares its lock file.

use std::{env, process::ExitCode};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [input, output] = arguments.as_slice() else {
        eprintln!("usage: bindgen input.wasm out-dir");
        return ExitCode::from(2);
    };
    let mut generator = wasm_bindgen_cli_support::Bindgen::new();
    generator.input_path(input).typescript(true).remove_producers_section(true).remove_name_section(true);
    match generator.web(true).and_then(|generator| generator.generate(output)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bindgen: {error:#}");
            ExitCode::FAILURE
        }
    }
}
