const line = "a|abbr|b|bdi|button|code|em|i|input|label|small|span|strong|time";
/** Older browsers do not know that these begin a line. */
const parts = "article|aside|details|footer|header|main|nav|section|summary";
const tags = String.raw`(?:<svg\b.*?</svg>|</?(?:${line}|${parts})\b[^>]*>)+`;
const touching = new RegExp(String.raw`(?=<)(?<=[^\s>([“‘/@#·-])${tags}(?=[\p{L}\p{N}\p{Sc}([“])`, "gu");

/**
 * A page's HTML with a space wherever two words or numbers are apart only by its styles: browsers without them, readers
 * and copies would run these into one. Where the styles lay them out, a space between them takes no place.
 */
export const withGaps = (html: string): string =>
  html.replace(touching, (run) => {
    const opening = run.search(/<\w/);
    return opening < 0 ? `${run} ` : `${run.slice(0, opening)} ${run.slice(opening)}`;
  });
