import { expect, test } from 'vitest';
import type { ContactStore, Profile } from '#shared/store/ports.ts';

const statements: readonly (readonly [Profile, number])[] = [
  [{ name: 'Ann', email: 'old@example.com', locale: 'de' }, 100],
  [{ email: 'new@example.com', preferredChannel: 'email' }, 300],
  [{ email: 'between@example.com', name: 'Anna Ильина 🌿' }, 200],
  [{ phone: '+4915100000000', name: 'Annabel' }, 50],
  [{ locale: 'en-GB' }, 100],
];
const newest: Profile = {
  name: 'Anna Ильина 🌿',
  email: 'new@example.com',
  phone: '+4915100000000',
  locale: 'en-GB',
  preferredChannel: 'email',
};

/** What every contact store must do; `make` answers an empty one. */
export function contactStoreContract(make: () => Promise<ContactStore>): void {
  test('nobody is known at first, nor after an identification that says nothing', async () => {
    const contacts = await make();
    expect(await contacts.find('C-1')).toBeUndefined();
    await contacts.identify('C-1', {}, 1);
    expect(await contacts.find('C-1')).toBeUndefined();
  });

  test.each(orders(statements.length).map((order) => [order.join(''), order] as const))(
    'of every field the newest value stays, told in order %s',
    async (_, order) => {
      const contacts = await make();
      for (const index of order) {
        const [profile, atMs] = statements[index] ?? [{}, 0];
        await contacts.identify('C-1', profile, atMs);
      }
      expect(await contacts.find('C-1')).toEqual(newest);
    },
  );

  test('of every field the newest value stays, told all at once', async () => {
    const contacts = await make();
    await Promise.all(statements.map(([profile, atMs]) => contacts.identify('C-1', profile, atMs)));
    expect(await contacts.find('C-1')).toEqual(newest);
  });

  test('customers do not share fields', async () => {
    const contacts = await make();
    await contacts.identify('C-1', { name: 'Ann' }, 1);
    await contacts.identify('C-2', { locale: 'de' }, 2);
    expect(await contacts.find('C-2')).toEqual({ locale: 'de' });
  });

  test('an erased customer stays erased, whatever was still on its way', async () => {
    const contacts = await make();
    await contacts.identify('C-1', { name: 'Ann', email: 'ann@example.com' }, 1);
    await contacts.erase('C-1');
    expect(await contacts.find('C-1')).toBeUndefined();
    await contacts.identify('C-1', { name: 'Ann', email: 'ann@example.com' }, 2);
    expect(await contacts.find('C-1')).toBeUndefined();
  });

  test('erasing somebody unknown, or twice, is harmless', async () => {
    const contacts = await make();
    await contacts.erase('C-1');
    await contacts.erase('C-1');
    expect(await contacts.find('C-1')).toBeUndefined();
  });
}

/** Every order of so many things: too many for five tables, so each rotation, both ways. */
function orders(count: number): number[][] {
  const forward = Array.from({ length: count }, (_, index) => index);
  return forward.flatMap((start) => {
    const rotated = [...forward.slice(start), ...forward.slice(0, start)];
    return [rotated, [...rotated].reverse()];
  });
}
