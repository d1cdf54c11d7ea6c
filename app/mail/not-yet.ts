/** Thrown by a mail that waits for something of ours which is still to come: it is written again a little later. */
export class NotYet extends Error {}
