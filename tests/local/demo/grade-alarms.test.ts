import { describe, expect, it } from 'vitest';
import type { DemoCustomer, Fate } from '#local/demo/demo-customer.ts';
import { demoShop } from '#local/demo/demo-shop.ts';
import { gradeAlarms, plainAlarms } from '#local/demo/grade-alarms.ts';

const shop = demoShop({ seed: 1, endMs: Date.UTC(2026, 10, 20), customers: 4, days: 10, lift: 0 });
const customers = (...fates: readonly Fate[]): DemoCustomer[] =>
  fates.flatMap((fate, at) => {
    const customer = shop.customers[at];
    return customer === undefined ? [] : [{ ...customer, fate }];
  });
const leavesOn = (day: number): Fate => ({ kind: 'leaves', cause: 'silent-drift', day });
const stays: Fate = { kind: 'stays' };

describe('grading alarms', () => {
  it('tells those caught before they left from those caught soon, late and never', () => {
    const all = customers(leavesOn(100), leavesOn(100), leavesOn(100), leavesOn(100));
    const alarms = [
      { customerId: 'C-0001', fromDay: 90 },
      { customerId: 'C-0002', fromDay: 130 },
      { customerId: 'C-0003', fromDay: 131 },
    ];
    const grade = gradeAlarms(alarms, all, 200);
    expect(grade).toMatchObject({ left: 4, caughtBefore: 1, caughtWithin30Days: 1, never: 1 });
    expect(grade).toMatchObject({ alarms: 3, falseAlarms: 0, medianDaysAfterLeaving: 30 });
    expect(grade.causes.find(({ cause }) => cause === 'silent-drift')?.caughtLater).toBe(1);
  });

  it('counts alarms about those who stay, or that ended before they left, as false', () => {
    const alarms = [
      { customerId: 'C-0001', fromDay: 50 },
      { customerId: 'C-0002', fromDay: 50, untilDay: 60 },
      { customerId: 'C-0002', fromDay: 110 },
    ];
    const grade = gradeAlarms(alarms, customers(stays, leavesOn(100)), 200);
    expect(grade).toMatchObject({ alarms: 3, falseAlarms: 2, caughtWithin30Days: 1 });
  });

  it('says nothing about customers who are not asked about or have not left yet', () => {
    const alarms = [{ customerId: 'C-0004', fromDay: 50 }];
    expect(gradeAlarms(alarms, customers(stays, leavesOn(300)), 200)).toMatchObject({
      alarms: 0,
      left: 0,
    });
  });
});

describe('the plain rule for alarms', () => {
  it('starts after so many silent days and ends with the next order', () => {
    const orderDays = new Map([['C-0001', [0, 30, 130]]]);
    expect(plainAlarms(orderDays, 60, 180)).toEqual([
      { customerId: 'C-0001', fromDay: 90, untilDay: 130 },
    ]);
    expect(plainAlarms(orderDays, 60, 190)).toEqual([
      { customerId: 'C-0001', fromDay: 90, untilDay: 130 },
      { customerId: 'C-0001', fromDay: 190 },
    ]);
  });
});
