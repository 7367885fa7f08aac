import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type Format, refuseNewer } from '#shared/config/formats.ts';
import type { Fact } from '#shared/domain/customer/fact.ts';
import { bytes, type Item, text } from './attributes.ts';
import { readFact, readNote, writeFact, writeNote } from './ledger-text.ts';
import { packFact, packingOf, packNote, unpackFact, unpackNote } from './pack-entry.ts';
import type { LedgerNote } from './ports.ts';
import { ENTRY_PREFIX } from './table-design.ts';

/** What an entry says, beside its key: text in `body` (format 0), or packed. */
type Content = { readonly body: AttributeValue.SMember } | { readonly p: AttributeValue.BMember };

/** One letter, because it is stored with every fact there ever was. */
const PACKED = 'p';

export const factContent = (customerId: string, fact: Fact, { written }: Format): Content =>
  written === 0
    ? { body: { S: writeFact(fact) } }
    : { [PACKED]: { B: packFact(customerId, fact, written) } };

export const noteContent = (note: LedgerNote, { written }: Format): Content =>
  written === 0 ? { body: { S: writeNote(note) } } : { [PACKED]: { B: packNote(note, written) } };

/** @throws RangeError when a newer version wrote it, ZodError naming what does not fit. */
export function factOf(item: Item, format: Format): Fact {
  if (item['body'] !== undefined) return readFact(text(item, 'body'));
  const key = text(item, 'entry').slice(ENTRY_PREFIX.fact.length);
  return unpackFact(text(item, 'customer'), key, packedBytes(item, format));
}

/** @throws as `factOf`. */
export function noteOf(item: Item, format: Format): LedgerNote {
  const entry = text(item, 'entry');
  return item['body'] === undefined
    ? unpackNote(entry, packedBytes(item, format))
    : readNote(entry, text(item, 'body'));
}

export function isSameContent(one: Item, other: Item): boolean {
  if (one['body'] !== undefined) return one['body'].S === other['body']?.S;
  return (
    other[PACKED] !== undefined && Buffer.compare(bytes(one, PACKED), bytes(other, PACKED)) === 0
  );
}

function packedBytes(item: Item, format: Format): Uint8Array {
  const found = bytes(item, PACKED);
  refuseNewer('packing', packingOf(found), format);
  return found;
}
