import type { MessageNeed, MessageParts } from './message.ts';
import type { Writer } from './write.ts';

/** What a need says, in a full sentence. */
export function needSentence(need: MessageNeed, writer: Writer): string {
  const date = writer.date(need.expectedOn, 'long');
  const values = { product: need.product, date, days: need.days };
  switch (need.kind) {
    case 'replenishment':
      return writer.write(need.days < 0 ? 'replenishmentOverdue' : 'replenishment', values);
    case 'maintenance':
      return writer.write(need.days < 0 ? 'maintenanceOverdue' : 'maintenance', values);
    case 'meter-reading':
      return writer.write('meterReading', values);
  }
}

/** What a need says where every character costs. */
export function needBrief(need: MessageNeed, writer: Writer): string {
  const values = { product: need.product, date: writer.date(need.expectedOn, 'short') };
  switch (need.kind) {
    case 'replenishment':
      return writer.write('smsReplenishment', values);
    case 'maintenance':
      return writer.write('smsMaintenance', values);
    case 'meter-reading':
      return writer.write('smsMeterReading', values);
  }
}

/** The headline of a message. */
export function headline({ needs, writer, shop }: MessageParts): string {
  const [first, ...others] = needs;
  if (first === undefined || others.length > 0) {
    return writer.write('subjectSeveral', { count: needs.length, shop: shop.name });
  }
  switch (first.kind) {
    case 'replenishment':
      return writer.write('subjectReplenishment', { product: first.product });
    case 'maintenance':
      return writer.write('subjectMaintenance', { product: first.product });
    case 'meter-reading':
      return writer.write('subjectMeterReading', { product: first.product });
  }
}

/** Why this customer gets this message. */
export const whySent = ({ writer, purpose, shop }: MessageParts): string =>
  writer.write(purpose === 'marketing' ? 'whyMarketing' : 'whyService', { shop: shop.name });
