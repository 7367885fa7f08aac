const PRIME = 0x01000193;
const OFFSETS = [0x811c9dc5, 0x050c5d1f] as const;

/**
 * The same 13-character id for the same text, for ever and on every machine: two FNV-1a hashes of
 * 32 bits (Fowler, Noll, Vo) in base 36. For ids and shares, not for secrets.
 */
export const stableId = (text: string): string =>
  OFFSETS.map((offset) => fnv1a(text, offset).toString(36).padStart(7, '0'))
    .join('')
    .slice(1);

/** A number in [0, 1) that depends only on the text. */
export const stableShare = (text: string): number => mixed(fnv1a(text, OFFSETS[0])) / 2 ** 32;

function fnv1a(text: string, offset: number): number {
  let hash: number = offset;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ (text.charCodeAt(at) & 0xff), PRIME);
    hash = Math.imul(hash ^ (text.charCodeAt(at) >>> 8), PRIME);
  }
  return hash >>> 0;
}

/** FNV's high bits move little on short texts that differ at their end; this finalizer spreads them. */
function mixed(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
