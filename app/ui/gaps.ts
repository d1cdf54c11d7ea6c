/** What may stand within a line; a drawing says nothing. */
const tags = /(?:<svg\b.*?<\/svg>|<\/?(?:a|abbr|b|bdi|button|code|em|i|input|label|small|span|strong|time)\b[^>]*>)+/;
const touching = new RegExp(String.raw`(?=<)(?<=[^\s>([“‘/@#·-])${tags.source}(?=[\p{L}\p{N}\p{Sc}([“])`, "gu");

/**
 * A page's HTML with a space wherever two words or numbers are apart only by its styles: browsers without them, readers
 * and copies would run these into one. Where the styles lay them out, a space between them takes no place.
 */
export const withGaps = (html: string): string =>
  html.replace(touching, (run) => {
    const opening = run.search(/<\w/);
    return opening < 0 ? `${run} ` : `${run.slice(0, opening)} ${run.slice(opening)}`;
  });
