const spaces = " \\u00a0\\u202f'’";
const whole = new RegExp(`^\\d+$|^\\d{1,3}(?:[${spaces}]\\d{3})+$`);
const withDecimals = new RegExp(`^(\\d+|\\d{1,3}(?:[${spaces}]\\d{3})+)([.,])(\\d+)$`);
const grouped = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+$/;
const groupedWithDecimals = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?!\1)[.,]\d+$/;
const mayBeThousands = /^[1-9]\d{0,2}[.,]\d{3}$/;

const numberOf = (digits: string) => Number(digits.replace(/[^\d.]/g, ""));

/**
 * A number as people write it, with decimals after a comma or a point. Null where that cannot be told: "1.000" is one
 * or a thousand, unless the file writes its decimals so.
 */
export function readQuantity(text: string, decimalSign: "." | "," | null): number | null {
  if (whole.test(text) || grouped.test(text)) return Number(text.replace(/\D/g, ""));
  const [, before, sign, decimals] = withDecimals.exec(text) ?? [];
  if (sign) return mayBeThousands.test(text) && sign !== decimalSign ? null : numberOf(`${before}.${decimals}`);
  if (!groupedWithDecimals.test(text)) return null;
  const at = Math.max(text.lastIndexOf("."), text.lastIndexOf(","));
  return Number(`${text.slice(0, at).replace(/\D/g, "")}.${text.slice(at + 1)}`);
}
