// Turns one case of the reference trajectories (see README.md) into an engine configuration,
// with the tolerance that the comparison may ask for. Returns null where this project does not follow that
// library's convention (CONVENTIONS.md says how they differ) or does not offer the method.

const LOSS_ID = { saddle_quartic: "saddle", monkey_saddle_bounded: "monkey-saddle" };

/** The `loss` part of a configuration for a surface of surfaces.json. */
export function toLoss(surface, params) {
  if (surface === "quadratic") {
    const { l1 = 1, l2 = 1, deg = 0 } = params;
    return { id: "quadratic", curvatures: [l1, l2], angle: deg };
  }
  return { id: LOSS_ID[surface] ?? surface.replaceAll("_", "-"), ...params };
}

const rate = (h) => h.lr ?? h.learning_rate;
const betas = (h) => ({ beta1: h.betas?.[0] ?? h.b1 ?? 0.9, beta2: h.betas?.[1] ?? h.b2 ?? 0.999 });

/** source -> (hyper-parameters -> track | null). Defaults are the library's own. */
const TRACKS = {
  "torch.optim.SGD": (h) => sgd(h),
  "optax.sgd": (h) => sgd(h),
  "optax.sign_sgd": (h) => ({ optimizer: "sign-descent", learningRate: rate(h) }),
  "torch.optim.Adagrad": (h) => ({
    optimizer: "adagrad", learningRate: rate(h), learningRateDecay: h.lr_decay ?? 0,
    initialAccumulator: h.initial_accumulator_value ?? 0, epsilon: h.eps ?? 1e-10,
  }),
  "torch.optim.Adadelta": (h) => ({ optimizer: "adadelta", learningRate: rate(h), rho: h.rho ?? 0.9, epsilon: h.eps ?? 1e-6 }),
  "optax.adadelta": (h) => ({ optimizer: "adadelta", learningRate: rate(h), rho: h.rho ?? 0.9, epsilon: h.eps ?? 1e-6 }),
  "torch.optim.RMSprop": (h) => ({
    optimizer: "rmsprop", learningRate: rate(h), smoothing: h.alpha ?? 0.99, epsilon: h.eps ?? 1e-8,
    momentum: h.momentum ?? 0, centered: h.centered ?? false,
  }),
  "optax.rmsprop": (h) => h.eps_in_sqrt === false && !h.bias_correction && !h.momentum && !h.centered
    ? { optimizer: "rmsprop", learningRate: rate(h), smoothing: h.decay ?? 0.9, epsilon: h.eps ?? 1e-8, momentum: 0, centered: false }
    : null,
  "torch.optim.Adam": (h) => ({
    optimizer: "adam", learningRate: rate(h), ...betas(h), epsilon: h.eps ?? 1e-8,
    weightDecay: h.weight_decay ?? 0, amsgrad: h.amsgrad ?? false,
  }),
  "optax.adam": (h) => h.eps_root ? null
    : { optimizer: "adam", learningRate: rate(h), ...betas(h), epsilon: h.eps ?? 1e-8, weightDecay: 0, amsgrad: false },
  "torch.optim.AdamW": (h) => ({ optimizer: "adamw", learningRate: rate(h), ...betas(h), epsilon: h.eps ?? 1e-8, weightDecay: h.weight_decay ?? 1e-2 }),
  "optax.adamw": (h) => ({ optimizer: "adamw", learningRate: rate(h), ...betas(h), epsilon: h.eps ?? 1e-8, weightDecay: h.weight_decay ?? 1e-4 }),
  "torch.optim.Adamax": (h) => ({ optimizer: "adamax", learningRate: rate(h), ...betas(h), epsilon: h.eps ?? 1e-8 }),
  "optax.adamax": (h) => ({ optimizer: "adamax", learningRate: rate(h), ...betas(h), epsilon: h.eps ?? 1e-8 }),
  "torch.optim.NAdam": (h) => h.decoupled_weight_decay ? null
    : { optimizer: "nadam", learningRate: rate(h), ...betas(h), epsilon: h.eps ?? 1e-8, momentumDecay: h.momentum_decay ?? 4e-3 },
  "torch.optim.RAdam": (h) => ({ optimizer: "radam", learningRate: rate(h), ...betas(h), epsilon: h.eps ?? 1e-8 }),
  "torch.optim.Rprop": (h) => ({
    optimizer: "rprop", learningRate: rate(h), etaMinus: h.etas?.[0] ?? 0.5, etaPlus: h.etas?.[1] ?? 1.2,
    stepMin: h.step_sizes?.[0] ?? 1e-6, stepMax: h.step_sizes?.[1] ?? 50,
  }),
  "optax.lion": (h) => ({ optimizer: "lion", learningRate: rate(h), beta1: h.b1 ?? 0.9, beta2: h.b2 ?? 0.99, weightDecay: h.weight_decay ?? 1e-3 }),
  "optax.yogi": (h) => ({ optimizer: "yogi", learningRate: rate(h), ...betas(h), epsilon: h.eps ?? 1e-3 }),
  "optax.adabelief": (h) => ({
    optimizer: "adabelief", learningRate: rate(h), ...betas(h), epsilon: h.eps ?? 1e-16, epsilonRoot: h.eps_root ?? 1e-16,
  }),
  "optax.adan": (h) => ({
    optimizer: "adan", learningRate: rate(h), beta1: h.b1 ?? 0.98, beta2: h.b2 ?? 0.92, beta3: h.b3 ?? 0.99, weightDecay: h.weight_decay ?? 0,
  }),
  "optax.polyak_sgd": (h) => ({ optimizer: "polyak", maximumRate: h.max_learning_rate ?? 1, minimumLoss: h.f_min ?? 0 }),
  "own-numpy:newton": (h) => ({ optimizer: "newton", learningRate: h.alpha }),
  "own-numpy:newton_lm": (h) => ({ optimizer: "damped-newton", learningRate: 1, damping: h.mu }),
  "own-numpy:newton_absolute": (h) => ({ optimizer: "saddle-free-newton", learningRate: h.alpha, epsilon: h.eps }),
  "own-numpy:gd_exact": () => ({ optimizer: "exact-line-search" }),
  "own-numpy:gd_armijo": (h) => ({ optimizer: "armijo", learningRate: h.t0, shrink: h.rho, decrease: h.c }),
  "own-numpy:bb1": (h) => ({ optimizer: "barzilai-borwein", learningRate: h.lr0, variant: "long" }),
  "own-numpy:bb2": (h) => ({ optimizer: "barzilai-borwein", learningRate: h.lr0, variant: "short" }),
  "own-numpy:adagrad_full": (h) => ({ optimizer: "full-matrix-adagrad", learningRate: h.lr, delta: h.delta }),
  "own-numpy:heavy_ball": (h) => ({ optimizer: "momentum", learningRate: h.lr, momentum: h.beta, dampening: 0 }),
  "own-numpy:silver": (h) => ({ optimizer: "gradient-descent", learningRate: 1 / h.L, schedule: { id: "silver", sharpness: h.L } }),
  "own-numpy:chebyshev": (h) => ({
    optimizer: "gradient-descent", learningRate: 1 / h.L,
    schedule: { id: "chebyshev", flattest: h.mu, sharpness: h.L, period: h.T, order: h.order },
  }),
  "scipy.optimize.minimize:Nelder-Mead": (h) => h.adaptive ? null : { optimizer: "nelder-mead" },
};

function sgd(h) {
  const schedule = h.schedule && toSchedule(h.schedule, rate(h));
  if (h.schedule && !schedule) return null;
  const learningRate = schedule?.learningRate ?? rate(h);
  const rest = schedule ? { schedule: schedule.schedule } : {};
  if (h.nesterov) return { optimizer: "nesterov", learningRate, momentum: h.momentum, ...rest };
  if (h.momentum) {
    return { optimizer: "momentum", learningRate, momentum: h.momentum, dampening: h.dampening ?? 0, weightDecay: h.weight_decay ?? 0, ...rest };
  }
  return { optimizer: "gradient-descent", learningRate, weightDecay: h.weight_decay ?? 0, ...rest };
}

/** Library schedule -> { learningRate, schedule } or null. Step k uses the rate of index k = 0, 1, … */
function toSchedule(s, lr) {
  switch (s.name) {
    case "StepLR": return { learningRate: lr, schedule: { id: "step-decay", every: s.step_size, factor: s.gamma } };
    case "ExponentialLR": return { learningRate: lr, schedule: { id: "exponential", factor: s.gamma } };
    case "CosineAnnealingLR": return { learningRate: lr, schedule: { id: "cosine", period: s.T_max, minimum: s.eta_min ?? 0 } };
    case "CosineAnnealingWarmRestarts":
      return { learningRate: lr, schedule: { id: "warm-restarts", period: s.T_0, growth: s.T_mult ?? 1, minimum: s.eta_min ?? 0 } };
    case "LinearLR": return s.end_factor === undefined || s.end_factor === 1
      ? { learningRate: lr, schedule: { id: "linear-warmup", steps: s.total_iters, from: s.start_factor } } : null;
    case "PolynomialLR": return { learningRate: lr, schedule: { id: "polynomial", steps: s.total_iters, power: s.power } };
    case "warmup_cosine_decay_schedule":
      return {
        learningRate: s.peak_value,
        schedule: { id: "warmup-cosine", warmup: s.warmup_steps, steps: s.decay_steps, initial: s.init_value, final: s.end_value ?? 0 },
      };
    default: return null;
  }
}

/** The track of a case, with nothing asked of its sensitivity; null as for `toConfig`. */
export const toTrack = (c) => TRACKS[c.source]?.(c.hyper) ?? null;

/**
 * @param {object} c one case of an oracle file
 * @returns {null | {config: object, lastStep: number, tolerance: number}} compare theta[0..lastStep] with the engine's,
 *   error = max_i |theta_i - ref_i| / max(1, |ref|_inf)
 */
export function toConfig(c) {
  const track = toTrack(c);
  if (!track) return null;
  let K = 60;
  while (K > 10 && (100 * c.sens[K] > 1e-6 || c.sens.length)) K = K === 60 ? 30 : 10;
  if (100 * c.sens[K] > 1e-6) return null;
  const floor = /newton|gd_exact|bb1|bb2|adagrad_full/.test(c.source) ? 1e-9 : /RAdam|NAdam/.test(c.source) || c.hyper.centered ? 1e-10 : 1e-11;
  const lastStep = Math.min(K, c.steps);
  return {
    config: { loss: toLoss(c.surface, c.params), start: c.x0, steps: Math.max(1, lastStep), tracks: [track] },
    lastStep,
    tolerance: Math.max(floor, 100 * c.sens[K]),
  };
}
