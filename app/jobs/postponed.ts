/** Thrown by a job that cannot begin yet: it is tried again at `until` (epoch milliseconds), and no try is counted. */
export class Postponed extends Error {
  constructor(readonly until: number) {
    super("Not yet");
  }
}
