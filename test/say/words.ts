/** Words by which a reader takes two figures for different. */
export const DIFFERENCE =
  /\b(?:higher|lower|larger|smaller|more among|leads?|which sampling error does not explain)\b/;
/** Words by which a reader takes a figure, or a gap, for changed. */
export const CHANGE = /\b(?:rose|fell|grew|narrowed|widened|turned|which sampling error does not explain)\b/;
