/**
 * What a computation in steps gives in the end.
 *
 * @param pause lets others have their turn; awaited between steps
 */
export async function finish<Made>(steps: Generator<void, Made>, pause?: () => Promise<void>): Promise<Made> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await pause?.();
  }
}
