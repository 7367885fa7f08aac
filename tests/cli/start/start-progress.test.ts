import { describe, expect, it } from 'vitest';
import { progressLine } from '#cli/start/start-progress.ts';

describe('the progress of the demo', () => {
  it('fills the bar with the days and fits the line', () => {
    const line = progressLine(
      { day: 200, days: 400, events: 11_386, reminders: 1_432, alarms: 1 },
      75,
    );
    expect(line).toBe(
      '[##########..........] day 200/400  11,386 events  1,432 reminders  1 case  1:15',
    );
    expect(line.length).toBeLessThanOrEqual(80);
  });
});
