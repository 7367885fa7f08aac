import * as z from 'zod';
import { wrongUse } from '#cli/cli-error.ts';
import type { BacktestWish } from '#shared/domain/backtest/backtest-plan.ts';
import { dayOfIso } from '#shared/domain/time/calendar.ts';
import { faultText } from '#shared/importing/import-mapping.ts';

const date = z.iso.date('must be a date such as 2024-04-01').transform(dayOfIso);

const flags = z.object({
  from: date.optional(),
  to: date.optional(),
  step: z.int(),
  learnEvery: z.int(),
  customers: z.int(),
  assumeConsent: z.boolean().default(false),
  html: z.string().optional(),
});

export type BacktestChoices = {
  readonly wish: BacktestWish;
  readonly customers: number;
  readonly assumeConsent: boolean;
  /** File of the report. */
  readonly html?: string;
};

/** What the flags ask for. @throws CliError naming the option that does not fit. */
export function backtestChoices(options: unknown): BacktestChoices {
  const read = flags.safeParse(options);
  if (!read.success) {
    throw wrongUse(
      `the options cannot be used: ${faultText(read.error)}`,
      'See "beforehand backtest --help".',
      { cause: read.error },
    );
  }
  const { from, to, step, learnEvery, customers, assumeConsent, html } = read.data;
  return {
    wish: {
      ...(from === undefined ? {} : { fromDay: from }),
      ...(to === undefined ? {} : { toDay: to }),
      stepDays: step,
      learnEveryDays: learnEvery,
    },
    customers,
    assumeConsent,
    ...(html === undefined ? {} : { html }),
  };
}
