import { describe, expect, test } from 'vitest';
import { deliverContact } from '#functions/deliver/deliver-contact.ts';
import { deliverMessages } from '#functions/deliver/deliver-messages.ts';
import { deliverSteps } from '#functions/deliver/steps.ts';
import { type Customer, emptyBook } from '#shared/domain/customer/state.ts';
import { CLAIM_LEASE_MS } from '#shared/domain/deciding/contact-progress.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { SendRefused } from '#shared/messaging/channels/send-refused.ts';
import { phoneBook } from '#shared/messaging/phone-book.ts';
import type { Sender } from '#shared/messaging/ports.ts';
import { readReplyLink } from '#shared/messaging/reply-link.ts';
import { isErased } from '#shared/pipeline/tombstones.ts';
import { shopWith } from '#tests/builders/shop.ts';
import { memoryBus } from '#tests/doubles/memory-bus.ts';
import { memoryContactStore } from '#tests/doubles/memory-contact-store.ts';
import { memoryCustomerStore } from '#tests/doubles/memory-customer-store.ts';
import { memoryDocumentStore } from '#tests/doubles/memory-document-store.ts';
import { memoryLedger } from '#tests/doubles/memory-ledger.ts';
import { memoryQuarantine } from '#tests/doubles/memory-quarantine.ts';
import { memorySender } from '#tests/doubles/memory-sender.ts';
import { buggyDelivery } from '#tests/simulation/buggy-delivery.ts';
import {
  berlin,
  coffee,
  customerWith,
  DAY_MS,
  foldWith,
  NOW_MS,
  service,
  TODAY,
} from './due-customer.ts';

const to = { customerId: 'C-1', contactId: 'contact-1' };
const bought = { pairs: { coffee: [TODAY, 1] } };

/** A world with one stored customer; `step` runs around every operation on customers and sender. */
async function worldWith(
  customer: Customer,
  options: { step?: (name: string) => Promise<void>; sender?: Sender } = {},
) {
  let stepping = false;
  const step = async (name: string): Promise<void> => {
    if (stepping) await options.step?.(name);
  };
  const customers = memoryCustomerStore(step);
  const outbox = memorySender(step);
  const bus = memoryBus();
  const ledger = memoryLedger();
  const contacts = memoryContactStore();
  const documents = memoryDocumentStore();
  const phones = phoneBook(documents, 'a-secret-of-sixteen');
  const time = { nowMs: NOW_MS };
  const sending = { isOn: true };
  await customers.commit(to.customerId, 0, customer);
  await contacts.identify(
    to.customerId,
    { name: 'Sam', email: 'sam@example.com', phone: '+4915100000000' },
    1,
  );
  stepping = true;
  const deps = {
    customers,
    ledger,
    bus,
    contacts,
    documents,
    phones,
    sender: options.sender ?? outbox,
    clock: { nowMs: () => time.nowMs },
    shop: shopWith(),
    calendar: berlin,
    isErased: (customerId: string) => isErased(documents, customerId),
    model: async () => defaultModel(),
    linkSecret: 'a-secret-of-sixteen',
    isSendingOn: async () => sending.isOn,
    quarantine: memoryQuarantine(),
    onFailure: () => {},
    steps: deliverSteps,
  };
  const statuses = async () => {
    const stored = await customers.load(to.customerId);
    return Object.fromEntries(
      Object.entries(stored?.book.decisions ?? {}).map(([id, each]) => [id, each.status]),
    );
  };
  /** Replaces the fold, as a purchase that was committed meanwhile does. */
  const change = async (fold: Parameters<typeof foldWith>[0]): Promise<void> => {
    const stored = await customers.load(to.customerId);
    await customers.commit(to.customerId, stored?.version ?? 0, {
      fold: foldWith(fold),
      book: stored?.book ?? emptyBook(),
    });
  };
  const told = () => bus.published.map(({ type, properties }) => ({ type, ...properties }));
  return {
    deps,
    sent: outbox.sent,
    statuses,
    change,
    told,
    time,
    sending,
    ledger,
    customers,
    phones,
    documents,
  };
}

const failing = (error: Error): Sender => ({ send: () => Promise.reject(error) });

describe('delivering a contact', () => {
  test('sends one merged message, records it and tells the world', async () => {
    const world = await worldWith(customerWith({ a: coffee(), b: service() }));
    expect(await deliverContact(world.deps, to)).toBe('sent');
    expect(world.sent).toHaveLength(1);
    expect(world.sent[0]).toMatchObject({
      channel: 'email',
      to: 'sam@example.com',
      contactId: 'contact-1',
    });
    expect(world.sent[0]?.text).toContain(
      'coffee will probably run out around March 6 (in 3 days)',
    );
    expect(world.sent[0]?.text).toContain('espresso-9 will be due for service');
    expect(world.sent[0]?.text).toMatch(/https:\/\/shop\.example\.com\/r\/[\w-]+\.[\w-]+/);
    expect(await world.statuses()).toEqual({ a: 'sent', b: 'sent' });
    expect(world.told()).toEqual([
      {
        type: 'Reminder Sent',
        contactId: 'contact-1',
        decisionIds: ['a', 'b'],
        reason: 'accepted',
        channel: 'email',
        providerMessageId: 'sent-1',
      },
    ]);
    expect(await world.ledger.notes('C-1')).toMatchObject([
      { what: 'Reminder Sent', detail: { providerMessageId: 'sent-1' } },
    ]);
    const stored = await world.customers.load('C-1');
    expect(stored?.book.contacted).toEqual([NOW_MS]);
    expect(stored?.book.months).toEqual([[674, { S: 2 }]]);
  });

  test('tells of each hold by an id of its own when services are booked for different days', async () => {
    const machine = { product: 'espresso-9', since: TODAY - 300, readings: [], components: {} };
    const world = await worldWith(
      customerWith(
        { a: service(), b: service({ subject: 'machine-2' }) },
        {
          fold: {
            assets: {
              'machine-1': { ...machine, booked: TODAY + 1 },
              'machine-2': { ...machine, booked: TODAY + 2 },
            },
          },
        },
      ),
    );
    expect(await deliverContact(world.deps, to)).toBe('nothing-to-send');
    const notes = await world.ledger.notes('C-1');
    expect(notes.map(({ detail }) => detail['decisionIds'])).toEqual([['a'], ['b']]);
    expect(new Set(notes.map(({ id }) => id)).size).toBe(2);
  });

  test('links to a page of that contact, in the language it was written in', async () => {
    const world = await worldWith(customerWith({ a: coffee() }, { fold: { locale: 'ru' } }));
    await deliverContact(world.deps, to);
    const token = /\/r\/([\w-]+\.[\w-]+)/.exec(world.sent[0]?.text ?? '')?.[1] ?? '';
    const readAfter = (days: number) =>
      readReplyLink(world.deps.linkSecret, token, NOW_MS + days * DAY_MS);
    const link = { ...to, purpose: 'marketing', locale: 'ru' };
    expect(readAfter(180)).toMatchObject({ link, isExpired: false });
    expect(readAfter(182)).toMatchObject({ link, isExpired: true });
  });

  test('tells of what became of a contact as news of its customer', async () => {
    const world = await worldWith(customerWith({ a: coffee() }));
    await deliverContact(world.deps, to);
    expect(world.deps.bus.published).toMatchObject([
      { customerId: 'C-1', metadata: { correlationId: 'contact-1' } },
    ]);
  });

  test.each([
    ['of the language when the country has none', 'de-AT', { de: 'Bohnen', en: 'Beans' }, 'Bohnen'],
    ['in English when the language has none', 'ru', { de: 'Bohnen', en: 'Beans' }, 'Beans'],
    ['in whichever language there is', 'ru', { de: 'Bohnen' }, 'Bohnen'],
    ['that is the same in all', 'ru', 'Beans', 'Beans'],
  ])('uses the name %s', async (_, locale, name, said) => {
    const world = await worldWith(customerWith({ a: coffee() }, { fold: { locale } }));
    await world.documents.put('catalogue', 'coffee', { name });
    await deliverContact(world.deps, to);
    expect(world.sent[0]?.text).toContain(said);
  });

  test('uses the names of the catalogue in the language of the customer', async () => {
    const world = await worldWith(customerWith({ a: coffee() }, { fold: { locale: 'ru' } }));
    await world.documents.put('catalogue', 'coffee', { name: { en: 'Beans', ru: 'Зёрна' } });
    await deliverContact(world.deps, to);
    expect(world.sent[0]?.text).toContain('Зёрна: вероятно, закончится');
  });

  test('sends nothing the second time the message comes', async () => {
    const world = await worldWith(customerWith({ a: coffee() }));
    await deliverContact(world.deps, to);
    const before = await world.customers.load('C-1');
    expect(await deliverContact(world.deps, to)).toBe('nothing-to-send');
    expect(world.sent).toHaveLength(1);
    expect(await world.customers.load('C-1')).toEqual(before);
  });

  test('drops what was bought meanwhile, and the ledger says why', async () => {
    const world = await worldWith(customerWith({ a: coffee() }, { fold: bought }));
    expect(await deliverContact(world.deps, to)).toBe('nothing-to-send');
    expect(world.sent).toEqual([]);
    expect(await world.statuses()).toEqual({ a: 'suppressed' });
    expect(world.told()).toMatchObject([{ type: 'Reminder Suppressed', reason: 'already-bought' }]);
    expect(await world.ledger.notes('C-1')).toMatchObject([
      { what: 'Reminder Suppressed', detail: { reason: 'already-bought' } },
    ]);
  });

  test('a held contact says until when, so that it returns to the day sheet', async () => {
    const complaint = { complaints: { k: TODAY } };
    const world = await worldWith(customerWith({ a: coffee() }, { fold: complaint }));
    await deliverContact(world.deps, to);
    expect(await world.statuses()).toEqual({ a: 'held' });
    expect(world.told()).toMatchObject([
      { type: 'Reminder Held', reason: 'complaint-open', heldUntil: '2026-03-04T09:00:00.000Z' },
    ]);
  });

  test('a purchase committed between the claim and the second look stops the message', async () => {
    let world: Awaited<ReturnType<typeof worldWith>> | undefined;
    let commits = 0;
    world = await worldWith(customerWith({ a: coffee() }), {
      step: async (name) => {
        if (name !== 'customers.commit:after') return;
        commits += 1;
        if (commits === 1) await world?.change(bought);
      },
    });
    expect(await deliverContact(world.deps, to)).toBe('nothing-to-send');
    expect(world.sent).toEqual([]);
    expect(await world.statuses()).toEqual({ a: 'suppressed' });
  });

  test('what is bought and what is booked after the claim are both recorded, and nothing is sent', async () => {
    const world = await worldWith(customerWith({ a: coffee(), b: service() }));
    const machine = { product: 'espresso-9', since: TODAY - 300, readings: [], components: {} };
    const assets = { 'machine-1': { ...machine, booked: TODAY + 1 } };
    const find: typeof world.deps.contacts.find = async (customerId) => {
      await world.change({ ...bought, assets });
      return world.deps.contacts.find(customerId);
    };
    const deps = { ...world.deps, contacts: { ...world.deps.contacts, find } };
    expect(await deliverContact(deps, to)).toBe('nothing-to-send');
    expect(world.sent).toEqual([]);
    expect(await world.statuses()).toEqual({ a: 'suppressed', b: 'held' });
  });

  test('a customer who is erased after the claim is sent nothing', async () => {
    const world = await worldWith(customerWith({ a: coffee() }));
    const find: typeof world.deps.contacts.find = async (customerId) => {
      const profile = await world.deps.contacts.find(customerId);
      await world.customers.remove(customerId);
      return profile;
    };
    const deps = { ...world.deps, contacts: { ...world.deps.contacts, find } };
    expect(await deliverContact(deps, to)).toBe('nothing-to-send');
    expect(world.sent).toEqual([]);
  });

  test('two deliveries at once send once, and the loser asks for the message again', async () => {
    for (let run = 0; run < 20; run += 1) {
      let turn = run;
      const world = await worldWith(customerWith({ a: coffee() }), {
        step: async () => {
          turn = (turn * 31 + 7) % 101;
          for (let wait = 0; wait < turn % 4; wait += 1) await Promise.resolve();
        },
      });
      const ends = await Promise.all([
        deliverContact(world.deps, to),
        deliverContact(world.deps, to),
      ]);
      expect(world.sent).toHaveLength(1);
      expect(ends.toSorted()).toEqual(['busy', 'sent']);
    }
  });

  test('a claim whose delivery crashed is never sent, and recorded once its lease is over', async () => {
    const claimed = coffee({ status: 'claimed', claimedMs: NOW_MS });
    const world = await worldWith(customerWith({ a: claimed }));
    expect(await deliverContact(world.deps, to)).toBe('busy');
    expect(await world.statuses()).toEqual({ a: 'claimed' });
    world.time.nowMs += CLAIM_LEASE_MS;
    expect(await deliverContact(world.deps, to)).toBe('nothing-to-send');
    expect(world.sent).toEqual([]);
    expect(await world.statuses()).toEqual({ a: 'sent' });
    expect(world.told()).toMatchObject([{ type: 'Reminder Sent', reason: 'outcome-unknown' }]);
  });

  test('while one need of a contact is being delivered the others wait for it', async () => {
    const claimed = coffee({ status: 'claimed', claimedMs: NOW_MS });
    const world = await worldWith(customerWith({ a: claimed, b: service() }));
    expect(await deliverContact(world.deps, to)).toBe('busy');
    expect(await world.statuses()).toEqual({ a: 'claimed', b: 'planned' });
    world.time.nowMs += CLAIM_LEASE_MS;
    expect(await deliverContact(world.deps, to)).toBe('sent');
    expect(await world.statuses()).toEqual({ a: 'sent', b: 'sent' });
    expect(world.sent[0]?.text).not.toContain('coffee');
  });

  test('a provider that gives no clear answer counts as sent, never tried again', async () => {
    const sender = failing(new Error('timeout'));
    const world = await worldWith(customerWith({ a: coffee() }), { sender });
    expect(await deliverContact(world.deps, to)).toBe('outcome-unknown');
    expect(await world.statuses()).toEqual({ a: 'sent' });
    expect(await deliverContact(world.deps, to)).toBe('nothing-to-send');
  });

  test('a provider that refuses for good suppresses, one that is busy holds', async () => {
    const never = failing(new SendRefused('opted out', { permanent: true }));
    const refused = await worldWith(customerWith({ a: coffee() }), { sender: never });
    const counted: unknown[] = [];
    const count = (...figure: unknown[]): void => {
      counted.push(figure);
    };
    expect(await deliverContact({ ...refused.deps, count }, to)).toBe('refused');
    expect(counted).toEqual([['MessagesRefused', 1, 'email']]);
    expect(await refused.statuses()).toEqual({ a: 'suppressed' });

    const later = failing(new SendRefused('throttled', { permanent: false }));
    const busy = await worldWith(customerWith({ a: coffee() }), { sender: later });
    counted.length = 0;
    expect(await deliverContact({ ...busy.deps, count }, to)).toBe('postponed');
    expect(counted).toEqual([]);
    expect((await busy.customers.load('C-1'))?.book.decisions['a']).toMatchObject({
      status: 'held',
      sendAtMs: NOW_MS + 15 * 60_000,
    });
    expect(busy.told()).toMatchObject([
      { type: 'Reminder Held', reason: 'provider-busy', heldUntil: '2026-03-03T09:15:00.000Z' },
    ]);
  });

  test('a failure before the provider was asked gives the claim back', async () => {
    const world = await worldWith(customerWith({ a: coffee() }));
    const find = () => Promise.reject(new Error('table is away'));
    const deps = { ...world.deps, contacts: { ...world.deps.contacts, find } };
    await expect(deliverContact(deps, to)).rejects.toThrow('table is away');
    expect(await world.statuses()).toEqual({ a: 'held' });
    expect(await deliverContact(world.deps, to)).toBe('sent');
  });

  test('a failure to give the claim back is told beside the failure that came first', async () => {
    let isAway = false;
    const world = await worldWith(customerWith({ a: coffee() }), {
      step: async (name) => {
        if (isAway && name === 'customers.load:before') throw new Error('customers are away');
      },
    });
    const find = () => {
      isAway = true;
      return Promise.reject(new Error('contacts are away'));
    };
    const deps = { ...world.deps, contacts: { ...world.deps.contacts, find } };
    await expect(deliverContact(deps, to)).rejects.toMatchObject({
      message: 'contact contact-1 stays claimed',
      errors: [{ message: 'contacts are away' }, { message: 'customers are away' }],
    });
  });

  test('no address for the channel suppresses the reminder', async () => {
    const world = await worldWith(customerWith({ a: coffee() }));
    await world.deps.contacts.erase('C-1');
    expect(await deliverContact(world.deps, to)).toBe('unreachable');
    expect(world.told()).toMatchObject([{ type: 'Reminder Suppressed', reason: 'unreachable' }]);
  });

  test('a channel that closes after the claim postpones, so that the other one is prepared', async () => {
    const world = await worldWith(customerWith({ a: coffee() }));
    const { find } = world.deps.contacts;
    const closing = async (customerId: string) => {
      await world.change({ unreachable: ['email'] });
      return find(customerId);
    };
    const deps = { ...world.deps, contacts: { ...world.deps.contacts, find: closing } };
    expect(await deliverContact(deps, to)).toBe('postponed');
    expect(world.sent).toEqual([]);
    expect(world.told()).toMatchObject([{ type: 'Reminder Held', reason: 'channel-changed' }]);
    world.time.nowMs += 15 * 60_000;
    expect(await deliverContact(world.deps, to)).toBe('sent');
    expect(world.sent).toMatchObject([{ channel: 'sms' }]);
  });

  test('a text message leaves a trace by which STOP finds the customer', async () => {
    const world = await worldWith(customerWith({ a: coffee({ channel: 'sms' }) }));
    await deliverContact(world.deps, to);
    expect(world.sent[0]).toMatchObject({ channel: 'sms', to: '+4915100000000' });
    expect(await world.phones.holdersOf('+4915100000000')).toEqual([to]);
    expect(await world.phones.holdersOf('+4915100000001')).toEqual([]);
  });

  test('a customer nobody knows is nothing to send', async () => {
    const world = await worldWith(customerWith({ a: coffee() }));
    const stranger = { customerId: 'C-2', contactId: 'contact-1' };
    expect(await deliverContact(world.deps, stranger)).toBe('nothing-to-send');
  });
});

describe('while sending is switched off', () => {
  const QUARTER_MS = 15 * 60_000;

  test('nothing goes out: the needs are held, the ledger says why, and they go out once it is on', async () => {
    const world = await worldWith(customerWith({ a: coffee(), b: service() }));
    world.sending.isOn = false;
    expect(await deliverContact(world.deps, to)).toBe('nothing-to-send');
    expect(world.sent).toEqual([]);
    expect(await world.statuses()).toEqual({ a: 'held', b: 'held' });
    expect(world.told()).toEqual([
      {
        type: 'Reminder Held',
        contactId: 'contact-1',
        decisionIds: ['a', 'b'],
        reason: 'sending-off',
        heldUntil: new Date(NOW_MS + QUARTER_MS).toISOString(),
      },
    ]);
    expect((await world.ledger.notes('C-1')).map(({ what }) => what)).toEqual(['Reminder Held']);
    world.sending.isOn = true;
    world.time.nowMs += QUARTER_MS;
    expect(await deliverContact(world.deps, to)).toBe('sent');
    expect(world.sent).toHaveLength(1);
  });

  test('what is too late by the time it is looked at again expires, and says that it waited', async () => {
    const lateMs = Date.parse('2026-03-03T23:55:00+01:00');
    const world = await worldWith(
      customerWith(
        { a: service({ expires: TODAY, sendAtMs: lateMs }) },
        { fold: { timeZone: 'America/Los_Angeles' } },
      ),
    );
    world.time.nowMs = lateMs;
    world.sending.isOn = false;
    await deliverContact(world.deps, to);
    expect(await world.statuses()).toEqual({ a: 'expired' });
    expect(world.told()).toMatchObject([{ reason: 'too-late-after-sending-off' }]);
  });

  test('what is no longer true is dropped as ever', async () => {
    const world = await worldWith(customerWith({ a: coffee() }, { fold: bought }));
    world.sending.isOn = false;
    await deliverContact(world.deps, to);
    expect(await world.statuses()).toEqual({ a: 'suppressed' });
  });

  test('a message that was claimed a moment before it was switched off is given back', async () => {
    let commits = 0;
    const world = await worldWith(customerWith({ a: coffee() }), {
      step: async (name) => {
        if (name === 'customers.commit:after' && ++commits === 1) world.sending.isOn = false;
      },
    });
    expect(await deliverContact(world.deps, to)).toBe('nothing-to-send');
    expect(world.sent).toEqual([]);
    expect(await world.statuses()).toEqual({ a: 'held' });
  });
});

describe('a step that is left out', () => {
  test('without a claim two deliveries at once send twice', async () => {
    const world = await worldWith(customerWith({ a: coffee() }));
    const deps = buggyDelivery(world.deps, to, 'no-claim');
    await Promise.all([deliverContact(deps, to), deliverContact(deps, to)]);
    expect(world.sent).toHaveLength(2);
  });

  test('without a last look a reminder goes out although it was bought', async () => {
    const world = await worldWith(customerWith({ a: coffee() }, { fold: bought }));
    await deliverContact(buggyDelivery(world.deps, to, 'no-last-look'), to);
    expect(world.sent).toHaveLength(1);
  });
});

describe('a batch of deliveries', () => {
  test('fails only the message of the contact that failed, and quarantines what is none', async () => {
    const world = await worldWith(customerWith({ a: coffee() }));
    const busy = customerWith({ a: coffee({ status: 'claimed', claimedMs: NOW_MS }) });
    await world.customers.commit('C-2', 0, busy);
    const answer = await deliverMessages(world.deps, [
      { messageId: 'm1', body: to },
      { messageId: 'm2', body: { customerId: 'C-2', contactId: 'contact-1' } },
      { messageId: 'm3', body: { customerId: 5 } },
      { messageId: 'm4', body: undefined },
    ]);
    expect(answer).toEqual({ failed: ['m2'] });
    expect(world.sent).toHaveLength(1);
    expect(await world.deps.quarantine.list(10)).toHaveLength(2);
  });

  test('tells whose delivery failed, and asks for the message again', async () => {
    const world = await worldWith(customerWith({ a: coffee() }));
    const error = new Error('table is away');
    const find = () => Promise.reject(error);
    const told: unknown[] = [];
    const answer = await deliverMessages(
      {
        ...world.deps,
        contacts: { ...world.deps.contacts, find },
        onFailure: (...failure) => told.push(failure),
      },
      [{ messageId: 'm1', body: to }],
    );
    expect(answer).toEqual({ failed: ['m1'] });
    expect(told).toEqual([['C-1', error]]);
  });
});
