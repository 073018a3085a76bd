//! The core as a native program: the work that the page's benchmark has the module do.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "../../../common/json.rs"]
mod data;

use std::{fs, hint::black_box, path::Path};

use criterion::{Criterion, criterion_group, criterion_main};
use many_clocks::{
    contour::Contour,
    domain::{Domain, Grid, Viewport},
    experiment::simulate,
    plot::{Bands, Theme, image, levels},
};
use serde_json::{Value as Json, json};

/// What one iso-line may deviate, CSS pixels, as the map asks for it.
const TOLERANCE: f64 = 0.06;

/// The configuration that the page simulates, written by the runner.
fn config() -> Json {
    let target = std::env::var_os("CARGO_TARGET_DIR").expect("the runner says where");
    let text = fs::read_to_string(Path::new(&target).join("bench-config.json")).expect("the runner has written it");
    serde_json::from_str(&text).unwrap()
}

fn runs(criterion: &mut Criterion) {
    let config = data::value(&config());
    criterion.bench_function("simulate", |bencher| bencher.iter(|| simulate(black_box(&config)).unwrap()));
}

/// 1200 × 800 device pixels at ratio 2, and its parts.
fn landscape(criterion: &mut Criterion) {
    let experiment = simulate(&data::value(&json!({ "loss": { "id": "rosenbrock" }, "steps": 1 }))).unwrap();
    let (loss, theme) = (experiment.loss(), Theme::light());
    let view = Viewport::new(Domain::new([-2.25, 2.25], [-1.0, 2.0]), 600.0, 400.0);
    let samples = (201, 135);
    let bands = || Bands::new(loss, view, samples, &theme);
    criterion.bench_function("landscape", |bencher| {
        bencher.iter(|| {
            let bands = bands();
            (image(&bands, 1200, 800), bands.lines(TOLERANCE))
        });
    });
    let sampled = || Grid::sample(view.domain(), samples.0, samples.1, |xs, ys| loss.samples(xs, ys));
    criterion.bench_function("landscape, samples", |bencher| bencher.iter(sampled));
    let (grid, known) = (sampled(), levels(loss, view));
    let between: Vec<f64> = (1..known.count()).map(|band| known.level(band)).collect();
    criterion.bench_function("landscape, walks", |bencher| {
        bencher.iter(|| Contour::below(&grid, &between, &|point| loss.value(point)));
    });
    let made = bands();
    criterion.bench_function("landscape, lines", |bencher| bencher.iter(|| made.lines(TOLERANCE)));
    criterion.bench_function("landscape, image", |bencher| bencher.iter(|| image(&made, 1200, 800)));
}

criterion_group!(benches, runs, landscape);
criterion_main!(benches);
