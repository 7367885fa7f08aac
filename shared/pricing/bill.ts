import { choiceLines } from './choice-lines.ts';
import type { Counts } from './counts.ts';
import { takingLines } from './event-lines.ts';
import { idleLines, workingLines } from './idle-lines.ts';
import type { Inventory } from './inventory.ts';
import { keepingLines } from './keeping-lines.ts';
import { type Line, total } from './line.ts';
import { naiveLines } from './naive-lines.ts';
import type { Prices } from './prices.ts';
import { reminderLines } from './reminder-lines.ts';
import type { Workload } from './workload.ts';

/** The bill of one month in US dollars, by what causes it. */
export type Bill = {
  readonly taking: readonly Line[];
  readonly keeping: readonly Line[];
  readonly telling: readonly Line[];
  readonly idle: readonly Line[];
  /** What is fixed, too, but only where there is work. */
  readonly working: readonly Line[];
  /** What the configuration may leave out. */
  readonly byChoice: readonly Line[];
  readonly naive: readonly Line[];
  /** Taking events and keeping customers, for a million events. */
  readonly usdPerMillionEvents: number;
  readonly usdPerThousandReminders: number;
  readonly usdIdle: number;
  readonly usdMonth: number;
  readonly naiveUsdPerMillionEvents: number;
};

export function billOf(load: Workload, counts: Counts, prices: Prices, held: Inventory): Bill {
  const taking = takingLines(load, counts, prices);
  const keeping = keepingLines(load, counts, prices);
  const telling = reminderLines(load, counts, prices);
  const idle = idleLines(held, prices);
  const working = workingLines(held, prices);
  const byChoice = choiceLines(load, counts, prices);
  const naive = naiveLines(load, counts, prices);
  const millions = load.events / 1e6;
  return {
    taking,
    keeping,
    telling,
    idle,
    working,
    byChoice,
    naive,
    usdPerMillionEvents: (total(taking) + total(keeping)) / millions,
    usdPerThousandReminders:
      total(reminderLines({ ...load, reminders: 1_000_000 }, counts, prices)) / 1e3,
    usdIdle: total(idle),
    usdMonth: total([...taking, ...keeping, ...telling, ...idle, ...working, ...byChoice]),
    naiveUsdPerMillionEvents: total(naive) / millions,
  };
}
