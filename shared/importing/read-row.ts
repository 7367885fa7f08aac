import { minorUnitDigits } from '#shared/contracts/currencies.ts';
import { emailPseudonym, isEmail } from '#shared/contracts/email-pseudonym.ts';
import { LIMITS } from '#shared/contracts/primitives.ts';
import type { Role } from './columns.ts';
import { DAY_ORDERS, readTime } from './date-format.ts';
import { plainNumber, roundHalfAway, shifted } from './decimal.ts';
import type { ImportRow, RowFault } from './import-row.ts';
import type { CsvPlan } from './plan-import.ts';
import { safeIdentifier } from './safe-identifier.ts';
import { shownValue } from './shown-value.ts';
import { wallClockOf } from './wall-clock.ts';

export type RowSettings = {
  /** Zone of times that carry none. */
  readonly zone: string;
  /** The one currency the shop counts in; a row in another is refused. */
  readonly currency: string;
  readonly nowMs: number;
};

const MOST_QUANTITY = `at most ${LIMITS.quantityPerLine.toLocaleString('en')}`;

export type ReadRow = (line: number, fields: readonly string[]) => ImportRow | RowFault;

/**
 * A reader of one file's rows. It answers a fault that names the column, the value (masked where
 * it may be personal) and what would be right.
 * @throws RangeError when the zone or the currency of the settings does not exist.
 */
export function rowReader(plan: CsvPlan, settings: RowSettings): ReadRow {
  const wallClock = wallClockOf(settings.zone);
  const digits = digitsOf(settings.currency);
  const dateWanted = `a date like those of the other rows, ${DAY_ORDERS[plan.dayOrder]}`;

  return (line, fields) => {
    const cell = (role: Role): string => {
      const at = plan.columns[role];
      return at === undefined ? '' : (fields[at]?.trim() ?? '');
    };
    try {
      const quantity = readQuantity(cell('quantity'));
      return [
        line,
        readCustomer(cell('customer')),
        readInstant(cell('time')),
        plan.columns.order === undefined ? '' : readIdentifier('order', cell('order'), 120),
        plan.columns.product === undefined ? '' : readIdentifier('product', cell('product')),
        quantity,
        readAmount(cell, quantity),
        readCurrency(cell('currency')),
        cell('category').slice(0, LIMITS.categoryCharacters),
      ];
    } catch (fault) {
      if (fault instanceof Fault) return { line, reason: fault.message };
      throw fault;
    }
  };

  function readInstant(text: string): number {
    const time = readTime(text, plan.dayOrder);
    if (time === undefined) throw notValid('time', text, dateWanted);
    const atMs = time.kind === 'instant' ? time.atMs : wallClock(time.wallMs);
    if (atMs < LIMITS.earliestMs) throw notValid('time', text, 'in 1970 or later');
    if (atMs > settings.nowMs + LIMITS.futureMs) throw notValid('time', text, 'not in the future');
    return atMs;
  }

  function readQuantity(text: string): number {
    if (plan.columns.quantity === undefined) return 1;
    const quantity = Number(readNumber('quantity', text));
    if (quantity === 0) throw notValid('quantity', text, 'above 0, or below 0 for a return');
    if (Math.abs(quantity) > LIMITS.quantityPerLine)
      throw notValid('quantity', text, MOST_QUANTITY);
    return quantity;
  }

  /** Amounts win over prices; the amount of a returned line is below 0 however the file writes it. */
  function readAmount(cell: (role: Role) => string, quantity: number): number {
    const role = plan.columns.amount === undefined ? 'price' : 'amount';
    if (plan.columns[role] === undefined) return 0;
    const each = shifted(readNumber(role, cell(role)), digits);
    const minor = roundHalfAway(role === 'price' ? each * quantity : each);
    const signed = role === 'amount' && quantity < 0 ? -Math.abs(minor) : minor;
    if (!Number.isSafeInteger(signed)) throw notValid(role, cell(role), 'of a size money can have');
    return signed;
  }

  function readNumber(role: Role, text: string): string {
    const plain = plainNumber(text, plan.decimalMark);
    if (plain === undefined)
      throw notValid(role, text, `a number with a decimal ${plan.decimalMark}`);
    return plain;
  }

  function readCurrency(text: string): string {
    const currency = text === '' ? settings.currency : text.toUpperCase();
    if (currency !== settings.currency)
      throw notValid('currency', text, `${settings.currency}, in which this shop counts`);
    return currency;
  }
}

function digitsOf(currency: string): number {
  const digits = minorUnitDigits(currency);
  if (digits === undefined) throw new RangeError(`${currency} is no ISO 4217 currency`);
  return digits;
}

class Fault extends Error {}

const readCustomer = (text: string): string =>
  isEmail(text) ? emailPseudonym(text) : readIdentifier('customer', text);

function readIdentifier(role: Role, text: string, longest = 128): string {
  if (text === '') throw new Fault(`${role} is empty`);
  const id = safeIdentifier(text);
  if (id === undefined && text in {})
    throw notValid(role, text, 'another name than one that every object has');
  if (id === undefined || id.length > longest)
    throw notValid(role, text, `an identifier of at most ${longest} characters`);
  return id;
}

function notValid(role: Role, text: string, wanted: string): Fault {
  if (text === '') return new Fault(`${role} is empty`);
  return new Fault(`${role} "${shownValue(text)}" must be ${wanted}`);
}
