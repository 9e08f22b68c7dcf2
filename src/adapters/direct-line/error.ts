/** A refusal in the protocol's own form. */
export class DirectLineError extends Error {
  override name = 'DirectLineError'
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 429 | 502
  readonly code: string
  constructor(status: DirectLineError['status'], code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}
