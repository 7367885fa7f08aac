import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

export type ByteStream = AsyncIterable<Uint8Array>;

/** A text file being read: plain or gzip, UTF-8, UTF-16 with a mark, or Windows-1252. */
export type OpenText = {
  /** The first lines of the text, for looking at its format. */
  readonly sample: string;
  readonly encoding: Encoding;
  readonly gzip: boolean;
  /** Batches of lines without their ends, in order, the sample included. To be read once. */
  readonly lines: AsyncIterable<readonly string[]>;
  /** Bytes taken from the source so far. */
  bytesRead(): number;
  /** SHA-256 of the decompressed content in hex; final once `lines` is at its end. */
  contentHash(): string;
};

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Decompressed bytes that are looked at before anything is decided. */
const SAMPLE_BYTES = 512 * 1024;
/** A longer line is cut here and its rest dropped, so that memory stays bounded. */
export const LONGEST_LINE = 1024 * 1024;

/** @throws Error when the source cannot be read, or is gzip that is cut off or damaged. */
export async function openText(source: ByteStream): Promise<OpenText> {
  let bytesRead = 0;
  const counted = onEach(source, (chunk) => {
    bytesRead += chunk.length;
  });
  const raw = await withHead(counted, 2);
  const gzip = raw.head[0] === 0x1f && raw.head[1] === 0x8b;
  const content = await withHead(gzip ? gunzipped(raw.all) : raw.all, SAMPLE_BYTES);
  const encoding = encodingOf(content.head);
  const hash = createHash('sha256');
  let digest: string | undefined;
  const hashed = onEach(content.all, (chunk) => hash.update(chunk));
  return {
    sample: sampleOf(content.head, encoding),
    encoding,
    gzip,
    lines: linesOf(hashed, encoding),
    bytesRead: () => bytesRead,
    contentHash: () => {
      digest ??= hash.digest('hex');
      return digest;
    },
  };
}

async function* onEach(source: ByteStream, look: (chunk: Uint8Array) => void): ByteStream {
  for await (const chunk of source) {
    look(chunk);
    yield chunk;
  }
}

/** The first bytes (all there are, or at least `wanted`) and the whole stream from its start. */
async function withHead(
  source: ByteStream,
  wanted: number,
): Promise<{ head: Uint8Array; all: ByteStream }> {
  const iterator = source[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length < wanted) {
    const next = await iterator.next();
    if (next.done === true) break;
    chunks.push(next.value);
    length += next.value.length;
  }
  const head = Buffer.concat(chunks);
  async function* all(): ByteStream {
    if (head.length > 0) yield head;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { head, all: all() };
}

/** An error of either stream surfaces where the decompressed bytes are read. */
function gunzipped(source: ByteStream): ByteStream {
  const gunzip = createGunzip();
  pipeline(Readable.from(source), gunzip, (error) => {
    if (error !== null && error !== undefined) gunzip.destroy(error);
  });
  return gunzip;
}

function encodingOf(head: Uint8Array): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/** Whole lines only, unless the sample is the whole file. */
function sampleOf(head: Uint8Array, encoding: Encoding): string {
  const text = new TextDecoder(encoding).decode(head);
  const end = text.lastIndexOf('\n');
  return head.length < SAMPLE_BYTES || end < 0 ? text : text.slice(0, end);
}

async function* linesOf(bytes: ByteStream, encoding: Encoding): AsyncIterable<readonly string[]> {
  const decoder = new TextDecoder(encoding);
  let rest = '';
  for await (const chunk of bytes) {
    const pieces = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = cut(pieces.pop() ?? '');
    if (pieces.length > 0) yield pieces.map(withoutReturn);
  }
  rest += decoder.decode();
  if (rest !== '') yield [withoutReturn(rest)];
}

/** One character more than allowed is kept, so that the reader of the line sees that it was cut. */
const cut = (line: string): string =>
  line.length > LONGEST_LINE ? line.slice(0, LONGEST_LINE + 1) : line;

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);
