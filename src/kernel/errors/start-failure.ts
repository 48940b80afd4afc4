/** Why Ponte does not start or a command does not run: one sentence that a person can act on, and exit code 1. */
export class StartFailure extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartFailure';
  }
}
