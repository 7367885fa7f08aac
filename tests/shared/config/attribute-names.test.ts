import { expect, it } from 'vitest';
import { attributeNames } from '#shared/config/attribute-names.ts';
import { shopWith } from '#tests/builders/shop.ts';

it('keeps nothing unless the shop lists it', () => {
  expect(shopWith().attributes).toBeUndefined();
  expect(shopWith({ attributes: ['plan', 'planName', 'Contract type'] }).attributes).toHaveLength(
    3,
  );
});

it.each([
  'email',
  'E-Mail',
  'work_email',
  'phone',
  'phoneNumber',
  'name',
  'First Name',
  'lastname',
  'address',
  'billing_address',
  'Street',
  'birthday',
  'date_of_birth',
  'zip',
  'ip',
  'customerID',
  'iban',
])('refuses %s, which says who the customer is', (name) => {
  expect(() => shopWith({ attributes: ['plan', name] })).toThrow(
    `\\"${name}\\" says who the customer is; list only what describes them`,
  );
});

it('refuses too many names, long ones, and one twice', () => {
  const many = Array.from({ length: 33 }, (_, at) => `a${at}`);
  for (const wrong of [many, ['x'.repeat(65)], [''], ['plan', 'plan']]) {
    expect(attributeNames.safeParse(wrong).success).toBe(false);
  }
  expect(attributeNames.safeParse(many.slice(1)).success).toBe(true);
});
