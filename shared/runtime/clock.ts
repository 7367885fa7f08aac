/** Where the time comes from. Handed to every use case, so that tests and the demo can run it fast. */
export type Clock = { nowMs(): number };

let current: Clock = { nowMs: () => Date.now() };

/** The clock that handlers are wired with; it follows `useClock` even after they were wired. */
export const clock: Clock = { nowMs: () => current.nowMs() };

/** Replaces the time of the whole process; only the local runtime does this. */
export function useClock(replacement: Clock): void {
  current = replacement;
}
