import { expect, it } from 'vitest';
import { FAULTS_KEPT, faultLog } from '#shared/importing/fault-log.ts';

it('counts every fault and keeps the first ones by line', () => {
  const log = faultLog();
  for (let nth = 0; nth < FAULTS_KEPT + 5; nth += 1) {
    log.add({ line: FAULTS_KEPT + 5 - nth, reason: 'date is empty' });
  }
  expect(log.count()).toBe(FAULTS_KEPT + 5);
  expect(log.kept()).toHaveLength(FAULTS_KEPT);
  expect(log.kept()[0]?.line).toBe(6);
  expect(log.byReason()).toEqual([{ reason: 'date is empty', rows: FAULTS_KEPT + 5 }]);
});

it('tells reasons without the values that they quote, the most frequent first', () => {
  const log = faultLog();
  log.add({ line: 1, reason: 'order 17 has two customers' });
  log.add({ line: 2, reason: 'price is "a", must be a number' });
  log.add({ line: 3, reason: 'price is "b", must be a number' });
  log.add({ line: 4, reason: 'order 18 has two customers' });
  log.add({ line: 5, reason: 'price is "c", must be a number' });
  expect(log.byReason()).toEqual([
    { reason: 'price is …, must be a number', rows: 3 },
    { reason: 'order … has two customers', rows: 2 },
  ]);
});

it('holds so many reasons at most; the rest are one', () => {
  const log = faultLog();
  for (let nth = 0; nth < 103; nth += 1) log.add({ line: nth, reason: `reason ${nth + 100}` });
  log.add({ line: 103, reason: 'reason 100' });
  const reasons = log.byReason();
  expect(reasons).toHaveLength(101);
  expect(reasons.slice(0, 3)).toEqual([
    { reason: 'other', rows: 3 },
    { reason: 'reason 100', rows: 2 },
    { reason: 'reason 101', rows: 1 },
  ]);
});
