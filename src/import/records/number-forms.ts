/**
 * A plain number, for the regular expressions of JavaScript and SQL: no leading zeros, which are a mark of codes; a power of ten,
 * as R writes them, is one.
 */
export const PLAIN_NUMBER = String.raw`-?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?`;
/** A number with a decimal comma, likewise. */
export const COMMA_NUMBER = String.raw`-?\d+(?:,\d+)?`;

const whole = (pattern: string): ((text: string) => boolean) => {
  const form = new RegExp(`^(?:${pattern})$`);
  return (text) => form.test(text);
};

export const isPlainNumber = whole(PLAIN_NUMBER);
export const isCommaNumber = whole(COMMA_NUMBER);
