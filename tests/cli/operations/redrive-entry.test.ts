import { describe, expect, it } from 'vitest';
import {
  type Choice,
  type Entry,
  isChosen,
  isEmptyChoice,
  nameOf,
  quarantinedEntry,
} from '#cli/operations/redrive/entry.ts';

const entryOf = (changes: Partial<Entry> = {}): Entry => ({
  id: 'abc123',
  kind: 'dead',
  from: 'events',
  reasons: ['Failed each time it was tried', 'Table is away'],
  atMs: 0,
  content: '{}',
  ...changes,
});
const choice = (changes: Partial<Choice> = {}): Choice => ({
  ids: [],
  from: undefined,
  reason: undefined,
  all: false,
  ...changes,
});

describe('what was set aside', () => {
  const quarantined = { id: 'q-1', reasons: ['date is empty'], atMs: 5, redacted: '{"a":1}' };

  it('names the row of a file, and otherwise who refused it', () => {
    expect(quarantinedEntry({ ...quarantined, source: 'line 7 of orders of may.csv' })).toEqual({
      id: 'q-1',
      kind: 'quarantined',
      from: 'orders of may.csv',
      line: 7,
      reasons: ['date is empty'],
      atMs: 5,
      content: '{"a":1}',
    });
    const tracked = quarantinedEntry({ ...quarantined, source: 'track' });
    expect(tracked.from).toBe('track');
    expect(tracked).not.toHaveProperty('line');
  });

  it.each([
    ['{"type":"Order Completed","kind":"x"}', 'Order Completed'],
    ['{"detail-type":"Customer Lost"}', 'Customer Lost'],
    ['{"type":5,"event":"Signed Up"}', 'Signed Up'],
    ['{"customerId":"C-1","contactId":"k"}', 'delivery'],
    ['{"customerId":"C-1"}', 'unnamed'],
    ['[1]', 'not JSON'],
    ['nonsense', 'not JSON'],
  ])('%s is called %s', (content, name) => {
    expect(nameOf(content)).toBe(name);
  });
});

describe('a choice of entries', () => {
  it('means none until something is said', () => {
    expect(isEmptyChoice(choice())).toBe(true);
    for (const said of [{ ids: ['a'] }, { from: 'events' }, { reason: 'x' }, { all: true }]) {
      expect(isEmptyChoice(choice(said))).toBe(false);
    }
  });

  it('is by any of the ids or their beginnings', () => {
    expect(isChosen(entryOf(), choice({ ids: ['zzz', 'abc'] }))).toBe(true);
    expect(isChosen(entryOf(), choice({ ids: ['bc1'] }))).toBe(false);
  });

  it('is by the whole id where it is of a row of a file', () => {
    const row = entryOf({ id: 'file-line-12', line: 12 });
    expect(isChosen(row, choice({ ids: ['file-line-1'] }))).toBe(false);
    expect(isChosen(row, choice({ ids: ['file-line-12'] }))).toBe(true);
  });

  it('is by place and part of a reason, in any case, and by all that is said together', () => {
    expect(isChosen(entryOf(), choice({ from: 'events', reason: 'table IS' }))).toBe(true);
    expect(isChosen(entryOf(), choice({ from: 'alerts' }))).toBe(false);
    expect(isChosen(entryOf(), choice({ reason: 'throttled' }))).toBe(false);
    expect(isChosen(entryOf(), choice({ ids: ['abc'], from: 'alerts' }))).toBe(false);
    expect(isChosen(entryOf(), choice({ all: true }))).toBe(true);
  });
});
