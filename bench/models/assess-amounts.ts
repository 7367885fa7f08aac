import { errorsOf } from '#shared/domain/evaluation/errors.ts';
import { defined } from './assess-probability.ts';
import type { Speaker } from './foreseen.ts';
import type { Part } from './result.ts';

/** Numbers that came, and what each method foresaw of them. */
export type Amounts = {
  readonly actual: readonly number[];
  readonly methods: readonly {
    readonly method: string;
    readonly speaker: Speaker;
    readonly foreseen: readonly number[];
  }[];
};

/** One table of every method: how far off it is, and what it foresees in all. */
export const assessAmounts = (title: string, { actual, methods }: Amounts): Part => ({
  title,
  kind: 'counts',
  rows: actual.length,
  methods: methods.map(({ method, speaker, foreseen }) => {
    const errors = errorsOf(foreseen, actual);
    const total = foreseen.reduce((sum, one) => sum + one, 0);
    return { method, speaker, figures: defined({ rmse: errors?.rmse, mae: errors?.mae, total }) };
  }),
});
