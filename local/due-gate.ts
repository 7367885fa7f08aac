import { DAY_MS } from '#shared/domain/time/spans.ts';
import type { DaySheet } from '#shared/store/ports.ts';

/*
 * Four hundred days have 38,400 quarter hours, and in nearly all of them nothing is due. A run that
 * only hands out rows of the day sheet is left out while it is known that no row is due: the sheet
 * is asked for its next row once, and again after the function that alone writes it has run, and
 * when the days it was asked for are over. So a run that is left out costs a comparison.
 */

const LOOK_AHEAD_MS = 3 * DAY_MS;

export type DueGate = {
  /** The function that keeps the sheet has run: what is known of it no longer holds. */
  touched(): void;
  /** Instant of the next row when the sheet has one; otherwise up to when it is known to have none. */
  quietUntilMs(atMs: number): Promise<number>;
};

export function dueGate(sheet: Pick<DaySheet, 'due'>): DueGate {
  let nextRowMs: number | undefined;
  let emptyUntilMs = Number.NEGATIVE_INFINITY;
  return {
    touched: () => {
      nextRowMs = undefined;
      emptyUntilMs = Number.NEGATIVE_INFINITY;
    },
    quietUntilMs: async (atMs) => {
      if (nextRowMs === undefined && emptyUntilMs <= atMs) {
        const [first] = await sheet.due(atMs + LOOK_AHEAD_MS, 1);
        nextRowMs = first?.sendAtMs;
        emptyUntilMs = atMs + LOOK_AHEAD_MS;
      }
      return nextRowMs ?? emptyUntilMs;
    },
  };
}
