/** Figures have nine decimals at most; half a unit of the last is one digit more. Whole numbers of these add up exactly. */
export const UNIT = 1e10;

const decimalsOf = (value: string): number => value.split('.')[1]?.length ?? 0;

/** A figure as a whole number of units. */
export const inUnits = (value: string): number => Math.round(Number(value) * UNIT);

/** Half a unit of the last digit of a figure, by which rounding may have moved it. */
export const halfUnitOf = (value: string): number => Math.round(UNIT / 2 / 10 ** decimalsOf(value));
