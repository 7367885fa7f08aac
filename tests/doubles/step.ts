/**
 * Awaited before and after the effect of every operation of a double, so that a simulation can
 * reorder, delay or crash there. `name` is as `customers.commit:before`.
 */
export type Step = (name: string) => Promise<void>;

const noStep: Step = async () => {};

/** Runs an effect with the step before and after it. */
export const stepping =
  (port: string, step: Step = noStep) =>
  async <Result>(operation: string, effect: () => Result): Promise<Result> => {
    await step(`${port}.${operation}:before`);
    const result = effect();
    await step(`${port}.${operation}:after`);
    return result;
  };
