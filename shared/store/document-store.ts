import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { number, text } from './attributes.ts';
import { wasWritten } from './conditional.ts';
import { readDocument, writeDocument } from './document-text.ts';
import { withinLimit } from './item-size.ts';
import type { DocumentStore } from './ports.ts';
import { queryPages } from './query-pages.ts';
import { EXPRESSIONS } from './table-design.ts';

type Item = Record<string, AttributeValue>;

/** Documents in DynamoDB; `revision` counts the writes of each. Reads are strongly consistent. */
export function documentStore(client: DynamoDBClient, table: string): DocumentStore {
  const getWithRevision: DocumentStore['getWithRevision'] = async (kind, id) => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: keyOf(kind, id), ConsistentRead: true }),
    );
    if (Item === undefined) return undefined;
    return { document: readDocument(Item), revision: number(Item, 'revision') };
  };

  return {
    getWithRevision,
    get: async (kind, id) => (await getWithRevision(kind, id))?.document,
    put: async (kind, id, document) => {
      await client.send(overwrite(table, kind, id, document));
    },
    replace: async (kind, id, expected, document) => {
      const revision = { N: String(expected + 1) };
      const item = { ...keyOf(kind, id), ...writeDocument(document), revision };
      const write = new PutItemCommand({
        TableName: table,
        Item: withinLimit(`document ${kind} ${id}`, item),
        ...stillAt(expected),
      });
      return (await wasWritten(client.send(write))) ? 'replaced' : 'conflict';
    },
    list: async (kind, prefix) => {
      const items = await queryPages(client, { TableName: table, ...ofKind(kind, prefix) });
      return items.map((item) => ({ id: text(item, 'id'), document: readDocument(item) }));
    },
    remove: async (kind, id) => {
      await client.send(new DeleteItemCommand({ TableName: table, Key: keyOf(kind, id) }));
    },
  };
}

const keyOf = (kind: string, id: string): Item => ({ kind: { S: kind }, id: { S: id } });

function overwrite(table: string, kind: string, id: string, document: unknown): UpdateItemCommand {
  const written = writeDocument(document);
  withinLimit(`document ${kind} ${id}`, { ...keyOf(kind, id), ...written });
  return new UpdateItemCommand({
    TableName: table,
    Key: keyOf(kind, id),
    UpdateExpression: 'packed' in written ? EXPRESSIONS.putPacked : EXPRESSIONS.putDocument,
    ExpressionAttributeValues: {
      ':one': { N: '1' },
      ...('packed' in written ? { ':packed': written.packed } : { ':document': written.document }),
    },
  });
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
