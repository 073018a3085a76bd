//! A method's update in Python.

/// An update in Python over NumPy: lines before the loop and lines for each step, which has `theta`, `gradient`,
/// `hessian` and `loss`, `gradient_at`, `hessian_at` and `loss_at` (functions of a point), `learning_rate`, `t` (from
/// 1), `is_bowl` (whether the Hessian is the same everywhere) and the method's parameters by name, and leaves `step`:
/// `None` where the method cannot go on. Of functions there are `ratio(a, b)` with 0/0 = 0, `cases` as in formulas, and
/// `eigh(matrix)`, NumPy's, which gives NaN where the matrix is not finite.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// Lines before the first step.
    pub before: Vec<String>,
    /// Lines of each step.
    pub each: Vec<String>,
    /// The constructor of the same method in PyTorch, where it has one, with the method's parameters by name:
    /// `torch.optim.Adam([theta], lr=learning_rate, betas=(beta1, beta2))`.
    pub torch: Option<&'static str>,
}

impl Script {
    /// A script of these lines, each a line of text; nothing before the loop where `before` is empty.
    #[must_use]
    pub fn of(before: &str, each: &str) -> Self {
        let lines = |text: &str| text.lines().map(str::to_owned).collect();
        Self { before: lines(before), each: lines(each), torch: None }
    }
}
