/** Who a message comes from and by which id it is known again. */
export interface Envelope {
  messageId: string;
  from: { address: string; name: string };
  language: string;
  signal: AbortSignal;
}

/** A failure that another attempt would only repeat: the receiver does not exist, the gateway refuses the request. */
export class PermanentFailure extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PermanentFailure';
  }
}
