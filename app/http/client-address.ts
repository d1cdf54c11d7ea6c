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

/** Where a proxy of ours stands, and no stranger: https://www.rfc-editor.org/rfc/rfc6890 */
const near = blockList(["127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1", "fc00::/7"]);
const isIn = (list: BlockList, ip: string) => list.check(ip, isIPv6(ip) ? "ipv6" : "ipv4");

/**
 * The visitor's address: the socket's, or, where that is a trusted proxy's, the last address in `X-Forwarded-For` that
 * is not a proxy of ours. `unnamed` hears once of a machine nearby that forwards and is not trusted.
 */
export function clientAddress(trusted: readonly string[], unnamed: (proxy: string) => void = () => {}) {
  const proxies = blockList(trusted);
  const isProxy = (ip: string) => isIn(proxies, ip);
  let isTold = false;
  return (socketAddress: string, forwardedFor: string | null): string => {
    const socket = plain(socketAddress);
    if (!forwardedFor) return socket;
    if (!isProxy(socket)) {
      if (!isTold && isIn(near, socket)) unnamed(socket);
      isTold ||= isIn(near, socket);
      return socket;
    }
    const hops = forwardedFor.split(",").map(plain).filter(Boolean);
    return hops.findLast((ip) => !isProxy(ip)) ?? socket;
  };
}
