import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openJournal, readJournal } from '#local/journal.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beforehand-journal-'));
  path = join(folder, 'queues.ndjson');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const entry = (id: string, body = `body of ${id}`) => ({ id, queue: 'events', body });
const nothing = async () => {};

test('a journal that was never written holds nothing', async () => {
  expect(await readJournal(path)).toEqual([]);
});

test('what was put and not dropped is found again, in order, where it was moved to', async () => {
  const journal = await openJournal(path, nothing);
  await journal.put([entry('a'), entry('b'), entry('c')]);
  journal.drop('b');
  journal.move('a', 'events-dead-letters');
  await journal.close();
  expect(await readJournal(path)).toEqual([
    { ...entry('a'), queue: 'events-dead-letters' },
    entry('c'),
  ]);
});

test('a put is on disk when it resolves, without closing', async () => {
  const journal = await openJournal(path, nothing);
  await journal.put([entry('a')]);
  expect(await readJournal(path)).toEqual([entry('a')]);
  await journal.close();
});

test('a line cut off by a crash is left out', async () => {
  const journal = await openJournal(path, nothing);
  await journal.put([entry('a')]);
  await journal.close();
  await appendFile(path, '{"put":{"id":"b","que');
  expect(await readJournal(path)).toEqual([entry('a')]);
});

test('a message deleted before its line was written does not come back', async () => {
  const journal = await openJournal(path, nothing);
  journal.drop('early');
  await journal.put([entry('early'), entry('late')]);
  await journal.close();
  expect(await readJournal(path)).toEqual([entry('late')]);
});

test('the old journal stays until its messages were put back', async () => {
  const first = await openJournal(path, nothing);
  await first.put([entry('a')]);
  await first.close();
  const broken = openJournal(path, async (journal) => {
    await journal.put([entry('a2')]);
    throw new Error('crashed while refilling');
  });
  await expect(broken).rejects.toThrow('crashed while refilling');
  expect(await readJournal(path)).toEqual([entry('a')]);
  const second = await openJournal(path, (journal) => journal.put([entry('a3')]));
  expect(await readJournal(path)).toEqual([entry('a3')]);
  await second.close();
});

test('a file that is mostly about deleted messages is written anew and loses none that live', async () => {
  const journal = await openJournal(path, nothing);
  const large = 'x'.repeat(500_000);
  const kept: string[] = [];
  const written: Promise<void>[] = [];
  let done = false;
  /* Goes on while others wait for the disk, so that lines arrive while the file is written anew. */
  const neverWaiting = async (): Promise<void> => {
    for (let index = 0; !done; index += 1) {
      kept.push(`kept-${index}`);
      written.push(journal.put([entry(`kept-${index}`)]));
      await setImmediate();
    }
  };
  const busy = neverWaiting();
  for (let index = 0; index < 60; index += 1) {
    journal.drop(`gone-${index - 1}`);
    await Promise.race([journal.put([entry(`gone-${index}`, large)]), setTimeout(3)]);
  }
  journal.drop('gone-59');
  done = true;
  await busy;
  await Promise.all(written);
  await journal.close();
  expect((await stat(path)).size).toBeLessThan(20_000_000);
  const found = (await readJournal(path)).map(({ id }) => id);
  expect(found.sort()).toEqual(kept.sort());
});

test('any order of puts, drops and moves leaves exactly what was not dropped', async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('put'), id: fc.nat(20) }),
    fc.record({ kind: fc.constant('drop'), id: fc.nat(20) }),
    fc.record({ kind: fc.constant('move'), id: fc.nat(20) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      await rm(path, { force: true });
      const journal = await openJournal(path, nothing);
      const expected = new Map<string, string>();
      const known = new Set<string>();
      for (const { kind, id } of steps) {
        const name = `m${id}`;
        if (kind === 'put' && !known.has(name)) {
          known.add(name);
          expected.set(name, 'events');
          await journal.put([entry(name)]);
        }
        if (kind === 'drop' && known.has(name)) {
          expected.delete(name);
          journal.drop(name);
        }
        if (kind === 'move' && expected.has(name)) {
          expected.set(name, 'dead');
          journal.move(name, 'dead');
        }
      }
      await journal.close();
      const found = (await readJournal(path)).map(({ id, queue }) => [id, queue]);
      expect(new Map(found.map(([id = '', queue = '']) => [id, queue]))).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test('a text with line breaks stays one line', async () => {
  const journal = await openJournal(path, nothing);
  await journal.put([entry('a', 'one\ntwo\u2028three')]);
  await journal.close();
  expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(2);
  expect((await readJournal(path))[0]?.body).toBe('one\ntwo\u2028three');
});
