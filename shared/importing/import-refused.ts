/** A file, or a choice about it, with which nothing can be imported; `hint` says what would help. */
export class ImportRefused extends Error {
  readonly hint: string;

  constructor(message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ImportRefused';
    this.hint = hint;
  }
}
