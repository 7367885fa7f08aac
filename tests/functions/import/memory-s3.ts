import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';

/** S3 in memory, for one bucket, as far as the import asks for it. */
export function memoryS3() {
  const client = new S3Client({ region: 'eu-central-1' });
  const objects = new Map<string, Buffer>();
  const mock = mockClient(client);
  const etagOf = (bytes: Buffer) => `"${createHash('md5').update(bytes).digest('hex')}"`;
  const open: Readable[] = [];

  mock.on(ListObjectsV2Command).callsFake(({ Prefix = '', MaxKeys = 1_000 }) => ({
    Contents: [...objects]
      .filter(([key]) => key.startsWith(Prefix))
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .slice(0, MaxKeys)
      .map(([key, bytes]) => ({ Key: key, ETag: etagOf(bytes), Size: bytes.length })),
  }));
  mock.on(GetObjectCommand).callsFake(({ Key, IfMatch }) => {
    const bytes = objects.get(Key);
    if (bytes === undefined) throw Object.assign(new Error('no such key'), { name: 'NoSuchKey' });
    if (IfMatch !== etagOf(bytes)) {
      throw Object.assign(new Error('not the same'), { name: 'PreconditionFailed' });
    }
    const stream = Readable.from(inPieces(bytes), { objectMode: false });
    open.push(stream);
    return { Body: stream };
  });
  mock.on(PutObjectCommand).callsFake(({ Key, Body }) => {
    objects.set(Key, Buffer.from(Body));
    return {};
  });

  return {
    client,
    mock,
    put: (key: string, content: string | Uint8Array) => objects.set(key, Buffer.from(content)),
    remove: (key: string) => objects.delete(key),
    json: (key: string): unknown => JSON.parse(objects.get(key)?.toString() ?? 'null'),
    keys: () => [...objects.keys()],
    isEveryStreamClosed: () => open.every((stream) => stream.destroyed),
  };
}

/** The first piece holds the two bytes by which gzip is known. */
function* inPieces(bytes: Buffer): Iterable<Buffer> {
  for (let at = 0; at < bytes.length; at += 16_384) yield bytes.subarray(at, at + 16_384);
}
