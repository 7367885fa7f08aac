import { ImportRefused } from '#shared/importing/import-refused.ts';

/** The refusal behind an error for which the file is to blame; undefined when trying again may help. */
export function refusalOf(error: unknown): ImportRefused | undefined {
  if (error instanceof ImportRefused) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('Z_')) {
    return new ImportRefused(
      'the gzip file is damaged or cut off; nothing was imported',
      'Get it again and check its size.',
      { cause: error },
    );
  }
  if (code === 'ENOSPC') {
    return new ImportRefused(
      'the file does not fit on the disk on which its rows are sorted; nothing was imported',
      'Import it in parts; a customer may be in several of them.',
      { cause: error },
    );
  }
  return undefined;
}
