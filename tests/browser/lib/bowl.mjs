// The bowl's formula, the test's own: ½ θᵀ R(angle) diag(curvatures) R(angle)ᵀ θ.

/** @returns {number} the loss at θ */
export function bowl({ curvatures: [first, second], angle }, [x, y]) {
  const turn = (angle * Math.PI) / 180;
  const [along, across] = [Math.cos(turn) * x + Math.sin(turn) * y, -Math.sin(turn) * x + Math.cos(turn) * y];
  return (first * along * along + second * across * across) / 2;
}
