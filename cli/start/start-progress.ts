import { minutes, number, plural } from '#cli/words.ts';
import type { DemoProgress } from '#local/demo/live-demo.ts';

const BAR_WIDTH = 20;

/** One line of at most 80 columns: how far the demo is, and what has come of it so far. */
export function progressLine(
  { day, days, events, reminders, alarms }: DemoProgress,
  seconds: number,
): string {
  const done = Math.round((BAR_WIDTH * day) / days);
  const bar = '#'.repeat(done) + '.'.repeat(BAR_WIDTH - done);
  return [
    `[${bar}] day ${number(day)}/${number(days)}`,
    `${number(events)} events`,
    plural(reminders, 'reminder'),
    plural(alarms, 'case'),
    minutes(seconds),
  ].join('  ');
}
