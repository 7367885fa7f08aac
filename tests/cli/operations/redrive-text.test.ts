import { expect, test } from 'vitest';
import { isChosen, quarantinedEntry } from '#cli/operations/redrive/entry.ts';
import { entryText, lookText } from '#cli/operations/redrive/redrive-text.ts';
import { WIDTH } from '#cli/table.ts';

const NOW_MS = Date.UTC(2026, 2, 1);

/** A row that an import could not use, as the import puts it aside. */
const refusedRow = (line: number, reason = 'customer is empty') =>
  quarantinedEntry({
    id: `import:707569512488fd5e:${line}`,
    atMs: NOW_MS,
    source: `line ${line} of orders of May.csv`,
    reasons: [reason],
    redacted: '',
  });

const refusedEvent = (id: string) =>
  quarantinedEntry({ id, atMs: NOW_MS, source: 'track', reasons: ['wrong'], redacted: '{}' });

const textOf = (...entries: ReturnType<typeof refusedRow>[]): string =>
  lookText({ entries, more: [] }, 20, NOW_MS);

test('rows of one file with one reason are counted together', () => {
  const text = textOf(refusedRow(7), refusedRow(12));
  expect(text).toMatch(/^quarantined +orders of May\.csv +2 +0 minutes +customer is empty$/m);
});

test('what is shown of an id chooses that entry alone', () => {
  const events = ['track-0000-0000-a', 'track-0000-0000-b'].map((id) => refusedEvent(id));
  const entries = [refusedRow(1), refusedRow(12), ...events];
  const shown = [...textOf(...entries).matchAll(/^(?:import:|track-)\S+/gm)].map(([id]) => id);
  const meant = shown.map((id) =>
    entries.filter((entry) =>
      isChosen(entry, { ids: [id], from: undefined, reason: undefined, all: false }),
    ),
  );
  expect(meant).toEqual(entries.map((entry) => [entry]));
});

test('rows are chosen by their file', () => {
  const choice = { ids: [], from: 'orders of May.csv', reason: undefined, all: false };
  expect(isChosen(refusedRow(7), choice)).toBe(true);
  expect(isChosen(refusedRow(7), { ...choice, from: 'orders.csv' })).toBe(false);
});

test('a long reason is cut so that lines stay within the width of a terminal', () => {
  const text = textOf(refusedRow(7, 'time '.repeat(60)), refusedRow(8, 'customer is empty'));
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBe(WIDTH);
  expect(text).toContain('…');
});

test('an entry of which nothing was kept says so', () => {
  const text = entryText(refusedRow(7));
  expect(text).toContain('kind:    quarantined at orders of May.csv:7');
  expect(text).toContain('content: not kept');
});
