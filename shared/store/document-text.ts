import { gunzipSync, gzipSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type Format, refuseNewer } from '#shared/config/formats.ts';
import { type Item, number } from './attributes.ts';
import { canonicalJson } from './canonical-json.ts';

/**
 * Longer documents are stored packed: lists of a thousand rows would not fit an item otherwise,
 * and every kilobyte written is paid for.
 */
const READABLE_BYTES = 2 * 1024;
/** A packed document that claims to be longer than this is not unpacked. */
const UNPACKED_BYTES_LIMIT = 64 * 1024 * 1024;

/** Left out for the first format, which nearly every document has. */
const FORMAT = 'documentFormat';

type DocumentAttribute =
  | { readonly document: AttributeValue.SMember }
  | { readonly packed: AttributeValue.BMember };

/** What an item says of its format. */
export const formatAttribute = ({ written }: Format): Item =>
  written === 1 ? {} : { [FORMAT]: { N: String(written) } };

/** @throws RangeError when the document is not JSON. */
export function writeDocument(document: unknown): DocumentAttribute {
  const written = canonicalJson(document);
  return Buffer.byteLength(written) <= READABLE_BYTES
    ? { document: { S: written } }
    : { packed: { B: gzipSync(written) } };
}

/**
 * @throws RangeError when a newer version wrote it, Error when the item holds no document,
 *   SyntaxError when it is not JSON.
 */
export function readDocument(item: Item, format: Format): unknown {
  refuseNewer('format', item[FORMAT] === undefined ? 1 : number(item, FORMAT), format);
  const packed = item['packed']?.B;
  if (packed !== undefined) {
    const unpacked = gunzipSync(packed, { maxOutputLength: UNPACKED_BYTES_LIMIT });
    return JSON.parse(unpacked.toString('utf8'));
  }
  const written = item['document']?.S;
  if (written === undefined) throw new Error(`expected a document in ${item['id']?.S}`);
  return JSON.parse(written);
}
