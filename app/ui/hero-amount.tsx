const maxLarge = 12;
const maxMiddle = 17;

/** The amount that a page is about; several with " + " between them. None breaks inside: the longer it is, the smaller. */
export function HeroAmount({ children: amount }: { children: string }) {
  const longest = Math.max(...amount.split(" + ").map((one) => one.length));
  const isLong = longest > maxMiddle;
  const isMiddle = longest > maxLarge || amount.includes(" + ");
  return <span className={isLong ? "amount long" : isMiddle ? "amount many" : "amount"}>{amount}</span>;
}
