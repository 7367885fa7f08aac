import type { DaySheet } from '#shared/store/ports.ts';

/*
 * Four hundred days have 38,400 quarter hours, and in nearly all of them nothing is due. A run that
 * only hands out rows of the day sheet is skipped while it is known that no row is due: the sheet
 * is asked for its next row once, and again after the function that alone writes it has run, and
 * after a day in any case. So a skipped run costs a comparison.
 */

const LOOK_AHEAD_MS = 86_400_000;

export type DueGate = {
  /** The function that keeps the sheet has run: what is known of it no longer holds. */
  touched(): void;
  /** Instant before which nothing is due, as known at `nowMs`. */
  quietUntilMs(nowMs: number): Promise<number>;
};

export function dueGate(sheet: Pick<DaySheet, 'due'>): DueGate {
  let knownUntilMs: number | undefined;
  return {
    touched: () => {
      knownUntilMs = undefined;
    },
    quietUntilMs: async (nowMs) => {
      if (knownUntilMs === undefined || knownUntilMs <= nowMs) {
        const [first] = await sheet.due(nowMs + LOOK_AHEAD_MS, 1);
        knownUntilMs = first === undefined ? nowMs + LOOK_AHEAD_MS : first.sendAtMs;
      }
      return knownUntilMs;
    },
  };
}
