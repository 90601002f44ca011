import fc from 'fast-check';

/**
 * Any character of Unicode, for `fc.string({ unit: ANY_CHARACTER })`. The unit `binary` of fast-check is the same, and first makes a table
 * of all million of them.
 */
export const ANY_CHARACTER = fc
  .oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
  .map((code) => String.fromCodePoint(code));
