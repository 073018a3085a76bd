// Medians and 95th percentiles: a mean of times tells what else the machine did.

/** @param {number[]} sorted @param {number} share */
const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];

/** @param {number[]} times milliseconds */
export function summary(times) {
  const sorted = [...times].sort((a, b) => a - b);
  return { median: quantile(sorted, 0.5), high: quantile(sorted, 0.95), least: sorted[0], rounds: sorted.length };
}

/**
 * The least squares line through points and the share of the spread that it explains.
 * @param {[number, number][]} points
 */
export function line(points) {
  const mean = (index) => points.reduce((sum, point) => sum + point[index], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const sum = (of) => points.reduce((total, point) => total + of(point[0] - x, point[1] - y), 0);
  const slope = sum((a, b) => a * b) / sum((a) => a * a);
  return { slope, explained: sum((a, b) => a * b) ** 2 / (sum((a) => a * a) * sum((a, b) => b * b)) };
}
