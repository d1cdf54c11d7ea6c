import { BlockList, isIPv6 } from "node:net";

function blockList(networks: readonly string[]): BlockList {
  const known = new BlockList();
  for (const network of networks) {
    const [ip = "", bits] = network.split("/");
    const family = isIPv6(ip) ? "ipv6" : "ipv4";
    if (bits === undefined) known.addAddress(ip, family);
    else known.addSubnet(ip, Number(bits), family);
  }
  return known;
}

const plain = (ip: string) => ip.trim().replace(/^::ffff:(?=\d+\.)/, "");

/**
 * The visitor's address: the socket's, or, where that is a trusted proxy's, the last address in `X-Forwarded-For` that
 * is not a proxy of ours.
 */
export function clientAddress(trusted: readonly string[]) {
  const proxies = blockList(trusted);
  const isProxy = (ip: string) => proxies.check(ip, isIPv6(ip) ? "ipv6" : "ipv4");
  return (socketAddress: string, forwardedFor: string | null): string => {
    const socket = plain(socketAddress);
    if (!forwardedFor || !isProxy(socket)) return socket;
    const hops = forwardedFor.split(",").map(plain).filter(Boolean);
    return hops.findLast((ip) => !isProxy(ip)) ?? socket;
  };
}
