import { Readable } from 'node:stream';
import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { ObjectName } from './created-object.ts';

export type FoundObject = ObjectName & { readonly etag: string; readonly bytes: number };

export type ImportBucket = {
  /** Undefined when there is no object of exactly this name. */
  find(name: ObjectName): Promise<FoundObject | undefined>;
  /** The bytes of the very content that was found. @throws when it was replaced or removed since. */
  open(found: FoundObject): Promise<Readable>;
  writeJson(name: ObjectName, content: unknown): Promise<void>;
};

/** The bucket in S3. */
export const importBucket = (client: S3Client): ImportBucket => ({
  find: async ({ bucket, key }) => {
    /* Asking for the object itself would be answered "forbidden" as well as "not there". */
    const { Contents: [first] = [] } = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: key, MaxKeys: 1 }),
    );
    /* In order of names, nothing that only begins with the key comes before the key. */
    if (first?.Key !== key || first.ETag === undefined) return undefined;
    return { bucket, key, etag: first.ETag, bytes: first.Size ?? 0 };
  },
  open: async ({ bucket, key, etag }) => {
    const { Body } = await client.send(
      new GetObjectCommand({ Bucket: bucket, Key: key, IfMatch: etag }),
    );
    if (Body instanceof Readable) return Body;
    throw new Error(`object ${key} was answered without a stream`);
  },
  writeJson: async ({ bucket, key }, content) => {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: `${JSON.stringify(content, null, 2)}\n`,
        ContentType: 'application/json',
      }),
    );
  },
});
