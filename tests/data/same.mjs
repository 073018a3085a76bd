// What the catalogue calls by the same name in both languages: people, methods and symbols.

export const SAME = new Set(
  ("a b Booth Matyas Himmelblau Beale Styblinski–Tang Ackley Rastrigin Goldstein–Price Barzilai–Borwein AdaGrad AdaDelta RMSProp Adam "
    + "AMSGrad AdamW Adamax NAdam RAdam Rprop Lion Yogi AdaBelief Adan Newton BFGS Nelder–Mead").split(" "),
);
