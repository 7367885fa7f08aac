import { type Command, Option } from 'commander';

/**
 * The options that say how to read a file of orders; every command that reads one takes them. Their
 * words are written out, since help is to load nothing of what reads files; a test compares them.
 */
export const withMappingOptions = (command: Command): Command =>
  command
    .option(
      '--columns <role=column,…>',
      'what columns mean, by header or number; others are guessed',
    )
    .option(
      '--mapping <file>',
      'JSON file with any of the options on this page, as {"columns":{…}}',
    )
    .addOption(
      new Option('--delimiter <name>', 'what stands between fields').choices([
        'comma',
        'semicolon',
        'tab',
        'bar',
      ]),
    )
    .addOption(
      new Option('--date-order <order>', 'how days are written').choices([
        'ymd',
        'dmy',
        'mdy',
        'epoch-seconds',
        'epoch-milliseconds',
      ]),
    )
    .addOption(new Option('--decimal <mark>', 'decimal mark').choices(['point', 'comma']))
    .option('--currency <code>', 'currency of rows that name none, as EUR')
    .option('--time-zone <zone>', 'zone of a new shop, and of times without one, as Europe/Berlin')
    .option('--ignore-products <regex>', 'product ids that are fees, not products; none for none');
