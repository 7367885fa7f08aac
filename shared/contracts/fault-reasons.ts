import type * as z from 'zod';
import { pathText } from './json.ts';
import { isPersonalName, MASK, maskText } from './redact.ts';

type Issue = z.core.$ZodIssue;

const MOST_REASONS = 20;
const LONGEST_SHOWN = 60;

/** `path: got VALUE, must be …` for each issue; the value is masked where it may be personal. */
export function faultReasons(issues: readonly Issue[]): string[] {
  const reasons = issues.flatMap((issue) => faultReason(issue));
  const hidden = reasons.length - MOST_REASONS;
  return hidden > 0 ? [...reasons.slice(0, MOST_REASONS), `and ${hidden} more faults`] : reasons;
}

/** One reason in the house form. */
export function fault(path: readonly PropertyKey[], value: unknown, mustBe: string): string {
  const where = maskText(pathText(path));
  if (value === undefined) return `${where}: is missing, must be ${mustBe}`;
  const personal = path.some((step) => typeof step === 'string' && isPersonalName(step));
  return `${where}: got ${personal ? MASK : shown(value)}, must be ${mustBe}`;
}

/** A value as it may be shown: short, on one line, without what looks like an address. */
function shown(value: unknown): string {
  if (typeof value === 'string') {
    const text = maskText(value);
    return JSON.stringify(text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);
  }
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

function faultReason(issue: Issue): string[] {
  if (issue.code !== 'unrecognized_keys') {
    return [fault(issue.path, issue.input, expectation(issue))];
  }
  return issue.keys.map((key) => {
    const where = maskText(pathText([...issue.path, key]).slice(0, 2 * LONGEST_SHOWN));
    return `${where}: is not a field here, must be left out`;
  });
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeWords(issue.expected);
    case 'invalid_value':
      return choice(issue.values);
    case 'invalid_union':
      return unionWords(issue.errors.flat());
    case 'too_small':
      return `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${counted(issue.origin)}`;
    case 'too_big':
      return `${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${counted(issue.origin)}`;
    case 'invalid_format':
      return formatWords(issue.format, issue.message);
    default:
      return issue.message;
  }
}

function unionWords(branches: readonly Issue[]): string {
  const values = branches.flatMap((branch) =>
    branch.code === 'invalid_value' ? branch.values : [],
  );
  const others = branches.filter((branch) => branch.code !== 'invalid_value').map(expectation);
  return [...(values.length > 0 ? [choice(values)] : []), ...others].join(' or ');
}

function choice(values: readonly unknown[]): string {
  const options = values.map((value) => JSON.stringify(value)).join(', ');
  return values.length > 1 ? `one of ${options}` : options;
}

function typeWords(expected: string): string {
  const words: Readonly<Record<string, string>> = {
    string: 'text in quotes',
    number: 'a number without quotes',
    int: 'a whole number',
    object: 'an object',
    array: 'a list',
  };
  return words[expected] ?? expected;
}

function counted(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' entries' : '';
}

function formatWords(format: string, message: string): string {
  switch (format) {
    case 'datetime':
      return 'an ISO 8601 instant with seconds and offset such as 2026-03-01T09:30:00+01:00';
    case 'email':
      return 'an e-mail address such as name@example.com';
    case 'url':
      return 'an http or https address';
    default:
      return message.replace(/^must be /, '');
  }
}
