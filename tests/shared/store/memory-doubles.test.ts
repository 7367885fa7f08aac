import { expect, test } from 'vitest';
import { memoryContactStore } from '#tests/doubles/memory-contact-store.ts';
import { memoryCustomerStore } from '#tests/doubles/memory-customer-store.ts';
import { memoryQueue } from '#tests/doubles/memory-queue.ts';
import { customerWith } from './contract/fixtures.ts';

const crashingAt = (at: string) => async (name: string) => {
  if (name === at) throw new Error(`crash at ${name}`);
};

test('the step is awaited before and after every effect, by name', async () => {
  const names: string[] = [];
  const store = memoryCustomerStore(async (name) => {
    names.push(name);
  });
  await store.load('C-1');
  await store.commit('C-1', 0, customerWith(1));
  expect(names).toEqual([
    'customers.load:before',
    'customers.load:after',
    'customers.commit:before',
    'customers.commit:after',
  ]);
});

test('a crash before an effect leaves nothing, one after it leaves the effect', async () => {
  const before = memoryCustomerStore(crashingAt('customers.commit:before'));
  await expect(before.commit('C-1', 0, customerWith(1))).rejects.toThrow('crash');
  expect(before.stored.size).toBe(0);
  const after = memoryCustomerStore(crashingAt('customers.commit:after'));
  await expect(after.commit('C-1', 0, customerWith(1))).rejects.toThrow('crash');
  expect(after.stored.get('C-1')?.version).toBe(1);
});

test('two writers who are held between reading and writing do conflict', async () => {
  const gate = Promise.withResolvers<void>();
  const store = memoryCustomerStore((name) =>
    name === 'customers.commit:before' ? gate.promise : Promise.resolve(),
  );
  const commits = [1, 2].map((facts) => store.commit('C-1', 0, customerWith(facts)));
  gate.resolve();
  expect((await Promise.all(commits)).sort()).toEqual(['committed', 'conflict']);
});

test('messages of a queue are taken oldest first, and as they were when sent', async () => {
  const queue = memoryQueue<{ id: number }>();
  const first = { id: 1 };
  await queue.send([first, { id: 2 }]);
  first.id = 99;
  expect(queue.take(1)).toEqual([{ id: 1 }]);
  expect(queue.messages).toEqual([{ id: 2 }]);
});

test('a double of contact data forgets no field when a step is slow', async () => {
  const contacts = memoryContactStore(() => Promise.resolve());
  await Promise.all([
    contacts.identify('C-1', { name: 'Ann' }, 1),
    contacts.identify('C-1', { locale: 'de' }, 1),
  ]);
  expect(await contacts.find('C-1')).toEqual({ name: 'Ann', locale: 'de' });
});
