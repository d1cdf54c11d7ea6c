import { BlockList, isIP } from "node:net";

const reserved = new BlockList();
// https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry
for (const network of [
  "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24",
  "192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4",
].flatMap((line) => line.split(" "))) {
  const [address, bits] = network.split("/");
  reserved.addSubnet(address!, Number(bits), "ipv4");
}
// Of IPv6 only what is handed out to the public, and of that not what tunnels or maps IPv4.
for (const network of "2001::/23 2001:db8::/32 2002::/16 3fff::/20".split(" ")) {
  const [address, bits] = network.split("/");
  reserved.addSubnet(address!, Number(bits), "ipv6");
}
const global = new BlockList();
global.addSubnet("2000::", 3, "ipv6");

/** Whether an IP address is one of the public internet: not private, local, reserved, multicast or mapped. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !reserved.check(address, "ipv4");
  return isIP(address) === 6 && global.check(address, "ipv6") && !reserved.check(address, "ipv6");
}
