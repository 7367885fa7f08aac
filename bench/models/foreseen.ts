import type { Evidence, ToldIn } from '#shared/domain/forecasting/forecast.ts';

/** Who says it: this product, a plain rule of one line, figures measured elsewhere on the same split, or Python here. */
export type Speaker = 'ours' | 'plain' | 'reference' | 'peer';

/** Scores of one method for each row; `isProbability` when they are probabilities. */
export type Method = {
  readonly speaker: Speaker;
  readonly isProbability: boolean;
  readonly scores: number[];
};

/** What several methods foresaw of the same rows within one horizon, and what came of it. */
export type Foreseen = {
  readonly horizonDays: number;
  /** Number of the customer, machine or draw of each row, from 0; what resampling draws. */
  readonly units: number[];
  /** 1 where it happened. */
  readonly outcomes: number[];
  readonly evidence: Evidence[];
  readonly toldIn: ToldIn[];
  /** Calibration error that the product itself expects of forecasts such as these, where it knows. */
  readonly expectedErrors: number[];
  /** Days bought on so far, or another measure of how much is known. */
  readonly known: number[];
  readonly knownAs?: string;
  readonly methods: Map<string, Method>;
};

export const OURS = 'this product';

export const nothingForeseen = (horizonDays: number): Foreseen => ({
  horizonDays,
  units: [],
  outcomes: [],
  evidence: [],
  toldIn: [],
  expectedErrors: [],
  known: [],
  methods: new Map(),
});

/** Adds the score of one method for the row that is being added. */
export function say(
  { methods }: Foreseen,
  name: string,
  score: number,
  { speaker = 'plain', isProbability = false }: Partial<Omit<Method, 'scores'>> = {},
): void {
  const known = methods.get(name);
  if (known === undefined) methods.set(name, { speaker, isProbability, scores: [score] });
  else known.scores.push(score);
}

/** Adds what the product expects to be off by, where it knows. */
export function expectError({ expectedErrors }: Foreseen, error: number | undefined): void {
  if (error !== undefined) expectedErrors.push(error);
}
