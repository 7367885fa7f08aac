import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MessageNeed, renderMessage } from '#shared/templates/message.ts';
import { smsSize } from '#shared/templates/sms-parts.ts';
import { de } from '#shared/templates/texts/de.ts';
import { en } from '#shared/templates/texts/en.ts';
import { ru } from '#shared/templates/texts/ru.ts';
import { writerOf } from '#shared/templates/write.ts';

const shop = { name: 'Bean & Co', sender: { email: 'shop@example.com', sms: '12345' } };
const url = 'https://shop.example.com/r/abc';
const links = { reply: url, stop: url };
const coffee: MessageNeed = {
  kind: 'replenishment',
  subject: 'beans-1kg',
  product: 'Coffee beans 1 kg',
  expectedOn: '2026-03-14',
  days: 5,
};
const machine: MessageNeed = {
  kind: 'maintenance',
  subject: 'machine-7',
  product: 'Espresso machine',
  expectedOn: '2026-04-01',
  days: 23,
};
const locales = ['en', 'ru', 'de'];

describe('a message', () => {
  test('by email carries every need, why it was sent, and how to answer and to stop', () => {
    const email = renderMessage('en-GB', 'email', { name: 'Sam' }, [coffee, machine], links, shop);
    expect(email.subject).toBe('2 reminders from Bean & Co');
    expect(email.text).toContain('Hello Sam,');
    expect(email.text).toContain(
      'Coffee beans 1 kg will probably run out around 14 March (in 5 days).',
    );
    expect(email.text).toContain(
      'Espresso machine will be due for service around 1 April (in 23 days).',
    );
    expect(email.text).toContain('because you agreed to reminders from Bean & Co');
    expect(email.text).toContain(`No more of these messages: ${url}`);
    expect(email.headers).toEqual({
      'List-Unsubscribe': `<${url}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
  });

  test.each([
    [1, 'через 1 день'],
    [2, 'через 2 дня'],
    [5, 'через 5 дней'],
    [21, 'через 21 день'],
    [0, 'сегодня'],
  ])('in Russian puts %i days into the right form', (days, words) => {
    const { text } = renderMessage('ru-RU', 'email', {}, [{ ...coffee, days }], links, shop);
    expect(text).toContain(words);
    expect(text).toContain('14 марта');
  });

  test('about a need that has passed says so', () => {
    const late = { ...coffee, days: -3 };
    expect(renderMessage('en', 'email', {}, [late], links, shop).text).toContain('run out already');
  });

  test('in a language we do not have is written in English', () => {
    expect(renderMessage('ja-JP', 'email', {}, [coffee], links, shop).text).toContain('Hello,');
  });

  test('shows names from outside as text, never as markup, header or format', () => {
    const product = '<script>{x, plural}\r\nBcc: a@example.com</script>"';
    const email = renderMessage(
      'en',
      'email',
      { name: '<b>' },
      [{ ...coffee, product }],
      links,
      shop,
    );
    expect(email.html).not.toMatch(/<script|<b>/);
    expect(email.html).toContain('&lt;script&gt;{x, plural}');
    expect(email.subject).not.toMatch(/[\r\n]/);
  });

  test.each(locales)('by SMS fits one part for one need in %s', (locale) => {
    const named = { ...coffee, product: locale === 'ru' ? 'Кофе 1 кг' : 'Coffee beans 1 kg' };
    const { text } = renderMessage(locale, 'sms', {}, [named], links, shop);
    expect(smsSize(text).parts).toBe(1);
    expect(text).toMatch(/STOP|СТОП/);
    expect(text).toContain('Bean & Co');
  });

  test('by SMS from a sender that cannot be answered says how to stop by link', () => {
    const named = { ...shop, sender: { ...shop.sender, sms: 'BeanCo' } };
    const { text } = renderMessage('en', 'sms', {}, [coffee], links, named);
    expect(text).toContain(`Stop: ${url}`);
    expect(text).not.toContain('STOP');
  });

  test('by SMS with many needs names their number when the list is too long', () => {
    const many = Array.from({ length: 8 }, () => coffee);
    const { text } = renderMessage('en', 'sms', {}, many, links, shop);
    expect(text).toContain('8 reminders for you');
    expect(smsSize(text).parts).toBe(1);
  });

  test('to a webhook is JSON with each need and its sentence', () => {
    const body = JSON.parse(renderMessage('en', 'webhook', {}, [machine], links, shop).text);
    expect(body).toMatchObject({ type: 'reminder', purpose: 'service', stopUrl: url });
    expect(body.needs[0]).toMatchObject({ subject: 'machine-7', expectedOn: '2026-04-01' });
  });

  test('with nothing to say is refused', () => {
    expect(() => renderMessage('en', 'email', {}, [], links, shop)).toThrow(RangeError);
  });

  test('can be rendered for any names, numbers and channels', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...locales),
        fc.constantFrom('sms' as const, 'push' as const, 'email' as const, 'webhook' as const),
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: -400, max: 400 }),
        (locale, channel, product, days) => {
          const need = { ...coffee, product, days };
          const { text } = renderMessage(locale, channel, { name: product }, [need], links, shop);
          expect(text.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('the texts', () => {
  test('of every language can be written and take the same arguments', () => {
    const argumentsOf = (text: string) =>
      [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name))]
        .filter((name) => !['today', 'in', 'heute'].includes(name ?? ''))
        .sort();
    const values = { product: 'x', date: 'y', days: 3, count: 2, shop: 's', url, name: 'n' };
    for (const key of Object.keys(en)) {
      const at = (texts: object) => String(Reflect.get(texts, key));
      expect(argumentsOf(at(ru)), key).toEqual(argumentsOf(at(en)));
      expect(argumentsOf(at(de)), key).toEqual(argumentsOf(at(en)));
    }
    for (const locale of locales) {
      expect(writerOf(locale).write('replenishment', values)).toContain('3');
    }
  });
});
