/** How long a list of people to invite may be. */
export const maxListBytes = 64 * 1024;
export const maxListLines = 100;
