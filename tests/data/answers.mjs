// The questions of the chapter, in their order.

/** What a reader has to say to each question: the answer, then what gives each misconception away. */
export const SAID = {
  "q-length": ["0.125", "1", "0.5"],
  "q-ideal": ["1/4", "0.5", "4"],
  "q-half-life": ["10", "7", "3", "5"],
  "q-limit": ["0.2", "0.1", "0.182", "2"],
  "q-sleeper": ["5", "never"],
  "q-rises": ["0", "15", "30"],
  "q-next": [["1.275", "-0.25"], ["0.9", "0.3"], ["1.275", "0.2"]],
  "q-best": ["0.2", "0.111", "0.222", "1"],
  "q-winner": ["1", "2", "0", "3"],
  "q-regime": ["overshoots", "diverges", "creeps"],
  "q-diagonal": ["36.8", "0"],
  "q-turn": ["1444", "1"],
  "q-momentum": ["0.38", "0.2", "0.02"],
  "q-adam": [["1.9", "0.9"], ["1.8", "-9"], ["0", "0"]],
};
