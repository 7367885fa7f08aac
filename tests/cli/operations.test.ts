import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Ended, runProgram } from '#tests/builders/run-program.ts';
import { temporaryFolder } from '#tests/builders/temporary-folder.ts';

const folder = temporaryFolder('beforehand-operations');
const data = join(folder, 'data');
const backup = join(folder, 'backup');

const beforehand = (...args: readonly string[]): Promise<Ended> =>
  runProgram('--data', data, ...args);

const rows = (customers: readonly string[], day: string): string =>
  [
    'customer,date,product,quantity,price_eur',
    ...customers.map((customer) => `${customer},${day},tea,1,9.00`),
  ].join('\n');

const importRows = async (name: string, text: string): Promise<void> => {
  const file = join(folder, name);
  writeFileSync(file, text);
  expect((await beforehand('import', file)).code).toBe(0);
};

beforeAll(async () => {
  await importRows('first.csv', rows(['C-1', 'C-2', 'C-3'], '2024-01-02'));
  cpSync(data, backup, { recursive: true });
}, 60_000);

describe('beforehand sending', () => {
  it('is on until it is switched off, which wants a reason', async () => {
    expect((await beforehand('sending')).out).toBe('sending:  on (as in the settings)\n');
    const { code, err } = await beforehand('sending', 'off');
    expect(code).toBe(2);
    expect(err).toContain('--reason');
    expect((await beforehand('sending', 'maybe')).code).toBe(2);
  });

  it('says since when and why it is off, as status does', async () => {
    const { code, out } = await beforehand('sending', 'off', '--reason', 'wrong prices');
    expect(code).toBe(0);
    expect(out).toMatch(/^sending: {2}OFF since \S+Z: wrong prices\n$/);
    expect((await beforehand('status')).out).toMatch(/^sending: {4}OFF since \S+Z: wrong prices$/m);
    const { sending } = JSON.parse((await beforehand('status', '--json')).out);
    expect(sending).toMatchObject({ state: 'off', reason: 'wrong prices' });
  });
});

describe('beforehand doctor', () => {
  it('examines a folder: what is well, what is not, what it means and what helps', async () => {
    const { code, out } = await beforehand('doctor');
    expect(code).toBe(0);
    expect(out).toMatch(/^ok +table customers +active$/m);
    expect(out).toMatch(/^ok +dead letters of events +none$/m);
    expect(out).toMatch(/^ok +clock /m);
    expect(out).toMatch(
      /^warning +sending +OFF since \S+Z: wrong prices\n +means: customers get no/m,
    );
    expect(out).toMatch(/^warning +dawn +last completed for 2024-01-02$/m);
    expect(out).toContain('0 broken, 3 warnings');
  });

  it('ends with code 1 when something is broken', async () => {
    const dead = { put: { id: 'm', queue: 'deliver-dead-letters', body: '{}' } };
    writeFileSync(join(data, 'queues.ndjson'), `${JSON.stringify(dead)}\n`);
    const { code, out } = await beforehand('doctor', '--json');
    expect(code).toBe(1);
    const { findings } = JSON.parse(out);
    expect(findings).toContainEqual(
      expect.objectContaining({
        subject: 'dead letters of deliver',
        level: 'broken',
        says: '1 message',
        meaning: 'due messages were not sent',
      }),
    );
  });

  it('refuses an environment that does not exist', async () => {
    const { code, err } = await beforehand('doctor', '--env', 'moon');
    expect(code).toBe(2);
    expect(err).toContain('dev, staging, prod');
  });
});

describe('beforehand erase', () => {
  it('asks for a yes, then deletes the customer, whom no import brings back', async () => {
    const asked = await beforehand('erase', 'C-2');
    expect(asked.code).toBe(2);
    expect(asked.err).toMatch(
      /erasing customer C-2 for good in folder .* needs a yes\nhint: Add --yes/,
    );
    expect(asked.err).not.toContain('--dry-run');
    const { code, out } = await beforehand('erase', 'C-2', '--yes');
    expect(code).toBe(0);
    expect(out).toMatch(/^erased, with 1 entry of history; tombstone [0-9a-f]{64}$/m);
    expect((await beforehand('explain', 'C-2')).code).toBe(2);
    await importRows('second.csv', rows(['C-1', 'C-2', 'C-4'], '2024-02-05'));
    expect((await beforehand('explain', 'C-2')).code).toBe(2);
    const again = await beforehand('erase', 'C-2', '--yes', '--json');
    expect(JSON.parse(again.out)).toMatchObject({ wasKnown: false, entries: 0 });
  });
});

describe('beforehand restore-drill', () => {
  it('brings a copy of the folder up to the present without whom was erased since', async () => {
    const { code, out } = await beforehand('restore-drill', backup, '--json');
    expect({ code, ...JSON.parse(out) }).toEqual({
      code: 0,
      customers: 3,
      refolded: 0,
      erasedAgain: 1,
      droppedAgain: 0,
      replayed: 2,
      same: 3,
      differing: 0,
      different: [],
    });
    const verified = await runProgram('verify', '--data', backup, '--json');
    expect(JSON.parse(verified.out)).toMatchObject({ customers: 3, mismatches: 0 });
  });

  it('takes no instant that leaves its zone open', async () => {
    const at = ['--env', 'dev', '--at', '2026-03-01 04:00'];
    const { code, err } = await beforehand('restore-drill', 'drill', ...at);
    expect(code).toBe(2);
    expect(err).toMatch(/2026-03-01 04:00 is no instant\nhint: .*2026-03-01T04:00:00Z/);
  });

  it('never writes where the shop runs', async () => {
    const { code, err } = await beforehand('restore-drill', data);
    expect(code).toBe(2);
    expect(err).toContain('beside the current ones');
  });
});
