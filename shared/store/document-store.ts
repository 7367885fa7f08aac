import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { FORMATS, type Format, type Formats } from '#shared/config/formats.ts';
import { type Item, number, text } from './attributes.ts';
import { wasWritten } from './conditional.ts';
import { formatAttribute, readDocument, writeDocument } from './document-text.ts';
import { withinLimit } from './item-size.ts';
import type { DocumentStore } from './ports.ts';
import { queryPages } from './query-pages.ts';
import { EXPRESSIONS } from './table-design.ts';

/** Documents in DynamoDB; `revision` counts the writes of each. Reads are strongly consistent. */
export function documentStore(
  client: DynamoDBClient,
  table: string,
  { document: format }: Formats = FORMATS,
): DocumentStore {
  const read = (item: Item): unknown => {
    try {
      return readDocument(item, format);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : cause;
      const which = `document ${text(item, 'kind')} ${text(item, 'id')}`;
      throw new Error(`${which} cannot be read: ${why}`, { cause });
    }
  };
  const getWithRevision: DocumentStore['getWithRevision'] = async (kind, id) => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: keyOf(kind, id), ConsistentRead: true }),
    );
    if (Item === undefined) return undefined;
    return { document: read(Item), revision: number(Item, 'revision') };
  };

  return {
    getWithRevision,
    get: async (kind, id) => (await getWithRevision(kind, id))?.document,
    put: async (kind, id, document) => {
      const write = overwrite(table, { kind, id, document }, format);
      if (await wasWritten(client.send(write))) return;
      throw new Error(`document ${kind} ${id} is kept: a newer version wrote it`);
    },
    replace: async (kind, id, expected, document) => {
      const revision = { N: String(expected + 1) };
      const item = {
        ...keyOf(kind, id),
        ...writeDocument(document),
        ...formatAttribute(format),
        revision,
      };
      const write = new PutItemCommand({
        TableName: table,
        Item: withinLimit(`document ${kind} ${id}`, item),
        ...stillAt(expected),
      });
      return (await wasWritten(client.send(write))) ? 'replaced' : 'conflict';
    },
    list: async (kind, prefix) => {
      const items = await queryPages(client, { TableName: table, ...ofKind(kind, prefix) });
      return items.map((item) => ({ id: text(item, 'id'), document: read(item) }));
    },
    remove: async (kind, id) => {
      await client.send(new DeleteItemCommand({ TableName: table, Key: keyOf(kind, id) }));
    },
  };
}

const keyOf = (kind: string, id: string): Item => ({ kind: { S: kind }, id: { S: id } });

/** Whatever is there, unless only a newer version reads it. */
function overwrite(
  table: string,
  { kind, id, document }: { kind: string; id: string; document: unknown },
  format: Format,
): UpdateItemCommand {
  const written = writeDocument(document);
  const isFirst = format.written === 1;
  withinLimit(`document ${kind} ${id}`, { ...keyOf(kind, id), ...written });
  return new UpdateItemCommand({
    TableName: table,
    Key: keyOf(kind, id),
    UpdateExpression: putting('packed' in written, format),
    ConditionExpression: EXPRESSIONS.readableFormat,
    ExpressionAttributeValues: {
      ':one': { N: '1' },
      ':readable': { N: String(format.readable) },
      ...(isFirst ? {} : { ':format': { N: String(format.written) } }),
      ...('packed' in written ? { ':packed': written.packed } : { ':document': written.document }),
    },
  });
}

function putting(isPacked: boolean, { written }: Format): string {
  if (written === 1) return isPacked ? EXPRESSIONS.putPacked : EXPRESSIONS.putDocument;
  return isPacked ? EXPRESSIONS.putPackedOfFormat : EXPRESSIONS.putDocumentOfFormat;
}

const stillAt = (revision: number) =>
  revision === 0
    ? { ConditionExpression: EXPRESSIONS.absentDocument }
    : {
        ConditionExpression: EXPRESSIONS.sameRevision,
        ExpressionAttributeValues: { ':expected': { N: String(revision) } },
      };

const ofKind = (kind: string, prefix = '') =>
  prefix === ''
    ? {
        KeyConditionExpression: EXPRESSIONS.allOfKind,
        ExpressionAttributeValues: { ':kind': { S: kind } },
      }
    : {
        KeyConditionExpression: EXPRESSIONS.prefixOfKind,
        ExpressionAttributeValues: { ':kind': { S: kind }, ':prefix': { S: prefix } },
      };
