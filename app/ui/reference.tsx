/** A reference or a number in a line of text: it goes to the next line whole, and breaks only where it is longer than one. */
export const Reference = ({ children }: { children: string }) => <bdi className="whole">{children}</bdi>;
