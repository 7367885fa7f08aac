/** Milliseconds; a local day is an hour shorter or longer where the clocks change, see `calendarOf`. */
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** The month by which loads, prices and bills are reckoned. */
export const DAYS_OF_A_MONTH = 30;
export const SECONDS_OF_A_MONTH = (DAYS_OF_A_MONTH * DAY_MS) / 1_000;
