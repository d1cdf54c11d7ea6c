/** How long what staff send to customers can be taken back before it leaves, in milliseconds. */
export const undoMs = 10_000;
