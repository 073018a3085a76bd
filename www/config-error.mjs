// What the engine refuses.

/** A refused configuration or argument: which field, how, what was given, what is allowed. */
export class ConfigError extends Error {
  /** @param {Record<string, any>} record */
  constructor(record) {
    super(record.message);
    this.name = "ConfigError";
    this.field = record.field;
    this.code = record.code;
    this.value = record.value;
    this.minimum = record.minimum;
    this.maximum = record.maximum;
    this.choices = record.choices;
    this.expected = record.expected;
  }
}

/**
 * A refusal before the engine was asked.
 * @param {string} field
 * @param {string} code
 * @param {string} expected
 */
export function refusal(field, code, expected) {
  const message = `${field}: expected ${expected}`;
  return new ConfigError({ field, code, value: null, minimum: null, maximum: null, choices: [], expected, message });
}
