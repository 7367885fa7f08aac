import type { PeerReport } from './peers.ts';
import type { Found, MethodRow, Part } from './result.ts';

/** What was found out with the rows of Python's models, run here just now, added to their tables. */
export function besidePeers(found: readonly Found[], peers: PeerReport | undefined): Found[] {
  if (peers === undefined) return [...found];
  return found.map((one) => ({
    ...one,
    parts: one.parts.map((part) => withPeers(one.protocol, part, peers)),
  }));
}

function withPeers(protocol: string, part: Part, { results }: PeerReport): Part {
  const rows = results
    .filter((peer) => peer.protocol === protocol && peer.part === part.beside)
    .map(
      ({ method, figures, fitSeconds }): MethodRow => ({
        method,
        speaker: 'peer',
        figures: { ...figures, fitSeconds },
      }),
    );
  return rows.length === 0 ? part : { ...part, methods: [...part.methods, ...rows] };
}
