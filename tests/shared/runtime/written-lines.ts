import { vi } from 'vitest';

/** What is written to both outputs from now on, line by line; nothing reaches the terminal. */
export function writtenLines(): string[] {
  const lines: string[] = [];
  const record = (chunk: string | Uint8Array): boolean => {
    lines.push(String(chunk).trimEnd());
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(record);
  vi.spyOn(process.stderr, 'write').mockImplementation(record);
  return lines;
}
