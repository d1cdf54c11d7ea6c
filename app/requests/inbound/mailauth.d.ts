declare module "mailauth/lib/tools.js" {
  /** The first of these domains that has the same organizational domain, by the public suffix list; false where none has. */
  export function getAlignment(domain: string, others: string[]): { domain: string } | false;
}
