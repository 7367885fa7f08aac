import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { ProtocolOptions } from './options.ts';
import type { Protocol } from './protocol.ts';
import type { Found } from './result.ts';

/**
 * Runs the protocols whose files are there, one after another, those that measure time first; says
 * which are left out. What was found is in the order of the protocols.
 */
export async function runProtocols(
  protocols: readonly Protocol[],
  { only, dataFolder, quick }: Pick<ProtocolOptions, 'only' | 'dataFolder' | 'quick'>,
  say: (text: string) => void,
): Promise<Found[]> {
  const path = (file: string): string => join(dataFolder, file);
  const chosen = protocols.filter(({ name }) => only.length === 0 || only.includes(name));
  const all = new Map<Protocol, Found>();
  for (const [at, protocol] of timedFirst(chosen).entries()) {
    const { name, title, files } = protocol;
    const absent = files.filter((file) => !existsSync(path(file)));
    if (absent.length > 0) {
      say(`${name}: left out, ${dataFolder} has no ${absent.join(', ')}`);
      continue;
    }
    say(`${name}: ${title} (${at + 1} of ${chosen.length})`);
    const startedMs = performance.now();
    const found = await protocol.run({ quick, path, say: (text) => say(`${name}: ${text}`) });
    const seconds = Math.round((performance.now() - startedMs) / 100) / 10;
    all.set(protocol, { protocol: name, title, seconds, ...found });
  }
  return chosen.flatMap((protocol) => all.get(protocol) ?? []);
}

const timedFirst = (protocols: readonly Protocol[]): Protocol[] => [
  ...protocols.filter(({ isTimed }) => isTimed === true),
  ...protocols.filter(({ isTimed }) => isTimed !== true),
];
