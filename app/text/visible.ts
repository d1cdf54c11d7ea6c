/**
 * Whether there is anything to be seen: not spaces, controls, direction marks and fillers alone.
 * https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point; U+2800 is a pattern of no dots.
 */
export const isVisible = (text: string): boolean => /[^\s\p{Cc}\p{Cf}\p{DI}\u2800]/u.test(text);
