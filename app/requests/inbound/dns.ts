import { Resolver } from "node:dns/promises";

/** Looks a name up in the DNS as `dns.resolve` does: TXT gives the records, each in its pieces. Throws where it cannot. */
export type Resolve = (name: string, type: string) => Promise<string[][]>;

/** The DNS as the machine is set to ask it. */
export const askDns: Resolve = (name) => new Resolver({ timeout: 1_500, tries: 2 }).resolveTxt(name);
