// What somebody writes who wants to show optimizers on Rosenbrock's valley and uses no library: derivatives by hand, one
// object a frame, everything that a picture asks for in it.
const A = 1;
const B = 100;

/** Value, gradient and Hessian. */
function local([x, y]) {
  const s = A - x;
  const t = y - x * x;
  return {
    loss: s * s + B * t * t,
    gradient: [-2 * s - 4 * B * x * t, 2 * B * t],
    hessian: [[2 - 4 * B * (t - 2 * x * x), -4 * B * x], [-4 * B * x, 2 * B]],
  };
}

/** Eigenvalues, the smaller first, and unit eigenvectors of a symmetric 2 × 2 matrix. */
function eigen([[a, b], [, d]]) {
  const middle = (a + d) / 2;
  const half = Math.hypot((a - d) / 2, b);
  const angle = 0.5 * Math.atan2(2 * b, a - d);
  const steep = [Math.cos(angle), Math.sin(angle)];
  return { curvatures: [middle - half, middle + half], directions: [[-steep[1], steep[0]], steep] };
}

const zeros = () => [0, 0];
const both = (each) => [each(0), each(1)];

/** Each makes a step from what is known at a point: (local) → displacement. */
const METHODS = {
  "gradient-descent": ({ learningRate }) => ({ gradient }) => both((i) => -learningRate * gradient[i]),
  momentum: ({ learningRate, momentum }) => {
    let velocity = null;
    return ({ gradient }) => {
      velocity = velocity ? both((i) => momentum * velocity[i] + gradient[i]) : [...gradient];
      return both((i) => -learningRate * velocity[i]);
    };
  },
  adagrad: ({ learningRate, epsilon }) => {
    const sum = zeros();
    return ({ gradient }) => both((i) => {
      sum[i] += gradient[i] * gradient[i];
      return (-learningRate * gradient[i]) / (Math.sqrt(sum[i]) + epsilon);
    });
  },
  rmsprop: ({ learningRate, smoothing, epsilon }) => {
    const mean = zeros();
    return ({ gradient }) => both((i) => {
      mean[i] = smoothing * mean[i] + (1 - smoothing) * gradient[i] * gradient[i];
      return (-learningRate * gradient[i]) / (Math.sqrt(mean[i]) + epsilon);
    });
  },
  adam: ({ learningRate, beta1, beta2, epsilon }) => {
    const first = zeros();
    const second = zeros();
    let time = 0;
    return ({ gradient }) => {
      time += 1;
      return both((i) => {
        first[i] = beta1 * first[i] + (1 - beta1) * gradient[i];
        second[i] = beta2 * second[i] + (1 - beta2) * gradient[i] * gradient[i];
        const mean = first[i] / (1 - beta1 ** time);
        const square = second[i] / (1 - beta2 ** time);
        return (-learningRate * mean) / (Math.sqrt(square) + epsilon);
      });
    };
  },
};

/**
 * Every frame of every track.
 * @param {{ start: [number, number], steps: number, tracks: object[] }} config
 */
export function simulate({ start, steps, tracks }) {
  return tracks.map((track) => {
    const step = METHODS[track.optimizer](track);
    const frames = [];
    let theta = [...start];
    for (let index = 0; index <= steps; index += 1) {
      const known = local(theta);
      const displacement = step(known);
      frames.push({ theta, ...known, ...eigen(known.hessian), displacement });
      theta = both((i) => theta[i] + displacement[i]);
    }
    return frames;
  });
}
