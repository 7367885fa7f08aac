/** @throws RangeError when `today` is not a whole local day. */
export function checkDay(today: number): void {
  if (!Number.isInteger(today)) {
    throw new RangeError(`today must be a whole local day, got ${today}`);
  }
}

/** @throws RangeError when the horizon is not above zero days. */
export function checkHorizon(horizonDays: number): void {
  if (!(horizonDays > 0 && Number.isFinite(horizonDays))) {
    throw new RangeError(`horizonDays must be above 0, got ${horizonDays}`);
  }
}
