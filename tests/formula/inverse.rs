//! Printing and reading are inverse, over random formulas.

use super::*;

/// A random formula, every part of it in parentheses.
fn formulas(
    names: &'static [&'static str],
    functions: &'static [(&'static str, usize)],
) -> impl Strategy<Value = String> {
    let number = prop_oneof![
        (0u32..20).prop_map(|whole| whole.to_string()),
        (0.0..10.0f64).prop_map(|value| value.to_string()),
        (0u64..0x7ff0_0000_0000_0000).prop_map(|bits| format!("{:e}", f64::from_bits(bits))),
    ];
    let leaf = prop_oneof![
        number,
        proptest::sample::select(names).prop_map(str::to_owned),
        proptest::sample::select(&["π", "e"][..]).prop_map(str::to_owned),
    ];
    leaf.prop_recursive(6, 40, 4, move |inner| {
        let binary = (inner.clone(), proptest::sample::select(&["+", "-", "*", "/", "^"][..]), inner.clone());
        let call = (proptest::sample::select(functions), proptest::collection::vec(inner.clone(), 4));
        prop_oneof![
            4 => binary.prop_map(|(a, operator, b)| format!("({a}){operator}({b})")),
            1 => inner.prop_map(|a| format!("-({a})")),
            1 => call.prop_map(|((name, arity), arguments)| format!("{name}({})", arguments[..arity].join(", "))),
        ]
    })
}

const READERS: &[&str] = &["x", "y"];
const RULES: &[&str] = &["θ", "g", "η", "t", "β₁", "β", "m̂", "m", "μ′", "ρₜ", "η⁺", "d₀"];

proptest! {
    #![proptest_config(common::proptest_config())]

    #[test]
    fn print_and_parse_are_inverse_for_readers(
        text in formulas(READERS, &[("sin", 1), ("sqrt", 1), ("abs", 1), ("max", 2), ("atan", 1), ("pow", 2)]),
        x in -3.0..3.0f64,
        y in -3.0..3.0f64,
    ) {
        let vocabulary = Vocabulary { names: READERS, whole_words: true };
        // A text too long or too deep to be read says nothing here.
        let Ok(tree) = Tree::parse(&text, vocabulary) else { return Err(TestCaseError::reject("long")) };
        let printed = tree.print(READERS);
        let again = Tree::parse(&printed, vocabulary);
        prop_assert_eq!(again.as_ref(), Ok(&tree), "{} printed as {}", text, printed);
        let (first, second) = (tree.evaluate(&[x, y]), again.unwrap().evaluate(&[x, y]));
        prop_assert_eq!(first.to_bits(), second.to_bits());
        // Constant parts computed beforehand change nothing, nor do derivatives carried along.
        let formula = parse(&text);
        prop_assert!(same(formula.evaluate(x, y), local(&formula, [x, y]).0), "{}", text);
    }

    #[test]
    fn print_and_parse_are_inverse_for_rules(
        text in formulas(RULES, &[("sign", 1), ("sqrt", 1), ("abs", 1), ("max", 2), ("dot", 2), ("cases", 4)]),
        values in proptest::collection::vec((-3.0..3.0f64, -3.0..3.0f64), RULES.len()),
    ) {
        let vocabulary = Vocabulary { names: RULES, whole_words: false };
        let Ok(tree) = Tree::parse(&text, vocabulary) else { return Err(TestCaseError::reject("long")) };
        let printed = tree.print(RULES);
        let again = Tree::parse(&printed, vocabulary);
        prop_assert_eq!(again.as_ref(), Ok(&tree), "{} printed as {}", text, printed);
        let values: Vec<Pair> = values.into_iter().map(|(a, b)| Pair::of(Vec2::new(a, b))).collect();
        let [first, second] = [tree, again.unwrap()].map(|tree| tree.evaluate(&values).vector());
        prop_assert!(same(first.x, second.x) && same(first.y, second.y));
    }
}

fn same(a: f64, b: f64) -> bool {
    a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan()
}
