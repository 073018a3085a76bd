//! Vectors, symmetric 2×2 matrices and their eigen-decomposition.

/// A point or displacement in the plane of the two parameters.
pub type Vec2 = nalgebra::Vector2<f64>;
/// A 2×2 matrix; every Hessian here is symmetric.
pub type Mat2 = nalgebra::Matrix2<f64>;

/// The eigen-decomposition of a symmetric 2×2 matrix, curvatures ascending: index 0 is shallow, 1 is steep.
///
/// `directions` are unit vectors, orthogonal to each other. All parts are NaN where the matrix is not finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Eigen {
    /// Eigenvalues, ascending.
    pub curvatures: [f64; 2],
    /// Unit eigenvectors, in the same order.
    pub directions: [Vec2; 2],
}

impl Eigen {
    /// Decomposes the symmetric matrix `[[a, b], [b, c]]`; only the upper triangle is read.
    ///
    /// Where both eigenvalues are equal the directions are the coordinate axes; the first non-zero component
    /// of each direction is positive.
    #[must_use]
    #[cfg_attr(hot, optimize(speed))]
    pub fn of(matrix: &Mat2) -> Self {
        let (a, b, c) = (matrix.m11, matrix.m12, matrix.m22);
        if !(a.is_finite() && b.is_finite() && c.is_finite()) {
            let nowhere = Vec2::repeat(f64::NAN);
            return Self { curvatures: [f64::NAN; 2], directions: [nowhere, nowhere] };
        }
        if b == 0.0 {
            let (x, y) = (Vec2::new(1.0, 0.0), Vec2::new(0.0, 1.0));
            return if a <= c {
                Self { curvatures: [a, c], directions: [x, y] }
            } else {
                Self { curvatures: [c, a], directions: [y, x] }
            };
        }
        // Jacobi's rotation: tan φ = t is the smaller root of t² + 2τt − 1 = 0, so no digits cancel, and the
        // eigenvalues differ from the diagonal by exactly ±t·b.
        let tau = (c - a) / (2.0 * b);
        let t = if tau == 0.0 { 1.0 } else { tau.signum() / (tau.abs() + (1.0 + tau * tau).sqrt()) };
        let length = (1.0 + t * t).sqrt();
        let (cosine, sine) = (1.0 / length, t / length);
        let first = (a - t * b, Vec2::new(cosine, -sine));
        let second = (c + t * b, Vec2::new(sine, cosine));
        let (low, high) = if first.0 <= second.0 { (first, second) } else { (second, first) };
        Self { curvatures: [low.0, high.0], directions: [positive(low.1), positive(high.1)] }
    }

    /// The components of `vector` along the two directions: `[v₀·x, v₁·x]`.
    #[must_use]
    pub fn coordinates(&self, vector: &Vec2) -> [f64; 2] {
        let [first, second] = self.directions;
        [first.dot(vector), second.dot(vector)]
    }

    /// The vector with these components along the two directions; the inverse of `coordinates`.
    #[must_use]
    pub fn combine(&self, components: [f64; 2]) -> Vec2 {
        let ([first, second], [along_first, along_second]) = (self.directions, components);
        first * along_first + second * along_second
    }

    /// Which directions point away from those of `before`, so that they must be turned to go on smoothly.
    #[must_use]
    #[inline(always)]
    pub fn directions_against(&self, before: &[Vec2; 2]) -> [bool; 2] {
        let [first, second] = self.directions;
        let [to_first, to_second] = before;
        [first.dot(to_first) < 0.0, second.dot(to_second) < 0.0]
    }

    /// κ = λmax/λmin where both curvatures are positive, else `None`: it does not exist at a saddle or in a trough.
    #[must_use]
    pub fn condition_number(&self) -> Option<f64> {
        let [low, high] = self.curvatures;
        (low > 0.0 && high.is_finite()).then(|| high / low)
    }
}

/// `vector` or its opposite, so that the first component that is not zero is positive.
fn positive(vector: Vec2) -> Vec2 {
    if vector.x < 0.0 || (vector.x == 0.0 && vector.y < 0.0) { -vector } else { vector }
}

/// Cosine and sine of an angle in degrees, exact at multiples of 90°.
///
/// The angle is reduced in degrees, where the reduction is exact, before it becomes radians: a bowl that is
/// turned by 90° has the very same Hessian with its axes exchanged. NaN for non-finite angles.
#[must_use]
pub fn cos_sin_degrees(degrees: f64) -> (f64, f64) {
    let quarters = (degrees / 90.0).round_ties_even();
    let rest = (degrees - 90.0 * quarters).to_radians();
    let (c, s) = (libm::cos(rest), libm::sin(rest));
    // Whole turns are taken off by halving twice, which is exact; the library's remainder of any two numbers is long.
    match (quarters - 4.0 * (quarters / 4.0).floor()) as i32 {
        0 => (c, s),
        1 => (-s, c),
        2 => (-c, -s),
        _ => (s, -c),
    }
}

/// eˣ − 1, right to the last digits where that is small: W. Kahan's quotient, in which the errors of exp and ln cancel.
#[must_use]
pub fn exp_minus_1(x: f64) -> f64 {
    let exp = libm::exp(x);
    let less = exp - 1.0;
    if less == 0.0 {
        x
    } else if less == -1.0 || exp.is_infinite() {
        less
    } else {
        less * x / libm::log(exp)
    }
}

/// ln(1 + x), right to the last digits where x is small: W. Kahan's quotient.
#[must_use]
pub fn ln_1_plus(x: f64) -> f64 {
    let more = 1.0 + x;
    if more == 1.0 { x } else { libm::log(more) * x / (more - 1.0) }
}

/// True where both coordinates are finite numbers.
#[must_use]
pub fn is_finite(vector: &Vec2) -> bool {
    vector.x.is_finite() && vector.y.is_finite()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn right_angles_are_exact() {
        assert_eq!(cos_sin_degrees(90.0), (0.0, 1.0));
        assert_eq!(cos_sin_degrees(-90.0), (0.0, -1.0));
        assert_eq!(cos_sin_degrees(180.0), (-1.0, 0.0));
        assert_eq!(cos_sin_degrees(720.0), (1.0, 0.0));
    }

    #[test]
    fn a_matrix_that_is_not_finite_has_no_axes() {
        let eigen = Eigen::of(&Mat2::new(f64::INFINITY, 0.0, 0.0, 1.0));
        assert!(eigen.curvatures.iter().all(|value| value.is_nan()));
    }

    proptest! {
        /// A few ulp, whatever the size.
        #[test]
        fn small_arguments_keep_their_digits(exponent in -300.0..2.0f64, negative: bool) {
            let x = if negative { -1.0 } else { 1.0 } * 10f64.powf(exponent);
            prop_assert!((exp_minus_1(x) - x.exp_m1()).abs() <= 4.0 * f64::EPSILON * x.exp_m1().abs());
            if x > -0.5 {
                prop_assert!((ln_1_plus(x) - x.ln_1p()).abs() <= 4.0 * f64::EPSILON * x.ln_1p().abs());
            }
        }

        /// A·v = λ·v to rounding of the larger eigenvalue, the directions are orthonormal, the order ascends.
        #[test]
        fn decomposition_holds(a in -1e6..1e6f64, b in -1e6..1e6f64, c in -1e6..1e6f64) {
            let matrix = Mat2::new(a, b, b, c);
            let eigen = Eigen::of(&matrix);
            let scale = a.abs().max(b.abs()).max(c.abs());
            for (value, vector) in eigen.curvatures.iter().zip(eigen.directions.iter()) {
                prop_assert!((matrix * vector - vector * *value).amax() <= 8.0 * f64::EPSILON * scale);
                prop_assert!((vector.norm() - 1.0).abs() <= 4.0 * f64::EPSILON);
            }
            prop_assert!(eigen.curvatures[0] <= eigen.curvatures[1]);
            prop_assert!(eigen.directions[0].dot(&eigen.directions[1]).abs() <= 4.0 * f64::EPSILON);
        }

        #[test]
        fn degrees_agree_with_radians(degrees in -1000.0..1000.0f64) {
            let (c, s) = cos_sin_degrees(degrees);
            prop_assert!((c - degrees.to_radians().cos()).abs() < 1e-13);
            prop_assert!((s - degrees.to_radians().sin()).abs() < 1e-13);
        }
    }
}
