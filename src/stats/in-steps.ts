/** A long computation in steps of less than a few milliseconds; between two of them the caller may do something else. */
export type InSteps<Made> = Generator<undefined, Made, undefined>;

/** All steps one after the other. */
export function atOnce<Made>(steps: InSteps<Made>): Made {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
