import type { Command } from 'commander';
import { globalOptions, helpEnd } from '../command.ts';
import { withMappingOptions } from '../importing/mapping-options.ts';

/** Import a history of orders or events; loads its parts only when it runs. */
export function registerImport(program: Command): void {
  const command = program
    .command('import')
    .description(
      'take in a history of orders (CSV) or events (NDJSON), plain or gzip; sends nothing',
    )
    .argument('<file>', 'the file; - for standard input');
  withMappingOptions(command)
    .option('--dry-run', 'say what would happen and write nothing')
    .addHelpText(
      'after',
      helpEnd(
        [
          'import orders.csv.gz --dry-run',
          'import orders.csv --columns customer=client,time=bought,price=eur --time-zone Europe/Berlin',
          'import events.ndjson --json',
        ],
        NOTES,
      ),
    )
    .action(async (file: string, options: unknown, command: Command) => {
      const { importFile } = await import('../importing/import-file.ts');
      await importFile(file, options, globalOptions(command));
    });
}

const NOTES = `
Roles of columns: customer and time (needed), order, product, quantity, price (of one unit),
amount (of the line), currency, category. Rows with one order are one order; quantities below 0
are returns. Importing a file again changes nothing; an interrupted import goes on where it was.
Rows that cannot be used are set aside with their line and reason; exit code 1 when all of them are.
`;
