import { describe, expect, onTestFinished, test } from 'vitest';
import { customerStore } from '#shared/store/customer-store.ts';
import { ledgerStore } from '#shared/store/ledger-store.ts';
import { withDynalite } from './contract/dynalite-server.ts';
import { freshTable, localClient } from './contract/dynamo-stores.ts';
import { customerWith, viewedAt } from './contract/fixtures.ts';

const engine = withDynalite();

/** A client that loses the answer to its first write, whatever became of it, and asks again. */
async function losingAnAnswer() {
  const endpoint = await engine().config.endpoint?.();
  if (endpoint === undefined) throw new Error('the engine has no endpoint');
  const client = localClient(`http://${endpoint.hostname}:${endpoint.port}`);
  onTestFinished(() => client.destroy());
  let isLost = false;
  client.middlewareStack.add(
    (next, context) => async (request) => {
      if (isLost || context.commandName !== 'PutItemCommand') return next(request);
      isLost = true;
      await next(request).catch(() => {});
      throw Object.assign(new Error('the answer was lost'), { name: 'TimeoutError' });
    },
    { step: 'deserialize', priority: 'low' },
  );
  return client;
}

describe('a commit whose answer is lost and which the SDK sends again', () => {
  test('is committed when the first try was written', async () => {
    const table = await freshTable(engine(), 'customers');
    const store = customerStore(engine(), table);
    await store.commit('C-1', 0, customerWith(1));
    const unlucky = customerStore(await losingAnAnswer(), table);
    expect(await unlucky.commit('C-1', 1, customerWith(2))).toBe('committed');
    expect(await store.load('C-1')).toMatchObject({ version: 2, fold: { facts: 2 } });
  });

  test('is committed when it was the first of a customer', async () => {
    const table = await freshTable(engine(), 'customers');
    const unlucky = customerStore(await losingAnAnswer(), table);
    expect(await unlucky.commit('C-1', 0, customerWith(1))).toBe('committed');
  });

  test('conflicts when another wrote the very same state a moment before', async () => {
    const table = await freshTable(engine(), 'customers');
    const store = customerStore(engine(), table);
    await store.commit('C-1', 0, customerWith(1));
    await store.commit('C-1', 1, customerWith(2));
    const unlucky = customerStore(await losingAnAnswer(), table);
    expect(await unlucky.commit('C-1', 1, customerWith(2))).toBe('conflict');
  });
});

describe('a fact whose answer is lost and which the SDK sends again', () => {
  test('was added when the first try was written', async () => {
    const table = await freshTable(engine(), 'ledger');
    const unlucky = ledgerStore(await losingAnAnswer(), table, 12);
    expect(await unlucky.append('C-1', viewedAt(1, 'a'))).toBe('added');
  });

  test('existed when the ledger had another of its key', async () => {
    const table = await freshTable(engine(), 'ledger');
    const { key, atMs, event } = viewedAt(1, 'a');
    const earlier = { key, atMs, event: { ...event, customerId: 'C-2' } };
    await ledgerStore(engine(), table, 12).append('C-1', earlier);
    const unlucky = ledgerStore(await losingAnAnswer(), table, 12);
    expect(await unlucky.append('C-1', viewedAt(1, 'a'))).toBe('existed');
  });
});
