import { DeleteItemCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { type Item, text } from './attributes.ts';
import type { DaySheet, SheetRow } from './ports.ts';
import { queryPages } from './query-pages.ts';
import {
  dueSheetKinds,
  EXPRESSIONS,
  sheetId,
  sheetKind,
  sheetRowExpiry,
  sheetRowOf,
  sortableMs,
} from './table-design.ts';

/** The day sheets in DynamoDB, one partition per week, so that no partition grows without end. */
export function daySheet(client: DynamoDBClient, table: string): DaySheet {
  const dueOn = async (kind: string, nowMs: number, limit: number): Promise<SheetRow[]> => {
    const query = {
      TableName: table,
      KeyConditionExpression: EXPRESSIONS.kindBefore,
      ExpressionAttributeValues: { ':kind': { S: kind }, ':before': { S: sortableMs(nowMs + 1) } },
    };
    const items = await queryPages(client, query, limit);
    return items.map((item) => sheetRowOf(text(item, 'id')));
  };

  return {
    put: async (row) => {
      const Item = { ...keyOf(row), expiresAt: { N: String(sheetRowExpiry(row.sendAtMs)) } };
      await client.send(new PutItemCommand({ TableName: table, Item }));
    },
    due: async (nowMs, limit) => {
      const kinds = dueSheetKinds(nowMs);
      const sheets = await Promise.all(kinds.map((kind) => dueOn(kind, nowMs, limit)));
      return sheets.flat().slice(0, limit);
    },
    remove: async (row) => {
      await client.send(new DeleteItemCommand({ TableName: table, Key: keyOf(row) }));
    },
  };
}

const keyOf = ({ sendAtMs, customerId, contactId }: SheetRow): Item => ({
  kind: { S: sheetKind(sendAtMs) },
  id: { S: sheetId(sendAtMs, customerId, contactId) },
});
