import type { PeerReport } from './peers.ts';
import type { Found, MethodRow, Part, Target } from './result.ts';
import { atMost } from './targets.ts';

const FIT = 'fit of the customer model, CDNOW full';
const PEER_FIT = 'BG/NBD, lifetimes';

/** What was found out with the rows of Python's models, run here just now, added to their tables. */
export function besidePeers(found: readonly Found[], peers: PeerReport | undefined): Found[] {
  if (peers === undefined) return [...found];
  return found.map((one) => ({
    ...one,
    parts: one.parts.map((part) => withPeers(one.protocol, part, peers)),
    targets: [...one.targets, ...fitRatio(one, peers)],
  }));
}

/** Time of our fit of the same customers as a share of the time of theirs, in this run. */
function fitRatio({ parts }: Found, { results }: PeerReport): Target[] {
  const rows = parts.flatMap(({ methods }) => methods);
  const ours = rows.find(({ method }) => method === FIT)?.figures['seconds'];
  const theirs = results.find(({ method }) => method === PEER_FIT)?.fitSeconds;
  if (ours === undefined || theirs === undefined) return [];
  const what = `${FIT}: time as a share of that of ${PEER_FIT}`;
  return [{ ...atMost(what, ours / theirs, { reach: 1 }), isTime: true }];
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
