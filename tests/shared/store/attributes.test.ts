import { describe, expect, it } from 'vitest';
import { bytes, number, text } from '#shared/store/attributes.ts';

const item = { name: { S: '' }, count: { N: '0' }, packed: { B: new Uint8Array() } };

describe('an attribute of an item', () => {
  it('is read, empty and zero as any other', () => {
    expect(text(item, 'name')).toBe('');
    expect(number(item, 'count')).toBe(0);
    expect(bytes(item, 'packed')).toEqual(new Uint8Array());
  });

  it.each([
    ['string', () => text(item, 'count'), 'count'],
    ['string', () => text(item, 'absent'), 'absent'],
    ['number', () => number(item, 'name'), 'name'],
    ['number', () => number(item, 'absent'), 'absent'],
    ['binary', () => bytes(item, 'name'), 'name'],
    ['binary', () => bytes(item, 'absent'), 'absent'],
  ])('is refused by its name when it is no %s', (kind, read, name) => {
    expect(read).toThrow(`expected a ${kind} attribute ${name}`);
  });
});
