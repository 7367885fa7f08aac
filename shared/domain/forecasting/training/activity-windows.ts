/** A past day, and a time after it within which something happened or not. */
export type Window = {
  readonly day: number;
  readonly horizonDays: number;
  /** How much its outcomes count. */
  readonly weight: number;
};

/** Lengths of time that are looked at, so that the layer holds for all of them. */
const HORIZONS = [14, 30, 60, 120];
/** Windows end today and a month ago, those of a month ago count a factor e less. */
const ENDED_DAYS_AGO = [0, 30];
const FADING_DAYS = 30;
/** Windows by which the level is followed: the last year in months. */
const LEVEL = { days: 30, windows: 12 } as const;

/** Windows that have just closed: the newest outcomes of every length. Labels ended by `today`. */
export const recentWindows = (today: number): Window[] =>
  ENDED_DAYS_AGO.flatMap((ago) =>
    HORIZONS.map((horizonDays) => ({
      day: today - ago - horizonDays,
      horizonDays,
      weight: Math.exp(-ago / FADING_DAYS),
    })),
  );

/** One month after another until `today`, oldest first. */
export const levelWindows = (today: number): Window[] =>
  Array.from({ length: LEVEL.windows }, (_, at) => ({
    day: today - (LEVEL.windows - at) * LEVEL.days,
    horizonDays: LEVEL.days,
    weight: 1,
  }));
