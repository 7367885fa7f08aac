import { describe, expect, test } from 'vitest';
import type { Protocol } from '#bench/models/protocol.ts';
import { runProtocols } from '#bench/models/run-protocols.ts';

const options = { only: [], dataFolder: '/nowhere', quick: true };

describe('a run of protocols', () => {
  const ran: string[] = [];
  const said: string[] = [];
  const protocol = (name: string, extra: Partial<Protocol> = {}): Protocol => ({
    name,
    title: `what ${name} asks`,
    files: [],
    run: async () => {
      ran.push(name);
      return { parts: [], targets: [], checks: [], notes: [] };
    },
    ...extra,
  });
  const protocols = [
    protocol('pairs'),
    protocol('absent', { files: ['absent.csv'] }),
    protocol('speed', { isTimed: true }),
    protocol('small'),
  ];

  test('begins with what measures time, and tells all in the order of the protocols', async () => {
    const found = await runProtocols(protocols, options, (text) => said.push(text));
    expect(ran).toEqual(['speed', 'pairs', 'small']);
    expect(found.map((one) => one.protocol)).toEqual(['pairs', 'speed', 'small']);
    expect(said).toEqual([
      'speed: what speed asks (1 of 4)',
      'pairs: what pairs asks (2 of 4)',
      'absent: left out, /nowhere has no absent.csv',
      'small: what small asks (4 of 4)',
    ]);
  });

  test('runs only those asked for', async () => {
    const some = await runProtocols(protocols, { ...options, only: ['small'] }, () => undefined);
    expect(some.map(({ title }) => title)).toEqual(['what small asks']);
  });
});
