//! Many Clocks: one learning rate, many curvatures.
//!
//! # Bird's-eye view
//! Everything is a pure function: configuration → [`experiment::simulate`] → every frame of every track → pixels of
//! frame k. "Step", "back" and "scrub" only change k; there is no session to undo and nothing to get out of sync. The
//! page owns a configuration, a step and a camera; all numbers on it come from here.
//!
//! # Code map, in the direction of dependencies
//! | module | what |
//! | --- | --- |
//! | [`math`] | vectors, symmetric 2×2 matrices, eigenpairs |
//! | [`dual`] | numbers that carry their derivatives along |
//! | [`random`] | numbers drawn from a seed |
//! | [`decimal`] | the decimal digits of a number, and back |
//! | [`number`] | numbers as the ledger prints them |
//! | [`value`] | plain data at the border |
//! | [`error`] | how plain data is refused: the field, the value, what is allowed |
//! | [`parameter`] | what can be set, and the validated values of it |
//! | [`registry`] | one entry a loss, optimizer or schedule |
//! | [`expression`] | formulas as text: parsed, evaluated over any kind of number, printed, written as Python |
//! | [`loss`] | losses, written once over dual numbers; their registry |
//! | [`ledger`] | an update written out: formula, this step's numbers, result |
//! | [`optimizer`] | methods that propose displacements; their registry |
//! | [`schedule`] | how a rate changes from step to step; their registry |
//! | [`spectrum`] | what a rate does to a curvature: the article's mathematics |
//! | [`config`] | a configuration, from plain data to something that cannot fail |
//! | [`experiment`] | every frame of every track: the simulation loop |
//! | [`frame`] | one frame as readers see it |
//! | [`directions`] | the same for a bowl of many directions |
//! | [`setting`] | every parameter by its path: what fields, switches and menus show and change |
//! | [`control`] | sliders: ranges, landmarks, the configuration that a change gives |
//! | [`blind`] | finding the limit of a bowl that nobody sees |
//! | [`sweep`] | steps to tolerance against the rate |
//! | [`explain`] | what three rulers would do at any point |
//! | [`domain`] | finite rectangles with equal scales, clipping, sampled grids, pixels ↔ data |
//! | [`contour`] | iso-lines and bands of a sampled function |
//! | [`plot`] | the views, which do not know what they are painted with |
//! | [`name`] | what a track is called |
//! | [`analysis`] | what is told about a frame and about the runs |
//! | [`question`] | what a reader is asked about a run: the expected answer, and what a wrong one gives away |
//! | [`script`] | a run as a script in Python |
//! | [`csv`] | a run as a table |
//! | [`link`] | a state as the short text of a permalink, and back |
//! | [`catalogue`] | the registries as a record |
//! | [`options`] | what a caller asks a picture to show |
//! | [`svg`] | pictures as SVG, on all targets |
//! | `canvas` | pictures on a canvas (wasm32 only) |
//! | `wasm` | the boundary: what JavaScript calls (wasm32 only) |
//!
//! How to add a loss, a method, a schedule or a view: `CONTRIBUTING.md`. The page's own map: `www/README.md`.
//!
//! # Words
//! | word | what it means here |
//! | --- | --- |
//! | track, frame | one method's run; where it stands at a step, with what the step that leaves it does |
//! | direction | an axis of the bowl, an eigenvector of the Hessian: shallow or steep |
//! | clock, dial, hand | what a step multiplies a direction's distance by, and its picture |
//! | crank, reach | the slider of the learning rate, and the range that it has ([`control::Reach`]) |
//! | gear | how a method's learning rate acts on a curvature, and so what it is measured in ([`optimizer::Gear`]) |
//! | ruler | what a method measures its step with: one scalar, a scale a coordinate, a matrix |
//! | quiet, hushed | a picture while a question about its run is open: nothing in it answers |
//! | base, overlay | of a picture, what stays while a run is played, and what moves |
//!
//! # Invariants
//! 1. Only `wasm` and `canvas` know the browser, and they are compiled for wasm32 alone; only `wasm` serialises.
//! 2. After a [`config::Config`] is validated nothing fails and nothing panics; lints in `Cargo.toml` hold the code to it.
//! 3. An optimizer never moves the point and never sees pixels: the loop in [`experiment`] is the only `theta += delta`.
//!    A view sees an experiment and a request, and nothing else.
//! 4. JavaScript holds no mathematics and no numbers of its own.
//! 5. Nothing non-finite and no unclipped segment reaches the drawing library.
//! 6. One source for every name: formulas come from the registries, colours and lengths from [`plot::style`].
//! 7. The core is built from + − × ÷ √ where it can be, with the `libm` crate for the rest, so that native and wasm agree
//!    bit for bit.
//!
//! # Decisions where the contract is silent
//! * Index 0 of every pair is the shallow direction, index 1 the steep one, also where both curvatures are equal.
//! * A frame is *converged* from the first frame on whose gradient is below the tolerance; a later divergence outranks it.
//! * The frame before a divergence carries the status, and `readout` beyond it repeats that frame under its own number.
//! * Stretching a bowl (`conditioning`) keeps the steep curvature and lowers the shallow one: the limit stays where it
//!   is, the shallow clock slows down. That is the pair of bowls on the first page.
//! * The crank turns the tracks whose rate has the unit of the first one's ([`optimizer::Unit`]): a gradient step's rate,
//!   Adam's length and Newton's fraction say nothing about each other.
//! * A loss, an update rule or a schedule is its formula text wherever that can be ([`expression`]): what the page shows,
//!   what is computed, what the ledger substitutes and what a script says cannot differ.
//! * `gradient-descent`'s multipliers are 1 − ηλᵢ whatever is added to the gradient. With weight decay or noise its
//!   effective rates are measured and include what was added; without, they are η to the last bit.
//! * A run whose steps take far more evaluations than a page can wait for (line searches over hundreds of data at extreme
//!   settings) stops with the reason `work-limit`; the limit counts evaluations, so it is the same everywhere.
//! * Where a method that chooses its rate takes no step (the last frame, a stop), that frame has no rate.
//! * An absolute schedule leaves `learningRate` where it is and without effect: the crank turns the first track that asks
//!   for its rate, and is disabled only where none does.
//! * A spectrum is a bowl: its curvatures are positive, and n × steps is at most two million numbers.
//! * In the page a spectrum stands beside an experiment of its flattest and its steepest direction: from that come the
//!   crank, the words and the steps, so that n clocks need no second set of controls.
//! * Views, controls and marks belong to the page and not to the state; a link opens wherever the figure stands, but for that of
//!   a spectrum, which opens in a figure that has one. Of two figures with one `permalink` the first has the name.
//! * The engine speaks English; a page in another language exchanges the words of pictures, labels and expectations by their
//!   English, and everything else by name. Pictures take the digits and the decimal mark of that language, CSV and scripts do not.
//! * `theme="auto"` follows what a figure stands in: a page's own switch, a slide, a card; that follows the reader where the page
//!   does. A figure that is far from what is seen follows in its numbers and is drawn when it comes near.
//! * What a reader zooms or turns belongs to the figure and not to the state: a link opens what everybody sees first.
//! * The graph of rates shows the first track whose rate is one of a gradient step, and its axis is the crank's range.
//!   Off bowls its curves are those of the step shown, and it says so.
//! * Off bowls the crank's range is that of the start, so that it stays, and its landmarks are those of the step shown.
//! * What is left of the loss after some steps (`horizon`) is counted from the run's own start: another start has another
//!   best rate for few steps.
//! * Another optimizer, loss or schedule starts at its own defaults; another expression of the same `formula` keeps the
//!   start, so that a reader who types sees the surface move and not the run.
//! * `controls` without a list shows what a reader of the article needs, and the field of a `formula`, which is that
//!   landscape's only control; `parameters`, `schedule`, `turn`, `race`, `speed`, `horizon` and `axis` are shown where they
//!   are listed, or with `all`. The slider of β (`momentum`) shows itself where a method has one.
//! * The slices of a bowl go through its minimum, so that a point is one bead on each parabola; elsewhere they go through
//!   the point shown, with the parabola that the curvature there promises.
//! * A point that is explained belongs to the figure and not to the state. Gradient descent's arrow there takes the crank's
//!   rate, where that is measured in 1/λ; the other two rulers have none.
//! * Whoever looks for a limit blind (`blind`) sees the curve of a rate only after trying it. A rate that settles within a
//!   tenth of the limit has found it; the limit itself bounces for ever, so it does not settle.
//! * The crank has the axis of the graph of rates, linear or logarithmic, and stands under it wherever there is room.
//! * In a lecture everything is drawn as in a smaller figure with more pixels: larger type needs no second set of lengths.
//! * A script of a method that PyTorch does not have takes its slopes from autograd and writes the update out in NumPy.
//!   Where a method stops, its script ends, and the track's points repeat.
//! * A question counts as steps those that are configured: "never" means not within them. Its tolerance is a part of what
//!   is expected, so zero is met exactly, and a rate above a limit is no better an answer than one below.
//! * While a question is open the landscape keeps its axes and curvatures: they are what an answer is worked out from.
//! * The module is compiled for size, but what runs once a step, sample or pixel for speed (`hot`, set by `build.sh`).
//! * Memory by name and the ledger are replayed from a copy of the optimizer kept every 64 steps, not stored.
#![cfg_attr(hot, feature(optimize_attribute))]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

pub mod analysis;
pub mod blind;
pub mod catalogue;
pub mod config;
pub mod contour;
pub mod control;
pub mod csv;
pub mod decimal;
pub mod directions;
pub mod domain;
pub mod dual;
pub mod error;
pub mod experiment;
pub mod explain;
pub mod expression;
pub mod frame;
pub mod ledger;
pub mod link;
pub mod loss;
pub mod math;
pub mod name;
pub mod number;
pub mod optimizer;
pub mod options;
pub mod parameter;
pub mod plot;
pub mod question;
pub mod random;
pub mod registry;
pub mod schedule;
pub mod script;
pub mod setting;
pub mod spectrum;
pub mod svg;
pub mod sweep;
pub mod value;

#[cfg(target_arch = "wasm32")]
pub mod canvas;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
