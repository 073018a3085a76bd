//! Where the names and vectors of a line come from, and what becomes of them.

use super::*;

/// Lines that tell what a search found on its way: they assign nothing, or a value that lasts within the step.
const WITHIN_A_STEP: [&str; 12] = [
    "trial",
    "trial-slope",
    "loss-there",
    "eigenvalues",
    "newton",
    "bisection",
    "expansion",
    "radius",
    "damped-hessian",
    "share",
    "accepted",
    "rejected",
];

/// Methods whose steps are made of points and directions of their own, and noise, which comes from its seed.
const OWN_VECTORS: [&str; 8] = [
    // Differences are printed with the digits that they lose.
    "barzilai-borwein",
    "conjugate-gradient",
    "bfgs",
    "trust-region",
    "nelder-mead",
    "saddle-free-newton",
    "full-matrix-adagrad",
    "armijo",
];

fn camel(label: &str) -> String {
    let mut words = label.split('-');
    let head = words.next().unwrap_or_default().to_owned();
    words.fold(head, |name, word| name + &word[..1].to_uppercase() + &word[1..])
}

fn matrix(matrix: Mat2) -> String {
    let row = |a: f64, b: f64| format!("[{}, {}]", number::short(a), number::short(b));
    format!("[{}, {}]", row(matrix.m11, matrix.m12), row(matrix.m21, matrix.m22))
}

fn printed(remembered: &Remembered) -> Option<String> {
    #[allow(unreachable_patterns, reason = "a method may come to remember other things")]
    match remembered {
        Remembered::Number(number) => Some(number::short(*number)),
        Remembered::Vector(vector) => Some(number::vector(*vector)),
        Remembered::Matrix(value) => Some(matrix(*value)),
        _ => None,
    }
}

/// What a line puts into the memory is what stands there at the next frame.
#[test]
fn what_is_remembered_is_what_was_written() {
    let (mut compared, mut wrong) = (0, Vec::new());
    for page in pages().iter().filter(|page| page.has_step()) {
        for (index, row) in page.rows.iter().enumerate() {
            let Some((target, _)) = assigned(row) else { continue };
            let later = &page.rows[index + 1..];
            let again = later.iter().any(|later| assigned(later).is_some_and(|(other, _)| other == target));
            // The gradient is changed for this step only.
            if again || target == "g" || target == "θ" || (WITHIN_A_STEP.contains(&row.label) && row.label != "radius")
            {
                continue;
            }
            let fits = |remembered: &Remembered| printed(remembered).is_none_or(|text| text == row.value);
            let agrees = match page.next_memory.iter().find(|(name, _)| *name == camel(row.label)) {
                Some((_, remembered)) => fits(remembered),
                None if row.formula.contains(" ← ") => page.next_memory.iter().any(|(_, part)| fits(part)),
                None => continue,
            };
            compared += 1;
            if !agrees {
                wrong.push(format!("{}: {row:?} but {:?}", page.what, page.next_memory));
            }
        }
    }
    println!("{compared} entries of memories");
    assert!(compared > 100, "only {compared} entries of memories were compared");
    assert!(wrong.is_empty(), "{} of {compared} are wrong:\n{}", wrong.len(), first(&wrong));
}

/// Every line assigns to a name, and what it assigns is used further down, remembered, or the step itself.
#[test]
fn every_formula_says_what_it_assigns_and_something_comes_of_it() {
    let mut wrong = Vec::new();
    for page in pages().iter().filter(|page| page.has_step()) {
        // A simplex is a construction of points: its lines name corners, not results.
        let corners = page.frame.optimizer == "nelder-mead";
        let lasting = |(_, row): &(usize, &Row)| !corners && !WITHIN_A_STEP.contains(&row.label);
        for (index, row) in page.rows.iter().enumerate().filter(lasting) {
            let Some((target, formula)) = assigned(row) else {
                wrong.push(format!("{}: {row:?} assigns nothing", page.what));
                continue;
            };
            assert!(!row.label.is_empty() && !target.trim().is_empty() && !formula.trim().is_empty(), "{row:?}");
            let result = target.starts_with("Δθ") || target == "θ′";
            let by_name = page.next_memory.iter().any(|(name, _)| *name == camel(row.label));
            let remembered = row.formula.contains(" ← ") || by_name;
            let used = page.rows[index + 1..].iter().filter_map(assigned).any(|(_, later)| later.contains(target));
            if !(result || remembered || used || page.is_at_rest()) {
                wrong.push(format!("{}: nothing comes of {row:?}", page.what));
            }
        }
    }
    assert!(wrong.is_empty(), "{} lines:\n{}", wrong.len(), first(&wrong));
}

/// A vector that is substituted is one that a reader knows: the point, its gradient, what was remembered, a line
/// above, the square of one of these, an axis of the landscape, the last step and how the gradient changed along it,
/// the Hessian times the gradient.
#[test]
fn no_vector_comes_from_nowhere() {
    let (losses, mut vectors, mut wrong) = (losses(), 0, Vec::new());
    for page in pages() {
        let frame = &page.frame;
        let mut seen = vec![number::vector(frame.theta), number::vector(frame.gradient)];
        seen.extend(page.memory.iter().filter_map(|(_, remembered)| printed(remembered)));
        seen.extend(frame.displacement.map(number::vector));
        seen.extend(frame.split.into_iter().flatten().map(|split| number::vector(split.part)));
        // Axes may be printed either way round.
        seen.extend(frame.eigen.directions.into_iter().flat_map(|axis| [number::vector(axis), number::vector(-axis)]));
        // With the size of what they are made of, an ulp of which is their rounding.
        let mut made = vec![(frame.hessian * frame.gradient, frame.hessian.norm() * frame.gradient.norm())];
        if let Some(before) = &page.before {
            made.push((frame.theta - before.theta, frame.theta.norm() + before.theta.norm()));
            made.push((frame.gradient - before.gradient, frame.gradient.norm() + before.gradient.norm()));
        }
        let is_made = |text: &str| {
            let Ok(vector) = reader::read(text, "", of(&losses, page)) else { return false };
            let around = |value: Vec2, size: f64| {
                [value.x, value.y].map(|part| Interval::around(part, 4.0 * f64::EPSILON * size))
            };
            made.iter().any(|(value, size)| Amount::Two(around(*value, *size)).meets(vector))
        };
        for row in &page.rows {
            for vector in plain_vectors(&row.substituted) {
                vectors += 1;
                if row.label == "noise" || OWN_VECTORS.contains(&frame.optimizer) {
                    continue;
                }
                let text = |other: &String| reader::read(other, "", of(&losses, page)).unwrap();
                let is_square = || {
                    let squares = seen.iter().filter_map(|other| text(other).zip(text(other), Interval::times).ok());
                    squares.into_iter().any(|square| square.meets(text(&vector)))
                };
                if !seen.contains(&vector) && !is_made(&vector) && !is_square() {
                    wrong.push(format!("{}: where does {vector} come from in {row:?}?", page.what));
                }
            }
            seen.push(row.value.clone());
        }
    }
    println!("{vectors} vectors");
    assert!(wrong.is_empty(), "{} of {vectors} vectors:\n{}", wrong.len(), first(&wrong));
}

/// The parts `(a, b)` of a text that are made of two plain numbers, arguments of functions left out.
fn plain_vectors(text: &str) -> Vec<String> {
    let plain = |part: &str| has_digit(part) && part.chars().all(|c| "0123456789−.·⁻⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c));
    let mut found = Vec::new();
    for (at, _) in text.match_indices('(') {
        let of_function = text[..at].chars().next_back().is_some_and(|c| c.is_ascii_alphabetic() && c != 'L');
        let inside = text[at + 1..].split(')').next().unwrap_or_default();
        if inside.split_once(", ").is_some_and(|(a, b)| !of_function && plain(a) && plain(b)) {
            found.push(format!("({inside})"));
        }
    }
    found
}
