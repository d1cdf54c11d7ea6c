/** An address that its owner recognizes and nobody else learns: "a••@acme.example". */
export function masked(email: string): string {
  const [first = ""] = [...email];
  return `${first}••${email.slice(email.lastIndexOf("@"))}`;
}
