import * as z from 'zod';

/** An object of the import bucket. */
export type ObjectName = { readonly bucket: string; readonly key: string };

/** What S3 tells through EventBridge when an object is complete; unlike S3's own messages, the key is not encoded. */
const created = z.object({
  source: z.literal('aws.s3'),
  'detail-type': z.literal('Object Created'),
  detail: z.object({
    bucket: z.object({ name: z.string().min(1) }),
    object: z.object({ key: z.string().min(1) }),
  }),
});

const MAPPING = '.mapping.json';

/** Where the mapping of a file is looked for. */
export const mappingKeyOf = (key: string): string => `${key}${MAPPING}`;

/**
 * The file that a message asks to import: the object that was created or, when that is a mapping,
 * the file beside it. Undefined when the message is none of S3's.
 */
export function fileToImport(body: unknown): ObjectName | undefined {
  const read = created.safeParse(body);
  if (!read.success) return undefined;
  const { bucket, object } = read.data.detail;
  const { key } = object;
  const file = key.endsWith(MAPPING) ? key.slice(0, -MAPPING.length) : key;
  return { bucket: bucket.name, key: file };
}
