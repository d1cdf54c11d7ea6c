/** What people call a request: "R-1042". */
export const requestReference = (number: number) => `R-${number}`;

/** Whether a text has the shape of such a reference. */
export const isRequestReference = (text: string) => /^R-\d{1,12}$/.test(text);
