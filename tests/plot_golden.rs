//! The pictures of a few states, byte for byte, and what holds for all of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;
mod picture;

use common::descent;
use many_clocks::{
    domain::Domain,
    plot::{Theme, View, levels},
    svg,
};
use picture::{Shot, golden, parse};
use serde_json::{Value, json};

const GRAPHS: [&str; 3] = ["rate", "loss", "components"];

/// Name, configuration, step.
fn states() -> Vec<(&'static str, Value, usize)> {
    let bowl = |curvatures: [f64; 2], angle: f64, start: [f64; 2], track: Value| {
        json!({ "loss": { "id": "quadratic", "curvatures": curvatures, "angle": angle },
                "start": start, "steps": 40, "tracks": [track] })
    };
    let valley = |track: Value| bowl([1.0, 25.0], 30.0, [-1.9, -0.15], track);
    vec![
        ("zigzag", valley(descent(0.07)), 6),
        ("round", bowl([10.0, 10.0], 0.0, [1.5, 0.5], descent(0.1)), 1),
        ("stretched", bowl([0.4, 10.0], 0.0, [1.5, 0.5], descent(0.1)), 1),
        ("diverging", valley(descent(0.085)), 12),
        ("diverged", valley(descent(2.0)), 40),
        ("adam", valley(json!({ "optimizer": "adam", "learningRate": 0.3 })), 4),
        ("momentum", valley(json!({ "optimizer": "momentum", "learningRate": 0.03 })), 8),
        ("newton", valley(json!({ "optimizer": "newton" })), 0),
        ("rosenbrock", json!({ "loss": { "id": "rosenbrock" }, "steps": 60, "tracks": [descent(0.002)] }), 20),
    ]
}

fn shots() -> Vec<(String, Shot)> {
    let mut shots = Vec::new();
    for (name, config, step) in states() {
        for (view, size) in [("map", [600.0, 440.0]), ("clocks", [430.0, 260.0])] {
            shots.push((format!("{name}-{view}"), Shot::new(common::run(&config), view, size, step)));
        }
        // The graphs of round bowls and of Adam differ from these by their numbers alone.
        if ["zigzag", "diverged", "momentum", "newton", "rosenbrock"].contains(&name) {
            for view in GRAPHS {
                shots.push((format!("{name}-{view}"), Shot::new(common::run(&config), view, [420.0, 260.0], step)));
            }
        }
    }
    // Every view of four landscapes in both themes.
    let (_, tilted, _) = &states()[0];
    let mut straight = tilted.clone();
    straight["loss"]["angle"] = json!(0);
    let saddle = json!({ "loss": { "id": "saddle" }, "start": [1.0, 0.02], "steps": 40, "tracks": [descent(0.1)] });
    for (name, config, step) in [
        ("straight", straight, 6),
        ("tilted", tilted.clone(), 6),
        ("banana", json!({ "loss": { "id": "rosenbrock" }, "steps": 60, "tracks": [descent(0.001)] }), 20),
        ("saddle", saddle, 12),
    ] {
        for view in View::ALL {
            let shot = Shot::new(common::run(&config), view.id, [400.0, 280.0], step);
            shots.push((format!("all-{name}-{}-dark", view.id), Shot { theme: Theme::dark(), ..shot }));
            shots.push((
                format!("all-{name}-{}", view.id),
                Shot::new(common::run(&config), view.id, [400.0, 280.0], step),
            ));
        }
    }
    let (_, config, step) = &states()[0];
    for (view, size) in [("map", [600.0, 440.0]), ("clocks", [430.0, 260.0])] {
        let shot = Shot::new(common::run(config), view, size, *step);
        shots.push((format!("zigzag-{view}-dark"), Shot { theme: Theme::dark(), ..shot }));
    }
    for view in GRAPHS {
        let shot = Shot::new(common::run(config), view, [420.0, 260.0], *step);
        shots.push((format!("zigzag-{view}-dark"), Shot { theme: Theme::dark(), ..shot }));
        shots.push((format!("zigzag-{view}-small"), Shot::new(common::run(config), view, [280.0, 200.0], *step)));
    }
    for (view, size) in [("map", [280.0, 230.0]), ("clocks", [240.0, 190.0])] {
        shots.push((format!("zigzag-{view}-small"), Shot::new(common::run(config), view, size, *step)));
    }
    shots
}

#[test]
fn pictures_are_as_they_were() {
    let changed: Vec<String> = shots().iter().filter_map(|(name, shot)| golden(name, &shot.svg()).err()).collect();
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

#[test]
fn every_picture_is_sound_light_and_the_same_twice() {
    for (name, shot) in shots() {
        let svg = shot.svg();
        assert_eq!(svg, shot.svg(), "{name}");
        assert!(svg.len() <= 60_000, "{name}: {} bytes", svg.len());
        for wrong in ["NaN", "inf", "undefined", "{", "}"] {
            assert!(!svg.contains(wrong), "{name} contains {wrong}");
        }
        let elements = parse(&svg);
        let root = &elements[0];
        let [width, height] = shot.size;
        assert_eq!(root.get("viewBox"), format!("0 0 {width} {height}"));
        assert_eq!((root.get("width"), root.get("height")), (&*width.to_string(), &*height.to_string()));
        assert_eq!(root.get("role"), "img");
        assert_eq!((elements[1].name.as_str(), elements[1].text.as_str()), ("title", "A picture"));
    }
}

#[test]
fn no_colour_comes_from_anywhere_but_the_theme() {
    for (name, shot) in shots() {
        let mut known: Vec<String> = shot.theme.colours().into_iter().map(|(_, colour)| colour.to_hex()).collect();
        if let Some(domain) = (shot.view().camera)(&shot.experiment, &shot.request()) {
            let view = many_clocks::domain::Viewport::new(domain, shot.size[0], shot.size[1]);
            let levels = levels(shot.experiment.loss(), view);
            known.extend((0..levels.count()).map(|band| levels.colour(&shot.theme, band).to_hex()));
        }
        // A body in space is in bands of its own.
        for bands in 1..=18 {
            known.extend((0..=bands).map(|band| shot.theme.loss(f64::from(band) / f64::from(bands)).to_hex()));
        }
        for element in shot.elements() {
            for colour in [element.get("fill"), element.get("stroke")] {
                let colour = colour.to_lowercase();
                assert!(["", "none"].contains(&&*colour) || known.contains(&colour), "{name}: {colour}");
            }
        }
    }
}

#[test]
fn nothing_stands_outside_of_the_picture() {
    for (name, shot) in shots() {
        let [width, height] = shot.size;
        let frame = Domain::new([0.0, width], [0.0, height]);
        for element in shot.elements() {
            for point in element.points() {
                assert!(frame.contains(point), "{name}: {element:?}");
            }
            if element.name != "text" {
                continue;
            }
            let size = element.length("font-size");
            let half = svg::text_width(&element.text, size, element.get("font-weight") == "bold") / 2.0;
            let turned =
                element.get("transform").starts_with("rotate(90") || element.get("transform").starts_with("rotate(270");
            let (x, y) = (element.length("x"), element.length("y"));
            let (left, right) = match element.get("text-anchor") {
                "start" => (0.0, 2.0 * half),
                "end" => (2.0 * half, 0.0),
                _ => (half, half),
            };
            let (dx, dy) = if turned {
                ((size / 2.0, size / 2.0), (half, half))
            } else {
                ((left, right), (size / 2.0, size / 2.0))
            };
            let room = 1.0;
            assert!(x - dx.0 >= -room && x + dx.1 <= width + room, "{name}: {}", element.text);
            assert!(y - dy.0 >= -room && y + dy.1 <= height + room, "{name}: {}", element.text);
        }
    }
}

#[test]
fn titles_and_words_from_outside_are_escaped() {
    let (_, config, step) = &states()[0];
    let mut shot = Shot::new(common::run(config), "clocks", [430.0, 260.0], *step);
    shot.words = shot.words.with("dial-lands", "<b>&\"'\u{0}").unwrap();
    let svg = svg::render(shot.view(), &shot.experiment, &shot.request(), "a < b & c\u{7}");
    assert!(svg.contains("<title>a &lt; b &amp; c </title>"));
    assert!(svg.contains("&lt;b&gt;&amp;&quot;&apos; "));
    parse(&svg);
    assert!(View::named("nothing").is_none());
}
